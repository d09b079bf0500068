// Below the fields of a requirement stands the sentence that trainees will read, and it changes as the fields do.
// The sentence is the server's own: what is typed is sent there, never stored, and read back in words.

const WAIT = 250;
const timers = new WeakMap();

function outermost(element) {
  let found = null;
  for (let at = element.closest('[data-requirement]'); at; at = at.parentElement?.closest('[data-requirement]')) found = at;
  return found;
}

function output(block) {
  let shown = block.querySelector(':scope > output[data-sentence]');
  if (!shown) {
    shown = document.createElement('output');
    shown.dataset.sentence = '';
    block.append(shown);
  }
  return shown;
}

async function tell(block) {
  const named = block.querySelector('[name]');
  const prefix = named && /^.*?-value(?=-)/.exec(named.name)?.[0];
  const address = document.querySelector('template[data-sentence-address]')?.dataset.sentenceAddress;
  const kind = prefix && block.closest('form')?.elements[prefix.replace(/value$/, 'type')]?.value;
  if (!kind || !address) return;
  const sent = new FormData();
  sent.set('kind', kind);
  sent.set('prefix', prefix);
  for (const field of block.querySelectorAll('[name]')) {
    if ((field.type !== 'radio' && field.type !== 'checkbox') || field.checked) sent.append(field.name, field.value);
  }
  const token = block.closest('form').elements.csrfmiddlewaretoken.value;
  try {
    const answer = await fetch(address, { method: 'POST', body: sent, headers: { 'X-CSRFToken': token } });
    output(block).textContent = answer.ok && !answer.redirected ? await answer.text() : '';
  } catch {
    output(block).textContent = '';
  }
}

function later(element) {
  const block = outermost(element);
  if (!block) return;
  clearTimeout(timers.get(block));
  timers.set(block, setTimeout(() => block.isConnected && tell(block), WAIT));
}

for (const kind of ['input', 'change']) document.addEventListener(kind, (event) => later(event.target));

new MutationObserver((changes) => {
  for (const { addedNodes, target } of changes) {
    if (addedNodes.length && target.closest?.('[data-requirement]')) later(target);
    for (const node of addedNodes) {
      if (node.nodeType === Node.ELEMENT_NODE) {
        if (node.matches('[data-requirement]')) later(node);
        else node.querySelectorAll('[data-requirement]').forEach(later);
      }
    }
  }
}).observe(document.documentElement, { childList: true, subtree: true });
