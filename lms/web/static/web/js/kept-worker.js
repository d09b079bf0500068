// Lets a page that somebody has opened be opened again without a network. What it answers with was put aside by
// kept-pages.js, for that person alone; it keeps nothing itself, and asks the network first. Its own address says whose
// caches it reads and which pages it answers for: …?kept=roster&pages=roster

const asked = new URL(self.location.href).searchParams;
const CACHES = `${asked.get('kept')}/`;
const PAGE = new RegExp(`/\\d+/(?:${(asked.get('pages') ?? '').replace(/[^a-z,]/g, '').replaceAll(',', '|')})/$`);
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
  const isPage = request.mode === 'navigate' && PAGE.test(address.pathname);
  const isPart = ['style', 'script', 'image', 'font'].includes(request.destination) || /\/sprite/.test(address.pathname);
  if (isPage || isPart) event.respondWith(answer(request));
});
