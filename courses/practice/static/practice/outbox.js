// What somebody wrote on this device and the server hasn't taken yet. It waits in IndexedDB under a key of its own, is
// sent again and again until it is answered for, and only ever by the person who wrote it. What is refused stays to be
// read, with the reason, until it is dropped.
//
//   const outbox = practiceOutbox({ person, onState });
//   await outbox.put({ key, url, body });   // body goes to url in a list: [body, …]; answered by body.key
//   outbox.flush();                          // when there may be a network again
//   await outbox.waiting();                  // this person's entries, in their order
//   await outbox.drop(key);                  // a refused one that has been read
//
// onState({ state, count, refused, words, answers }): state is "saved", "waiting", "offline" or "signed-out"; answers
// are what the server just said of each key.

window.practiceOutbox = ({ person, onState = () => {} }) => {
  const NAME = 'practice-outbox';
  const AT_ONCE = 50;
  const FIRST_PAUSE = 2_000;
  const LONGEST_PAUSE = 10_000;
  const others = window.BroadcastChannel ? new BroadcastChannel(NAME) : null;

  let pause = FIRST_PAUSE;
  let timer = 0;
  let busy = null;
  let trouble = { state: 'waiting', words: '' };

  const inStore = keptStore(NAME, 'entries', { keyPath: 'order', autoIncrement: true }, [
    ['person', 'person'],
    ['key', ['person', 'key'], { unique: true }],
  ]);
  const post = keptSender(person);

  const mine = () => inStore('readonly', (store) => store.index('person').getAll(person));
  const toSend = async () => (await mine()).filter((entry) => !entry.refused);

  async function tell(answers = []) {
    const all = await mine();
    const count = all.filter((entry) => !entry.refused).length;
    const told = count ? trouble : { state: 'saved', words: '' };
    onState({ ...told, count, refused: all.filter((entry) => entry.refused), answers });
  }

  // --- sending ------------------------------------------------------------------------------------

  const remove = (entry) => inStore('readwrite', (store) => store.delete(entry.order));
  const refuse = (entry, words) => inStore('readwrite', (store) => store.put({ ...entry, refused: words }));

  async function settled(entries, answers) {
    for (const answer of answers) {
      const entry = entries.find((each) => each.key === answer.key);
      if (!entry || answer.waits) continue;
      await (answer.refused ? refuse(entry, answer.refused) : remove(entry));
    }
    pause = answers.some(({ waits }) => waits) ? LONGEST_PAUSE : FIRST_PAUSE;
    await tell(answers);
  }

  /** Send what waits for one address; says whether to go on. */
  async function sendTo(url, entries) {
    const answer = await post(url, entries.map(({ body }) => body));
    if (answer.ok) {
      const { answers } = await answer.json();
      await settled(entries, answers);
      const wait = answers.find(({ waits }) => waits);
      if (!wait) return true;
      trouble = { state: 'waiting', words: wait.waits };
      later();
      return false;
    }
    const told = await answer.json().catch(() => ({}));
    const signedOut = answer.type === 'opaqueredirect' || [401, 403].includes(answer.status);
    trouble = { state: signedOut ? 'signed-out' : 'waiting', words: told.detail ?? '' };
    if (answer.status === 404 || answer.status === 400) {
      await settled(entries, entries.map(({ key }) => ({ key, refused: told.detail || `${answer.status}` })));
      return true;
    }
    if (answer.status >= 500) later();
    return false;
  }

  async function sendAll() {
    for (let waiting = await toSend(); waiting.length; waiting = await toSend()) {
      const { url } = waiting[0];
      const entries = waiting.filter((entry) => entry.url === url).slice(0, AT_ONCE);
      if (!(await sendTo(url, entries))) return;
    }
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(flush, pause);
    pause = Math.min(pause * 2, LONGEST_PAUSE);
  }

  async function send() {
    clearTimeout(timer);
    trouble = { state: 'waiting', words: '' };
    try {
      // Two windows of one person send one after the other.
      await (navigator.locks ? navigator.locks.request(`${NAME}/${person}`, sendAll) : sendAll());
    } catch {
      trouble = { state: 'offline', words: '' };
      later();
    }
    await tell();
    others?.postMessage(person);
  }

  function flush() {
    busy = (busy ?? Promise.resolve()).then(send).catch(() => {});
    return busy;
  }

  // --- writing ------------------------------------------------------------------------------------

  /** Kept for good once this resolves; the same key again takes the place of what waited under it. */
  async function put({ key, url, body }) {
    const known = (await mine()).find((entry) => entry.key === key);
    const place = known ? { order: known.order } : {};
    await inStore('readwrite', (store) => store.put({ ...place, person, key, url, body }));
    await tell();
    flush();
  }

  async function drop(key) {
    const entry = (await mine()).find((each) => each.key === key);
    if (entry) await remove(entry);
    await tell();
  }

  window.addEventListener('online', flush);
  document.addEventListener('visibilitychange', () => document.hidden || flush());
  others?.addEventListener('message', ({ data }) => data === person && tell());
  tell().then(flush).catch(() => onState({ state: 'unkept', count: 0, refused: [], words: '', answers: [] }));

  return { put, flush, drop, waiting: mine };
};
