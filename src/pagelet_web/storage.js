/**
 * The storage of PyScript's pages for JavaScript: `const store = await storage("name")`, then
 * `store.key = value`. It is the same one that Python opens by this name.
 */

import { openEntries } from "./loader/entries.js";
import { fromText, toText } from "./loader/flatted.js";

/**
 * @param {string} name
 * @returns {Promise<any>} an object whose properties are kept, with `clear()` and `sync()`
 */
export async function storage(name) {
  if (!name) throw new SyntaxError("The storage name must be defined");
  const entries = await openEntries(`IDBMap/@pyscript/${name}`);
  /** @type {Map<any, any>} */
  const values = new Map(entries.items().map(([key, text]) => [key, fromText(text)]));
  const methods = {
    clear() {
      values.clear();
      entries.clear();
    },
    sync: () => entries.sync(),
  };
  return new Proxy(values, {
    get: (_, key) => (Object.hasOwn(methods, key) ? Reflect.get(methods, key) : values.get(key)),
    set(_, key, value) {
      entries.set(/** @type {string} */ (key), toText(value));
      values.set(key, value);
      return true;
    },
    has: (_, key) => values.has(key),
    deleteProperty(_, key) {
      if (values.delete(key)) entries.delete(/** @type {string} */ (key));
      return true;
    },
    ownKeys: () => /** @type {string[]} */ ([...values.keys()]),
    getOwnPropertyDescriptor: (_, key) =>
      values.has(key)
        ? { value: values.get(key), writable: true, enumerable: true, configurable: true }
        : undefined,
  });
}

export default storage;
