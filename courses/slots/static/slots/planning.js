// Adds "one more date" to the form of a season; without it there are a few empty fields.

for (const dates of document.querySelectorAll('.more-dates')) {
  const list = dates.querySelector('ol');
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'button button-secondary';
  button.textContent = dates.dataset.more;
  button.addEventListener('click', () => {
    const item = list.lastElementChild.cloneNode(true);
    const field = item.querySelector('input');
    const number = list.children.length + 1;
    field.value = '';
    field.setAttribute('aria-label', field.getAttribute('aria-label').replace(/\d+/, number));
    list.append(item);
    field.focus();
  });
  dates.append(button);
}
