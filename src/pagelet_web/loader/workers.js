/** Tags with the attribute `worker`, and `PyWorker`: each has a Python of its own, in a worker of its own. */

import { ofPage } from "./bridge.js";
import { canHaveWorkers, chooseChannel, isNear } from "./channels.js";
import { StartError, showTagError } from "./errors.js";
import { hooks, TYPES } from "./hooks.js";
import { forWorker, hostWorker } from "./hosting.js";
import { enter } from "./ownership.js";
import { progress } from "./progress.js";
import { Deep } from "./values.js";

/** @typedef {ReturnType<typeof hostWorker>} Hosted */
/** @typedef {(name: string, args: unknown[]) => Promise<any>} Dispatch */

/**
 * What the page sees of a worker; PyScript's pages know it as `xworker`.
 *
 * @typedef {EventTarget & FacadeParts} Facade
 * @typedef {object} FacadeParts
 * @property {any} sync functions that one side offers to the other
 * @property {(name: string, args: any) => Promise<any>} call the value of a function of the worker, or its error
 * @property {Promise<Facade>} ready when its code has run
 * @property {() => Promise<string>} until_ready the same for Python: "" or why its code did not run
 * @property {() => void} terminate
 * @property {(message: unknown) => void} postMessage
 * @property {((event: any) => void) | null} onmessage
 * @property {((error: unknown) => void) | null} onerror
 * @property {() => void} unstuck let `sync.isStuck()` be false in the worker from now on
 */

const base = new URL("..", import.meta.url).href;
let tagged = 0;
let isWatching = false;

/** Workers by name, also those that are asked for before their tag is there.
 * @type {Map<string, PromiseWithResolvers<Facade>>}
 */
const named = new Map();
/** @type {WeakMap<Element, Promise<Facade>>} */
const facades = new WeakMap();

/** @param {string} name */
function entry(name) {
  const there = named.get(name);
  if (there) return there;
  /** @type {PromiseWithResolvers<Facade>} */
  const made = Promise.withResolvers();
  // Whoever asks for it is told; nobody has to ask.
  made.promise.catch(() => {});
  named.set(name, made);
  return made;
}

/** @param {string} name @returns {Promise<Facade>} the worker with this name, when there is one */
export function workerNamed(name) {
  const { promise } = entry(name);
  if (!isWatching) {
    isWatching = true;
    // A name that is wrong would be waited for without a word.
    setTimeout(() => {
      const missing = [...named].filter(([, made]) => !taken.has(made)).map(([each]) => each);
      if (missing.length > 0) {
        console.warn(
          `Pagelet: no worker has the name ${missing.map((each) => `"${each}"`).join(", ")} yet. ` +
            'Name it in its tag: <script type="py" worker name="...">.',
        );
      }
      isWatching = false;
    }, 2000);
  }
  return promise;
}
/** @type {WeakSet<object>} */
const taken = new WeakSet();

/** Run a tag in a worker of its own.
 * @param {Element} tag
 * @returns {Promise<void>} ends when its code has run; what goes wrong is shown at the tag
 */
export async function runTag(tag) {
  if (!tag.id) tag.id = `${isMicro(tag) ? "mpy" : "py"}-w${tagged++}`;
  const name = tag.getAttribute("name");
  const made = name ? entry(name) : undefined;
  if (made && taken.has(made)) {
    showTagError(tag, {
      what: `Two workers have the name "${name}", so this one was not started.`,
      where: `<script worker name="${name}">`,
      hint: "Give each worker a name of its own.",
    });
    return;
  }
  if (made) taken.add(made);
  const starting = startFor(tag);
  facades.set(tag, starting);
  try {
    const facade = await starting;
    made?.resolve(facade);
    await facade.until_ready();
  } catch (error) {
    made?.reject(error);
  }
}

/** @param {Element} tag */
const isMicro = (tag) =>
  tag.localName === "mpy-script" || /^m/.test(tag.getAttribute("type") ?? "");

/** @param {Element} tag @returns {Promise<Facade>} */
async function startFor(tag) {
  const channel = await chooseChannel(base);
  if (!channel) {
    const error = new StartError(noWorker());
    showTagError(tag, error.explanation);
    throw error;
  }
  return start(/** @type {any} */ (tag), channel);
}

