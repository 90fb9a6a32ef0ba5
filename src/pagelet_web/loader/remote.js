/**
 * The page's objects, as code in the worker sees them: `document`, an element, a function.
 *
 * Each use (get, set, call ...) is one message to the page, and blocks the worker until the answer is there.
 * What an object's class says of it is sent once, so that Python's bridge, which looks at each new object
 * from many sides, need not ask each time.
 */

import { Known, PROBED, read, StandIns, write } from "./values.js";

/** @typedef {import("./values.js").Marked} Marked */
/** @typedef {{ kind: string, tag: string, type: string, methods: string[], names: string[] }} SentShape */
/** @typedef {{ kind: string, tag: string, constructor_: { name: string }, methods: Set<string>, names: Set<string> }} Shape */
/** @typedef {{ number: number, shape: Shape, fixed: Map<string, unknown> }} About */

const PROBES = new Set(PROBED);

/**
 * @typedef {object} Python what is known of Python's own objects once it has started
 * @property {(value: any) => boolean} owns whether it is a proxy of a Python object
 * @property {(proxy: any) => Function} standIn
 */

const COPIED = new Set(["dict", "list", "tuple", "set"]);

/**
 * @param {object} options
 * @param {(write: () => import("./values.js").Written, read: (answer: any) => any) => any} options.ask
 *   does something on the page: what the page answers
 * @param {(number: number, times: number) => void} options.release
 */
