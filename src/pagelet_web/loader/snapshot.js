/**
 * Starts Python by restoring its memory as it was after a start (vendoring/snapshot.mjs says how it is laid out).
 *
 * Whatever is wrong with a snapshot, the caller starts Python in the usual way instead.
 */

import { built } from "./built.js";
import { duringCall } from "./calls.js";
import { canSwitchStacks } from "./ownership.js";
import { checks, fetchPart, packed } from "./packed.js";

/**
 * @typedef {object} Snapshot
 * @property {string} key tells it from others
 * @property {string} build of the Pyodide that it was made with
 * @property {number} size of the memory, in bytes
 * @property {{ end: number, changes: [number, number[]][] }} first where the data of the WebAssembly end, and what they
 *     were at first where that has changed
 * @property {object} state what Python held of JavaScript
 * @property {[number, number][]} parts where the parts of the memory that are not empty begin, and their sizes
 * @property {{ list: number, size: number }} tracked where the garbage collector's list begins, and the bytes of `gaps`
 * @property {Uint8Array} bytes those parts, one after the other
 * @property {Uint8Array} gaps the places of the objects in that list
 */

/** Where Python looks for its own library and for ours; nothing of it is there before it is needed. */
const STDLIB = "/lib/python314.zip";
const LIBRARY = "/lib/pagelet.zip";
/** Tables of C that few programs need. */
const CHARACTERS = "/lib/characters.bin";

const PAGE = 65536; // bytes; WebAssembly's memory grows by these

/** A worker in which Python blocks (pagelet/_host/worker.py) is another host than that of the snapshot. */
const mayRestore = built.snapshot !== "" && (canSwitchStacks || "document" in globalThis);

/** On this very machine it takes longer to inflate than to fetch. */
const NEAR = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** Many servers compress scripts and WebAssembly but not other files; from these the file is taken that is small already.
 * @param {string} url
 * @returns {Promise<Response>}
 */
async function small(url) {
  const leaving = new AbortController();
  const response = await fetchPart(url, { signal: leaving.signal });
  if (
    NEAR.test(new URL(response.url).hostname) ||
    !response.ok ||
    response.headers.has("content-encoding")
  )
    return response;
  const packed = await fetchPart(url.replace("?", ".gzip?")).catch(() => undefined);
  if (!packed?.ok || !packed.body || packed.headers.has("content-encoding")) return response;
  leaving.abort();
  return new Response(packed.body.pipeThrough(new DecompressionStream("gzip")));
}

/** Ask for the snapshot.
 * @param {string} base address of the folder that holds pagelet.js
 * @returns {Promise<Snapshot> | undefined} undefined where there is none to use
 */
export function fetchSnapshot(base) {
  if (!mayRestore) return undefined;
  const snapshot = read(`${base}snapshot.bin?${built.snapshot}`);
  snapshot.catch(() => {}); // whoever awaits it is told
  return snapshot;
}

/** @param {string} url @returns {Promise<Snapshot>} */
async function read(url) {
  const response = await small(url);
  if (!response.ok) throw new Error(`the server answered ${response.status} for ${url}`);
  const buffer = await response.arrayBuffer();
  const [length] = new Uint32Array(buffer, 0, 1);
  const head = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length)));
  if (head.key !== built.snapshot) throw new Error(`${url} is of another version`);
  const all = new Uint8Array(buffer, Math.ceil((4 + length) / 16) * 16);
  const end = head.parts.reduce(
    (/** @type {number} */ sum, /** @type {any} */ [, size]) => sum + size,
    0,
  );
  if (all.length !== end + head.tracked.size) throw new Error(`${url} is not complete`);
  return { ...head, bytes: all.subarray(0, end), gaps: all.subarray(end) };
}

/**
 * The settings of Pyodide that make it restore a snapshot.
 *
 * @param {Promise<Snapshot>} fetched
 * @param {string} base address of the folder that holds pagelet.js
 * @param {object} bridge what Python called `_pagelet_bridge` when the snapshot was taken
 * @param {(settings: Record<string, any>) => Promise<Record<string, any>>} createModule
 */
export function restoring(fetched, base, bridge, createModule) {
  const vendor = `${base}vendor/pyodide/`;
  /** Held until it is restored, since Pyodide holds these settings for ever.
   * @type {Promise<Snapshot> | undefined}
   */
  let held = fetched;
  return {
    indexURL: `${vendor}bare/`,
    lockFileURL: `${vendor}pyodide-lock.json`,
    // Pyodide only wants to know that there is one.
    _loadSnapshot: new Uint8Array(0),
    _snapshotDeserializer: () => bridge,
    stdLibURL: "data:,",
    /** @param {Record<string, any>} settings */
    async createPyodideModule(settings) {
      const snapshot = /** @type {Promise<Snapshot>} */ (held).then((snapshot) => {
        if (snapshot.build === settings.API.config.BUILD_ID) return snapshot;
        throw new Error("it was taken of another Pyodide");
      });
      /** @type {Promise<never>} */
      const failure = new Promise((_, reject) => void snapshot.catch(reject));
      settings.onInstance = async (/** @type {WebAssembly.Instance} */ { exports }) => {
        const memory = /** @type {WebAssembly.Memory} */ (exports.memory);
        const first = await snapshot.catch(() => undefined);
        // Nobody waits for this Python any more: `failure` has told.
        if (!first) await new Promise(() => {});
        else writeFirst(first, memory);
      };
      settings.linksLate = true;
      const module = await Promise.race([createModule(settings), failure]);
      const { state, ...rest } = await snapshot;
      module.API.restoreSnapshot = () => {
        const trampoline = trampolineOf(module);
        write(rest, module.HEAPU8);
        link(rest, module.HEAPU32);
        // That of the engine that took the snapshot is a function of its own.
        setTrampoline(module, trampoline);
        setTimeZone(module);
        held = undefined;
        settings.onInstance = undefined;
        module.API.restoreSnapshot = undefined;
        return state;
      };
      addLater(module.FS, STDLIB, `${vendor}stdlib.zip`, built.stdlib);
      addLater(module.FS, LIBRARY, `${base}pagelet.zip`, built.library);
      addLater(module.FS, CHARACTERS, `${base}snapshot-characters.bin`, built.characters);
      return module;
    },
  };
}

