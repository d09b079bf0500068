// Adds buttons to questions that ask for an order: each moves its item, sets all places, keeps the focus and says so.
// Without it each item has its place in a list of numbers.

function button(sign, label, act) {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'ordering-move';
  made.textContent = sign;
  made.setAttribute('aria-label', label);
  made.addEventListener('click', act);
  return made;
}

function enhance(list) {
  if (list.dataset.enhanced) return;
  list.dataset.enhanced = 'yes';
  const told = list.parentElement.querySelector('[data-ordering-told]');

  // What was put in order before stands in that order.
  const placeOf = (item) => Number(item.querySelector('select').value);
  const items = [...list.children];
  if (items.every(placeOf)) list.append(...items.sort((one, other) => placeOf(one) - placeOf(other)));

  function move(item, step, pressed) {
    const other = step < 0 ? item.previousElementSibling : item.nextElementSibling;
    if (other) {
      if (step < 0) other.before(item);
      else other.after(item);
    }
    [...list.children].forEach((row, index) => {
      row.querySelector('select').value = String(index + 1);
    });
    pressed.focus();
    const place = [...list.children].indexOf(item) + 1;
    told.textContent = `${item.querySelector('label').textContent}: ${list.dataset.moved} ${place} / ${list.children.length}`;
  }

  for (const item of list.children) {
    const text = item.querySelector('label').textContent;
    const buttons = document.createElement('span');
    buttons.className = 'ordering-moves';
    buttons.append(
      button('↑', `${list.dataset.up}: ${text}`, (event) => move(item, -1, event.currentTarget)),
      button('↓', `${list.dataset.down}: ${text}`, (event) => move(item, 1, event.currentTarget)),
    );
    item.append(buttons);
  }
}

function enhanceAll() {
  document.querySelectorAll('[data-ordering]').forEach(enhance);
}

enhanceAll();
document.addEventListener('htmx:load', enhanceAll);
