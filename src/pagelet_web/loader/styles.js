/** Add pagelet.css unless the page has it already, by its own link or under PyScript's name.
 * @param {string} base address of the folder that holds pagelet.js, ends in "/"
 */
export function ensureStyles(base) {
  const links = document.querySelectorAll('link[rel~="stylesheet"]');
  for (const link of /** @type {NodeListOf<HTMLLinkElement>} */ (links)) {
    if (/\/pagelet\.css([?#]|$)/.test(link.href)) return;
  }
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = `${base}pagelet.css`;
  // First in the head: whatever the page says about the same things wins.
  document.head.prepend(link);
}
