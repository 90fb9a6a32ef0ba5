// Reads as much of WebAssembly's binary format as the build needs (https://webassembly.github.io/spec/core/binary/).

const HEAD = 8; // bytes: the magic number and the version
const DATA = 11;
const I32_CONST = 0x41;
const END = 0x0b;

/** @typedef {{ id: number, start: number, content: number, end: number }} Section where it stands, in bytes */

/** @param {Uint8Array} module @returns {Section[]} */
export function sections(module) {
  const found = [];
  for (let start = HEAD; start < module.length; start = found.at(-1).end) {
    const [size, content] = leb(module, start + 1);
    found.push({ id: module[start], start, content, end: content + size });
  }
  return found;
}

/** What a module writes into its memory when it is instantiated.
 * @param {Uint8Array} module
 * @returns {{ address: number, bytes: Uint8Array }[]}
 */
export function dataSegments(module) {
  const { content } = sections(module).find(({ id }) => id === DATA);
  let [count, at] = leb(module, content);
  const segments = [];
  while (count--) {
    if (module[at] !== 0 || module[at + 1] !== I32_CONST)
      throw new Error("a segment of an unknown kind");
    const [address, afterAddress] = leb(module, at + 2, true);
    if (module[afterAddress] !== END) throw new Error("a segment with an unknown address");
    const [size, start] = leb(module, afterAddress + 1);
    at = start + size;
    segments.push({ address, bytes: module.subarray(start, at) });
  }
  return segments;
}

/** @param {Uint8Array} bytes @param {number} at @returns {[number, number]} a number, and where the next thing begins */
function leb(bytes, at, signed = false) {
  let value = 0;
  let shift = 0;
  for (;;) {
    const byte = bytes[at++];
    value |= (byte & 0x7f) << shift;
    shift += 7;
    if (byte < 0x80)
      return [signed && byte & 0x40 && shift < 32 ? value | (-1 << shift) : value >>> 0, at];
  }
}
