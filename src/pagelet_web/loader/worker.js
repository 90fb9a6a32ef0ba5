/** Python in a worker: starts the runtime there, with a bridge to the page (loader/placement.js starts this). */

import { ofRuntime } from "./bridge.js";
import { StartError } from "./errors.js";
import { callHook } from "./hooks.js";
import { canSwitchStacks, enter } from "./ownership.js";
import { makeRemote } from "./remote.js";
import { startRuntime } from "./runtime.js";
import { Deep, read, write } from "./values.js";

/** What code in the worker has of its own; all other names of `js` are the page's. */
const OWN = new Set([
  ..."Object Function Array Number Boolean String Symbol BigInt Math JSON Map Set WeakMap WeakSet WeakRef".split(
    " ",
  ),
  ..."Date RegExp Error TypeError RangeError SyntaxError Reflect Proxy ArrayBuffer DataView".split(
    " ",
  ),
  ..."Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array".split(
    " ",
  ),
  ..."Float32Array Float64Array BigInt64Array BigUint64Array TextEncoder TextDecoder".split(" "),
  ..."parseInt parseFloat isNaN isFinite encodeURIComponent decodeURIComponent encodeURI decodeURI".split(
    " ",
  ),
  ..."NaN Infinity undefined structuredClone".split(" "),
]);

const worker = /** @type {any} */ (globalThis);

/** @param {Record<string, unknown>} message */
const post = (message) => worker.postMessage(message);

addEventListener("message", ({ data }) => void start(data).catch(fail), { once: true });

/** Tell the page that Python cannot start here.
 * @param {any} error
 */
const fail = (error) =>
  post({
    type: "failed",
    explanation: error instanceof StartError ? error.explanation : undefined,
    message: String(error),
    stack: error?.stack,
  });

/** @typedef {{ kind: "switching" } | import("./channel.js").ChannelStart} WayStart */
/** @typedef {ReturnType<typeof makeRemote>} Remote */
/** @typedef {(write: () => import("./values.js").Written, read: (answer: any) => any) => any} Ask */
/**
 * How Python waits here.
 *
 * @typedef {object} Way
 * @property {Ask} ask
 * @property {object} [offers] what Python's bridge has besides
 * @property {(receive: (message: any) => (() => void)) => void} listen
 * @property {(module: Record<string, any>, remote: Remote) => void} onModule
 * @property {(pyodide: any) => void} onStarted
 */

/**
 * @param {{ base: string, channel: WayStart, root: import("./values.js").Written }} options
 */
async function start({ base, channel, root }) {
  const way = channel.kind === "switching" ? await bySwitching() : await byChannel(channel);
  const remote = makeRemote({
    ask: way.ask,
    release: (number, times) => post({ type: "release", number, times }),
  });
  way.listen((message) => received(message, remote));

  const [window, document, offers] = read(root, remote.side);
  remote.fix(window, "window", window);
  remote.fix(window, "document", document);
  const bridge = Object.fromEntries(offers);
  /** @type {Record<string, any> | undefined} */
  let module;
  const names = namesOf(window);
  remote.alias(names, window);
  await startRuntime({
    base,
    tell: (detail) => post({ type: "tell", detail }),
    onFatal: (error) => post({ type: "fatal", message: String(error) }),
    extras: { jsglobals: names },
    onModule(settings) {
      module = settings;
      settings.isRemote = remote.isRemote;
      way.onModule(settings, remote);
    },
    bridge(pyodide, depth) {
      remote.usePython({
        owns: (value) => value instanceof pyodide.ffi.PyProxy,
        standIn: (proxy) => module?.standIn(proxy),
      });
      // For JavaScript that Python runs here; Pyodide has decided by now that this is a worker.
      Object.assign(worker, { window, document });
      way.onStarted(pyodide);
      return {
        base,
        place: "worker",
        canSwitchStacks,
        ...takenFrom(bridge, pyodide),
        ...way.offers,
        ...ofRuntime(pyodide, true, depth),
        ...(bridge.isOfTag && ofTag(pyodide, remote)),
      };
    },
  });
  post({ type: "started" });
}

/** Take what the page wants, and return what does it: a call may have to wait until Python can be entered.
 *
 * What the call needs is looked up now, because the page may let go of it before its turn comes.
 * @param {any} message
 * @param {Remote} remote
 */
