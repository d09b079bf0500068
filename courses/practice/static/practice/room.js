// The leads' page while a dialogue runs. The server records what happens; this page shows it, by the server's clock,
// and keeps what is pressed and written until the server has it. What waits is shown as if it had arrived, and said to
// wait. Two devices look at the same room: each asks every few seconds how it stands.

const EVERY = 4000;
const LONGEST = 30_000;
const BACK_WITHIN = 60_000;
const NEAR = 2;
const MOST = 60;
const SETTLED = 1000;

const page = document.querySelector('[data-room]');
const words = JSON.parse(document.getElementById('room-words').textContent);
const { serverClock, practiceOutbox } = window;
const blocks = new Map([...page.querySelectorAll('[data-block]')].map((block) => [block.dataset.block, block]));
const clock = new Intl.DateTimeFormat(words.language, { timeStyle: 'short', timeZone: page.dataset.zone });
const announced = page.querySelector('[data-announced]');
const sync = page.querySelector('[data-sync]');

let known = fromPage();
// Pressed here and on their way; and answered for, until the server has been asked since.
let presses = [];
let taken = [];
let shown = page.querySelector('[data-block]:not([hidden])')?.dataset.block ?? 'before';
let said = '';
let version = page.dataset.version;
let pause = EVERY;
let timer = 0;
let asking = false;
let again = false;

const counted = (text, count) => text.replace('{count}', count);

function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function newKey() {
  return crypto.randomUUID?.() ?? '10000000-1000-4000-8000-100000000000'.replace(/[018]/g, (digit) => (
    Number(digit) ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (Number(digit) / 4)))).toString(16));
}

// --- how the room stands ------------------------------------------------------------------------------

/** Until the server is asked: nothing but what the page came with. */
function fromPage() {
  return { state: '', stages: [] };
}

/** What the server last said, and on top of it what was pressed here and is on its way. */
function standing() {
  const stages = known.stages.map((stage) => ({ ...stage }));
  let { state } = known;
  for (const { act, stage: code, pressed_at: at } of [...taken, ...presses]) {
    const place = stages.findIndex((stage) => stage.stage === code);
    if (act === 'begin' && place >= 0 && !stages[place].started_at) {
      if (place) stages[place - 1].ended_at ??= at;
      Object.assign(stages[place], { started_at: at, waits: true });
      state = 'running';
    }
    if (act === 'take_back' && place >= 0 && stages[place].started_at && !stages[place].ended_at) {
      stages[place].started_at = null;
      if (place) stages[place - 1].ended_at = null;
    }
    if (act === 'finish' || act === 'end_early') state = 'held';
  }
  return { state, stages };
}

function running() {
  const { state, stages } = standing();
  if (state === 'held') return { name: 'over' };
  const stage = stages.find((each) => each.started_at && !each.ended_at);
  return stage ? { name: stage.stage, stage } : { name: 'before' };
}

// --- what is seen -------------------------------------------------------------------------------------

function minutesLeft(stage) {
  const seconds = (Date.parse(stage.started_at) - serverClock.now()) / 1000 + stage.planned * 60;
  return Math.max(-MOST, Math.min(MOST, seconds > 0 ? Math.ceil(seconds / 60) : -Math.floor(-seconds / 60)));
}

function paintTime(block, stage) {
  const minutes = minutesLeft(stage);
  say(block.querySelector('[data-left]'), words.minutes[minutes]);
  say(block.querySelector('[data-began]'), clock.format(Date.parse(stage.started_at)).toLowerCase());
  block.querySelector('[data-bar]').value = Math.max(0, minutes);
  block.classList.toggle('is-near', minutes > 0 && minutes <= NEAR);
  block.classList.toggle('is-over', minutes <= 0);
  const back = block.querySelector('[data-go-back]');
  const late = serverClock.now() - Date.parse(stage.started_at) > BACK_WITHIN;
  if (late && back.contains(document.activeElement)) block.querySelector('h2').focus();
  back.hidden = late;
  // Said aloud twice in a stage, and no more: shortly before its time is over, and then.
  const moment = minutes === NEAR || minutes === 0 ? `${stage.stage} ${minutes}` : said;
  if (moment !== said) say(announced, words.minutes[minutes]);
  said = moment;
}

