/**
 * Lets the page breathe while Python computes.
 *
 * After every 50 jumps and calls Python asks whether there is a signal. Pyodide looks for it in element 0
 * of its interrupt buffer; ours is a clock: it gives a signal when it is time to breathe. The handler is
 * `pagelet.blocking._breathe`.
 */

import { inTurn } from "./calls.js";

const SHORTEST = 60; // ms between two breaths; shorter costs time
const LONGEST = 100; // ms; longer is felt
const SHARE = 1 / 80; // of the time may go to breaths, between these two
const SOONEST = 16; // ms; after that somebody who types or presses is not kept waiting
const BREATHE = 63; // the same stands in pagelet/blocking.py
const SOON = 1; // ms; a signal costs time too, and code of ours that computes for long gets many
const MOST_BLIND = 16; // so often in a row a question is answered without a look at the clock

/**
 * `blind > 0 ? (blind--, 0) : ask()`, as WebAssembly: it calls this after every 50 jumps and calls, and
 * a call to JavaScript, from a stack that may be put aside, takes so much longer.
 *
 * (module
 *   (import "" "ask" (func $ask (result i32)))
 *   (global $blind (export "blind") (mut i32) (i32.const 0))
 *   (func (export "count") (result i32)
 *     (if (result i32) (global.get $blind)
 *       (then (global.set $blind (i32.sub (global.get $blind) (i32.const 1))) (i32.const 0))
 *       (else (call $ask)))))
 */
const COUNTER = [
  [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
  [1, 5, 1, 0x60, 0, 1, 0x7f],
  [2, 8, 1, 0, 3, 0x61, 0x73, 0x6b, 0, 0],
  [3, 2, 1, 0],
  [6, 6, 1, 0x7f, 1, 0x41, 0, 0x0b],
  [7, 17, 2, 5, 0x62, 0x6c, 0x69, 0x6e, 0x64, 3, 0, 5, 0x63, 0x6f, 0x75, 0x6e, 0x74, 0, 1],
  [10, 21, 1, 19, 0, 0x23, 0, 4, 0x7f, 0x23, 0, 0x41, 1, 0x6b, 0x24, 0, 0x41, 0, 5, 0x10, 0],
  [11, 11],
];

/** How many more questions are answered so.
 * @type {WebAssembly.Global}
 */
let blind;

/** Answer Python's question for signals by our clock where that is the interrupt buffer.
 *
 * Pyodide's own answer reads and writes an element, which is slow where that is no memory.
 * @param {Record<string, any>} env what Pyodide's WebAssembly imports
 * @param {Record<string, any>} module
 */
export function askClock(env, module) {
  const stock = env._Py_CheckEmscriptenSignals_Helper;
  const ask = () => module.Py_EmscriptenSignalBuffer?.ask?.() ?? stock();
  const counter = new WebAssembly.Module(new Uint8Array(COUNTER.flat()));
  const { exports } = new WebAssembly.Instance(counter, { "": { ask } });
  blind = /** @type {WebAssembly.Global} */ (exports.blind);
  env._Py_CheckEmscriptenSignals_Helper = exports.count;
}

/**
 * @param {any} pyodide
 * @param {boolean} canWait whether Python can wait, by whatever means
 */
export function makeKeepAlive(pyodide, canWait) {
  // Of all clocks, browsers answer this one fastest. It may be set back.
  const clockTime = Date.now;
  let last = clockTime();
  let looked = last;
  let stride = 1;
  let interval = SHORTEST;
  /** When the turn began that is over and that Python has not gone on from, or 0. */
  let begun = 0;
  // Chromium says whether there are keys or presses that wait for the page.
  const { scheduling } = /** @type {any} */ (navigator);
  const isAwaited = () => scheduling?.isInputPending?.() ?? false;
  const clock = {
    /** @returns {number} a signal, or 0 */
    ask() {
      const now = clockTime();
      // To look at the clock costs more than all else here, and most steps are short.
      stride = now - looked < 2 ? Math.min(2 * stride, MOST_BLIND) : 1;
      blind.value = stride;
      if (now < looked) last = now;
      looked = now;
      if (begun > 0) {
        interval = Math.min(Math.max((now - begun) / SHARE, SHORTEST), LONGEST);
        begun = 0;
        last = now;
      }
      if (now - last < interval && !(now - last > SOONEST && isAwaited())) return 0;
      last = now;
      return BREATHE;
    },
    get 0() {
      return this.ask();
    },
    set 0(_) {}, // Pyodide clears what it has read
  };
  const keepAlive = {
    /** Python sets it: what is called when a turn is over that `askForTurn` asked for. */
    onTurn() {},
    start() {
      if (!canWait) return;
      pyodide.setInterruptBuffer(clock);
      // What the browser calls has a full interval before it lets the page breathe: a handler that
      // did so first would come too late to prevent what the browser does (`preventDefault`).
      pyodide._module.onEnter = () => {
        last = clockTime();
      };
    },
    soon() {
      last = clockTime() - interval + SOON;
    },
    /** Ask for one turn of the browser's event loop. */
    askForTurn() {
      const start = clockTime();
      setTimeout(() => {
        // Not in the timer's own task, for browsers hold up timers that are asked for in such; and after another turn,
        // in which Chromium paints what it has come to paint.
        inTurn(() =>
          inTurn(() => {
            begun = start;
            keepAlive.onTurn();
          }),
        );
      }, 0);
    },
  };
  return keepAlive;
}
