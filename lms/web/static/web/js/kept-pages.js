// Puts the page that is open aside, with its parts, so that kept-worker.js can answer with it where there is no network.
//
//   keptPages.putAside({ kept, person, mark })  kept names the kind of page; mark is a piece of HTML that only this
//                                               person's page holds, so that nobody else's is put aside by mistake
//   keptPages.forget()                          whoever signs out leaves none behind

window.keptPages = {
  KINDS: ['roster/', 'practice/'],

  async putAside({ kept, person, mark }) {
    if (!window.caches || !navigator.serviceWorker) return;
    const name = `${kept}/${person}`;
    const strangers = (await caches.keys()).filter((each) => each.startsWith(`${kept}/`) && each !== name);
    await Promise.all(strangers.map((each) => caches.delete(each)));
    const page = await fetch(window.location.pathname, { redirect: 'error', cache: 'no-store' });
    const text = await page.clone().text();
    if (!page.ok || !text.includes(mark)) return;
    const cache = await caches.open(name);
    await cache.put(window.location.pathname, page);
    const parts = performance.getEntriesByType('resource').filter(({ name: address, initiatorType }) => {
      const isPart = ['script', 'link', 'css', 'img'].includes(initiatorType) || /\/sprite/.test(address);
      return isPart && address.startsWith(window.location.origin);
    });
    for (const { name: address } of parts) {
      if (!(await cache.match(address))) await cache.add(address);
    }
  },

  /** The page that is open now says something else from here on. */
  async drop({ kept, person }) {
    if (window.caches) await (await caches.open(`${kept}/${person}`)).delete(window.location.pathname);
  },

  async forget() {
    const names = window.caches ? await caches.keys() : [];
    const kept = names.filter((name) => this.KINDS.some((kind) => name.startsWith(kind)));
    await Promise.all(kept.map((name) => caches.delete(name)));
  },
};
