// The observer's page, with a network or without. Without script the same forms save and hand in as ever.

const panel = document.querySelector('[data-observe]');
const words = panel.dataset;
const form = panel.querySelector('[data-form]');
const bar = panel.querySelector('[data-sync]');
const signIn = panel.querySelector('[data-sign-in-link]');
const handIn = panel.querySelector('[data-hand-in-button]');
const ASK_EVERY = 10_000;

const told = { draft: 'opening', words: '', open: 0, notes: { state: 'saved', count: 0 } };
let stage = '';

const counted = (text, count) => text.replace('{count}', count);

// --- what is said of saving -------------------------------------------------------------------------

const SAID = { both: words.both, elsewhere: words.elsewhere, stranger: words.stranger, handing: words.handing, unkept: words.unkept };

/** Whatever hinders most is said first. */
function inWords() {
  const { draft, notes } = told;
  const waits = notes.count + (['', 'saved', 'saving'].includes(draft) ? 0 : 1);
  const states = [draft, notes.state];
  if (SAID[draft]) return SAID[draft];
  if (told.open) return counted(words.missing, told.open);
  if (notes.state === 'unkept') return words.unkept;
  if (states.includes('signed-out')) return counted(words.signedOut, waits);
  if (states.includes('offline')) return counted(words.offline, waits);
  if (draft === 'waiting' || notes.count) return [counted(words.waiting, waits), told.words || notes.words].filter(Boolean).join(' · ');
  return draft === 'saving' ? words.saving : words.saved;
}

/** That words of this dialogue wait: the sign-in page counts such dialogues, and knows nothing of the words. */
function flag(waits) {
  const name = `observation-waits/${words.person}/${words.dialogue}`;
  try {
    if (waits) localStorage.setItem(name, '1');
    else localStorage.removeItem(name);
  } catch {
    // Where nothing may be kept, nothing waits.
  }
}

function paint() {
  // Nothing is said of saving before it is known what an earlier page left here.
  if (told.draft === 'opening') return;
  flag(!['', 'saved', 'elsewhere'].includes(told.draft) || told.notes.count > 0);
  const text = inWords();
  const savedNow = text === words.saved && bar.textContent !== text;
  if (bar.textContent !== text) bar.textContent = text;
  bar.dataset.left = String(![words.saved, words.saving].includes(text));
  signIn.hidden = ![told.draft, told.notes.state].includes('signed-out');
  if (savedNow) putAside();
}

function putAside() {
  window.keptPages.putAside({ kept: 'practice', person: words.person, mark: `data-person="${words.person}"` })
    .then(() => { panel.dataset.ready = 'true'; }).catch(() => {});
}

// --- what is missing --------------------------------------------------------------------------------

const place = (name) => form.querySelector(`[data-field="${CSS.escape(name)}"]`);

function clear(field) {
  field?.querySelector(':scope > .field-error')?.remove();
  field?.classList.remove('field-has-error');
  for (const each of field?.querySelectorAll('[aria-invalid]') ?? []) each.removeAttribute('aria-invalid');
}

function countOpen() {
  told.open = form.querySelectorAll('[data-field].field-has-error').length;
  paint();
}

function point(errors) {
  for (const [name, text] of Object.entries(errors)) {
    const field = place(name);
    if (!field) continue;
    clear(field);
    const line = document.createElement('p');
    line.className = 'field-error';
    line.id = `missing_${name}`;
    line.textContent = text;
    field.classList.add('field-has-error');
    field.querySelector('legend, label').after(line);
    for (const each of field.querySelectorAll('input, textarea')) {
      each.setAttribute('aria-invalid', 'true');
      each.setAttribute('aria-describedby', line.id);
    }
  }
  const first = [...form.querySelectorAll('.field-has-error')][0];
  first?.querySelector('input, textarea')?.focus();
  countOpen();
}

/** The same that the server asks for, said where there is no network too. */
function missing() {
  const errors = {};
  for (const field of form.querySelectorAll('[data-field^="level_"]')) {
    const name = field.dataset.field;
    const evidence = `evidence_${name.slice('level_'.length)}`;
    const level = form.elements[name].value;
    if (!level) errors[name] = words.levelMissing;
    if (level && Number(level) < Number(words.wordsBelow) && !form.elements[evidence].value.trim()) errors[evidence] = words.evidenceMissing;
  }
  for (const name of ['strengths', 'one_thing']) if (!form.elements[name].value.trim()) errors[name] = words.textMissing;
  if (!form.elements.readiness.value) errors.readiness = words.readinessMissing;
  return errors;
}

// --- two versions -----------------------------------------------------------------------------------

const CHOICES = { here: words.here, there: words.there, both: words.keepBoth };

function inReadable(name, value) {
  const option = [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)].find((each) => each.type === 'radio' && each.value === value);
  return option?.closest('label').querySelector('.level-name').textContent || value || words.nothing;
}

function labelOf(name) {
  const key = name.replace(/^evidence_/, '');
  const of = key === name ? null : place(`level_${key}`);
  return [of, place(name)].filter(Boolean).map((each) => each.querySelector('legend, label').firstChild.textContent.trim()).join(' · ');
}

