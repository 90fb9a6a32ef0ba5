/** How stored values are written: see pagelet/flatted.py and pagelet/storage.py. */

/**
 * @param {unknown} value
 * @returns {string}
 */
export function toText(value) {
  if (value === null || value === undefined) return stringify(["null", 0]);
  if (value instanceof ArrayBuffer) return stringify(["bytearray", [...new Uint8Array(value)]]);
  if (ArrayBuffer.isView(value)) {
    const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    return stringify(["memoryview", [...bytes]]);
  }
  if (!["object", "string", "number", "boolean"].includes(typeof value)) {
    throw new TypeError(`Unexpected value: ${String(value)}`);
  }
  return stringify(["generic", value]);
}

/**
 * @param {string} text
 * @returns {any}
 */
export function fromText(text) {
  const [kind, value] = parse(text);
  if (kind === "null") return null;
  if (kind === "bytearray") return new Uint8Array(value).buffer;
  if (kind === "memoryview") return new Uint8Array(value);
  return value;
}

/** @param {unknown} value */
function stringify(value) {
  /** @type {unknown[]} */
  const entries = [];
  const known = new Map();
  /** @param {unknown} item */
  const flat = (item) => {
    if (typeof item !== "string" && (typeof item !== "object" || item === null)) return item;
    if (!known.has(item)) known.set(item, String(entries.push(item) - 1));
    return known.get(item);
  };
  flat(value);
  const texts = [];
  for (const entry of entries) {
    const isText = typeof entry === "string";
    texts.push(JSON.stringify(entry, (key, item) => (key === "" || isText ? item : flat(item))));
  }
  return `[${texts.join(",")}]`;
}

/** @param {string} text */
function parse(text) {
  const entries = JSON.parse(text);
  for (const entry of entries) {
    if (typeof entry !== "object" || entry === null) continue;
    for (const [key, item] of Object.entries(entry)) {
      if (typeof item === "string") entry[key] = entries[Number(item)];
    }
  }
  return entries[0];
}
