/**
 * How values cross between the page and the worker that Python runs in.
 *
 * Plain values and bytes are copied. Everything else stays where it is and is named by a number; the
 * other side makes something that stands for it. What is written is JSON, with bytes beside it.
 */

/** @typedef {{ json: unknown, bytes: Uint8Array[] }} Written */
/** @typedef {[string, ...any[]]} Marked */

/** A worker that is blocked asks again after so many ms, so that no request grows old. */
export const LONGEST_WAIT = 10_000;

const VIEWS = /** @type {Record<string, any>} */ ({
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
  DataView,
});

/** What an object has of these is always sent with it, so that what was not sent is not there. */
export const PROBED = [
  "then",
  "next",
  "get",
  "set",
  "has",
  "includes",
  "size",
  "length",
  "byteLength",
  "name",
  "message",
  "stack",
];

/** Copied one level deep, where things are by reference otherwise. */
export class Copied {
  /** @param {unknown[]} items */
  constructor(items) {
    this.items = items;
  }
}

/** Plain data copied as a whole, where things are by reference otherwise. */
export class Deep {
  /** @param {unknown} value */
  constructor(value) {
    this.value = value;
  }
}

/**
 * Objects of this side that the other side knows, by number.
 */
export class Known {
  /** @type {Map<number, { value: object, sent: number }>} */
  #byNumber = new Map();
  /** @type {WeakMap<object, number>} */
  #numbers = new WeakMap();
  #last = 0;

  /** @param {object} value @returns {number} */
  number(value) {
    let number = this.#numbers.get(value);
    if (number === undefined || !this.#byNumber.has(number)) {
      number = ++this.#last;
      this.#numbers.set(value, number);
      this.#byNumber.set(number, { value, sent: 0 });
    }
    const entry = /** @type {{ sent: number }} */ (this.#byNumber.get(number));
    entry.sent += 1;
    return number;
  }

  /** @param {number} number @returns {any} */
  get(number) {
    return this.#byNumber.get(number)?.value;
  }

  /** The other side has let go of what it was sent `times` times; it may be under way once more.
   * @param {number} number @param {number} times
   */
  release(number, times) {
    const entry = this.#byNumber.get(number);
    if (!entry) return;
    entry.sent -= times;
    if (entry.sent <= 0) this.#byNumber.delete(number);
  }
}

/**
 * What stands here for objects of the other side, by number, as long as anybody here holds it.
 */
export class StandIns {
  /** @type {Map<number, { held: WeakRef<object>, times: number }>} */
  #byNumber = new Map();
  /** @type {FinalizationRegistry<{ number: number, entry: { times: number } }>} */
  #ended;

  /** @param {(number: number, times: number) => void} release */
  constructor(release) {
    this.#ended = new FinalizationRegistry(({ number, entry }) => {
      if (this.#byNumber.get(number) === entry) this.#byNumber.delete(number);
      release(number, entry.times);
    });
  }

  /**
   * @param {number} number
   * @param {() => object} make
   * @returns {any}
   */
  get(number, make) {
    const entry = this.#byNumber.get(number);
    const held = entry?.held.deref();
    if (entry && held) {
      entry.times += 1;
      return held;
    }
    const made = make();
    const fresh = { held: new WeakRef(made), times: 1 };
    this.#byNumber.set(number, fresh);
    this.#ended.register(made, { number, entry: fresh });
    return made;
  }
}

/**
 * @typedef {object} Side
 * @property {(value: any, json: (value: any) => unknown, isDeep: boolean) => Marked | undefined} write
 *   an object that is not copied as it is; deep: plain data is
 * @property {(marked: Marked, back: (json: any) => any) => any} read what `write` of the other side wrote
 */