function show(name) {
  if (name === shown) return;
  const had = blocks.get(shown)?.contains(document.activeElement);
  blocks.forEach((block, each) => { block.hidden = each !== name; });
  shown = name;
  page.classList.toggle('is-over', name === 'over');
  const block = blocks.get(name);
  if (had) block.querySelector('h2').focus();
  say(announced, name === 'over' ? words.over : words.begun.replace('{stage}', block.dataset.name ?? ''));
}

function paint() {
  if (!known.stages.length) return;
  const { name, stage } = running();
  show(name);
  if (stage) paintTime(blocks.get(name), stage);
}

function paintPending(entries) {
  for (const list of page.querySelectorAll('[data-pending]')) {
    const there = new Set([...page.querySelectorAll('[data-key]')].map((note) => note.dataset.key));
    const waiting = entries.filter(({ body }) => body.kind === list.dataset.pending && !there.has(body.key));
    list.replaceChildren(...waiting.map(({ body }) => {
      const note = Object.assign(document.createElement('li'), { className: 'is-waiting', textContent: `${body.text} ` });
      const state = Object.assign(document.createElement('span'), { className: 'muted', textContent: words.waits });
      note.append(state);
      return note;
    }));
  }
}

function paintRefused(entries) {
  sync.querySelector('[data-refused]').replaceChildren(...entries.map(({ key, refused, body }) => {
    const row = Object.assign(document.createElement('li'), { textContent: `${body.text ? `${body.text}: ` : ''}${refused} ` });
    const button = Object.assign(document.createElement('button'), { type: 'button', className: 'btn btn-quiet', textContent: words.understood });
    button.addEventListener('click', () => outbox.drop(key));
    row.append(button);
    return row;
  }));
}

async function onState({ state, count, refused, words: told, answers }) {
  const entries = state === 'unkept' ? [] : await outbox.waiting();
  const here = entries.filter(({ url, refused: no }) => !no && (url === page.dataset.presses || url === page.dataset.notes));
  const accepted = new Set((answers ?? []).filter((answer) => !answer.refused).map(({ key }) => key));
  taken.push(...presses.filter(({ key }) => accepted.has(key)));
  const before = presses.length;
  presses = here.filter(({ url }) => url === page.dataset.presses).map(({ body }) => body);
  paintPending(here.filter(({ url }) => url === page.dataset.notes));
  paintRefused(refused ?? []);
  sync.hidden = state === 'saved' && !refused.length && sync.hidden;
  sync.classList.toggle('is-saved', state === 'saved' && !refused.length);
  sync.querySelector('[data-sign-in]').hidden = state !== 'signed-out';
  const line = { saved: refused.length ? words.refused : words.saved, waiting: words.waiting, offline: words.offline, 'signed-out': words.signed_out, unkept: words.unkept }[state];
  // What is only just on its way needs no words.
  if (state !== 'waiting' || told) say(sync.querySelector('[data-sync-words]'), counted(told || line, count));
  if (!['waiting', 'saved'].includes(state) || told || refused.length) sync.hidden = false;
  paint();
  // A note that has just arrived is shown as the server keeps it, with the way to change it.
  if (answers?.some((answer) => answer.text)) await refresh(version);
  if (answers?.length || presses.length < before) soon(0);
}

const outbox = practiceOutbox({ person: Number(page.dataset.person), onState: (state) => { onState(state).catch(() => {}); } });

// --- what is pressed and written ------------------------------------------------------------------------

/** The next stage's button comes to where this one was, and rests for a moment: a double tap is one press. */
function settle(rests) {
  page.toggleAttribute('data-settling', rests);
  page.querySelectorAll('form[data-press]:not([data-press="take_back"]) button').forEach((button) => { button.disabled = rests; });
}

async function press(act, stage) {
  if (page.hasAttribute('data-settling') && act !== 'take_back') return;
  settle(true);
  setTimeout(() => settle(false), SETTLED);
  const key = newKey();
  const body = { key, act, stage: stage ?? '', pressed_at: new Date(serverClock.now()).toISOString() };
  await outbox.put({ key, url: page.dataset.presses, body });
}

