/**
 * A Python function that is passed to JavaScript lives as long as JavaScript holds it, and may wait
 * when the browser calls it back.
 *
 * Pyodide destroys the proxy of an argument when the call returns ("This borrowed proxy was
 * automatically destroyed"), and lets JavaScript enter Python only synchronously, where it cannot wait.
 * Both are decided in functions that its WebAssembly imports. Ours stand in the import object instead:
 * nothing of the page is changed, and nothing in Pyodide's files.
 */

import { guardCalls, holdReleases, holdWaiting, isCalling, isClosed } from "./calls.js";
import { hideWaitingFrames } from "./depth.js";
import { askClock } from "./keepalive.js";

/** A worker of ours can where it was asked to; others wait by their channel to the page. */
export const canSwitchStacks =
  "Suspending" in WebAssembly && ("document" in globalThis || location.hash === "#switching");

/**
 * Browser functions that call back later, whatever the callback returns.
 *
 * @type {WeakSet<Function>}
 */
const CALLING_LATER = new WeakSet(
  [
    globalThis.setTimeout,
    globalThis.setInterval,
    globalThis.requestAnimationFrame,
    globalThis.requestIdleCallback,
    globalThis.queueMicrotask,
    globalThis.MutationObserver,
    globalThis.ResizeObserver,
    globalThis.IntersectionObserver,
    EventTarget.prototype.addEventListener,
    EventTarget.prototype.removeEventListener,
    Promise.prototype.then,
    Promise.prototype.catch,
    Promise.prototype.finally,
  ].filter(Boolean),
);

/** The browser uses what this handler returns, at once: it cannot be entered so that it may wait. */
const ANSWERS_AT_ONCE = "onbeforeunload";

/** Pyodide's module, once it is there.
 * @type {Record<string, any>}
 */
let runtime = {};

/** Call a Python function so that it may wait wherever the browser can switch stacks.
 *
 * It starts before the browser goes on with what it does, so `event.preventDefault()` is in time:
 * Pyodide would put it off to the next turn of the event loop, and is kept from that. Where Python
 * itself causes the call (`button.click()`), it is made on the spot, as anybody expects, and the function
 * cannot wait: there are frames of JavaScript in between.
 *
 * @param {any} callable a proxy of a Python function, or what stands on the page for one in a worker
 * @param {unknown[]} args
 */
export function enter(callable, ...args) {
  if (isClosed()) return undefined;
  if (!canSwitchStacks || isCalling() || !callable.callPromising) return callable(...args);
  runtime.onEnter?.();
  if (args[0] instanceof Event && args[0].cancelable) return startNow(callable, args);
  const api = runtime.API;
  const { scheduleCallback } = api;
  api.scheduleCallback = (/** @type {() => void} */ start) => start();
  try {
    return callable.callPromising(...args);
  } finally {
    api.scheduleCallback = scheduleCallback;
  }
}

/** What `callPromising` does, but without an `await` before it: Firefox sends a form before that ends.
 * No Python may be on the stack.
 * @param {any} callable
 * @param {unknown[]} args
 */
async function startNow(callable, args) {
  const suspender = runtime.validSuspender;
  const { ptr } = runtime.PyProxy_getAttrs(callable).shared;
  runtime._Py_IncRef(ptr);
  const exception = runtime._malloc(4);
  const before = suspender.value;
  runtime.enterTask();
  const running = runtime.promisingApply(ptr, args, args.length, [], 0, exception);
  // It has come to its end or to the first place where it waits.
  suspender.value = before;
  try {
    const [result] = await running;
    if (result === runtime.error) {
      runtime._PyErr_SetRaisedException(runtime.HEAPU32[exception / 4]);
      runtime._pythonexc2js();
    }
    return result;
  } finally {
    suspender.value = before;
    runtime._free(exception);
    runtime._Py_DecRef(ptr);
  }
}

/**
 * Take charge of the functions that Python passes to JavaScript.
 *
 * `settings.bindCallback`, once set, is a proxy of a Python function that ties a callback to the tag
 * that passed it (its output, its errors).
 *
 * @param {Record<string, any>} settings of Pyodide's module, before it starts; it becomes the module
 */
export function ownCallbacks(settings) {
  const instantiate = settings.instantiateWasm;
  holdReleases(settings);
  /** @param {{ env: Record<string, any> }} imports @param {Function} done */
  settings.instantiateWasm = (imports, done) => {
    runtime = settings;
    const stock = { ...imports.env };
    replaceImports(imports.env, settings);
    guardCalls(imports.env, settings);
    if (canSwitchStacks) holdWaiting(imports.env, settings);
    hideWaitingFrames(imports.env, settings);
    askClock(imports.env, settings);
    const missing = Object.keys(imports.env).filter((name) => !(name in stock));
    if (missing.length > 0) throw new Error(`this Pyodide does not import ${missing.join(", ")}`);
    settings.changeImports?.(imports.env, stock);
    return instantiate(
      imports,
      async (
        /** @type {WebAssembly.Instance} */ instance,
        /** @type {WebAssembly.Module} */ code,
      ) => {
        await settings.onInstance?.(instance);
        done(instance, code);
      },
    );
  };
  return settings;
}