/** @param {unknown} value @param {Side} side @returns {Written} */
export function write(value, side) {
  /** @type {Uint8Array[]} */
  const bytes = [];
  let deep = 0;
  /** @param {any} value @returns {unknown} */
  const json = (value) => {
    if (value === null || typeof value === "string" || typeof value === "boolean") return value;
    if (value === undefined) return ["undefined"];
    if (typeof value === "bigint") return ["bigint", String(value)];
    if (typeof value === "symbol") return ["symbol", symbolName(value)];
    if (typeof value === "number") {
      return Number.isFinite(value) && !Object.is(value, -0)
        ? value
        : ["number", Object.is(value, -0) ? "-0" : String(value)];
    }
    if (value instanceof Deep) {
      deep += 1;
      try {
        return json(value.value);
      } finally {
        deep -= 1;
      }
    }
    const marked = side.write(value, json, deep > 0);
    if (marked) return marked;
    if (ArrayBuffer.isView(value)) {
      const { buffer, byteOffset, byteLength } = value;
      bytes.push(new Uint8Array(buffer, byteOffset, byteLength).slice());
      return ["bytes", value.constructor.name, bytes.length - 1];
    }
    if (value instanceof ArrayBuffer) {
      bytes.push(new Uint8Array(value.slice(0)));
      return ["bytes", "ArrayBuffer", bytes.length - 1];
    }
    if (value instanceof Error || value instanceof DOMException) {
      return ["error", value.name, value.message, value.stack ?? ""];
    }
    if (value instanceof Date) return ["date", value.getTime()];
    if (value instanceof Map) return ["map", [...value].map((pair) => pair.map(json))];
    if (value instanceof Set) return ["set", [...value].map(json)];
    if (Array.isArray(value)) return ["array", value.map(json)];
    return ["object", Object.entries(value).map(([name, item]) => [name, json(item)])];
  };
  return { json: json(value), bytes };
}

/** @param {Written} written @param {Side} side @returns {any} */
export function read({ json, bytes }, side) {
  /** @param {any} value @returns {any} */
  const back = (value) => {
    if (!Array.isArray(value)) return value;
    const [mark, first, second, third] = value;
    switch (mark) {
      case "undefined":
        return undefined;
      case "number":
        return Number(first);
      case "bigint":
        return BigInt(first);
      case "symbol":
        return symbolNamed(first);
      case "bytes":
        return fromBytes(first, bytes[second]);
      case "error":
        return makeError(first, second, third);
      case "date":
        return new Date(first);
      case "map":
        return new Map(first.map((/** @type {any[]} */ pair) => pair.map(back)));
      case "set":
        return new Set(first.map(back));
      case "array":
        return first.map(back);
      case "object":
        return Object.fromEntries(
          first.map((/** @type {[string, any]} */ [name, item]) => [name, back(item)]),
        );
      default:
        return side.read(/** @type {Marked} */ (value), back);
    }
  };
  return back(json);
}

/** @param {string} kind @param {Uint8Array} bytes */
function fromBytes(kind, bytes) {
  // A copy, because a view of wider numbers must begin at a multiple of their size.
  const buffer = bytes.slice().buffer;
  return kind === "ArrayBuffer" ? buffer : new VIEWS[kind](buffer);
}

/** @param {string} name @param {string} message @param {string} stack */
function makeError(name, message, stack) {
  if (typeof DOMException[/** @type {keyof typeof DOMException} */ (codeName(name))] === "number") {
    return new DOMException(message, name);
  }
  const error = new Error(message);
  error.name = name;
  error.stack = stack;
  return error;
}

/** @param {string} name `NotFoundError` is NOT_FOUND_ERR among DOMException's codes */
function codeName(name) {
  const words = name.replace(/Error$/, "").replace(/(?<=[a-z])(?=[A-Z])/g, "_");
  return `${words.toUpperCase()}_ERR`;
}

/** @param {symbol} symbol @returns {string} */
export const symbolName = (symbol) => symbol.description ?? "";

/** @param {string} name @returns {symbol} */
export function symbolNamed(name) {
  const known = /** @type {any} */ (Symbol)[name.replace("Symbol.", "")];
  return typeof known === "symbol" ? known : Symbol.for(name);
}

/** One row of bytes that carries several messages: how long the text is, the text, the bytes.
 * @param {{ bytes: Uint8Array[] }[]} messages
 * @returns {Uint8Array}
 */
export function pack(messages) {
  const head = messages.map(({ bytes, ...rest }) => ({
    ...rest,
    bytes: bytes.map((b) => b.length),
  }));
  const text = new TextEncoder().encode(JSON.stringify(head));
  /** @type {Uint8Array[]} */
  const parts = [new Uint8Array(new Uint32Array([text.length]).buffer), text];
  for (const { bytes } of messages) parts.push(...bytes);
  return joined(parts);
}

/** @param {Uint8Array[]} parts */
export function joined(parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** @param {Uint8Array} packed @returns {any[]} */
export function unpack(packed) {
  const length = new Uint32Array(packed.slice(0, 4).buffer)[0];
  const head = JSON.parse(new TextDecoder().decode(packed.subarray(4, 4 + length)));
  let at = 4 + length;
  for (const message of head) {
    message.bytes = message.bytes.map((/** @type {number} */ size) => {
      const part = packed.subarray(at, at + size);
      at += size;
      return part;
    });
  }
  return head;
}