function noWorker() {
  if (!canHaveWorkers()) {
    return {
      what: "A worker cannot be started here.",
      where: `${location.href} with ${base}pagelet.js`,
      hint: "Serve the page with 'pagelet run' or a web server.",
    };
  }
  return {
    what: "A worker cannot be started: Python could not wait in it.",
    where: navigator.userAgent,
    hint:
      "Use a current Chrome, Edge or Firefox, or serve the page from a secure address (https)" +
      (isNear(base) ? "." : ", and pagelet.js from the same site."),
  };
}

/**
 * @param {HTMLElement & Record<string, any>} tag
 * @param {import("./channels.js").Channel} channel
 * @returns {Facade}
 */
function start(tag, channel) {
  /** @type {PromiseWithResolvers<Facade>} */
  const ready = Promise.withResolvers();
  ready.promise.catch(() => {});
  /** @type {PromiseWithResolvers<Dispatch>} */
  const dispatching = Promise.withResolvers();
  dispatching.promise.catch(() => {});
  /** Functions that the page offers to the worker.
   * @type {Map<string, any>}
   */
  const offered = new Map();
  // PyScript's way to let a loop in the worker end: it asks in each turn.
  let isStuck = true;
  /** @type {Map<string, () => boolean>} */
  const polled = new Map([
    ["isStuck", () => isStuck],
    ["notStuck", () => !isStuck],
  ]);

  /** @param {string} name @param {any} args */
  const call = async (name, args) => {
    try {
      const dispatch = await dispatching.promise;
      return await dispatch(name, /** @type {any} */ (new Deep(args)));
    } catch (error) {
      // What cannot be sent is the caller's error, all else is the worker's.
      const { name: type, message } = /** @type {Error} */ (error);
      const [kind, text] = type === "TypeError" ? [type, message] : ["WorkerError", String(error)];
      return { error: { type: kind, text, traceback: "" } };
    }
  };
  /** @param {string} name */
  const remoteFunction =
    (name) =>
    async (/** @type {unknown[]} */ ...args) => {
      const answer = await call(name, args);
      if (!answer.error) return answer.value;
      const { type, text, traceback } = answer.error;
      throw Object.assign(new Error(traceback || text), { name: "PythonError", type, text });
    };
  /** @type {Map<string, Function>} */
  const functions = new Map();
  const sync = new Proxy(/** @type {any} */ ({}), {
    get(_, name) {
      // It is no promise, whoever awaits it.
      if (typeof name === "symbol" || name === "then") return undefined;
      if (offered.has(name)) return offered.get(name);
      if (!functions.has(name)) functions.set(name, remoteFunction(name));
      return functions.get(name);
    },
    set(_, name, value) {
      offered.set(String(name), keep(value));
      return true;
    },
    has: (_, name) => typeof name === "string" && name !== "then",
    deleteProperty: (_, name) => offered.delete(String(name)) || true,
    ownKeys: () => [...offered.keys()],
    getOwnPropertyDescriptor: (_, name) =>
      offered.has(String(name))
        ? { value: offered.get(String(name)), configurable: true, enumerable: true, writable: true }
        : undefined,
  });

  const page = forWorker(
    ofPage(
      {
        size: () => 1,
        take: () => [tag],
        first: Promise.resolve(tag),
        onLate: undefined,
        workersDone: async () => {},
      },
      { visit() {}, change() {}, start() {} },
    ),
  );
  /** Messages to the worker that it does not listen to yet.
   * @type {unknown[]}
   */
  const posted = [];
  /** @type {(message: any) => void} */
  let give = (message) => {
    // A Python object of the page lives as long as it waits.
    posted.push(message?.copy ? message.copy() : message);
  };
  /** @type {Facade} */
  const facade = Object.assign(new EventTarget(), {
    sync,
    call,
    ready: ready.promise,
    /** "" when its code has run, else why not. */
    until_ready: () =>
      ready.promise.then(
        () => "",
        (error) => String(error?.message ?? error),
      ),
    terminate() {
      const error = new Error("the worker was terminated");
      hosted.end(error);
      end(error);
    },
    /** @param {unknown} message */
    postMessage: (message) => give(message),
    onmessage: null,
    onerror: null,
    unstuck() {
      isStuck = false;
    },
  });
  facade.addEventListener("message", (event) => facade.onmessage?.(event));
  tag.xworker = facade;
  /** @param {Error} error */
  const end = (error) => {
    ready.reject(error);
    dispatching.reject(error);
  };
  /** @param {Error} error @param {string} what */
  const fail = (error, what) => {
    end(error);
    const explanation =
      error instanceof StartError
        ? error.explanation
        : {
            what,
            where: `${tag.getAttribute("src") || tag.id}: ${error.message}`,
            hint: "Load the page again to start it anew; the rest of the page goes on.",
          };
    showTagError(tag, explanation);
    facade.onerror?.(error);
  };

  const bridge = {
    ...page,
    isOfTag: true,
    progress: { show() {}, tell: progress.tell, end() {} },
    setCurrentScript() {},
    // Functions among the hooks for workers run there: they are taken along as text.
    hooks: (/** @type {string} */ name, /** @type {boolean} */ isAsync) => {
      const own = hooks.worker[`${name}Async`];
      const all = isAsync && own?.size ? own : hooks.worker[name];
      return [...(all ?? [])].map(String);
    },
    /** @param {(message: unknown) => void} callable called with each message to the worker */
    onPost(callable) {
      give = (message) => callable(new Deep(message));
      for (const message of posted.splice(0)) give(message);
    },
    /** @param {Dispatch} dispatch calls what the worker offers */
    serve: (dispatch) => dispatching.resolve(dispatch),
    /** @param {string} [problem] why its code came to no end */
    codeHasRun: (problem) => (problem ? ready.reject(new Error(problem)) : ready.resolve(facade)),
    /** Call what the page offers.
     * @param {string} name @param {unknown[]} args
     */
    callPage: async (name, args) => {
      const function_ = offered.get(name) ?? polled.get(name);
      if (typeof function_ !== "function") {
        const there = [...offered.keys()].join(", ") || "nothing";
        throw new TypeError(`the page offers no function '${name}' in sync; it offers ${there}`);
      }
      return new Deep(await enter(function_, ...args));
    },
  };
  const hosted = hostWorker({
    base,
    channel,
    bridge,
    onPosted: (data) => void facade.dispatchEvent(new MessageEvent("message", { data })),
    onEnd: (error) => fail(error, "The worker's Python has broken down, so what it did has ended."),
  });
  hosted.started.catch((error) => {
    if (error.message !== "the worker was terminated")
      fail(error, "Python cannot start in this worker.");
  });
  for (const hook of hooks.main.onWorker) hook(null, facade);
  return facade;
}

