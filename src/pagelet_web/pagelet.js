/**
 * The loader: one `<script type="module" src="pagelet.js">` makes the Python tags of a page run.
 *
 * It finds the tags, shows that something is happening, starts the runtime and hands the tags over
 * to Python (`pagelet.tags`), which does the rest.
 */

// Those that others import are named here as well: so the browser asks for all of them at once.
import "./loader/bridge.js";
import "./loader/built.js";
import "./loader/calls.js";
import "./loader/depth.js";
import "./loader/keepalive.js";
import "./loader/lines.js";
import "./loader/ownership.js";
import "./loader/packed.js";
import "./loader/runtime.js";
import "./loader/snapshot.js";
import { watchAttributes } from "./loader/attributes.js";
import { showStartError } from "./loader/errors.js";
import * as api from "./loader/hooks.js";
import { startPython } from "./loader/placement.js";
import { progress } from "./loader/progress.js";
import { ensureStyles } from "./loader/styles.js";
import { defineElements, watchTags } from "./loader/tags.js";

const ONCE = Symbol.for("pagelet");
const base = new URL(".", import.meta.url).href;

/** A second copy of the loader on the same page must not start a second Python. */
if (!(ONCE in globalThis)) {
  Object.defineProperty(globalThis, ONCE, { value: { base, api } });
  void run();
}

/** @type {typeof api} */
const shared = Reflect.get(globalThis, ONCE).api;
export const { hooks, config, whenDefined, TYPES, relative_url, offline_interpreter } = shared;
export const { stdlib, optional, inputFailure, codemirror } = shared;

/** Python for the page's own JavaScript: `const { evaluate } = await donkey()`.
 * @param {import("./editor/donkey.js").Options} [options]
 */
export const donkey = async (options) => (await import("./editor/donkey.js")).donkey(options);

/** Python in a worker of its own: `const worker = await PyWorker("worker.py", { config })`.
 * @param {string} file
 * @param {Parameters<typeof import("./loader/workers.js").startWorker>[1]} [options]
 */
export function PyWorker(file, options) {
  // A function of the old kind, since pages write `new PyWorker(...)` as well.
  return import("./loader/workers.js").then((m) => m.startWorker(file, { ...options, type: "py" }));
}
/** @type {typeof PyWorker} */
export function MPWorker(file, options) {
  return import("./loader/workers.js").then((m) =>
    m.startWorker(file, { ...options, type: "mpy" }),
  );
}

async function run() {
  const state = document.documentElement.dataset;
  let hasFirst = false;
  state.pagelet = "starting";
  ensureStyles(base);
  await documentParsed();
  defineElements();
  const attributes = watchAttributes();
  const tags = watchTags(attributes);
  if (tags.size() === 0) {
    void tags.workersDone().then(() => {
      // A tag that came meanwhile has started the page's own Python, which tells it.
      if (hasFirst) return;
      state.pagelet = "done";
      dispatchEvent(new Event("py:all-done"));
    });
  }
  const first = await tags.first;
  hasFirst = true;
  state.pagelet = "starting";
  // A page that is left while it starts has its downloads cut off: nothing to tell anybody.
  let leaving = false;
  const leave = () => {
    leaving = true;
  };
  addEventListener("beforeunload", leave);
  try {
    await startPython({ base, tags, attributes });
  } catch (error) {
    if (leaving) return;
    progress.end();
    showStartError(error, first);
  } finally {
    removeEventListener("beforeunload", leave);
  }
}

/** While the page is still arriving, a `<py-script>` may be there without its text. */
async function documentParsed() {
  if (document.readyState !== "loading") return;
  await new Promise((resolve) => addEventListener("DOMContentLoaded", resolve, { once: true }));
}
