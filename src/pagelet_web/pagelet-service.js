/**
 * The service worker that lets Python wait in a worker, where the browser has no other way to do so.
 *
 * The worker asks by a request that blocks it; this holds the request until the page has something
 * for the worker (loader/mailbox.js). It keeps nothing, so the browser may end and start it as it likes.
 * All other requests go where they would go without it.
 */

const self_ = /** @type {any} */ (self);
// The page answers in time. Where its answer is lost, the worker asks once more.
const SPARE = 1000; // ms
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
      const wait = Number(url.searchParams.get("wait"));
      /** @param {Response} response */
      const answer = (response) => {
        line.close();
        clearTimeout(patience);
        resolve(response);
      };
      const patience = setTimeout(() => answer(new Response(null, { status: 204 })), wait + SPARE);
      line.onmessage = ({ data }) => {
        if (data.mail)
          answer(new Response(data.mail, { headers: { "cache-control": "no-store" } }));
      };
      line.postMessage({ seen: Number(url.searchParams.get("seen")), wait });
    }),
  );
});
