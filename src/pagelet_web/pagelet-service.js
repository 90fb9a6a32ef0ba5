/**
 * The service worker that lets Python wait in a worker, where the browser has no other way to do so.
 *
 * The worker asks by a request that blocks it; this holds the request until the page has something
 * for the worker (loader/mailbox.js). It keeps nothing, so the browser may end and start it as it likes.
 * All other requests go where they would go without it.
 */

const self_ = /** @type {any} */ (self);
const ASKED = new URL("pagelet-mail", self_.registration.scope).pathname;

self_.addEventListener("install", () => self_.skipWaiting());
self_.addEventListener("activate", (/** @type {any} */ event) =>
  event.waitUntil(self_.clients.claim()),
);

self_.addEventListener("fetch", (/** @type {any} */ event) => {
  const url = new URL(event.request.url);
  if (url.origin !== location.origin || url.pathname !== ASKED) return;
  event.respondWith(
    new Promise((resolve) => {
      const line = new BroadcastChannel(/** @type {string} */ (url.searchParams.get("line")));
      line.onmessage = ({ data }) => {
        if (!data.mail) return;
        line.close();
        resolve(new Response(data.mail, { headers: { "cache-control": "no-store" } }));
      };
      line.postMessage({
        seen: Number(url.searchParams.get("seen")),
        wait: Number(url.searchParams.get("wait")),
      });
    }),
  );
});
