/**
 * Lets the page breathe while Python computes.
 *
 * Pyodide reads element 0 of its interrupt buffer every few thousand bytecodes and turns a number there
 * into a Python signal. Ours is a getter: a clock. The handler is `pagelet.blocking._breathe`.
 */

const INTERVAL = 50; // ms; shorter costs time, longer is felt when typing
const BREATHE = 63; // the same stands in pagelet/blocking.py

/**
 * @param {any} pyodide
 * @param {boolean} canWait whether Python can wait, by whatever means
 */
export function makeKeepAlive(pyodide, canWait) {
  let last = performance.now();
  const buffer = {
    get 0() {
      const now = performance.now();
      if (now - last < INTERVAL) return 0;
      last = now;
      return BREATHE;
    },
    set 0(_) {}, // Pyodide clears what it has read
  };
  return {
    start() {
      if (!canWait) return;
      pyodide.setInterruptBuffer(buffer);
      // What the browser calls has a full interval before it lets the page breathe: a handler that
      // did so first would come too late to prevent what the browser does (`preventDefault`).
      pyodide._module.onEnter = () => {
        last = performance.now();
      };
    },
    soon() {
      last -= INTERVAL;
    },
  };
}
