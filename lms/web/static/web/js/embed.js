// Lets a player of another site in when a reader asks for it, in a sandbox. Without this, the link beside it does.

const ALLOWED = 'allow-scripts allow-same-origin allow-presentation';

function play(place) {
  const frame = document.createElement('iframe');
  frame.title = place.dataset.title;
  frame.setAttribute('sandbox', ALLOWED);
  frame.allow = 'fullscreen; encrypted-media; picture-in-picture';
  // Players refuse to play for nobody: they are told the site, never the page.
  frame.referrerPolicy = 'strict-origin';
  frame.src = place.dataset.player;
  frame.tabIndex = 0;
  place.querySelector('button').remove();
  place.classList.add('is-playing');
  place.prepend(frame);
  frame.focus();
}

for (const place of document.querySelectorAll('.embed[data-player]:not([data-player=""])')) {
  const button = place.querySelector('button');
  button.hidden = false;
  button.addEventListener('click', () => play(place), { once: true });
}