/** Give the garbage collector its list again (vendoring/snapshot.mjs, `unlink`).
 * @param {Pick<Snapshot, "tracked" | "gaps">} snapshot
 * @param {Uint32Array} words of the memory
 */
function link({ tracked: { list }, gaps }, words) {
  let last = list;
  let at = list & ~7; // objects are where 8 divides the address
  let [gap, shift] = [0, 0];
  for (const byte of gaps) {
    gap |= (byte & 0x7f) << shift;
    shift += 7;
    if (byte > 0x7f) continue;
    at += gap * 8;
    words[last / 4] |= at;
    words[at / 4 + 1] |= last;
    last = at;
    gap = shift = 0;
  }
  words[last / 4] |= list;
  words[list / 4 + 1] |= last;
}

/** @typedef {Pick<Snapshot, "parts" | "bytes">} Written */

/** @param {Written} snapshot @param {Uint8Array} memory @param {number} [end] of what is written */
function write({ parts, bytes }, memory, end = memory.length) {
  let from = 0;
  for (const [at, length] of parts) {
    if (at < end) memory.set(bytes.subarray(from, from + Math.min(length, end - at)), at);
    from += length;
  }
}

/** What the WebAssembly would have written itself if it had its data.
 * @param {Snapshot} snapshot
 * @param {WebAssembly.Memory} memory
 */
function writeFirst(snapshot, memory) {
  const missing = snapshot.size - memory.buffer.byteLength;
  if (missing > 0) memory.grow(missing / PAGE);
  const bytes = new Uint8Array(memory.buffer);
  write(snapshot, bytes, snapshot.first.end);
  for (const [at, values] of snapshot.first.changes) bytes.set(values, at);
}

/** Where Python keeps the function by which it calls functions of C with fewer arguments than they may have.
 * @param {Record<string, any>} module
 */
function trampolinePlace({ HEAP32, __PyRuntime, __PyEM_EMSCRIPTEN_TRAMPOLINE_OFFSET }) {
  return (__PyRuntime + HEAP32[__PyEM_EMSCRIPTEN_TRAMPOLINE_OFFSET / 4]) / 4;
}
/** @param {Record<string, any>} module */
const trampolineOf = (module) => module.HEAP32[trampolinePlace(module)];
/** @param {Record<string, any>} module @param {number} pointer */
const setTrampoline = (module, pointer) => {
  module.HEAP32[trampolinePlace(module)] = pointer;
};

/** Let C know where on earth this page is; it keeps that in its memory.
 * @param {Record<string, any>} module
 */
function setTimeZone({ HEAPU32, __tzset_js, _timezone, _daylight, _tzname }) {
  const names = _tzname / 4;
  __tzset_js(_timezone, _daylight, HEAPU32[names], HEAPU32[names + 1]);
}

const EIO = 29; // as WASI counts: a fault of the device

/**
 * A file that is fetched when somebody reads it first: at once, with the page standing still, if nobody has asked for
 * it before.
 *
 * @param {Record<string, any>} FS Emscripten's file system
 * @param {string} path
 * @param {string} url
 * @param {number} size in bytes
 */
export function addLater(FS, path, url, size) {
  FS.writeFile(path, "");
  const { node } = FS.lookupPath(path);
  const put = (/** @type {Uint8Array} */ contents) => {
    Object.defineProperty(node, "contents", { value: contents, writable: true });
    node.usedBytes = contents.length;
    waiting.delete(path);
    return contents;
  };
  node.usedBytes = size;
  Object.defineProperty(node, "contents", {
    configurable: true,
    get() {
      try {
        return put(duringCall(() => downloadNow(url)));
      } catch (error) {
        console.warn(`Pagelet: ${url} could not be read.`, error);
        // Any other error would end Python.
        throw new FS.ErrnoError(EIO);
      }
    },
    set: put,
  });
  waiting.set(path, async () => {
    // Whoever reads the file then is told what is wrong.
    const response = await fetchPart(url).catch(() => undefined);
    if (response?.ok && waiting.has(path)) put(new Uint8Array(await response.arrayBuffer()));
  });
}

/** How to fetch files that nobody has read yet, by their paths.
 * @type {Map<string, () => Promise<void>>}
 */
const waiting = new Map();

/** Fetch these files, so that the page need not stand still when Python reads them.
 * @param {string[]} paths
 */
export async function fetchAhead(paths) {
  await Promise.all(paths.map((path) => waiting.get(path)?.()));
}

/** @param {string} url */
function downloadNow(url) {
  const there = packed?.readNow(url);
  if (there) return there;
  const request = new XMLHttpRequest();
  request.open("GET", url, false);
  // In a page, bytes can only be had as the letters of a text this way.
  request.overrideMimeType("text/plain; charset=x-user-defined");
  request.send();
  if (request.status !== 200) throw new Error(`the server answered ${request.status} for ${url}`);
  const text = request.responseText;
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = text.charCodeAt(i);
  checks?.check(url, bytes);
  return bytes;
}
