// Lets a roster that a host has opened be opened again without a network. What it answers with was put aside by
// roster.js, for this host alone; it keeps nothing itself, and asks the network first.

const CACHES = 'roster/';
const KEPT_FOR = 24 * 60 * 60 * 1000;
const PATIENCE = 6000;

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

async function putAside(request) {
  const isPage = request.mode === 'navigate';
  for (const name of (await caches.keys()).filter((each) => each.startsWith(CACHES))) {
    const cache = await caches.open(name);
    const found = await cache.match(request, { ignoreVary: true, ignoreSearch: isPage });
    const fresh = found && Date.now() - Date.parse(found.headers.get('date') ?? 0) < KEPT_FOR;
    if (found && (fresh || !isPage)) return found;
    if (found) await cache.delete(request, { ignoreVary: true, ignoreSearch: isPage });
  }
  return null;
}

async function answer(request) {
  const late = new Promise((resolve) => { setTimeout(resolve, PATIENCE); });
  const online = fetch(request);
  // A network that is there and says nothing is no better than none.
  const first = await Promise.race([online.catch(() => null), late]);
  return first ?? (await putAside(request)) ?? online;
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== 'GET' || address.origin !== self.location.origin) return;
  const isRoster = request.mode === 'navigate' && /\/\d+\/roster\/$/.test(address.pathname);
  const isPart = ['style', 'script', 'image', 'font'].includes(request.destination) || /\/sprite/.test(address.pathname);
  if (isRoster || isPart) event.respondWith(answer(request));
});
