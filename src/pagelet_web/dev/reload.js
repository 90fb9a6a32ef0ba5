/**
 * Reloads the page when its app changes, and tells the terminal about errors.
 *
 * Only the dev server sends this file, and puts it into every page that it serves.
 */

const MOST_REPORTS = 20;
const LONGEST_TEXT = 10_000;

/** Which state of the app this page shows. */
let seen = new URL(import.meta.url).searchParams.get("seen") ?? "";

/** @type {EventSource | undefined} */
let changes;

/** @type {Set<string>} */
const reported = new Set();

/** A browser opens few connections to one server, so pages in the background do without. */
function listenWhileVisible() {
  changes?.close();
  changes = undefined;
  if (document.visibilityState === "hidden") return;
  changes = new EventSource(`/_pagelet/events?seen=${encodeURIComponent(seen)}`);
  changes.addEventListener("change", (event) => {
    const { stamp, onlyStyles } = JSON.parse(event.data);
    if (!onlyStyles) {
      location.reload();
      return;
    }
    seen = stamp;
    refreshStyles(stamp);
  });
}

/**
 * Fetches the page's own stylesheets again; the page keeps its state.
 *
 * @param {string} stamp
 */
function refreshStyles(stamp) {
  for (const old of document.querySelectorAll("link[rel~=stylesheet][href]")) {
    const address = new URL(/** @type {HTMLLinkElement} */ (old).href);
    if (address.origin !== location.origin) continue;
    address.searchParams.set("pagelet-seen", stamp);
    const fresh = /** @type {HTMLLinkElement} */ (old.cloneNode());
    fresh.href = address.href;
    // Until the new one is there the old one stays, or the page would flash.
    fresh.addEventListener("load", () => old.remove(), { once: true });
    old.after(fresh);
  }
}

/**
 * @param {string} kind
 * @param {string} title
 * @param {string} text
 */
function report(kind, title, text) {
  const key = `${title}\n${text}`;
  if (reported.has(key) || reported.size >= MOST_REPORTS) return;
  reported.add(key);
  void fetch("/_pagelet/report", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      kind,
      title: title.slice(0, LONGEST_TEXT),
      text: text.slice(0, LONGEST_TEXT),
    }),
    keepalive: true,
  }).catch(() => {
    // The server has ended: there is nobody to tell.
  });
}

addEventListener("py:error", (event) => {
  const { title, text } = /** @type {CustomEvent<{title: string, text: string}>} */ (event).detail;
  report("python", String(title), String(text));
});

addEventListener("error", (event) => {
  report("javascript", event.message, placeOf(event.error, `${event.filename}:${event.lineno}`));
});

addEventListener("unhandledrejection", ({ reason }) => {
  report("javascript", String(reason), placeOf(reason, ""));
});

/**
 * @param {unknown} error
 * @param {string} otherwise
 */
function placeOf(error, otherwise) {
  return error instanceof Error && error.stack ? error.stack : otherwise;
}

document.addEventListener("visibilitychange", listenWhileVisible);
listenWhileVisible();
