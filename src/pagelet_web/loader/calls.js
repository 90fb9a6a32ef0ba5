/**
 * Knows when Python has called JavaScript, and keeps off meanwhile what Python would not survive.
 *
 * Frames of JavaScript stand on the stack then, and no browser puts those aside. Pyodide tells most of what JavaScript
 * calls back that it cannot wait, but not what runs while a value is converted, nor what C code calls back (ctypes).
 *
 * And nobody else may enter Python on a stack of its own, or go on there: in Firefox, `window.open` takes other events
 * before it returns. Whoever comes meanwhile waits until Python has its answer.
 */

/** Imports that may run somebody's JavaScript, C code that calls back, or Python: a new kind of object that comes from
 * JavaScript, be it an error, is made a class of by Python code.
 */
const CALLS =
  /^(_?[jJ]s|_?python2js|_?pyproxy|_agen|array_to_js|create_|destroy_|ffi_call|get_(length|async)|handle_next|raw_call|wrap_)/;
/** Those that Pyodide answers by itself, often. */
const NONE = /_(Check|ascii|ucs\d|cache_lookup|add_to_cache)$/;
const SHORT = 2; // ms; the browser makes more of it
const LEAVING = 1000; // ms; mostly an aborted page is gone by then

/** How many calls are under way. */
let calls = 0;
/** Whether somebody was let in who has not arrived yet. */
let isArriving = false;
/** Who is let in next, one in each turn of the event loop: what the first one calls may take events as well.
 * @type {(() => void)[]}
 */
const waiting = [];
const { port1, port2 } = new MessageChannel();
/** Whether a turn of the event loop has been asked for and not come. */
let isAsked = false;
port1.onmessage = () => {
  isAsked = false;
  if (calls > 0) return;
  try {
    waiting.shift()?.();
  } finally {
    askForTurn();
  }
};

/** Ask for the turn of who waits, if one may be let in: once, however many calls end until it comes. */
function askForTurn() {
  if (isAsked || calls > 0 || waiting.length === 0) return;
  isAsked = true;
  port2.postMessage(0);
}

/** Whether Python has called JavaScript and is not back yet. */
export const isCalling = () => calls > 0;

/** The browser has aborted Python, which may have been half-way through anything: nobody may enter it any more.
 * @param {() => void} tell called where the page stays
 */
export function closePython(tell) {
  calls = Number.POSITIVE_INFINITY;
  setTimeout(tell, LEAVING);
}
export const isClosed = () => calls === Number.POSITIVE_INFINITY;

/** @param {() => void} enter called in a turn of its own when no call is under way */
export const inTurn = (enter) => {
  waiting.push(enter);
  askForTurn();
};

/** Do what lets other code of the page run meanwhile, beneath Python: that keeps off.
 * @template T
 * @param {() => T} act
 * @returns {T}
 */
export function duringCall(act) {
  calls += 1;
  try {
    return act();
  } finally {
    calls -= 1;
    askForTurn();
  }
}

/**
 * Give Python back what JavaScript holds no longer, but only when Python is at rest: the browser tells of it whenever
 * other code may run, which in Firefox is also where Python reads a file that is fetched at once.
 *
 * @param {Record<string, any>} module of Pyodide, before it starts
 */
export function holdReleases(module) {
  const release = (/** @type {number} */ address) => {
    if (calls > 0 || !module._PyGILState_Check()) {
      inTurn(() => release(address));
      return;
    }
    const { validSuspender } = module;
    const canWait = validSuspender.value;
    validSuspender.value = false;
    try {
      module._Py_DecRef(address);
    } catch (error) {
      module.API.fatal_error(error);
    } finally {
      validSuspender.value = canWait;
    }
  };
  const registry = new FinalizationRegistry((/** @type {{ ptr: number, cache: any }} */ held) => {
    if (held.cache) {
      held.cache.leaked = true;
      held.cache.refcnt -= 1;
    }
    release(held.ptr);
  });
  // Pyodide would put its own there.
  Object.defineProperty(module, "finalizationRegistry", { get: () => registry, set() {} });
}

/**
 * @param {Record<string, any>} env what Pyodide's WebAssembly imports
 * @param {Record<string, any>} module
 */
export function guardCalls(env, module) {
  const guarded = Object.keys(env).filter((name) => CALLS.test(name) && !NONE.test(name));
  for (const name of guarded) {
    const stock = env[name];
    env[name] = (/** @type {unknown[]} */ ...args) => {
      const { validSuspender } = module;
      const canWait = validSuspender.value;
      validSuspender.value = false;
      calls += 1;
      try {
        return stock(...args);
      } finally {
        calls -= 1;
        validSuspender.value = canWait;
        askForTurn();
      }
    };
    // By this Emscripten knows its type where a library written in C imports it, too.
    env[name].sig = stock.sig;
  }
}

/** Let who has waited go on only when no call is under way.
 * @param {Record<string, any>} env what Pyodide's WebAssembly imports
 * @param {Record<string, any>} module
 */
export function holdWaiting(env, module) {
  const { restoreState } = env;
  env.syncifyHandler = new /** @type {any} */ (WebAssembly).Suspending(
    async (/** @type {any} */ first, /** @type {any} */ second) => {
      const outcome = await settled(first ?? second);
      if (calls > 0 || isArriving) {
        await new Promise((resolve) => inTurn(() => resolve(undefined)));
      }
      isArriving = true;
      if (!("error" in outcome)) return outcome.value;
      if (outcome.error?.pyodide_fatal_error) throw outcome.error;
      module.syncify_error = outcome.error;
      return module.error;
    },
  );
  env.restoreState = (/** @type {any} */ state) => {
    isArriving = false;
    restoreState(state);
  };
}

/** @param {any} promise @returns {Promise<{ value: any } | { error: any }>} */
const settled = async (promise) => {
  try {
    return { value: await promise };
  } catch (error) {
    return { error };
  }
};

/** Let what is to be called later enter only when no call is under way.
 * @param {any} api Pyodide's
 */
export function holdEntering(api) {
  api.scheduleCallback = (/** @type {() => void} */ enter, timeout = 0) => {
    if (timeout > SHORT) setTimeout(() => (calls > 0 ? inTurn(enter) : enter()), timeout);
    else inTurn(enter);
  };
}
