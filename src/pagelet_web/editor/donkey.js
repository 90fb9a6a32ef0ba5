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
  return new Promise((resolve, reject) => {
    /** @param {Function[]} functions */
    tag.made = (...functions) => {
      const [execute, evaluate, process, clear, reset, kill] = functions;
      resolve({
        process: async (code) => void (await process(String(code))),
        execute: async (code) => void (await execute(String(code))),
        evaluate: async (code) => JSON.parse(await evaluate(String(code))),
        clear: async () => void clear(),
        reset: async () => void reset(),
        kill: () => {
          kill();
          tag.target.replaceChildren();
          tag.remove();
        },
      });
    };
    tag.addEventListener("py:done", () => {
      if (!terminal) tag.target.hidden = true;
      reject(new Error(`Python cannot be called: ${tag.target.innerText}`));
    });
    document.body.append(tag);
  });
}
