/** Python in a worker: starts the runtime there, with a bridge to the page (loader/placement.js starts this). */

import { ofRuntime } from "./bridge.js";
import { openChannel } from "./channel.js";
import { StartError } from "./errors.js";
import { makeRemote } from "./remote.js";
import { startRuntime } from "./runtime.js";
import { read, write } from "./values.js";

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
// Tests run this also where stacks can be switched. Python must not mix that with the way we wait: what it
// enters so that it may switch starts in the worker's next turn, and there is none while it is blocked.
for (const name of ["Suspending", "promising"]) {
  Reflect.deleteProperty(WebAssembly, name);
}

/** @param {Record<string, unknown>} message */
const post = (message) => worker.postMessage(message);

addEventListener("message", ({ data }) => void start(data), { once: true });

/**
 * @param {{ base: string, channel: import("./channel.js").ChannelStart, root: import("./values.js").Written }} options
 */
async function start({ base, channel: channelStart, root }) {
  const channel = openChannel(channelStart, post);
  /** Messages that came while something else was waited for.
   * @type {any[]}
   */
  const inbox = [];
  /** @type {any[]} */
  const answers = [];
  let lastAsked = 0;

  const remote = makeRemote({
    ask(written) {
      const id = ++lastAsked;
      post({ type: "do", id, seen: channel.seen, ...written });
      while (true) {
        for (const message of channel.receive(Number.POSITIVE_INFINITY)) {
          if (message.type !== "answer") inbox.push(message);
          else if (message.id === id) answers.push(message);
        }
        const answer = answers.pop();
        if (!answer) continue;
        if (answer.ok) return answer;
        throw read(answer, remote.side);
      }
    },
    release: (number, times) => post({ type: "release", number, times }),
  });
  const handleInbox = () => {
    let message = inbox.shift();
    while (message) {
      handle(message);
      message = inbox.shift();
    }
  };

  /** @param {any} message */
  function handle(message) {
    if (message.type === "release") {
      remote.known.release(message.number, message.times);
      return;
    }
    try {
      const result = remote.known.get(message.fn)?.(...read(message, remote.side));
      const isPlain = result === null || !["object", "function"].includes(typeof result);
      post({
        type: "return",
        call: message.call,
        ok: true,
        ...write(isPlain ? result : undefined, remote.side),
      });
    } catch (error) {
      const written = write(error instanceof Error ? error : new Error(String(error)), remote.side);
      post({ type: "return", call: message.call, ok: false, ...written });
    }
  }

  addEventListener("message", ({ data }) => {
    // What came through the channel before stands in the inbox; this is its second copy, or new.
    if (channel.isNew(data)) inbox.push(data);
    handleInbox();
  });

  const page = read(root, remote.side);
  /** @type {(() => void) | undefined} */
  let turn;
  /** @type {Record<string, any> | undefined} */
  let module;
  const waiting = {
    /** @param {() => void} callable runs what is ready in Python's event loop */
    onTurn(callable) {
      turn = callable;
    },
    /** Run what is ready in Python's event loop when Python has nothing to do, after `ms`.
     * @param {number} ms
     */
    wake: (ms) => setTimeout(() => turn?.(), ms),
    /** Block until the page has something to say, or `ms` are over, and do it.
     * @param {number} ms
     */
    receive(ms) {
      if (inbox.length === 0) inbox.push(...channel.receive(ms));
      handleInbox();
    },
  };
  const names = namesOf(page.window);
  remote.alias(names, page.window);
  try {
    await startRuntime({
      base,
      tell: (detail) => page.bridge.progress.tell(detail),
      onFatal: (error) => post({ type: "fatal", message: String(error) }),
      extras: { jsglobals: names },
      onModule(settings) {
        module = settings;
        settings.isRemote = remote.isRemote;
      },
      bridge(pyodide, depth) {
        remote.usePython({
          owns: (value) => value instanceof pyodide.ffi.PyProxy,
          standIn: (proxy) => module?.standIn(proxy),
        });
        // For JavaScript that Python runs here; Pyodide has decided by now that this is a worker.
        Object.assign(worker, { window: page.window, document: page.window.document });
        const { bridge } = page;
        return {
          base,
          place: "worker",
          canSwitchStacks: false,
          ...takenFrom(bridge, pyodide),
          ...waiting,
          ...ofRuntime(pyodide, true, depth),
        };
      },
    });
    post({ type: "started" });
  } catch (error) {
    const explanation = error instanceof StartError ? error.explanation : undefined;
    post({
      type: "failed",
      explanation,
      message: String(error),
      stack: /** @type {any} */ (error)?.stack,
    });
  }
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
  const untied = (value) =>
    typeof value === "function" && value instanceof pyodide.ffi.PyProxy
      ? (/** @type {unknown[]} */ ...args) => value(...args)
      : value;
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
    get: (_, name) => (isOwn(name) ? worker[name] : window[name]),
    set(_, name, value) {
      window[name] = value;
      return true;
    },
    has: (_, name) => isOwn(name) || name in window,
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

/** @param {string | symbol} name */
const isOwn = (name) => typeof name === "string" && OWN.has(name);
