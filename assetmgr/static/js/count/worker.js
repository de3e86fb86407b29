// The service worker of the counting app. The server puts VERSION, SHELLS (the page's address in
// each language) and FILES before this text; a change in any of them is a new version.
// Only these are ever answered from the cache; everything else goes to the network untouched, and
// no answer is added to the cache later.
const CACHE = `assetmgr-count-${VERSION}`;
const CHOICE = "assetmgr-language"; // outlives a version

self.addEventListener("install", (event) => {
  event.waitUntil(fill().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(clear().then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  if (event.request.mode === "navigate" && url.pathname === "/count") {
    event.respondWith(shell(url, event.request));
  } else if (FILES.includes(url.pathname)) {
    event.respondWith(file(event.request));
  }
});

// All or nothing, past the browser's own cache; the shell without the person's cookies.
async function fill() {
  const cache = await caches.open(CACHE);
  const shells = Object.values(SHELLS);
  const requests = [
    ...shells.map((address) => new Request(address, { cache: "reload", credentials: "omit" })),
    ...FILES.map((address) => new Request(address, { cache: "reload" })),
  ];
  await cache.addAll(requests);
}

async function clear() {
  const old = (await caches.keys()).filter((name) => name.startsWith("assetmgr-count-"));
  await Promise.all(old.filter((name) => name !== CACHE).map((name) => caches.delete(name)));
}

// The page in the language that the address names, or in the one that it named last.
async function shell(url, request) {
  const cache = await caches.open(CACHE);
  const address = SHELLS[await language(url.searchParams.get("language"))] ?? SHELLS.lv;
  return (await cache.match(address, { ignoreVary: true })) ?? fetch(request);
}

async function language(named) {
  const choice = await caches.open(CHOICE);
  if (!(named in SHELLS)) return (await choice.match("/count"))?.text();
  await choice.put("/count", new Response(named)).catch(() => {}); // a full phone: for this time
  return named;
}

async function file(request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(request, { ignoreSearch: true, ignoreVary: true })) ?? fetch(request);
}
