/** What is different where the app is one file (`pagelet pack`, packed/packed.js). */

/**
 * @typedef {object} Packed
 * @property {(address: string) => string | undefined} copyOf
 * @property {(address: string) => Uint8Array | undefined} readNow
 * @property {object} saving
 * @property {(way: string, options: WorkerOptions) => Worker} startWorker
 */

/** @type {Packed | undefined} */
export const packed = Reflect.get(globalThis, Symbol.for("pagelet.packed"));

/** @type {import("../dist/pagelet.js").Checks | undefined} */
export const checks = Reflect.get(globalThis, Symbol.for("pagelet.checks"));

/** Fetch a part of Pagelet.
 * @type {typeof fetch}
 */
export const fetchPart = (url, init) => (checks?.fetch ?? fetch)(url, init);

/** The address from which an element can load what is at `address`.
 * @param {string} address
 */
export const loadable = (address) => packed?.copyOf(address) ?? address;
