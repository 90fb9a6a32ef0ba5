/** Style sheets of ours, first in the head: whatever the page says about the same things wins. */

import { checks, loadable } from "./packed.js";

/** Add pagelet.css unless the page has it already, by its own link or under PyScript's name.
 * @param {string} base address of the folder that holds pagelet.js, ends in "/"
 */
export function ensureStyles(base) {
  const links = document.querySelectorAll('link[rel~="stylesheet"]');
  for (const link of /** @type {NodeListOf<HTMLLinkElement>} */ (links)) {
    if (/\/pagelet\.css([?#]|$)/.test(link.href)) return;
  }
  // In an app that is one file, it stands in the page itself.
  if (document.querySelector('style[data-packed-file$="pagelet.css"]')) return;
  addSheet(`${base}pagelet.css`);
}

/** @type {Map<string, Promise<unknown>>} */
const sheets = new Map();

/** Add a style sheet unless it is there; resolves when it works, or cannot be had.
 * @param {string} href
 */
export function loadSheet(href) {
  const known = sheets.get(href);
  if (known) return known;
  const link = addSheet(href);
  const loaded = new Promise((resolve) => {
    link.onload = link.onerror = resolve;
  });
  sheets.set(href, loaded);
  return loaded;
}

/** @param {string} href */
function addSheet(href) {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.crossOrigin = "";
  link.integrity = checks?.integrityOf(href) ?? "";
  link.href = loadable(href);
  document.head.prepend(link);
  return link;
}
