/** What a page's own scripts may add to the run of every tag, and what they can ask of the loader. */

/** A set that takes values of one kind only, so that a mistake shows where it is made.
 * @template T
 * @extends {Set<T>}
 */
class TypedSet extends Set {
  /** @type {string} */
  #type;
  /** @param {string} type */
  constructor(type) {
    super();
    this.#type = type;
  }
  /** @override @param {T} value */
  add(value) {
    if (typeof value !== this.#type) {
      throw new TypeError(
        `This hook takes a ${this.#type}, but it was given a ${typeof value}: ${String(value)}`,
      );
    }
    return super.add(value);
  }
}

const FUNCTIONS = ["onReady", "onBeforeRun", "onBeforeRunAsync", "onAfterRun", "onAfterRunAsync"];
const CODE = ["codeBeforeRun", "codeBeforeRunAsync", "codeAfterRun", "codeAfterRunAsync"];

/** @param {string[]} functions @returns {Record<string, Set<any>>} */
const sets = (functions) =>
  Object.fromEntries([
    ...functions.map((name) => [name, new TypedSet("function")]),
    ...CODE.map((name) => [name, new TypedSet("string")]),
  ]);

export const hooks = { main: sets(["onWorker", ...FUNCTIONS]), worker: sets(FUNCTIONS) };

/** PyScript's names of its interpreters. Here all run on the same Python. */
export const TYPES = new Map([
  ["py", "pyodide"],
  ["mpy", "micropython"],
]);

/** The settings of the page, once they are read.
 * @type {{ py: any, mpy: any }}
 */
const settings = { py: undefined, mpy: undefined };

/** Fresh copies on each reading: changing them changes nothing. */
export const config = {
  get py() {
    return structuredClone(settings.py);
  },
  get mpy() {
    return structuredClone(settings.mpy);
  },
};

/** @type {PromiseWithResolvers<any>} */
const started = Promise.withResolvers();

/** @param {string} type "py", or "mpy", which is the same here
 * @returns {Promise<any>} the runtime, as hooks see it
 */
export const whenDefined = (type) =>
  TYPES.has(type)
    ? started.promise
    : Promise.reject(new TypeError(`There is no type "${type}"; there are "py" and "mpy".`));

/** What hooks are given: PyScript calls it the wrap.
 * @type {any}
 */
let wrap;

/** What Python prints goes through `stdout` and `stderr`, line by line; a page may put its own in their place, which
 * may call the ones before: those show it.
 * @type {any}
 */
const io = { buffered: (/** @type {any} */ f) => f };

/**
 * @param {(stream: string, line: string) => void} write shows a line
 * @param {(stream: string, to: unknown) => void} redirect gives lines to a function from now on, or (null) shows them
 */
export function serveStreams(write, redirect) {
  for (const stream of ["stdout", "stderr"]) {
    const own = (/** @type {unknown} */ line) => write(stream, String(line));
    let now = own;
    Object.defineProperty(io, stream, {
      configurable: true,
      enumerable: true,
      get: () => now,
      set(to) {
        now = to;
        redirect(stream, to === own ? null : to);
      },
    });
  }
}

/**
 * @param {any} pyodide
 * @param {{ py?: string, mpy?: string }} texts the page's settings as JSON
 */
export function start(pyodide, texts) {
  settings.py = texts.py && JSON.parse(texts.py);
  settings.mpy = texts.mpy && JSON.parse(texts.mpy);
  wrap = {
    type: "py",
    config: config.py ?? {},
    interpreter: pyodide,
    io,
    run: (/** @type {string} */ code, /** @type {any[]} */ ...rest) =>
      pyodide.runPython(code, ...rest),
    runAsync: (/** @type {string} */ code, /** @type {any[]} */ ...rest) =>
      pyodide.runPythonAsync(code, ...rest),
    runEvent: (/** @type {string} */ name, /** @type {Event} */ event) =>
      pyodide.globals.get(name)(event),
  };
  started.resolve(wrap);
}

/** The hooks of one name for a tag: those for async tags, else those for all.
 * @param {string} name
 * @param {boolean} isAsync
 * @returns {any[]}
 */
export function chosen(name, isAsync) {
  const { main } = hooks;
  const own = main[`${name}Async`];
  return [...((isAsync && own?.size && own) || main[name])];
}

/** @param {Function} hook @param {unknown} tag or worker */
export const callHook = (hook, tag) => hook(wrap, tag);

/** @param {string} url @param {string} [base] */
export const relative_url = (url, base = location.href) => new URL(url, base).href;

/** @param {{ interpreter?: string }} [asked] */
export const offline_interpreter = (asked) =>
  asked?.interpreter && relative_url(String(asked.interpreter));

/** In PyScript these are its Python package as text. Here it is a part of the runtime. */
export const stdlib = "import pyscript";
export const optional = "";
/** In PyScript it makes `input()` fail in the page. Here it works. */
export const inputFailure = "";

/** The modules of the editor, each as a promise: `await codemirror.state`. */
export const codemirror = Object.defineProperties(
  {},
  Object.fromEntries(
    ["core", "state", "python", "language", "view", "commands"].map((name) => [
      name,
      {
        get: async () =>
          (await import(`${new URL("../vendor", import.meta.url)}/codemirror/codemirror.js`))[name],
      },
    ]),
  ),
);
