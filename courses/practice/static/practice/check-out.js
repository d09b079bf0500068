// What is written in a check-out lives in this page alone: no request, no storage, and gone when one leaves, also for
// whoever comes back with the browser's own button.

const fields = document.querySelectorAll('[data-check-out] textarea');

function forget() {
  fields.forEach((field) => {
    field.value = '';
  });
}

addEventListener('pagehide', forget);
addEventListener('pageshow', forget);
