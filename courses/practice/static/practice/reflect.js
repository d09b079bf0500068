// Keeps a reflection as one writes, after a pause. Without it the buttons do.

const form = document.querySelector('[data-keep]');
const state = document.querySelector('[data-keep-state]');
const PAUSE = 1500;
let timer = 0;
let busy = false;
let changed = false;
let again = false;

const send = () => fetch(form.dataset.keep, { method: 'POST', body: new FormData(form), redirect: 'manual' });

/** Whoever has signed in again in another tab holds another token: the page as it would come now tells it. */
async function post() {
  const answer = await send();
  if (answer.status !== 403) return answer;
  const page = await fetch(window.location.pathname, { redirect: 'manual', cache: 'no-store' });
  if (!page.ok) return page;
  const fresh = new DOMParser().parseFromString(await page.text(), 'text/html').querySelector('[data-keep] [name=csrfmiddlewaretoken]');
  form.elements.csrfmiddlewaretoken.value = fresh.value;
  return send();
}

async function keep() {
  again = busy;
  if (busy || !changed) return;
  busy = true;
  changed = false;
  state.textContent = form.dataset.saving;
  try {
    const answer = await post();
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
  if (again) keep();
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