async function jot(form) {
  const field = form.elements.text;
  const text = field.value.trim();
  if (!text) return;
  const key = newKey();
  const stage = shown in { before: 1, over: 1 } ? '' : shown;
  const body = { key, kind: form.dataset.jot, text, stage, noted_at: new Date(serverClock.now()).toISOString() };
  // Emptied at once, so that a double tap is one note; put back if it can't be kept.
  field.value = '';
  field.focus();
  await outbox.put({ key, url: page.dataset.notes, body }).catch((error) => {
    field.value = text;
    throw error;
  });
}

document.addEventListener('submit', (event) => {
  const form = event.target;
  const { press: act, stage, jot: kind } = form.dataset;
  if (!act && !kind) return;
  event.preventDefault();
  // Where nothing can be kept on this device, the form goes its plain way.
  (act ? press(act, stage) : jot(form)).catch(() => HTMLFormElement.prototype.submit.call(form));
});

const typing = (element) => element.closest('input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]');
const keyOn = page.querySelector('[data-key-on]');

document.addEventListener('keydown', (event) => {
  if (event.key !== 'n' || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
  if (!keyOn.checked || typing(event.target)) return;
  const next = blocks.get(shown)?.querySelector('form[data-press="begin"]');
  if (next) next.requestSubmit();
});

// --- what the server says -------------------------------------------------------------------------------

/** Lists that the other lead may have changed, as the server writes them. */
async function refresh(fresh) {
  const answer = await fetch(window.location.pathname, { redirect: 'error', cache: 'no-store' });
  if (!answer.ok) return;
  const found = new DOMParser().parseFromString(await answer.text(), 'text/html');
  for (const part of found.querySelectorAll('[data-room] [data-part]')) {
    const old = document.getElementById(part.id);
    // Nobody's button is taken from under their finger, or their place from a screen reader.
    if (!old || old.contains(document.activeElement)) continue;
    if (part.dataset.block) {
      part.hidden = shown !== part.dataset.block;
      blocks.set(part.dataset.block, part);
    }
    old.replaceWith(part);
  }
  version = fresh;
  await outbox.waiting().then((entries) => paintPending(entries.filter(({ url }) => url === page.dataset.notes)));
}

function soon(after) {
  clearTimeout(timer);
  if (!document.hidden) timer = setTimeout(look, after);
}

async function look() {
  again = asking;
  if (asking) return;
  asking = true;
  const before = [...taken];
  try {
    known = await serverClock.ask(page.dataset.state);
    taken = taken.filter((press) => !before.includes(press));
    pause = EVERY;
    paint();
    if (known.version !== version) await refresh(known.version);
    if (sync.querySelector('[data-sync-words]').textContent === words.lost) sync.hidden = true;
    if (presses.length) outbox.flush();
  } catch (error) {
    if (error.status === 404) return;
    pause = Math.min(pause * 1.5, LONGEST);
    const signedOut = error.type === 'opaqueredirect';
    sync.querySelector('[data-sign-in]').hidden = !signedOut;
    if (sync.hidden || signedOut) {
      say(sync.querySelector('[data-sync-words]'), signedOut ? words.outside : words.lost);
      sync.classList.remove('is-saved');
      sync.hidden = false;
    }
  } finally {
    asking = false;
  }
  soon(again ? 0 : pause);
}

function choosesKey() {
  const box = page.querySelector('[data-key-choice]');
  box.hidden = false;
  try {
    keyOn.checked = localStorage.getItem('room-key') !== 'off';
    keyOn.addEventListener('change', () => localStorage.setItem('room-key', keyOn.checked ? 'on' : 'off'));
  } catch {
    // Where nothing may be kept, it is chosen on each page.
  }
}

/** The page's own time, unless it was kept by somebody on the way. */
function hearPage() {
  const [way] = performance.getEntriesByType('navigation');
  if (way?.transferSize && !way.workerStart) serverClock.sync(page.dataset.now, way.requestStart, way.responseStart);
}

document.addEventListener('click', ({ target }) => target.closest('[data-print]') && window.print());
document.addEventListener('visibilitychange', () => soon(0));
window.addEventListener('online', () => soon(0));
choosesKey();
hearPage();
setInterval(paint, 500);
look();
