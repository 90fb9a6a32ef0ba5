/** Finds the Python tags of the page, those that are there and those that come later. */

const SELECTOR = 'script[type="py"], py-script';

/**
 * The tags of the page that Python has not taken yet, in document order.
 *
 * @typedef {object} Tags
 * @property {() => number} size
 * @property {() => Element[]} take take all that are waiting
 * @property {Promise<Element>} first resolves as soon as the page has a tag
 * @property {((tag: Element) => void) | undefined} onLate called with each tag found from now on
 */

/** @returns {Tags} */
export function watchTags() {
  /** @type {WeakSet<Element>} */
  const seen = new WeakSet();
  /** @type {Element[]} */
  let waiting = [];
  /** @type {PromiseWithResolvers<Element>} */
  const { promise: first, resolve: haveFirst } = Promise.withResolvers();
  /** @type {Tags} */
  const tags = {
    size: () => waiting.length,
    take() {
      const taken = waiting;
      waiting = [];
      return taken;
    },
    first,
    onLate: undefined,
  };

  /** @param {Element} tag */
  const add = (tag) => {
    if (seen.has(tag)) return;
    seen.add(tag);
    haveFirst(tag);
    if (tags.onLate) tags.onLate(tag);
    else waiting.push(tag);
  };
  /** @param {ParentNode} root */
  const collect = (root) => {
    for (const tag of root.querySelectorAll(SELECTOR)) add(tag);
  };

  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) {
      for (const node of addedNodes) {
        if (!(node instanceof Element) || !node.isConnected) continue;
        if (node.matches(SELECTOR)) add(node);
        collect(node);
      }
    }
  }).observe(document, { childList: true, subtree: true });
  collect(document);
  return tags;
}
