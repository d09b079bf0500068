// Remembers which lesson is open, and saves notes after a pause. Both work without it: by buttons and by what one does.

const token = document.querySelector('[name="csrfmiddlewaretoken"]')?.value ?? '';

function send(url, body) {
  return fetch(url, { method: 'POST', body, headers: { Accept: 'application/json', 'X-CSRFToken': token } });
}

const opened = document.querySelector('[data-opened]');
if (opened) send(opened.dataset.opened, new FormData()).catch(() => {});

const PAUSE = 1500;

function keepNotes(form) {
  const words = form.elements.words;
  const state = form.querySelector('[data-notes-state]');
  let timer = 0;
  let saved = words.value;
  let busy = false;

  async function save() {
    if (words.value === saved || busy) return;
    const sent = words.value;
    busy = true;
    state.textContent = form.dataset.saving;
    try {
      const answer = await send(form.action, new FormData(form));
      const told = await answer.json();
      if (answer.ok) {
        form.elements.revision.value = told.revision;
        saved = sent;
      }
      state.textContent = told.words;
    } catch {
      state.textContent = form.dataset.unsaved;
    }
    busy = false;
    if (words.value !== sent) later();
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  }

  words.addEventListener('input', () => {
    state.textContent = '';
    later();
  });
  words.addEventListener('blur', save);
  addEventListener('beforeunload', (event) => {
    if (words.value !== saved && !form.dataset.sent) event.preventDefault();
  });
  form.addEventListener('submit', () => {
    form.dataset.sent = 'yes';
  });
}

document.querySelectorAll('[data-notes]').forEach(keepNotes);
