// node --experimental-wasm-jspi snapshot.mjs PYODIDE_FOLDER ARCHIVE MICROPIP PROGRAM KEY OUTPUT MODULES CHARACTERS
// Starts the Pyodide in PYODIDE_FOLDER with the page's Python (ARCHIVE) and micropip, runs PROGRAM in it, and writes its
// memory to OUTPUT, in the form that loader/snapshot.js restores. KEY tells it from others. The names of the modules
// that are in it go to MODULES, as JSON, the tables of characters that are left out of it to CHARACTERS.
//
// A file is: the length of a head, the head (JSON), zeros up to a multiple of 16, then the parts of the memory
// that are not empty, one after the other, and the places of the objects that Python's garbage collector looks after. The
// head says where the parts belong. It also says what the data of the WebAssembly looked like at first (bare.mjs leaves
// them out): C++ sets itself up from these, before all is restored.

import { readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { takeOut } from "./characters.mjs";
import { scrub } from "./scrub.mjs";
import { dataSegments } from "./wasm.mjs";

const BLOCK = 256; // bytes; memory is looked at in blocks of this size
const GAP = 4; // so many empty blocks cost less than one more part

const [folder, archive, micropip, program, key, output, modules, characters] =
  process.argv.slice(2);
if (!WebAssembly.Suspending) {
  throw new Error("this Node cannot switch stacks, so pages could not wait");
}
makeRepeatable();

const { loadPyodide } = await import(pathToFileURL(resolve(folder, "pyodide.js")).href);
const { default: createModule } = await import(
  pathToFileURL(resolve(folder, "pyodide.asm.js")).href
);
const python = await loadPyodide({
  // Functions have the same addresses as in a page.
  createPyodideModule: (settings) => createModule(Object.assign(settings, { linksLate: true })),
  stdLibURL: resolve(folder, "stdlib.zip"),
  // Sets are laid out by hash. What else Python would know of this machine is as in a page.
  env: { PYTHONHASHSEED: "0", _: "./this.program" },
  _sysExecutable: "./this.program",
  lockFileContents: JSON.parse(await readFile(resolve(folder, "pyodide-lock.json"), "utf8")),
  _makeSnapshot: true,
});
/** In a page this is what loader/bridge.js makes. */
const bridge = { place: "page", canSwitchStacks: true };
python.registerJsModule("_pagelet_bridge", bridge);
// Where pages have them (loader/runtime.js).
python.FS.writeFile("/lib/pagelet.zip", await readFile(archive));
python.FS.writeFile("/lib/micropip.zip", await readFile(micropip));
// Its names are no affair of the programs that come later.
const names = python.toPy({});
python.runPython(await readFile(program, "utf8"), { globals: names });
names.destroy();
const imported = python.runPython("__import__('json').dumps(sorted(__import__('sys').modules))");
scrub(python._module);
const snapshot = python.makeMemorySnapshot({
  serializer(object) {
    if (object === bridge) return "bridge";
    throw new Error(
      `Python keeps an object of JavaScript that a page could not make anew: ${object}`,
    );
  },
});

// How Pyodide writes it: a magic number, where the memory begins, how long the state of JavaScript is; then that.
const [, begin, length] = new Uint32Array(snapshot.buffer, 0, 3);
const state = JSON.parse(new TextDecoder().decode(snapshot.subarray(48, 48 + length)));
const memory = snapshot.subarray(begin);
const wasm = await readFile(resolve(folder, "pyodide.asm.wasm"));
// Before anything is taken out.
const first = changesOf(memory, dataSegments(wasm));
await writeFile(characters, takeOut(wasm, memory));
const tracked = unlink(memory, python.runPython("id(__import__('sys').modules)"));
const parts = partsOf(memory);
const head = Buffer.from(
  JSON.stringify({
    first,
    key,
    build: python._api.config.BUILD_ID,
    size: memory.length,
    state,
    parts,
    tracked: { list: tracked.list, size: tracked.gaps.length },
  }),
);
const start = 4 + head.length;
const pieces = [
  Buffer.from(new Uint32Array([head.length]).buffer),
  head,
  Buffer.alloc((16 - (start % 16)) % 16),
  ...parts.map(([from, size]) => memory.subarray(from, from + size)),
  Uint8Array.from(tracked.gaps),
];
await writeFile(output, Buffer.concat(pieces));
await writeFile(modules, imported);
process.exit(0);

/** @param {Uint8Array} bytes @returns {[number, number][]} where parts that are not empty begin, and their sizes */
function partsOf(bytes) {
  const found = [];
  for (let at = 0; at < bytes.length; at += BLOCK) {
    if (!bytes.subarray(at, at + BLOCK).some((byte) => byte !== 0)) continue;
    const last = found.at(-1);
    if (last && at - (last[0] + last[1]) <= GAP * BLOCK) last[1] = at + BLOCK - last[0];
    else found.push([at, BLOCK]);
  }
  return found;
}

/**
 * @param {Uint8Array} bytes
 * @param {{ address: number, bytes: Uint8Array }[]} segments
 * @returns {{ end: number, changes: [number, number[]][] }} where the segments end, and what was there at first where they
 *     have changed
 */
function changesOf(bytes, segments) {
  const changes = [];
  for (const segment of segments) {
    let last;
    segment.bytes.forEach((byte, i) => {
      const at = segment.address + i;
      if (bytes[at] === byte) return;
      if (last && last[0] + last[1].length === at) last[1].push(byte);
      else {
        last = [at, [byte]];
        changes.push(last);
      }
    });
  }
  return { end: Math.max(...segments.map((each) => each.address + each.bytes.length)), changes };
}

/**
 * Take the addresses out of the list of the objects that the garbage collector looks after: two in each of them, one
 * like no other. Where the objects are takes a fifth of the room, and the list can be made anew from it.
 *
 * The first two words of such an object are the next one and the one before (CPython's Include/internal/pycore_gc.h).
 *
 * @param {Uint8Array} bytes
 * @param {number} object one of them; what it points to comes behind these words
 * @returns {{ list: number, gaps: number[] }} where the list begins, and the distances from there to the first object and
 *     from object to object, by their addresses, in units of 8 bytes as LEB128
 */
function unlink(bytes, object) {
  const FLAGS = 3; // bits of an address that the collector uses for itself
  const words = new Uint32Array(bytes.slice().buffer);
  const next = (at) => words[at / 4] & ~FLAGS;
  const nodes = [];
  const first = object - 8;
  let node = first;
  do {
    if (node === 0) throw new Error("the collector's list has no end: CPython keeps it otherwise");
    nodes.push(node);
    node = next(node);
  } while (node !== first);
  // Where it begins is no object but one of Python's variables, and these come before all objects.
  nodes.sort((a, b) => a - b);
  const list = nodes[0];
  const left = new DataView(bytes.buffer, bytes.byteOffset);
  for (const at of nodes.flatMap((node) => [node, node + 4]))
    left.setUint32(at, left.getUint32(at, true) & FLAGS, true);
  const gaps = [];
  let last = list & ~7;
  for (const node of nodes.slice(1)) {
    let gap = (node - last) / 8;
    last = node;
    if (!Number.isInteger(gap)) throw new Error("an object lies where none can");
    for (; gap > 0x7f; gap >>>= 7) gaps.push((gap & 0x7f) | 0x80);
    gaps.push(gap);
  }
  return { list, gaps };
}

/** Two builds of the same shall be the same, to the byte: time stands still, and chance is none. */
function makeRepeatable() {
  const moment = Date.UTC(2026, 0, 1);
  const RealDate = Date;
  globalThis.Date = class extends RealDate {
    constructor(...args) {
      if (args.length) super(...args);
      else super(moment);
    }
    static now() {
      return moment;
    }
  };
  performance.now = () => 0;
  Math.random = () => 0.5;
  crypto.getRandomValues = (array) => array.fill(7);
}
