/** Reads the app that stands behind the `#` of a link; its format is told in `pagelet/_links.py`. */

/**
 * @typedef {object} LinkedApp
 * @property {string} entry the name of the file that it begins with
 * @property {Map<string, Uint8Array>} files
 * @property {{ title?: string, description?: string, packages?: string[], network?: string[], terminal?: boolean }} settings
 */

const FORMAT = "1";

/**
 * @param {string} fragment
 * @param {Uint8Array} words the preset dictionary
 * @returns {Promise<LinkedApp>} rejects if a part of it is missing or changed
 */
export async function appIn(fragment, words) {
  if (!fragment.startsWith(FORMAT)) throw new Error("it is of a form that is not known here");
  const packed = Uint8Array.from(
    atob(fragment.slice(FORMAT.length).replaceAll("-", "+").replaceAll("_", "/")),
    (character) => character.charCodeAt(0),
  );
  const content = (await inflated(stored(words), packed)).subarray(words.length);
  const end = content.indexOf(10);
  const { entry, files, settings } = JSON.parse(new TextDecoder().decode(content.subarray(0, end)));
  let at = end + 1;
  const found = new Map();
  for (const [name, size] of files) {
    found.set(name, content.subarray(at, at + size));
    at += size;
  }
  if (at !== content.length || !found.has(entry)) throw new Error("a part of it is missing");
  return { entry, files: found, settings };
}

/** Browsers know no preset dictionary. As a block that is not compressed it has the same effect (RFC 1951, 3.2.4).
 * @param {Uint8Array} words
 */
function stored(words) {
  const { length } = words;
  const head = [0, length & 255, length >> 8, ~length & 255, (~length >> 8) & 255];
  return Uint8Array.from([...head, ...words]);
}

/** @param {Uint8Array[]} parts of one stream */
async function inflated(...parts) {
  const { readable, writable } = new DecompressionStream("deflate-raw");
  const writer = writable.getWriter();
  // What is wrong with the stream, the reader is told.
  for (const part of parts) writer.write(part).catch(() => {});
  writer.close().catch(() => {});
  writer.closed.catch(() => {});
  const reader = readable.getReader();
  const chunks = [];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return new Uint8Array(await new Blob(chunks).arrayBuffer());
    chunks.push(value);
  }
}
