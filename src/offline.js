// Service worker: lets the page open without a network connection after one visit.
//
// Strategy: network first, so that a new build is used at once. The cache is used only when fetching fails.
//
// `cargo xtask dist` fills in the build ID and the files that the first answer needs. These files are cached on
// installation, others when the page first fetches them.
const BUILD = "";
const FILES = ["./"];

// Pages on the same origin share cache storage, so the scope is part of the name.
const CACHE_PREFIX = `${registration.scope} `;
const CACHE_NAME = `${CACHE_PREFIX}${BUILD}`;

addEventListener("install", (event) => event.waitUntil(cacheFiles()));
addEventListener("activate", (event) => event.waitUntil(deleteOldCaches()));
addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method === "GET" && request.url.startsWith(registration.scope)) {
    event.respondWith(respond(request));
  }
});

async function cacheFiles() {
  const cache = await caches.open(CACHE_NAME);
  await cache.addAll(FILES.map((file) => new Request(file, { cache: "no-cache" })));
  await skipWaiting();
}

async function deleteOldCaches() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(CACHE_PREFIX) && name !== CACHE_NAME);
  await Promise.all(old.map((name) => caches.delete(name)));
}

async function respond(request) {
  const cache = await caches.open(CACHE_NAME);
  const cached = await cache.match(request, { ignoreSearch: true });
  try {
    const response = await fetch(request);
    if (response.ok && !cached) {
      // Storing fails when the quota is exceeded. The file is then fetched again next time.
      cache.put(request, response.clone()).catch(() => {});
    }
    return response;
  } catch (error) {
    if (cached) return cached;
    throw error;
  }
}
