/** Finds the Python tags of the page and attributes such as py-click, now and later, in shadow roots too. */

/** The types of scripts that are ours; MicroPython's run on the one Python that there is. */
const PLAIN = ["py", "mpy", "pyodide", "micropython"];
const TYPES = [...PLAIN, "py-editor", "mpy-editor", "py-game"];
const FIRST_RELEASE = "py-repl, py-button, py-inputbox, py-box, py-title";
const SELECTOR = `${TYPES.map((type) => `script[type="${type}"]`)}, py-script, mpy-script, ${FIRST_RELEASE}`;

/**
 * The tags of the page that Python has not taken yet, in document order.
 *
 * @typedef {object} Tags
 * @property {() => number} size how many there are
 * @property {() => Element[]} take take all that are waiting
 * @property {Promise<Element>} first resolves as soon as the page has a tag
 * @property {((tag: Element) => void) | undefined} onLate called with each tag found from now on
 * @property {() => Promise<unknown>} workersDone ends when the tags that have workers of their own have run
 */

const WORKERS = `${PLAIN.map((type) => `script[type="${type}"][worker]`)}, py-script[worker], mpy-script[worker]`;

/**
 * @param {import("./attributes.js").Attributes} attributes told of every element and attribute
 * @returns {Tags}
 */
export function watchTags(attributes) {
  /** @type {Promise<void>[]} */
  const working = [];
  /** @type {WeakSet<Node>} */
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
    workersDone: () => Promise.all(working),
  };

  /** @param {Element} tag */
  const add = (tag) => {
    if (seen.has(tag)) return;
    seen.add(tag);
    if (tag.matches(WORKERS)) {
      // Only here, so that a page without workers does not download what they take.
      working.push(import("./workers.js").then(({ runTag }) => runTag(tag)));
      return;
    }
    haveFirst(tag);
    if (tags.onLate) tags.onLate(tag);
    else waiting.push(tag);
  };

  /** @param {Element} element */
  const visit = (element) => {
    attributes.visit(element);
    if (element.matches(SELECTOR)) add(element);
    // A shadow root does not tell the document of what changes in it. The root that an element of
    // the page's own makes for itself is there when the element is.
    if (element.shadowRoot) watch(element.shadowRoot);
    else if (element.localName.includes("-") && !element.matches(":defined")) {
      void customElements.whenDefined(element.localName).then(() => {
        if (element.shadowRoot) watch(element.shadowRoot);
      });
    }
  };
  /** @param {ParentNode & Node} root */
  const collect = (root) => {
    if (root instanceof Element) visit(root);
    for (const element of root.querySelectorAll("*")) visit(element);
  };

  const observer = new MutationObserver((changes) => {
    for (const { addedNodes, attributeName, target } of changes) {
      if (attributeName) attributes.change(/** @type {Element} */ (target), attributeName);
      for (const node of addedNodes) {
        if (node instanceof Element && node.isConnected) collect(node);
      }
    }
  });
  /** @param {Document | ShadowRoot} root */
  const watch = (root) => {
    if (seen.has(root)) return;
    seen.add(root);
    observer.observe(root, { childList: true, subtree: true, attributes: true });
    collect(root);
  };
  watch(document);
  return tags;
}

/** `new PyScript()`, filled and appended to the page, runs like a tag that stood in it. */
export function defineElements() {
  for (const name of ["py-script", "mpy-script", "py-config", "mpy-config"]) {
    if (!customElements.get(name)) customElements.define(name, class extends HTMLElement {});
  }
}
