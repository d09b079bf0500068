// Whoever signs out leaves no page behind on this device. What waits for the network stays: a host's taps, as numbers
// only, and what an observer has written and the server hasn't taken yet. Who comes to sign in is told of both.

function waiting(prefix) {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(prefix)).length;
  } catch {
    return 0;
  }
}

document.addEventListener('submit', async (event) => {
  const form = event.target;
  if (event.defaultPrevented || !/\/logout\/$/.test(form.action)) return;
  event.preventDefault();
  await window.keptPages.forget().catch(() => {});
  HTMLFormElement.prototype.submit.call(form);
});

for (const notice of document.querySelectorAll('[data-waits-under]')) {
  window.keptPages.forget().catch(() => {});
  const count = waiting(notice.dataset.waitsUnder);
  notice.hidden = !count;
  const words = notice.querySelector('[data-count-words]');
  words.textContent = words.dataset.countWords.replace('{count}', count);
}
