/** Attributes that tie an event to a Python function: `<button py-click="save">`. */

const NAME = /^m?py-(.+)$/;
/** These begin like an event's attribute and are none. */
const OTHERS = new Set(["env"]);

/**
 * @typedef {object} Attributes
 * @property {(element: Element) => void} visit an element is on the page
 * @property {(element: Element, name: string) => void} change an attribute came or went
 * @property {(call: (element: Element, attribute: string, value: string, event: Event) => void) => void} start
 *   from now on events are passed on, and what could not be used yet can
 */

/** @returns {Attributes} */
export function watchAttributes() {
  /** Controls that were switched off until Python is there.
   * @type {Set<any>}
   */
  const waiting = new Set();
  /** @type {WeakMap<Element, Map<string, () => void>>} */
  const listening = new WeakMap();
  /** @type {((element: Element, attribute: string, value: string, event: Event) => void) | undefined} */
  let call;

  /** @param {Element} element @param {string} name */
  const change = (element, name) => {
    const event = NAME.exec(name)?.[1];
    if (!event || OTHERS.has(event)) return;
    let stops = listening.get(element);
    if (!stops) {
      stops = new Map();
      listening.set(element, stops);
    }
    if (!element.hasAttribute(name)) {
      stops.get(name)?.();
      stops.delete(name);
    } else if (!stops.has(name)) {
      stops.set(name, listen(element, name, event));
    }
  };

  /** @param {Element} element @param {string} name @param {string} event */
  const listen = (element, name, event) => {
    if (!call && "disabled" in element && !element.disabled && element.localName !== "link") {
      element.disabled = true;
      waiting.add(element);
    }
    /** @param {Event} happened */
    const listener = (happened) => {
      const value = element.getAttribute(name);
      if (value !== null) call?.(element, name, value, happened);
    };
    element.addEventListener(event, listener);
    return () => element.removeEventListener(event, listener);
  };

  return {
    visit(element) {
      for (const { name } of element.attributes) {
        if (name.startsWith("py-") || name.startsWith("mpy-")) change(element, name);
      }
    },
    change,
    start(function_) {
      call = function_;
      for (const element of waiting) element.disabled = false;
      waiting.clear();
    },
  };
}