const element = (tag, text = '', css = '') => Object.assign(document.createElement(tag), { textContent: text, className: css });

function choice(name, which, text) {
  const label = element('label', '', 'level');
  const input = Object.assign(element('input'), { type: 'radio', name: `take_${name}`, value: which, checked: which === 'here' });
  const version = element('span');
  version.append(element('span', CHOICES[which], 'level-name'), element('span', text, 'level-anchor'));
  label.append(input, version);
  return label;
}

function difference(name, here, there) {
  const group = element('fieldset', '', 'competency');
  group.append(element('legend', labelOf(name)));
  group.append(choice(name, 'here', inReadable(name, here)), choice(name, 'there', inReadable(name, there)));
  const isText = form.elements[name].tagName === 'TEXTAREA';
  if (isText && here && there) group.append(choice(name, 'both', `${here}\n${there}`));
  return group;
}

function both({ revision, fields, settled }) {
  const box = form.querySelector('[data-conflict]');
  const names = [...new Set([...form.elements].map(({ name }) => name))].filter((name) => place(name) && form.elements[name]);
  const valueOf = (name) => form.elements[name].value ?? '';
  const differing = names.filter((name) => valueOf(name).trim() !== (fields[name] ?? '').trim());
  const section = element('section', '', 'observe-conflict');
  section.append(element('h2', words.differs), element('p', words.choose));
  section.append(...differing.map((name) => difference(name, valueOf(name), fields[name] ?? '')));
  const go = Object.assign(element('button', words.take, 'btn btn-primary'), { type: 'button' });
  section.append(go);
  go.addEventListener('click', () => {
    for (const name of differing) {
      const taken = section.querySelector(`[name="take_${CSS.escape(name)}"]:checked`).value;
      if (taken === 'there') draft.set(name, fields[name] ?? '');
      if (taken === 'both') draft.set(name, `${valueOf(name)}\n${fields[name]}`);
    }
    box.replaceChildren();
    box.hidden = true;
    draft.settle(revision);
    settled();
    form.querySelector('input:not([type=hidden]), textarea')?.focus({ preventScroll: true });
  });
  box.replaceChildren(section);
  box.hidden = false;
  box.focus();
}

// --- the stage that runs ----------------------------------------------------------------------------

function begin() {
  panel.querySelector('[data-before]')?.remove();
  for (const each of panel.querySelectorAll('[data-all]')) each.disabled = false;
  handIn.disabled = false;
}

async function look() {
  try {
    const room = await window.serverClock.ask(words.state);
    const running = room.stages.find((row) => row.started_at && !row.ended_at);
    stage = running?.stage ?? '';
    const shown = panel.querySelector('[data-stage]');
    const name = stage ? panel.querySelector(`template[data-stage-name="${stage}"]`).content.cloneNode(true) : null;
    const other = room.state === 'held' ? words.held : words.noStage;
    const before = shown.textContent.trim();
    const now = name ? name.textContent.trim() : other;
    if (before !== now) shown.replaceChildren(name ?? other);
    if (['running', 'held'].includes(room.state)) begin();
  } catch {
    // Without a network the page goes by the hour that was planned: what is written waits here.
    if (window.serverClock.now() >= Date.parse(words.starts)) begin();
  }
  setTimeout(look, ASK_EVERY);
}

// --- all together -----------------------------------------------------------------------------------

let noted = { paint() {} };
const outbox = window.practiceOutbox({
  person: Number(words.person),
  onState: (state) => {
    told.notes = state;
    noted.paint(state);
    paint();
  },
});
noted = window.practiceNotes({ panel, outbox, stageNow: () => stage });

const draft = window.practiceDraft({
  person: Number(words.person),
  dialogue: Number(words.dialogue),
  urls: { keep: words.keep, handIn: words.handIn },
  form,
  notes: outbox,
  onState: (state, more = '') => {
    told.draft = state;
    told.words = more;
    paint();
  },
  onConflict: both,
  onErrors: point,
  onHandedIn: async () => {
    await window.keptPages.drop({ kept: 'practice', person: words.person }).catch(() => {});
    window.location.reload();
  },
});

const nudge = window.practiceWording(words.wording);

form.addEventListener('input', ({ target }) => {
  if (target.name === 'people') draft.changed({ people: target.value });
  if (!place(target.name)) return;
  clear(target.closest('[data-field]'));
  countOpen();
  draft.changed();
});
form.addEventListener('focusout', ({ target }) => target.tagName === 'TEXTAREA' && nudge(target));
form.addEventListener('submit', (event) => {
  event.preventDefault();
  const errors = missing();
  if (Object.keys(errors).length) point(errors);
  else draft.handIn();
});

// Enter in the one number field hands nothing in.
form.addEventListener('keydown', (event) => event.key === 'Enter' && event.target.type === 'number' && event.preventDefault());

async function start() {
  look();
  await draft.open();
  await navigator.serviceWorker?.register(words.worker);
  await navigator.serviceWorker?.ready;
  putAside();
}

start().catch(() => {
  told.draft = 'unkept';
  paint();
});
