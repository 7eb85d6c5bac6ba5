// Pages that were visited and what they need stay readable without a network. What carries a mark of its content or of
// its build in its address never changes; everything else is asked for anew while there is a network.
"use strict";
const NAME = "visited-1";
const MOST = 400;
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", event => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name !== NAME) await caches.delete(name);
  await clients.claim();
})()));
self.addEventListener("fetch", event => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin) return;
  event.respondWith((async () => {
    const cache = await caches.open(NAME);
    const marked = url.search && !url.pathname.endsWith(".html");
    const kept = await cache.match(event.request, { ignoreSearch: event.request.mode === "navigate" });
    if (kept && marked) return kept;
    try {
      const answer = await fetch(event.request);
      if (answer.ok) {
        await cache.put(event.request, answer.clone());
        const keys = await cache.keys();
        for (const key of keys.slice(0, Math.max(0, keys.length - MOST))) await cache.delete(key);
      }
      return answer;
    } catch (error) {
      if (kept) return kept;
      throw error;
    }
  })());
});
