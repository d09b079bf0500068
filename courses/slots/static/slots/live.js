// Keeps parts of a host's page as fresh as the server says: <div data-live="address"> holds elements with ids, one of
// them with data-again="seconds", after which the server is asked again. The page's own clock is never taken for the
// time: only spans are measured with it, and whichever of two clocks has gone further counts, so that a laptop that
// slept asks at once and a clock that was set back doesn't hold a code on the screen.

const RETRY = 2;

function now() {
  return { steady: performance.now(), wall: Date.now() };
}

function secondsSince(then) {
  const here = now();
  return Math.max(here.steady - then.steady, here.wall - then.wall, 0) / 1000;
}

function put(live, fresh) {
  for (const part of [...fresh.children]) {
    const old = part.id && live.querySelector(`#${part.id}`);
    // Nobody's button is taken from under their finger, or their place from a screen reader.
    if (old && !old.contains(document.activeElement)) old.replaceWith(part);
  }
}

class Live {
  constructor(element) {
    this.element = element;
    this.lost = document.querySelector('[data-lost]');
    this.begin();
    setInterval(() => this.tick(), 250);
    document.addEventListener('visibilitychange', () => !document.hidden && this.tick());
  }

  begin() {
    this.read = now();
    this.again = Number(this.element.querySelector('[data-again]')?.dataset.again ?? 15);
    this.elapsed = Number(this.element.querySelector('[data-elapsed]')?.dataset.elapsed ?? NaN);
    this.tick();
  }

  tick() {
    const gone = secondsSince(this.read);
    const left = Math.max(0, Math.ceil(this.again - gone));
    this.element.querySelectorAll('[data-counts]').forEach((part) => { part.textContent = left; });
    this.element.querySelectorAll('[data-ring]').forEach((part) => part.setAttribute('stroke-dasharray', `${left} 30`));
    if (!Number.isNaN(this.elapsed)) this.showAgenda(this.elapsed + gone);
    if (gone >= this.again) this.refresh();
  }

  showAgenda(elapsed) {
    for (const part of this.element.querySelectorAll('[data-begins]')) {
      const [begins, ends] = [Number(part.dataset.begins), Number(part.dataset.ends)];
      const runs = begins <= elapsed && elapsed < ends;
      part.toggleAttribute('data-runs', runs);
      if (runs) part.setAttribute('aria-current', 'step');
      else part.removeAttribute('aria-current');
      const rest = Math.ceil(ends - elapsed);
      const timer = part.querySelector('[data-rest]');
      timer.hidden = !runs;
      timer.querySelector('[data-clock]').textContent = `${Math.floor(rest / 60)}:${String(rest % 60).padStart(2, '0')}`;
    }
  }

  async refresh() {
    if (this.asking) return;
    this.asking = true;
    try {
      const answer = await fetch(this.element.dataset.live, { headers: { 'X-Part': 'now' }, cache: 'no-store' });
      // Signed out meanwhile: the sign-in page is no part of this one.
      if (answer.redirected) return location.reload();
      if (!answer.ok) throw new Error(answer.status);
      put(this.element, new DOMParser().parseFromString(await answer.text(), 'text/html').body);
      this.show(true);
      this.begin();
    } catch {
      // What has run out must not be read any more.
      this.show(false);
      await new Promise((resolve) => setTimeout(resolve, RETRY * 1000));
    } finally {
      this.asking = false;
    }
  }

  show(found) {
    if (!this.lost) return;
    this.lost.hidden = found;
    this.element.querySelectorAll('[data-runs-out]').forEach((part) => { part.hidden = !found; });
  }
}

document.querySelectorAll('[data-live]').forEach((element) => new Live(element));

for (const button of document.querySelectorAll('[data-copies]')) {
  button.hidden = false;
  button.addEventListener('click', async () => {
    const field = document.getElementById(button.dataset.copies);
    field.select();
    await navigator.clipboard.writeText(field.value);
    button.nextElementSibling.hidden = false;
  });
}

for (const form of document.querySelectorAll('form[data-unsaved]')) {
  const field = form.querySelector('textarea');
  let sending = false;
  form.addEventListener('submit', () => { sending = true; });
  window.addEventListener('beforeunload', (event) => {
    if (!sending && field.value !== field.defaultValue) event.preventDefault();
  });
}