/** A Python function lives as long as it is offered.
 * @param {any} value
 */
const keep = (value) => (typeof value === "function" && value.copy ? value.copy() : value);

/**
 * Start a worker that has no tag: `const worker = await PyWorker("worker.py")`.
 *
 * @param {string} file
 * @param {{ type?: string, name?: string, config?: string | object, configURL?: string, async?: boolean,
 *   isBridge?: boolean }} [options] `isBridge`: all its functions can be called, whether it exports them or not
 * @returns {Promise<Facade>} when the worker has begun; `ready` tells when its code has run
 */
export function startWorker(
  file,
  { type = "py", name, config, configURL, async = true, isBridge = false } = {},
) {
  const kind = new Map([...TYPES].map(([short, long]) => [long, short])).get(type) ?? type;
  if (!TYPES.has(kind)) {
    return Promise.reject(
      new TypeError(`There is no type "${type}"; there are "pyodide" and "micropython".`),
    );
  }
  const tag = document.createElement("script");
  tag.type = kind;
  tag.setAttribute("worker", "");
  tag.setAttribute("src", String(file));
  if (name) tag.setAttribute("name", name);
  const settings = configURL ?? config;
  if (settings) {
    tag.setAttribute("config", typeof settings === "string" ? settings : JSON.stringify(settings));
  }
  if (!async) tag.setAttribute("async", "false");
  if (isBridge) tag.setAttribute("data-bridge", "");
  document.body.append(tag);
  return new Promise((resolve, reject) => {
    // The watcher of tags takes it in its next turn.
    const look = () => {
      const facade = facades.get(tag);
      if (facade) facade.then(resolve, reject);
      else setTimeout(look);
    };
    look();
  });
}