/**
 * @param {Record<string, any>} env
 * @param {Record<string, any>} module
 */
function replaceImports(env, module) {
  const stock = { ...env };
  /** @param {any} value */
  const attributesOf = (value) =>
    typeof value === "function" ? module.PyProxy_getAttrsQuiet(value) : undefined;
  /** @param {any} value whether it is a proxy of a Python function */
  const isCallback = (value) => attributesOf(value) !== undefined;

  /** The function of JavaScript that stands for a Python object (by its address), while it lives.
   * @type {Map<number, WeakRef<Function>>}
   */
  const standIns = new Map();
  const forget = new FinalizationRegistry((/** @type {number} */ address) => {
    if (!standIns.get(address)?.deref()) standIns.delete(address);
  });

  /** The same Python function gives the same stand-in, so that removeEventListener finds it.
   * @param {any} proxy
   */
  const standIn = (proxy) => {
    if (!isCallback(proxy) || !module.bindCallback) return proxy;
    const address = module.PyProxy_getAttrs(proxy).shared.ptr;
    const known = standIns.get(address)?.deref();
    if (known) return known;
    // What is bound holds the Python function, so the address stays its own while this one lives.
    const bound = module.bindCallback(proxy);
    const made = (/** @type {unknown[]} */ ...args) => enter(bound, ...args);
    standIns.set(address, new WeakRef(made));
    forget.register(made, address);
    return made;
  };

  /** Hand a proxy that Pyodide would destroy now to the garbage collector.
   * @param {any} proxy
   * @returns {boolean} whether that was done
   */
  const keep = (proxy) => {
    const attributes = attributesOf(proxy);
    if (!attributes?.shared?.ptr || attributes.props.roundtrip) return false;
    if (!attributes.shared.gcRegistered) module.gc_register_proxy(attributes.shared);
    return true;
  };

  module.standIn = standIn;
  // What stands for a promise of the page must not be wrapped in a promise of the worker: nothing
  // could fulfil that one while the worker is blocked.
  env.JsvPromise_Resolve = (/** @type {any} */ value) =>
    module.isRemote?.(value) ? value : stock.JsvPromise_Resolve(value);
  env.destroy_proxies = (/** @type {any[]} */ proxies, /** @type {number} */ message) =>
    stock.destroy_proxies(
      proxies.filter((proxy) => !keep(proxy)),
      message,
    );
  env.destroy_proxy = (/** @type {any} */ proxy, /** @type {number} */ message) => {
    if (!keep(proxy)) stock.destroy_proxy(proxy, message);
  };
  /** Python makes the stand-ins, and may fail in that (memory, recursion). It gets its own error then; thrown through
   * its WebAssembly, it would end Python.
   * @template T
   * @param {() => T} make
   * @returns {T | undefined}
   */
  const orError = (make) => {
    try {
      return make();
    } catch (error) {
      module.handle_js_error(error);
      return undefined;
    }
  };
  env.JsvFunction_CallBound = (
    /** @type {Function} */ callee,
    /** @type {unknown} */ self,
    /** @type {unknown[]} */ args,
  ) => {
    const passed = CALLING_LATER.has(callee) ? orError(() => args.map(standIn)) : args;
    return passed ? stock.JsvFunction_CallBound(callee, self, passed) : module.error;
  };
  env.JsvFunction_Construct = (/** @type {Function} */ type, /** @type {unknown[]} */ args) => {
    const passed = CALLING_LATER.has(type) ? orError(() => args.map(standIn)) : args;
    return passed ? stock.JsvFunction_Construct(type, passed) : module.error;
  };
  env.JsProxy_SetAttr_js = (
    /** @type {any} */ target,
    /** @type {number} */ name,
    /** @type {unknown} */ value,
  ) => {
    if (!isHandler(target, name, value)) return stock.JsProxy_SetAttr_js(target, name, value);
    const handler = orError(() => standIn(value));
    return handler ? stock.JsProxy_SetAttr_js(target, name, handler) : -1;
  };

  /** @param {any} target @param {number} name @param {unknown} value */
  const isHandler = (target, name, value) => {
    if (!(target instanceof EventTarget) || !isCallback(value)) return false;
    const text = module.UTF8ToString(name);
    return text.startsWith("on") && text !== ANSWERS_AT_ONCE;
  };
}
