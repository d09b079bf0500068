// A roster that takes every tap at once, with a network or without. A tap is kept on this device until the server has
// answered for it; it is sent again and again under the same key, so that none is lost and none counts twice. Taps are
// kept as numbers only: nobody's name, nobody's words. Each has a name of its own in the store, so that two windows
// never write over each other.

const PREFIX = 'roster-tap/';
const AT_ONCE = 50;
const PATIENCE = 20_000;
const FIRST_PAUSE = 2_000;
const LONGEST_PAUSE = 10_000;

const panel = document.querySelector('[data-roster]');
const words = panel.dataset;
const host = Number(words.host);
const slot = Number(words.slot);
const rows = new Map([...document.querySelectorAll('[data-person]')].map((row) => [Number(row.dataset.person), row]));
const said = new Map([...rows].map(([person, row]) => [person, row.querySelector('[data-said]').textContent]));

let token = document.querySelector('[name=csrfmiddlewaretoken]')?.value ?? '';
let pause = FIRST_PAUSE;
let timer = 0;
let busy = false;
let again = false;
let trouble = '';

const counted = (text, count) => text.replace('{count}', count);

function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

// --- what is kept ---------------------------------------------------------------------------------

function read(name) {
  const [, owner, number] = name.split('/').map(Number);
  return { ...JSON.parse(localStorage.getItem(name)), host: owner, slot: number, name };
}

/** All taps that wait on this device, whoever made them, in their order. */
function everybodys() {
  const names = Object.keys(localStorage).filter((name) => name.startsWith(PREFIX));
  return names.map(read).sort((one, other) => one.order - other.order);
}

const mine = () => everybodys().filter((tap) => tap.host === host);
const here = () => mine().filter((tap) => tap.slot === slot);
const waitingFor = (person) => here().filter((tap) => tap.person === person);

function keep(tap) {
  const key = crypto.randomUUID?.() ?? [...crypto.getRandomValues(new Uint32Array(4))].join('-');
  const order = 1 + Math.max(0, ...everybodys().map((each) => each.order));
  localStorage.setItem(`${PREFIX}${host}/${slot}/${key}`, JSON.stringify({ ...tap, key, order }));
}

/** Note something about a tap that waits; one that has gone meanwhile stays gone. */
function note(tap, more) {
  const known = localStorage.getItem(tap.name);
  if (known) localStorage.setItem(tap.name, JSON.stringify({ ...JSON.parse(known), ...more }));
}

function drop(tap) {
  localStorage.removeItem(tap.name);
}

/** In some private windows nothing may be kept. */
function mayKeep() {
  try {
    localStorage.setItem('roster-try', '1');
    localStorage.removeItem('roster-try');
    return true;
  } catch {
    return false;
  }
}

// --- what is seen ---------------------------------------------------------------------------------

function answerOf(minutes) {
  if (!minutes) return 'absent';
  return minutes >= Number(words.needed) ? 'here' : 'part';
}

function inWords(minutes) {
  const answer = answerOf(minutes);
  if (answer === 'part') return counted(words.partWords, minutes);
  return answer === 'here' ? words.hereWords : words.absentWords;
}

function shown(row, person) {
  const last = waitingFor(person).at(-1);
  if (!last) return { answer: row.dataset.answer, text: said.get(person), undo: row.dataset.mine === 'true' };
  if (last.minutes === undefined) return { answer: '', text: `${words.undoneWords} · ${words.waits}`, undo: false };
  return { answer: answerOf(last.minutes), text: `${inWords(last.minutes)} · ${words.waits}`, undo: true };
}

function paint(row, person) {
  const { answer, text, undo } = shown(row, person);
  say(row.querySelector('[data-said]'), text);
  for (const button of row.querySelectorAll('button[data-for]')) {
    button.setAttribute('aria-pressed', String(button.dataset.for === answer));
  }
  row.querySelector('[data-for="part"]')?.classList.toggle('is-chosen', answer === 'part');
  const form = row.querySelector('[data-act="undo"]');
  if (!form) return;
  const left = form.contains(document.activeElement) && !undo;
  form.hidden = !undo;
  if (left) row.querySelector('button[data-for]').focus();
}

function paintAll() {
  for (const [person, row] of rows) paint(row, person);
  const [own, others] = [here().length, everybodys().filter((tap) => tap.host !== host).length];
  const elsewhere = mine().filter((tap) => tap.slot !== slot && tap.refused).length;
  panel.classList.toggle('is-left', own > 0);
  const before = panel.querySelector('[data-queue]').textContent;
  const nothing = before && !trouble ? words.sent : '';
  say(panel.querySelector('[data-queue]'), [own ? counted(words.many, own) : nothing, trouble].filter(Boolean).join(' '));
  const notes = [others && counted(words.others, others), elsewhere && counted(words.elsewhere, elsewhere)];
  say(panel.querySelector('[data-queue-others]'), notes.filter(Boolean).join(' '));
  countLeft();
}

function unmarked() {
  return [...rows].filter(([person, row]) => row.querySelector('[data-act="mark"]') && !shown(row, person).text);
}

function countLeft() {
  const line = document.querySelector('[data-left]');
  if (!line) return;
  const left = unmarked().length;
  say(line, left ? counted(line.dataset.leftWords, left) : line.dataset.noneWords);
  document.querySelector('[data-act="rest"]').hidden = !left;
}

// --- what is tapped -------------------------------------------------------------------------------

function mark(person, minutes) {
  const row = rows.get(person);
  const last = waitingFor(person).at(-1);
  const stands = last ? last.minutes === minutes : row.dataset.decided === 'true' && row.dataset.minutes === String(minutes);
  if (stands) return;
  // What was never sent needs no history.
  if (last && !last.tried && last.minutes !== undefined) drop(last);
  keep({ person, minutes, seen: Number(row.dataset.mark) });
  row.querySelector('[data-refused]').hidden = true;
}

