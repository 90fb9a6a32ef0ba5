/**
 * The page's part of the bridge to a worker: does with the page's objects what the worker asks for, and
 * makes functions of the worker callable here (loader/remote.js is the other part).
 */

import { enter } from "./ownership.js";
import { Copied, Deep, Known, PROBED, read, StandIns, symbolName, write } from "./values.js";

/** @typedef {import("./values.js").Marked} Marked */
/** @typedef {import("./values.js").Written} Written */

/** They use what a function returns at once, and a function of the worker cannot answer at once. */
const ANSWERED_AT_ONCE = new Set(
  "every filter find findIndex findLast findLastIndex flatMap map reduce reduceRight some sort toSorted".split(
    " ",
  ),
);
/** What changes while an event is handled, so that it must be asked for. */
const CHANGING = new Set(["cancelBubble", "defaultPrevented", "eventPhase", "returnValue"]);
const REFERRED = new Set(["target", "currentTarget", "relatedTarget"]);

/**
 * @param {object} options
 * @param {(number: number, written: Written) => Promise<unknown>} options.call a function of the worker
 * @param {(number: number, times: number) => void} options.release
 */
export function makeServed({ call, release }) {
  const known = new Known();
  const standIns = new StandIns(release);
  /** @type {WeakMap<object, number>} */
  const numbers = new WeakMap();
  const describe = makeDescribe();
  /** @type {import("./values.js").Side} */
  const side = {
    write(value, json, isDeep) {
      const number = numbers.get(value);
      if (number !== undefined) return ["yours", number];
      if (value instanceof Copied) return ["array", value.items.map(json)];
      if (isDeep && isOfPython(value)) return writePython(value, json);
      if (isDeep && isData(value)) return undefined;
      if (isCopied(value)) return undefined;
      // Who awaits it says so in a later message, when the browser would have complained already.
      if (value instanceof Promise) value.catch(() => {});
      /** @type {Marked} */
      const marked = ["mine", known.number(value), ...describe(value)];
      if (value instanceof Event) marked[4] = fixedOf(value, json);
      return marked;
    },
    read([mark, number, kind], back) {
      if (mark === "yours") return known.get(number);
      if (mark === "numbers") return asBuffer(back(number));
      return standIns.get(number, () => {
        const stand = kind === "function" ? standIn(number) : Object.freeze({});
        numbers.set(stand, number);
        return stand;
      });
    },
  };

  /** @param {number} number */
  const standIn =
    (number) =>
    (/** @type {unknown[]} */ ...args) =>
      call(number, write(new Copied(args), side));

  const standInAmong = (/** @type {unknown[]} */ args) =>
    args.some((value) => typeof value === "function" && numbers.has(value));

  /** @type {Record<string, (target: any, ...rest: any[]) => unknown>} */
  const acts = {
    get: (target, key) => target[key],
    set(target, key, value) {
      target[key] = value;
    },
    has: (target, key) => key in target,
    own: (target, key) => Object.hasOwn(target, key),
    delete: (target, key) => Reflect.deleteProperty(target, key),
    keys: (target) => new Copied(Object.keys(target)),
    call: (target, self, args) => Reflect.apply(target, self, args),
    method(target, key, args) {
      if (ANSWERED_AT_ONCE.has(key) && standInAmong(args) && Array.isArray(target)) {
        throw new Error(
          `JavaScript's ${key}() needs an answer at once, which Python cannot give from a worker: ` +
            "use list(...) and do it in Python",
        );
      }
      if (key === "preventDefault" && target instanceof Event && target.eventPhase === 0) {
        console.warn(
          "preventDefault() came too late: Python runs in a worker here. " +
            'Write @when("submit", "#form", prevent_default=True).',
        );
      }
      return target[key](...args);
    },
    new: (target, args) => Reflect.construct(target, args),
    instanceof: (value, type) => value instanceof type,
    items(target) {
      const items = [...target];
      if (Array.isArray(target)) return new Copied(items);
      return new Copied(items.map((item) => (Array.isArray(item) ? new Copied(item) : item)));
    },
  };

  return {
    known,
    side,
    /** @param {Written} request @returns {{ ok: boolean } & Written} */
    act(request) {
      try {
        const [name, ...rest] = read(request, side);
        return { ok: true, ...write(acts[name](rest[0], ...rest.slice(1)), side) };
      } catch (error) {
        return { ok: false, ...write(error, side) };
      }
    },
  };
}