export function makeRemote({ ask, release }) {
  const known = new Known();
  const standIns = new StandIns(release);
  /** @type {WeakMap<object, About>} */
  const abouts = new WeakMap();
  /** @type {Map<number, Shape>} */
  const shapes = new Map();
  /** @type {Map<string, Function>} */
  const methods = new Map();
  /** @type {Python} */
  let python = { owns: () => false, standIn: (proxy) => proxy };

  /** @type {import("./values.js").Side} */
  const side = {
    write(value, json, isDeep) {
      const about = abouts.get(value);
      if (about) return ["yours", about.number];
      if (python.owns(value)) return writePython(value, json, isDeep);
      if (typeof value === "function") return ["mine", known.number(value), "function"];
      if (value instanceof Promise) return ["mine", known.number(value), "opaque"];
      return undefined;
    },
    read([mark, number, shape, sent, fixed], back) {
      if (mark === "yours") return known.get(number);
      if (sent) shapes.set(shape, shapeOf(sent));
      const stand = standIns.get(number, () => makeStandIn(number, shape));
      if (fixed) {
        const about = /** @type {About} */ (abouts.get(stand));
        for (const [name, value] of fixed) about.fixed.set(name, back(value));
      }
      return stand;
    },
  };

  /** @param {any} proxy @param {(value: any) => unknown} json @param {boolean} isDeep @returns {Marked} */
  function writePython(proxy, json, isDeep) {
    if (typeof proxy === "function")
      return ["mine", known.number(python.standIn(proxy)), "function"];
    if (typeof proxy.getBuffer === "function") {
      const buffer = proxy.getBuffer();
      const copy = buffer.data.slice();
      buffer.release();
      return ["numbers", json(copy)];
    }
    if (COPIED.has(proxy.type)) {
      const copy = proxy.toJs({ depth: 1, dict_converter: Object.fromEntries });
      return /** @type {Marked} */ (json(copy));
    }
    if (isDeep) {
      throw new TypeError(
        `a Python object of the type '${proxy.type}' cannot go to the page: send numbers, texts, lists, dicts or functions`,
      );
    }
    return ["mine", known.number(proxy.copy()), "opaque"];
  }

  /** @param {...unknown} parts what to do, with which object, how */
  const act = (...parts) =>
    ask(
      () => write(parts, side),
      (answer) => read(answer, side),
    );

  /** The function that calls the method `name` of whatever page's object it is taken from.
   * @param {string} name
   */
  function method(name) {
    let made = methods.get(name);
    if (!made) {
      /** @this {any} @param {unknown[]} args */
      made = function (...args) {
        return act("method", this, name, args);
      };
      methods.set(name, made);
    }
    return made;
  }

  /** @param {number} number @param {number} shapeNumber */
  function makeStandIn(number, shapeNumber) {
    const shape = /** @type {Shape} */ (shapes.get(shapeNumber));
    const target = bareTarget(shape.kind);
    const stand = new Proxy(target, traps);
    // Traps are given the target, programs have the proxy: both are the same object of the page.
    const about = { number, shape, fixed: new Map() };
    abouts.set(target, about);
    abouts.set(stand, about);
    return stand;
  }

  /** @param {any} target @param {string | symbol} key */
  function get(target, key) {
    const { shape, fixed } = /** @type {About} */ (abouts.get(target));
    if (typeof key === "symbol") return getSymbol(target, key, shape);
    if (key.startsWith("$$")) return undefined;
    if (fixed.has(key)) return fixed.get(key);
    if (key === "constructor") return shape.constructor_;
    if (shape.kind === "function" && (key === "call" || key === "apply" || key === "bind")) {
      return Function.prototype[key];
    }
    if (shape.methods.has(key)) return method(key);
    if (PROBES.has(key) && !shape.names.has(key)) return undefined;
    return act("get", target, key);
  }

  /** @param {any} target @param {symbol} key @param {Shape} shape */
  function getSymbol(target, key, shape) {
    if (key === Symbol.toStringTag) return shape.tag;
    if (key === Symbol.hasInstance && shape.kind === "function") {
      return (/** @type {unknown} */ value) => act("instanceof", value, target);
    }
    if (key === Symbol.iterator && shape.methods.has("Symbol.iterator")) {
      if (shape.methods.has("next")) return itself;
      return () => act("items", target)[Symbol.iterator]();
    }
    if (key === Symbol.asyncIterator && shape.methods.has("Symbol.asyncIterator")) {
      return () => act("method", target, key, []);
    }
    return undefined;
  }

  /** @param {any} target @param {string | symbol} key @param {"has" | "own"} how */
  function has(target, key, how) {
    if (typeof key === "symbol") return get(target, key) !== undefined;
    const { shape, fixed } = /** @type {About} */ (abouts.get(target));
    if (fixed.has(key) || shape.names.has(key)) return true;
    if (PROBES.has(key)) return shape.methods.has(key);
    if (how === "has" && shape.methods.has(key)) return true;
    return act(how, target, key);
  }

  /** @type {ProxyHandler<any>} */
  const traps = {
    get,
    set(target, key, value) {
      act("set", target, key, value);
      return true;
    },
    has: (target, key) => has(target, key, "has"),
    deleteProperty: (target, key) => act("delete", target, key),
    defineProperty(target, key, { value }) {
      act("set", target, key, value);
      return true;
    },
    ownKeys(target) {
      const fixed = Reflect.ownKeys(target).filter((key) => isFixed(target, key));
      return [...new Set([...fixed, ...act("keys", target)])];
    },
    getOwnPropertyDescriptor(target, key) {
      if (isFixed(target, key)) {
        return { ...Reflect.getOwnPropertyDescriptor(target, key), value: get(target, key) };
      }
      if (!has(target, key, "own")) return undefined;
      return { get: () => get(target, key), configurable: true, enumerable: true };
    },
    getPrototypeOf: () => null,
    apply: (target, self, args) => act("call", target, self, args),
    construct: (target, args) => act("new", target, args),
  };

  return {
    side,
    known,
    /** @param {any} value */
    isRemote: (value) => abouts.has(value),
    /** Whether a value, also one of Python's, can be copied.
     * @param {any} value
     */
    isPlain: (value) =>
      value === null ||
      !["object", "function"].includes(typeof value) ||
      !python.owns(value) ||
      COPIED.has(value.type) ||
      typeof value.getBuffer === "function",
    /** Let `value` stand for the same object of the page as `stand`.
     * @param {object} value @param {object} stand
     */
    alias: (value, stand) => abouts.set(value, /** @type {About} */ (abouts.get(stand))),
    /** Let `name` of a page's object be known without asking: it never changes.
     * @param {object} stand @param {string} name @param {unknown} value
     */
    fix: (stand, name, value) => void abouts.get(stand)?.fixed.set(name, value),
    /** @param {Python} started */
    usePython(started) {
      python = started;
    },
    act,
  };
}

/** @param {object} target @param {string | symbol} key */
const isFixed = (target, key) =>
  Reflect.getOwnPropertyDescriptor(target, key)?.configurable === false;

/** @this {unknown} */
function itself() {
  return this;
}

/** What a proxy needs to be callable, or an array, as its original is.
 * @param {string} kind
 */
function bareTarget(kind) {
  if (kind === "array") return [];
  // A bound function can be called and constructed, and has no `prototype` of its own.
  // biome-ignore lint/complexity/useArrowFunction: an arrow function cannot be constructed
  return kind === "function" ? function () {}.bind(undefined) : {};
}

/** @param {SentShape} sent @returns {Shape} */
const shapeOf = ({ kind, tag, type, methods, names }) => ({
  kind,
  tag,
  constructor_: { name: type },
  methods: new Set(methods),
  names: new Set(names),
});
