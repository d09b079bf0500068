// Notes as an observer writes them: on the page at once, in the outbox until the server has them, bound to the stage
// that runs by the server's clock.

window.practiceNotes = ({ panel, outbox, stageNow }) => {
  const words = panel.dataset;
  const form = panel.querySelector('[data-note-form]');
  const list = panel.querySelector('[data-timeline]');
  const template = panel.querySelector('[data-note-template]');
  const field = form.querySelector('[name=text]');
  const newKey = () => crypto.randomUUID?.() ?? '10000000-1000-4000-8000-100000000000'.replace(/[018]/g,
    (digit) => (digit ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (digit / 4)))).toString(16));

  const rowOf = (key) => list.querySelector(`[data-note="${CSS.escape(key)}"]`);

  function stageName(stage) {
    return panel.querySelector(`template[data-stage-name="${stage}"]`)?.content.cloneNode(true) ?? '';
  }

  function row({ key, stage, text, noted_at: notedAt }, state) {
    const made = rowOf(key) ?? template.content.firstElementChild.cloneNode(true);
    made.dataset.note = key;
    const told = made.querySelector('[data-note-state]');
    if (!told) return;
    const time = new Intl.DateTimeFormat(document.documentElement.lang, { hour: 'numeric', minute: '2-digit' });
    made.querySelector('[data-note-when]').replaceChildren(stageName(stage), `${stage ? ' · ' : ''}${time.format(new Date(notedAt)).toLowerCase()}`);
    made.querySelector('[data-note-text]').textContent = text;
    told.textContent = state;
    if (!made.isConnected) list.append(made);
  }

  async function write(event) {
    event.preventDefault();
    const text = field.value.trim();
    field.focus();
    if (!text) return;
    const body = { key: newKey(), kind: 'seen', text, stage: stageNow(), noted_at: new Date(window.serverClock.now()).toISOString() };
    await outbox.put({ key: body.key, url: words.notes, body });
    field.value = '';
    row(body, words.waits);
  }

  /** What the outbox knows now: what waits, what was refused and why, and what the server has just taken. */
  async function paint({ refused, answers }) {
    for (const entry of await outbox.waiting()) row(entry.body, entry.refused ?? words.waits);
    for (const entry of refused) row(entry.body, entry.refused);
    for (const answer of answers) if (!answer.refused && !answer.waits && answer.text) row(answer, '');
  }

  form.addEventListener('submit', write);
  return { paint };
};
