// Keeps a reflection as one writes, after a pause. Without it the buttons do.

const form = document.querySelector('[data-keep]');
const state = document.querySelector('[data-keep-state]');
const PAUSE = 1500;
let timer = 0;
let busy = false;
let changed = false;

async function keep() {
  if (busy || !changed) return;
  busy = true;
  changed = false;
  state.textContent = form.dataset.saving;
  try {
    const answer = await fetch(form.dataset.keep, { method: 'POST', body: new FormData(form), redirect: 'manual' });
    if (answer.type === 'opaqueredirect') {
      changed = true;
      state.textContent = form.dataset.signedOut;
    } else {
      const told = await answer.json();
      if (answer.ok) form.elements.seen.value = told.seen;
      else changed = true;
      state.textContent = told.words;
    }
  } catch {
    changed = true;
    state.textContent = form.dataset.unsaved;
  }
  busy = false;
}

function later() {
  changed = true;
  clearTimeout(timer);
  timer = setTimeout(keep, PAUSE);
}

if (form) {
  form.addEventListener('input', later);
  form.addEventListener('submit', () => {
    clearTimeout(timer);
    changed = false;
  });
  addEventListener('online', keep);
  addEventListener('beforeunload', (event) => {
    if (changed) event.preventDefault();
  });
}
