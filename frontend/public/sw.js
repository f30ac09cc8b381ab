// Without a connection: one page that says so. Nothing that a patient's data is in is ever kept here.
const cache = "csss-offline-1";
const page = "/offline";

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(cache).then((kept) => kept.add(new Request(page, { cache: "reload" }))).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches.keys().then((names) => Promise.all(names.filter((name) => name !== cache).map((name) => caches.delete(name)))).then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  if (event.request.mode !== "navigate") return;
  event.respondWith(fetch(event.request).catch(() => caches.match(page)));
});