function received(message, remote) {
  if (message.type === "release") {
    return () => remote.known.release(message.number, message.times);
  }
  if (message.type !== "call") return () => {};
  const known = remote.known.get(message.fn);
  // Python may stop listening before the turn of an event that has happened already.
  const held = known.hold?.();
  const function_ = held?.call ?? known;
  const args = read(message, remote.side);
  /** @param {any} result */
  const give = (result) => {
    // A Python object of any other kind would be of no use to the page, and live for ever.
    const isCopied = remote.isPlain(result) || remote.isRemote(result);
    // What a program answers the page arrives as a whole, or an error does.
    const isAnswer = result?.type === "dict" && result.get("is_answer");
    const copied = isAnswer ? new Deep(result) : result;
    const written = write(isCopied ? copied : undefined, remote.side);
    post({ type: "return", call: message.call, ok: true, ...written });
    held?.done();
  };
  /** @param {unknown} error */
  const fail = (error) => {
    const written = write(error instanceof Error ? error : new Error(String(error)), remote.side);
    post({ type: "return", call: message.call, ok: false, ...written });
    held?.done();
  };
  return () => {
    try {
      const result = function_(...args);
      if (!remote.isRemote(result) && typeof result?.then === "function") {
        Promise.resolve(result).then(give).catch(fail);
      } else {
        give(result);
      }
    } catch (error) {
      fail(error);
    }
  };
}

/** Python puts itself aside until the page has answered: the browser switches stacks.
 * @returns {Promise<Way>}
 */
async function bySwitching() {
  const { makeSuspension } = await import("./suspension.js");
  const suspension = makeSuspension();
  /** @type {Map<number, (message: any) => void>} */
  const asked = new Map();
  let lastAsked = 0;
  /** @type {(...parts: Parameters<Ask>) => Promise<{ ok: boolean, value: any }>} */
  const later = (write, read) =>
    new Promise((resolve) => {
      const id = ++lastAsked;
      asked.set(id, (message) => resolve({ ok: message.ok, value: read(message) }));
      post({ type: "do", id, seen: 0, ...write() });
    });

  return {
    ask: (write, read) => suspension.answer(() => later(write, read)),
    listen(receive) {
      addEventListener("message", ({ data }) => {
        if (data.type === "answer") {
          asked.get(data.id)?.(data);
          asked.delete(data.id);
          return;
        }
        const act = receive(data);
        if (data.type === "call") suspension.inTurn(act);
        else act();
      });
    },
    onModule(settings, remote) {
      /** @param {any} promise */
      const local = (promise) =>
        remote.isRemote(promise)
          ? new Promise((resolve, reject) => {
              const parts = ["method", promise, "then", [resolve, reject]];
              void later(
                () => write(parts, remote.side),
                (answer) => read(answer, remote.side),
              );
            })
          : promise;
      settings.changeImports = (/** @type {any} */ env, /** @type {any} */ stock) =>
        suspension.install(settings, env, stock, local);
    },
    onStarted(pyodide) {
      pyodide._api.scheduleCallback = suspension.inTurn;
    },
  };
}

/** The worker is blocked until the page has something to say.
 * @param {import("./channel.js").ChannelStart} start
 * @returns {Promise<Way>}
 */
