// While a release moves people, shows every few seconds how far it is; without script there is a link to look again.

const PAUSE = 3000;

async function lookAgain() {
  const shown = document.querySelector('[data-moving]');
  if (!shown) return;
  const answer = await fetch(shown.dataset.moving, { credentials: 'same-origin' }).catch(() => null);
  if (answer?.ok) {
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const fresh = page.querySelector('#moving');
    // Once all is done, the whole page says more than this part of it.
    if (fresh && !fresh.dataset.moving) {
      window.location.reload();
      return;
    }
    if (fresh) shown.replaceChildren(...fresh.childNodes);
  }
  setTimeout(lookAgain, PAUSE);
}

setTimeout(lookAgain, PAUSE);
