// Whoever signs out leaves no roster behind on this device. Taps that wait for the network stay, as numbers only, and
// who comes to sign in is told of them.

async function forget() {
  const names = window.caches ? await caches.keys() : [];
  await Promise.all(names.filter((name) => name.startsWith('roster/')).map((name) => caches.delete(name)));
}

function waiting() {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith('roster-tap/')).length;
  } catch {
    return 0;
  }
}

document.addEventListener('submit', async (event) => {
  const form = event.target;
  if (event.defaultPrevented || !/\/logout\/$/.test(form.action)) return;
  event.preventDefault();
  await forget().catch(() => {});
  HTMLFormElement.prototype.submit.call(form);
});

const notice = document.querySelector('[data-waiting-taps]');
if (notice) {
  forget().catch(() => {});
  const count = waiting();
  notice.hidden = !count;
  const words = notice.querySelector('[data-count-words]');
  words.textContent = words.dataset.countWords.replace('{count}', count);
}
