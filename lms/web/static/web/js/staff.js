// Starts the parts of Wagtail's forms that it would start by inline script, which our Content Security Policy refuses.
// A part is a <template data-starts="name"> beside its field; parts that arrive later are started when they do.

const STARTERS = {
  initDateChooser: (field, options) => window.initDateChooser(field, options),
  initTimeChooser: (field, options) => window.initTimeChooser(field, options),
  initDateTimeChooser: (field, options) => window.initDateTimeChooser(field, options),
  InlinePanel: (_field, options) => new window.InlinePanel(options),
  createTaskChooser: (field) => window.createTaskChooser(field),
};

function startChooser(name, field, options) {
  if (/^[A-Za-z]*Chooser$/.test(name) && window[name]) new window[name](field, options);
}

function start(part) {
  const { starts, field, options } = part.dataset;
  part.remove();
  if (Object.hasOwn(STARTERS, starts)) STARTERS[starts](field, JSON.parse(options));
  else startChooser(starts, field, JSON.parse(options));
}

function startAll(root) {
  root.querySelectorAll('template[data-starts]').forEach(start);
}

new MutationObserver((changes) => {
  for (const node of changes.flatMap((change) => [...change.addedNodes])) {
    if (node.nodeType === Node.ELEMENT_NODE && node.isConnected) {
      if (node.matches('template[data-starts]')) start(node);
      else startAll(node);
    }
  }
}).observe(document.documentElement, { childList: true, subtree: true });

startAll(document);