/** @param {any} value */
const isData = (value) => {
  if (Array.isArray(value) || value instanceof Map || value instanceof Set) return true;
  const prototype = Object.getPrototypeOf(value);
  return typeof value === "object" && (prototype === Object.prototype || prototype === null);
};

/** @param {any} value whether it is a proxy of a Python object of the page */
const isOfPython = (value) =>
  typeof value.destroy === "function" && typeof value.copy === "function";

/** @param {any} value @param {(value: unknown) => unknown} json @returns {Marked} */
function writePython(value, json) {
  if (typeof value === "function") {
    const kept = value.copy();
    /** @param {unknown[]} args */
    const called = async (...args) => new Deep(await enter(kept, ...args));
    return /** @type {Marked} */ (json(called));
  }
  const plain = value.toJs?.({ depth: 1, dict_converter: Object.fromEntries }) ?? value;
  if (isOfPython(plain)) {
    throw new TypeError(
      `a Python object of the type '${value.type}' cannot go to a worker: send numbers, texts, lists, dicts or functions`,
    );
  }
  return /** @type {Marked} */ (json(plain));
}

/** @param {any} value */
const isCopied = (value) =>
  ArrayBuffer.isView(value) ||
  value instanceof ArrayBuffer ||
  value instanceof Error ||
  value instanceof DOMException ||
  value instanceof Date;

/** What an event says of itself; later it would say less.
 * @param {Event} event
 * @param {(value: unknown) => unknown} json
 */
function fixedOf(event, json) {
  const fixed = [];
  for (const name in event) {
    const value = /** @type {any} */ (event)[name];
    const isPlain = value === null || ["string", "number", "boolean"].includes(typeof value);
    if ((isPlain && !CHANGING.has(name)) || REFERRED.has(name)) fixed.push([name, json(value)]);
  }
  return fixed;
}

/** What Pyodide gives JavaScript for a Python object that holds numbers.
 * @param {ArrayBufferView} data
 */
const asBuffer = (data) => ({ getBuffer: () => ({ data, release() {} }), destroy() {} });

/** Make the function that says what an object is like: a number, and all of it the first time. */
function makeDescribe() {
  /** @type {Map<string, number>} */
  const numbers = new Map();
  /** @type {WeakMap<object, { id: number, methods: string[], names: string[] }>} */
  const classes = new WeakMap();
  let last = 0;

  /** @param {any} prototype */
  const describeClass = (prototype) => {
    const known = classes.get(prototype);
    if (known) return known;
    const methods = new Set();
    const names = new Set();
    for (let at = prototype; at; at = Object.getPrototypeOf(at)) {
      for (const key of Reflect.ownKeys(at)) {
        const name = typeof key === "symbol" ? symbolName(key) : key;
        if (methods.has(name) || names.has(name) || name === "constructor") continue;
        const isMethod = typeof Reflect.getOwnPropertyDescriptor(at, key)?.value === "function";
        (isMethod ? methods : names).add(name);
      }
    }
    const made = { id: ++last, methods: [...methods], names: [...names] };
    classes.set(prototype, made);
    return made;
  };

  /** @param {any} value @returns {[number] | [number, import("./remote.js").SentShape]} */
  return (value) => {
    const kind =
      typeof value === "function" ? "function" : Array.isArray(value) ? "array" : "object";
    /** @type {string[]} */
    let own = [];
    /** @type {any} */
    let prototype = null;
    let tag = "Object";
    try {
      prototype = kind === "function" ? null : Object.getPrototypeOf(value);
      own = PROBED.filter((name) => Object.hasOwn(value, name));
      tag = Object.prototype.toString.call(value).slice(8, -1);
    } catch {
      // The window of another site: nearly all questions are refused.
    }
    const ofClass = prototype ? describeClass(prototype) : { id: 0, methods: [], names: [] };
    const key = [kind, tag, ofClass.id, ...own].join();
    const number = numbers.get(key);
    if (number !== undefined) return [number];
    const made = numbers.size + 1;
    numbers.set(key, made);
    // A function that an object has itself may be a class as well: it is fetched when it is used.
    const methods = ofClass.methods.filter((name) => !own.includes(name));
    const names = [...new Set([...ofClass.names, ...own])];
    const type = String(prototype?.constructor?.name ?? tag);
    return [made, { kind, tag, type, methods, names }];
  };
}