async function byChannel(start) {
  // Tests run this also where stacks can be switched. Python must not mix that with the way we wait: what it
  // enters so that it may switch starts in the worker's next turn, and there is none while it is blocked.
  for (const name of ["Suspending", "promising"]) {
    Reflect.deleteProperty(WebAssembly, name);
  }
  const { openChannel } = await import("./channel.js");
  const channel = openChannel(start, post);
  /** What is to be done for messages that came while something else was waited for.
   * @type {(() => void)[]}
   */
  const inbox = [];
  /** @type {any[]} */
  const answers = [];
  let lastAsked = 0;
  /** @type {(message: any) => (() => void)} */
  let receive;
  /** @type {(() => void) | undefined} */
  let turn;
  const handleInbox = () => {
    for (let act = inbox.shift(); act; act = inbox.shift()) act();
  };

  return {
    ask(write, read) {
      const id = ++lastAsked;
      post({ type: "do", id, seen: channel.seen, ...write() });
      while (true) {
        for (const message of channel.receive(Number.POSITIVE_INFINITY)) {
          if (message.type !== "answer") inbox.push(receive(message));
          else if (message.id === id) answers.push(message);
        }
        const answer = answers.pop();
        if (!answer) continue;
        const value = read(answer);
        if (answer.ok) return value;
        throw value;
      }
    },
    listen(function_) {
      receive = function_;
      addEventListener("message", ({ data }) => {
        // What came through the channel before stands in the inbox; this is its second copy, or new.
        if (channel.isNew(data)) inbox.push(receive(data));
        handleInbox();
      });
    },
    offers: {
      /** @param {() => void} callable runs what is ready in Python's event loop */
      onTurn(callable) {
        turn = callable;
      },
      /** Run what is ready in Python's event loop when Python has nothing to do, after `ms`.
       * @param {number} ms
       * @returns {number} its name for `unwake`
       */
      wake: (ms) => Number(setTimeout(() => turn?.(), ms)),
      /** @param {number} timer */
      unwake: (timer) => clearTimeout(timer),
      /** Block until the page has something to say, or `ms` are over, and do it.
       * @param {number} ms
       */
      receive(ms) {
        if (inbox.length === 0) inbox.push(...channel.receive(ms).map(receive));
        handleInbox();
      },
    },
    onModule() {},
    onStarted() {},
  };
}

/** What Python's bridge has besides where the worker is that of a tag.
 * @param {any} pyodide
 * @param {Remote} remote
 */
function ofTag(pyodide, remote) {
  // The page gives no answer to this, so that nobody has to wait for it.
  const postMessage = (/** @type {unknown} */ message) =>
    post({ type: "posted", ...write(message, remote.side) });
  const xworker = {
    get sync() {
      return pyodide.pyimport("pagelet.exports").sync;
    },
    window: worker.window,
    postMessage,
  };
  return {
    post: postMessage,
    /** A hook for workers comes as text, and has nothing of what was around it.
     * @param {string} text
     */
    // biome-ignore lint/security/noGlobalEval: it is the page's own code
    callHook: (text) => callHook(globalThis.eval(`(${text})`), xworker),
  };
}

/** What the page offers, with its functions as functions of the worker.
 *
 * As in the page, a Python function that is passed to one of them is called as it is, not tied to the
 * program that happens to run just now: what Pagelet itself listens to outlives programs.
 *
 * @param {Record<string, any>} bridge
 * @param {any} pyodide
 */
function takenFrom(bridge, pyodide) {
  /** @param {any} value */
  const untied = (value) => {
    if (typeof value !== "function" || !(value instanceof pyodide.ffi.PyProxy)) return value;
    const call = (/** @type {unknown[]} */ ...args) => enter(value, ...args);
    const hold = () => {
      const copy = value.copy();
      return {
        call: (/** @type {unknown[]} */ ...args) => enter(copy, ...args),
        done: () => copy.destroy(),
      };
    };
    return Object.assign(call, { hold });
  };
  const entries = Object.keys(bridge).map((name) => {
    const value = bridge[name];
    if (typeof value !== "function") return [name, value];
    return [name, (/** @type {unknown[]} */ ...args) => bridge[name](...args.map(untied))];
  });
  return Object.fromEntries(entries);
}

/** What Python imports as `js`.
 * @param {any} window
 */
function namesOf(window) {
  return new Proxy(/** @type {any} */ ({}), {
    get: (_, name) => (isOwn(name) ? worker[name] : isPythons(name) ? undefined : window[name]),
    set(_, name, value) {
      window[name] = value;
      return true;
    },
    has: (_, name) => isOwn(name) || (!isPythons(name) && name in window),
    deleteProperty: (_, name) => delete window[name],
    ownKeys: () => [...new Set([...OWN, ...Reflect.ownKeys(window)])],
    getOwnPropertyDescriptor: (_, name) =>
      isOwn(name) || name in window
        ? {
            get: () => (isOwn(name) ? worker[name] : window[name]),
            configurable: true,
            enumerable: true,
          }
        : undefined,
  });
}

/** What Python asks a module for when it imports it.
 * @param {string | symbol} name
 */
const isPythons = (name) => typeof name === "string" && /^__\w+__$/.test(name);

/** @param {string | symbol} name */
const isOwn = (name) => typeof name === "string" && OWN.has(name);
