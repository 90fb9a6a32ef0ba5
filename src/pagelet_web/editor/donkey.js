/** `donkey()` of PyScript: Python that the page's own JavaScript calls. `pagelet.donkey` does the work. */

/**
 * @typedef {object} Options
 * @property {string} [type] "py" or "mpy", which is the same here
 * @property {boolean} [persistent] whether variables stay from one call to the next
 * @property {string} [terminal] selector of the element for a terminal; without it output is not seen
 * @property {string | object} [config] what the code needs: packages, files
 */

/**
 * @param {Options} [options]
 * @returns {Promise<Record<string, (code?: string) => any>>}
 */
export function donkey({ type = "py", persistent = false, terminal, config = "" } = {}) {
  const tag = /** @type {any} */ (document.createElement("script"));
  tag.type = type;
  if (terminal) {
    tag.setAttribute("terminal", "");
    tag.setAttribute("target", terminal);
  }
  const settings = typeof config === "string" ? config : JSON.stringify(config);
  tag.textContent = `__import__("pagelet.donkey").donkey.serve(is_persistent=${persistent ? "True" : "False"}, config=${JSON.stringify(settings)})`;
  const { promised, fail, detach } = makePromises();
  return promised((resolve, reject) => {
    /** @param {Function[]} functions */
    tag.made = (...functions) => {
      const [execute, evaluate, process, clear, reset, kill] = functions;
      /** @param {Function} work @param {unknown} code */
      const call = (work, code) =>
        promised((done, failed) => void work(String(code), done, failed));
      resolve({
        process: async (/** @type {string} */ code) => void (await call(process, code)),
        execute: async (/** @type {string} */ code) => void (await call(execute, code)),
        evaluate: async (/** @type {string} */ code) => JSON.parse(await call(evaluate, code)),
        clear: async () => void clear(),
        reset: async () => void reset(),
        kill: () => {
          kill();
          fail("kill() has ended this donkey before.");
          detach();
          tag.target.replaceChildren();
          tag.remove();
        },
      });
    };
    tag.addEventListener("py:done", () => {
      if (!terminal) tag.target.hidden = true;
      const why = tag.target.textContent || document.querySelector(".py-error")?.textContent;
      reject(`Python cannot be called: ${why}`);
    });
    document.body.append(tag);
  });
}

/** Promises that end also where Python does not start, breaks down, or is killed. */
function makePromises() {
  /** @type {Set<(message: string) => void>} */
  const pending = new Set();
  /** @param {string} message */
  const fail = (message) => {
    for (const reject of pending) reject(message);
  };
  const isBroken = () => document.documentElement.dataset.pagelet === "failed";
  const look = (/** @type {any} */ event) => {
    if (isBroken()) fail(event.detail.title);
  };
  addEventListener("py:error", look);
  return {
    fail,
    detach: () => removeEventListener("py:error", look),
    /**
     * @param {(resolve: (value: any) => void, reject: (message: string) => void) => void} start
     * @returns {Promise<any>}
     */
    promised: (start) =>
      new Promise((resolve, reject) => {
        const failed = (/** @type {string} */ message) => {
          pending.delete(failed);
          reject(new Error(message));
        };
        const done = (/** @type {any} */ value) => {
          pending.delete(failed);
          resolve(value);
        };
        if (isBroken()) return failed("Python does not run on this page: see what it shows.");
        pending.add(failed);
        start(done, failed);
      }),
  };
}
