/**
 * The service worker of a site that `pagelet build` made: the app works without a network after the first visit.
 *
 * `pagelet build` writes the three values below. A file is kept under its name and what it was made from: so a new version
 * of the app fetches only what is new, and a page of the old version, while it is open, finds the old files.
 */

/** @type {Record<string, string>} what is fetched at once: names and what tells their contents from others */
const FILES = {};
/** @type {Record<string, string>} what is kept when somebody asks for it */
const LATER = {};

const service = /** @type {any} */ (self);
const scope = service.registration.scope;
const CACHE = `pagelet ${scope}`;
/** @type {Record<string, string>} */
const ALL = { ...FILES, ...LATER };

/** @param {string} name */
const keyOf = (name) => `${scope}${encodeURI(name)}?pagelet-kept=${ALL[name]}`;

/** @param {string} address @returns {string | undefined} the name of the file that is at an address */
function nameAt(address) {
  const plain = address.replace(/[?#].*$/s, "");
  if (!plain.startsWith(scope)) return undefined;
  const name = decodeURIComponent(plain.slice(scope.length));
  if (Object.hasOwn(ALL, name)) return name;
  const page = name === "" || name.endsWith("/") ? `${name}index.html` : undefined;
  return page !== undefined && Object.hasOwn(ALL, page) ? page : undefined;
}

/** @param {string} name */
async function fetchAndKeep(name) {
  // What has its content in its address is what the browser has kept of it. Of another file, that may be an older one.
  const cache = /^pagelet-([0-9a-f]{12}|packages)\//.test(name) ? "default" : "reload";
  const response = await fetch(`${scope}${encodeURI(name)}`, { cache });
  if (!response.ok) throw new Error(`the server answered ${response.status} for ${name}`);
  await (await caches.open(CACHE)).put(keyOf(name), response.clone());
  return response;
}

service.addEventListener("install", (/** @type {any} */ event) =>
  event.waitUntil(
    (async () => {
      const cache = await caches.open(CACHE);
      for (const name of Object.keys(FILES)) {
        if (!(await cache.match(keyOf(name)))) await fetchAndKeep(name);
      }
    })(),
  ),
);

// Pages of an older version are closed by now.
service.addEventListener("activate", (/** @type {any} */ event) =>
  event.waitUntil(
    (async () => {
      const cache = await caches.open(CACHE);
      const wanted = new Set(Object.keys(ALL).map(keyOf));
      for (const { url } of await cache.keys()) if (!wanted.has(url)) await cache.delete(url);
      await service.clients.claim();
    })(),
  ),
);

service.addEventListener("fetch", (/** @type {any} */ event) => {
  if (event.request.method !== "GET") return;
  const name = nameAt(event.request.url);
  if (name === undefined) return;
  event.respondWith(
    (async () => {
      const cache = await caches.open(CACHE);
      const kept = await cache.match(keyOf(name)).catch(() => undefined);
      // What is damaged, or was thrown away for want of room, is fetched again.
      return kept ?? fetchAndKeep(name).catch(() => fetch(event.request));
    })(),
  );
});
