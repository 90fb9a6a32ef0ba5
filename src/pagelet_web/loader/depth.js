/**
 * Keeps code that goes deeper and deeper into itself from ending Python.
 *
 * WebAssembly has two stacks. Python watches the one in its memory, which is 10 MB; the browser's own,
 * of about 1 MB for a call that may wait, is full long before. So Python is told that it has less, and
 * raises RecursionError in time in most cases. Some C functions hardly use the stack that Python watches
 * (the one that frees a chain of a million objects). Where the browser's stack runs over, the call is put
 * aside for good, like one that waits for ever, and Python goes on with a fresh thread state.
 */

import { closePython } from "./calls.js";

// Some 500 calls through C code; the browser's stack takes about twice as many.
const LIMIT = 256 * 1024;
// Calls that Python may make to tell about an overflow, on top of those of the call that is over.
const ROOM = 1000;
// Where these stand in CPython 3.14's PyThreadState, in words.
const RECURSION_LIMIT = 9;
const CURRENT_FRAME = 13;

/** @param {unknown} error */
function isOverflow(error) {
  const { name = "", message = "" } = error instanceof Error ? error : {};
  return (
    (name === "RangeError" && message.includes("call stack")) ||
    (name === "InternalError" && message.includes("recursion"))
  );
}

/**
 * Hide the frames of calls that wait: what Python keeps about them in the stack of its memory may be
 * overwritten by others meanwhile, and its garbage collector would follow it.
 *
 * @param {Record<string, any>} env what Pyodide's WebAssembly imports
 * @param {Record<string, any>} module
 */
export function hideWaitingFrames(env, module) {
  const { saveState, restoreState } = env;
  env.saveState = () => {
    const state = saveState();
    if (state !== module.error) state.frame = takeFrame(module, state.threadState);
    return state;
  };
  env.restoreState = (/** @type {any} */ state) => {
    module.HEAPU32[state.threadState / 4 + CURRENT_FRAME] = state.frame;
    restoreState(state);
  };
}

/** @param {Record<string, any>} module @param {number} thread the address of a thread state */
function takeFrame(module, thread) {
  const words = module.HEAPU32;
  const frame = words[thread / 4 + CURRENT_FRAME];
  words[thread / 4 + CURRENT_FRAME] = 0;
  return frame;
}

/**
 * @param {any} pyodide
 * @param {(error: unknown) => void} onFatal
 */
export function limitDepth(pyodide, onFatal) {
  const module = pyodide._module;
  const limit = module.HEAPU32[module._PyThreadState_Get() / 4 + RECURSION_LIMIT];
  if (limit !== module._Py_GetRecursionLimit()) {
    throw new Error("this Pyodide lays out its thread states in another way");
  }
  /** @type {(...parts: unknown[]) => Promise<unknown>} */
  const enter = module.promisingApply;
  const depth = {
    /** A proxy of a Python function that tells the program's author what happened. */
    onOverflow: () => {},
  };
  module.promisingApply = async (/** @type {unknown[]} */ ...parts) => {
    const top = module.stackSave();
    module._emscripten_stack_set_limits(top, top - LIMIT);
    try {
      return await enter(...parts);
    } catch (error) {
      // Firefox tells no more than this where it aborts what runs on a page.
      if (error === undefined) closePython(() => onFatal(error));
      else if (isOverflow(error)) putAside();
      else throw error;
      return new Promise(() => {});
    }
  };

  function putAside() {
    module._PyErr_Clear();
    module.validSuspender.value = false;
    const limit = module._Py_GetRecursionLimit();
    module._Py_SetRecursionLimit(limit + ROOM);
    // It still runs in the context of the call that is over, so it knows whose it was.
    depth.onOverflow();
    module._Py_SetRecursionLimit(limit);
    takeFrame(module, module._captureThreadState());
  }

  return depth;
}