function undo(person) {
  const row = rows.get(person);
  const last = waitingFor(person).at(-1);
  if (last && !last.tried) drop(last);
  else if (last) keep({ person, undo_key: last.key });
  else keep({ person, undo_mark: Number(row.dataset.mark) });
}

function close(form) {
  const details = form.closest('details');
  if (!details) return;
  details.open = false;
  details.querySelector('summary').focus();
}

function tapped(event) {
  const form = event.target;
  const { act } = form.dataset;
  if (!act) return;
  event.preventDefault();
  const person = Number(form.closest('[data-person]')?.dataset.person);
  const minutes = Number(event.submitter?.value || form.querySelector('[name=minutes]')?.value);
  if (act === 'rest') unmarked().forEach(([each]) => mark(each, minutes));
  if (act === 'mark') mark(person, minutes);
  if (act === 'undo') undo(person);
  close(form);
  paintAll();
  soon();
}

// --- what is sent ---------------------------------------------------------------------------------

const addressOf = (number) => words.anySync.replace('/0/', `/${number}/`);

function ask(address, options = {}) {
  const headers = { Accept: 'application/json', 'Content-Type': 'application/json', 'X-CSRFToken': token };
  const signal = AbortSignal.timeout?.(PATIENCE);
  return fetch(address, { headers, signal, redirect: 'manual', cache: 'no-store', ...options });
}

/** A page that was put aside long ago holds an old token: ask for today's. An answer is a refusal. */
async function greeted(address) {
  const answer = await ask(address);
  if (!answer.ok) return answer;
  const known = await answer.json();
  token = known.token;
  return null;
}

function sent({ key, person, minutes, seen, undo_key, undo_mark }) {
  return { key, person, minutes, seen, undo_key, undo_mark };
}

async function post(address, waiting) {
  const body = JSON.stringify({ host, taps: waiting.map(sent) });
  const answer = await ask(address, { method: 'POST', body });
  if (answer.status !== 403) return answer;
  return (await greeted(address)) ?? ask(address, { method: 'POST', body });
}

function noted(answer) {
  const row = rows.get(answer.person);
  if (!row) return;
  if (answer.said !== undefined) {
    const { mark: standing, minutes, answer: told, decided, mine: own } = answer;
    Object.assign(row.dataset, { mark: standing, minutes, answer: told, decided, mine: own });
    said.set(answer.person, answer.said);
  }
  const refused = row.querySelector('[data-refused]');
  if (!answer.refused) return;
  say(refused, answer.refused);
  refused.hidden = false;
}

function taken(waiting, answers) {
  for (const answer of answers) {
    const tap = waiting.find((each) => each.key === answer.key);
    const unseen = answer.refused && tap.slot !== slot;
    if (unseen) note(tap, { refused: true });
    else drop(tap);
    if (tap.slot === slot) noted(answer);
  }
}

/** Send what waits for one session; says whether all of it was answered. */
async function sendFor(number) {
  const waiting = mine().filter((tap) => tap.slot === number && (number === slot || !tap.refused)).slice(0, AT_ONCE);
  waiting.forEach((tap) => note(tap, { tried: true }));
  const answer = await post(addressOf(number), waiting);
  const signedOut = answer.type === 'opaqueredirect' || answer.status === 401 || answer.status === 403;
  panel.querySelector('[data-queue-sign-in]').hidden = !signedOut;
  if (signedOut) trouble = words.signedOut;
  else if (answer.status === 404) taken(waiting, waiting.map(({ key }) => ({ key, refused: true })));
  else if (!answer.ok) trouble = (await answer.json().catch(() => ({}))).words ?? '';
  else taken(waiting, (await answer.json()).answers);
  if (answer.status >= 500) later();
  if (answer.ok) pause = FIRST_PAUSE;
  return answer.ok || answer.status === 404;
}

function toSend() {
  return mine().find((tap) => tap.slot === slot || !tap.refused)?.slot;
}

async function sendAll() {
  trouble = '';
  for (let number = toSend(); number !== undefined; number = toSend()) {
    if (!(await sendFor(number))) return;
    paintAll();
  }
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(send, pause);
  pause = Math.min(pause * 2, LONGEST_PAUSE);
}

/** At once, unless a try is on its way already, or the browser says that there is no network: it may be wrong. */
function soon() {
  if (timer) return;
  if (navigator.onLine) send();
  else later();
}

async function send() {
  again = busy;
  clearTimeout(timer);
  timer = 0;
  if (busy || toSend() === undefined) return;
  busy = true;
  try {
    // Two windows of one host send one after the other.
    await (navigator.locks ? navigator.locks.request('roster', sendAll) : sendAll());
    putAside().catch(() => {});
  } catch {
    later();
  } finally {
    busy = false;
    paintAll();
  }
  if (again) send();
}

// --- what can be read without a network -------------------------------------------------------------

function putAside() {
  return window.keptPages.putAside({ kept: 'roster', person: host, mark: `data-host="${host}"` });
}

async function begin() {
  document.addEventListener('submit', tapped);
  window.addEventListener('storage', paintAll);
  window.addEventListener('online', send);
  document.addEventListener('visibilitychange', () => document.hidden || send());
  paintAll();
  if (toSend() !== undefined) soon();
  await navigator.serviceWorker?.register(words.worker);
  await navigator.serviceWorker?.ready;
  await putAside();
  panel.dataset.ready = 'true';
}

// Without a network, or where nothing may be kept, the page still works as it came.
if (mayKeep()) begin().catch(() => {});
