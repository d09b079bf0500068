// One draft of one observation as this window knows it: kept on the device at each input, sent when it can be. Each
// window is a writer of its own; what another window or device has saved meanwhile is shown beside, never overwritten.
//
//   const draft = practiceDraft({ person, dialogue, urls, form, onState, onConflict, onErrors, onHandedIn, notes });
//   await draft.open();       // what an earlier page here left unsent comes back into the form
//   draft.changed();          // something was typed or chosen
//   draft.handIn();
//   draft.set(name, value);
//   draft.settle(revision);   // a difference was looked at: the next sending is on top of that revision

window.practiceDraft = ({ person, dialogue, urls, form, onState, onConflict, onErrors, onHandedIn, notes }) => {
  const PAUSE = 800;
  const FIRST_WAIT = 2_000;
  const LONGEST_WAIT = 10_000;
  const MOST_TRIED = 50;
  const newKey = () => crypto.randomUUID?.() ?? '10000000-1000-4000-8000-100000000000'.replace(/[018]/g,
    (digit) => (digit ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (digit / 4)))).toString(16));
  const prefix = `${person}/${dialogue}/`;

  let record = null;
  let early = null;
  let beside = false;
  let timer = 0;
  let wait = FIRST_WAIT;
  let busy = null;
  let again = false;

  const inStore = keptStore('practice-drafts', 'drafts', { keyPath: 'id' });
  const post = keptSender(person);

  // --- the form -----------------------------------------------------------------------------------

  const isWritten = (name) => /^(level_|evidence_)|^(strengths|one_thing|readiness)$/.test(name);

  function read() {
    return Object.fromEntries([...new FormData(form)].filter(([name]) => isWritten(name)));
  }

  function set(name, value) {
    for (const field of [...form.elements].filter((each) => each.name === name)) {
      if (field.type === 'radio') field.checked = field.value === value;
      else field.value = value;
    }
  }

  function show(fields) {
    for (const name of new Set([...form.elements].map((field) => field.name).filter(isWritten))) set(name, fields[name] ?? '');
  }

  // --- what is kept -------------------------------------------------------------------------------

  async function keep() {
    await inStore('readwrite', (store) => (record.dirty ? store.put(record) : store.delete(record.id)));
  }

  function changed(more = {}) {
    if (!record) {
      early = { ...early, ...more };
      return;
    }
    record = { ...record, ...more, fields: read(), key: newKey(), dirty: true, handing: false };
    keep().catch(() => onState('unkept'));
    onState('saving');
    soon(PAUSE);
  }

  /** A name for this window that outlives a reload, and that a copy of the window doesn't share. */
  async function windowName() {
    const known = sessionStorage.getItem('practice-window') ?? newKey();
    if (!navigator.locks) return known;
    const held = (name) => new Promise((resolve) => {
      const stop = AbortSignal.timeout(500);
      navigator.locks.request(`practice-draft/${name}`, { signal: stop }, () => {
        resolve(true);
        return new Promise(() => {});
      }).catch(() => resolve(false));
    });
    if (await held(known)) return known;
    const other = newKey();
    await held(other);
    return other;
  }

  async function leftBehind(own) {
    const all = (await inStore('readonly', (store) => store.getAll())).filter(({ id }) => id.startsWith(prefix));
    const locks = navigator.locks ? (await navigator.locks.query()).held.map(({ name }) => name) : [];
    const isOpen = ({ id }) => id !== own && locks.includes(`practice-draft/${id.slice(prefix.length)}`);
    return all.filter((each) => each.dirty && !isOpen(each)).sort((one, other) => other.at - one.at);
  }

  async function open() {
    const name = await windowName();
    sessionStorage.setItem('practice-window', name);
    const id = prefix + name;
    record = { id, seen: Number(form.elements.seen.value) || 0, fields: read(), key: newKey(), tried: [], dirty: false };
    const [newest, ...others] = await leftBehind(id);
    if (newest) {
      show(newest.fields);
      record = { ...newest, id };
      if (newest.id !== id) await inStore('readwrite', (store) => store.delete(newest.id));
      await keep();
      soon(0);
    }
    if (early) changed(early);
    // What other windows left unsent is looked at one after the other.
    for (const other of others.filter(({ fields }) => JSON.stringify(fields) !== JSON.stringify(record.fields))) {
      await new Promise((resolve) => {
        beside = true;
        onConflict({ revision: record.seen, fields: other.fields, settled: resolve });
      });
      await inStore('readwrite', (store) => store.delete(other.id));
    }
    onState(record.dirty ? 'waiting' : '');
  }

  // --- what is sent -------------------------------------------------------------------------------

  /** Saved under the key that was sent; what was typed since is sent next. */
  async function taken(sent, { draft }) {
    const own = draft?.key === sent.key;
    record = { ...record, seen: own ? draft.revision : sent.seen + 1, tried: own ? [] : record.tried };
    if (record.key === sent.key) record = { ...record, dirty: false, people: undefined };
    wait = FIRST_WAIT;
    await keep();
    if (record.dirty) again = true;
    else onState('saved');
  }

  async function refused(sent, told) {
    if (told.code === 'changed_elsewhere' && told.draft) {
      const own = record.tried.includes(told.draft.key);
      const same = JSON.stringify(Object.entries(told.draft.fields).filter(([, text]) => text).sort())
        === JSON.stringify(Object.entries(record.fields).filter(([, text]) => text).sort());
      if (own || same) {
        record = { ...record, seen: told.draft.revision };
        again = true;
        return;
      }
      beside = true;
      onState('both');
      onConflict({ ...told.draft, settled: () => {} });
      return;
    }
    if (told.code === 'not_held') {
      onState('waiting', record.handing ? told.detail : '');
      later();
      return;
    }
    if (told.code === 'somebody_else') {
      // Their own page sends it once they are back, handed in where they had pressed so.
      onState('waiting', told.detail);
      return;
    }
    record = { ...record, handing: false };
    await keep();
    onState(told.code === 'already_handed_in' ? 'elsewhere' : 'waiting', told.detail);
    if (told.errors && Object.keys(told.errors).length) onErrors(told.errors);
  }

  async function sendOnce() {
    const notesWait = record.handing && (await notes.waiting()).some((entry) => !entry.refused);
    if (notesWait) {
      await notes.flush();
      if ((await notes.waiting()).some((entry) => !entry.refused)) throw new Error('notes wait');
    }
    const sent = { ...record };
    record = { ...record, tried: [...record.tried, sent.key].slice(-MOST_TRIED) };
    await keep();
    const people = sent.people === undefined ? {} : { people: sent.people };
    const address = sent.handing ? urls.handIn : urls.keep;
    const body = { ...sent.fields, ...people, seen: sent.seen, key: sent.key };
    const answer = await post(address, body, urls.keep);
    if (answer.ok && sent.handing) {
      record = { ...record, dirty: false };
      await keep();
      onState('saved');
      onHandedIn();
    } else if (answer.ok) await taken(sent, await answer.json());
    else if (answer.type === 'opaqueredirect' || answer.status === 401 || answer.status === 403) onState('signed-out');
    else if (answer.status === 404) onState('stranger');
    else if (answer.status >= 500) throw new Error(`${answer.status}`);
    else await refused(sent, await answer.json().catch(() => ({})));
  }

  async function run() {
    clearTimeout(timer);
    do {
      again = false;
      if (!record.dirty || beside) return;
      try {
        await sendOnce();
      } catch {
        onState(record.handing ? 'handing' : 'offline');
        later();
      }
    } while (again);
  }

  function send() {
    busy = (busy ?? Promise.resolve()).then(run).catch(() => {});
    return busy;
  }

  function soon(pause) {
    clearTimeout(timer);
    timer = setTimeout(send, pause);
  }

  function later() {
    soon(wait);
    wait = Math.min(wait * 2, LONGEST_WAIT);
  }

  function handIn() {
    if (beside) return onState('both');
    record = { ...record, fields: read(), key: record.dirty ? record.key : newKey(), dirty: true, handing: true };
    keep().catch(() => onState('unkept'));
    onState('saving');
    return send();
  }

  function settle(revision) {
    beside = false;
    record = { ...record, seen: revision, tried: [] };
    changed();
    return send();
  }

  window.addEventListener('online', () => record && send());
  document.addEventListener('visibilitychange', () => document.hidden || (record && send()));

  return { open, changed, handIn, set, settle };
};
