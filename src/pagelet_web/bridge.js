/**
 * Python functions for JavaScript modules, as PyScript's bridge has them: `maths.js` says
 * `export default bridge(import.meta.url)`, and each property of that is the function of this name in `maths.py`.
 */

import { canSwitchStacks } from "./loader/ownership.js";
import { startWorker } from "./loader/workers.js";
import { whenDefined } from "./pagelet.js";

/** @typedef {(name: string, args: unknown[]) => Promise<any>} Call */

/**
 * @param {string} url of the JavaScript module; the Python file has the same name, with .py
 * @param {object} [options]
 * @param {string} [options.type] "py" or "mpy", which is the same here
 * @param {boolean} [options.worker] whether it runs in a worker of its own, or else in the page
 * @param {string | Record<string, any> | null} [options.config] or its address; with one it runs in a worker
 * @returns {Record<string, (...args: any[]) => Promise<any>>}
 */
export default function bridge(url, { type = "py", worker = true, config = null } = {}) {
  const file = new URL(url, location.href);
  file.pathname = file.pathname.replace(/\.[^./]*$/, ".py");
  /** @type {Promise<Call> | undefined} */
  let starting;
  const start = () => {
    // Where Python cannot wait in the page, it runs in a worker anyway.
    const isApart = worker || config || !canSwitchStacks;
    starting ??= isApart ? inWorker(file.href, type, config) : inPage(file.href, type);
    return starting;
  };
  return new Proxy(/** @type {any} */ ({}), {
    get: (_, name) =>
      // It is no promise, whoever awaits it.
      typeof name === "symbol" || name === "then"
        ? undefined
        : async (/** @type {unknown[]} */ ...args) => (await start())(name, args),
  });
}

/**
 * @param {string} file @param {string} type @param {string | Record<string, any> | null} config
 * @returns {Promise<Call>}
 */
async function inWorker(file, type, config) {
  const settings =
    typeof config === "string" ? new URL(config, file).href : config && from(file, config);
  const worker = await startWorker(file, { type, config: settings ?? undefined, isBridge: true });
  await worker.ready;
  return (name, args) => worker.sync[name](...args);
}

/** A configuration whose addresses are relative to `base`.
 * @param {string} base @param {Record<string, any>} config
 */
function from(base, config) {
  /** @param {string} address */
  const absolute = (address) => (/^\{/.test(address) ? address : new URL(address, base).href);
  /** @param {Record<string, string>} table */
  const keys = (table) =>
    Object.fromEntries(Object.entries(table).map(([key, value]) => [absolute(key), value]));
  const { files, js_modules, packages } = config;
  return {
    ...config,
    ...(files && { files: keys(files) }),
    ...(packages && {
      packages: packages.map((/** @type {string} */ each) =>
        /^\.{0,2}\//.test(each) ? absolute(each) : each,
      ),
    }),
    ...(js_modules && {
      js_modules: Object.fromEntries(
        Object.entries(js_modules).map(([place, table]) => [place, keys(table)]),
      ),
    }),
  };
}

/**
 * @param {string} file @param {string} type
 * @returns {Promise<Call>}
 */
async function inPage(file, type) {
  const tag = /** @type {HTMLScriptElement & { target: Element }} */ (
    document.createElement("script")
  );
  tag.type = type;
  tag.src = file;
  /** @type {string | undefined} */
  let problem;
  await new Promise((resolve) => {
    addEventListener("py:error", (event) => {
      const { target, detail } = /** @type {CustomEvent} */ (event);
      if (tag.target === target) problem = detail.text;
    });
    tag.addEventListener("py:done", resolve, { once: true });
    document.body.append(tag);
  });
  if (problem) throw new Error(problem);
  const { interpreter } = await whenDefined("py");
  const exports = interpreter.pyimport("pagelet.exports");
  return async (name, args) => {
    const function_ = interpreter.globals.get(name);
    if (typeof function_ !== "function") throw new TypeError(`${file} has no function '${name}'`);
    const answer = (await exports.answer(function_, args)).toJs({
      dict_converter: Object.fromEntries,
    });
    if (!answer.error) return answer.value;
    const { type, text, traceback } = answer.error;
    throw Object.assign(new Error(traceback || text), { name: "PythonError", type, text });
  };
}
