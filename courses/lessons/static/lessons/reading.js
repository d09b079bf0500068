// Says every half minute that the lesson is in front of somebody and in use; what counts is the server's clock alone.

const EVERY = 30_000;
const IN_USE = 300_000;

const panel = document.querySelector('[data-begin]');
const form = panel.querySelector('[data-reading="form"]');
const words = panel.querySelector('[data-reading="words"]');
const state = panel.querySelector('[data-reading="state"]');
const again = panel.querySelector('[data-reading="again"]');
const bar = panel.querySelector('progress');

let key = '';
let lastUse = performance.now();
let ended = false;
let asking = false;

// The buttons of those who read without script.
panel.querySelector('[data-reading="plain"]').hidden = true;
document.querySelectorAll('[data-without-script]').forEach((one) => {
  one.hidden = true;
});

function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function tell(answer) {
  key = document.hidden ? '' : answer.key;
  say(words, answer.words);
  bar.value = answer.minutes;
  say(state, answer.enough ? panel.dataset.enough : panel.dataset.counting);
}

function endHere(answer) {
  key = '';
  ended = true;
  say(state, answer.words);
  again.hidden = false;
}

async function ask(url) {
  if (asking) return;
  asking = true;
  try {
    const answer = await post(url, key);
    const told = await answer.json();
    if (answer.ok) tell(told);
    else endHere(told);
  } catch {
    say(state, panel.dataset.offline);
  } finally {
    asking = false;
  }
}

function post(url, session, keepalive = false) {
  const body = new FormData(form);
  body.set('key', session);
  return fetch(url, { method: 'POST', body, keepalive, headers: { Accept: 'application/json' } });
}

const begin = () => ask(panel.dataset.begin);

// What was read until now still counts; what comes is counted when somebody comes back.
function pause() {
  if (key) post(panel.dataset.beat, key, true).catch(() => {});
  key = '';
}

function tick() {
  if (document.hidden || ended) return;
  if (performance.now() - lastUse > IN_USE) {
    key = '';
    say(state, panel.dataset.paused);
  } else if (key) {
    ask(panel.dataset.beat);
  } else {
    begin();
  }
}

function use() {
  const rested = performance.now() - lastUse > IN_USE;
  lastUse = performance.now();
  if (rested) tick();
}

// What is played is in use too; the events of films and sounds don't bubble.
for (const sign of ['scroll', 'keydown', 'pointerdown', 'pointermove', 'timeupdate']) {
  addEventListener(sign, use, { passive: true, capture: true });
}

document.addEventListener('visibilitychange', () => {
  if (document.hidden) {
    pause();
  } else {
    lastUse = performance.now();
    if (!ended) begin();
  }
});
again.addEventListener('click', () => {
  ended = false;
  again.hidden = true;
  begin();
});

if (!document.hidden) begin();
setInterval(tick, EVERY);
