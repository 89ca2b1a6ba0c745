// Keeps the page on the device, so that it opens without a network after one visit. With a network every file comes
// from there as ever, and a new build is in place at once: what is kept is for when nothing can be fetched.
//
// Which build this is and what it needs for a first answer: written in by `cargo xtask dist`. What is fetched later,
// when a person wants it, is kept from then on.
const BUILD = "";
const FILES = ["./"];

// Other pages of the same origin keep their own.
const MINE = `${registration.scope} `;
const KEPT = `${MINE}${BUILD}`;

addEventListener("install", (event) => event.waitUntil(keepAll()));
addEventListener("activate", (event) => event.waitUntil(forgetOldBuilds()));
addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method === "GET" && request.url.startsWith(registration.scope)) {
    event.respondWith(answer(request));
  }
});

async function keepAll() {
  const cache = await caches.open(KEPT);
  await cache.addAll(FILES.map((file) => new Request(file, { cache: "no-cache" })));
  await skipWaiting();
}

async function forgetOldBuilds() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(MINE) && name !== KEPT);
  await Promise.all(old.map((name) => caches.delete(name)));
}

async function answer(request) {
  const cache = await caches.open(KEPT);
  const kept = await cache.match(request, { ignoreSearch: true });
  try {
    const response = await fetch(request);
    if (response.ok && !kept) {
      // Where there is no room, it is fetched again the next time.
      cache.put(request, response.clone()).catch(() => {});
    }
    return response;
  } catch (error) {
    if (kept) return kept;
    throw error;
  }
}
