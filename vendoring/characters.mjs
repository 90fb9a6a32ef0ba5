// Where the C of this very Pyodide keeps the tables of characters that few programs read: those of `unicodedata`, and those
// of the encodings of East Asia. They are a tenth of what a page would download, so a snapshot is without them, and they
// are fetched when they are read (pagelet/_archives.py). reads.mjs finds out where they are.

import { createHash } from "node:crypto";

const WASM = "cc36e3cab04fdfc9a63ff13eb52eae2b911bf46c025cc7b281f394bd3de1d5e6"; // SHA-256
/** @type {[number, number][]} where they begin, and where they end */
const TABLES = [
  [800544, 1389872], // _codecs_*
  [1396272, 2098837], // unicodedata
];

/** Take the tables out of the memory.
 * @param {Uint8Array} wasm the module whose memory it is
 * @param {Uint8Array} memory has zeros in their place afterwards
 * @returns {Buffer} the address and the size of each, a zero (all in 4 bytes); then the tables
 */
export function takeOut(wasm, memory) {
  if (createHash("sha256").update(wasm).digest("hex") !== WASM)
    throw new Error("another Pyodide has its tables elsewhere; vendoring/reads.mjs finds them");
  const places = TABLES.flatMap(([begin, end]) => [begin, end - begin]);
  const tables = TABLES.map(([begin, end]) => Buffer.from(memory.slice(begin, end)));
  for (const [begin, end] of TABLES) memory.fill(0, begin, end);
  return Buffer.concat([Buffer.from(new Uint32Array([...places, 0]).buffer), ...tables]);
}
