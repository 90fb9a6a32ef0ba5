// node --experimental-wasm-jspi reads.mjs PYODIDE_FOLDER PROGRAM
// Says which of C's data is read by nobody but some modules: PROGRAM (reads.py) calls `phase(1)` while anything runs, and
// `phase(2)` while just these modules do. For whoever brings another Pyodide; takes ten minutes.
//
// PYODIDE_FOLDER is a copy of src/pagelet_web/vendor/pyodide, with a package.json that says {"type": "module"}, whose
// pyodide.asm.wasm tells of each read. That is made by Binaryen (npm's `binaryen`):
//
//     wasm-opt --all-features --disable-custom-descriptors --disable-compact-imports --instrument-memory -O0 \
//       pyodide.asm.wasm -o instrumented.wasm

import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { dataSegments } from "./wasm.mjs";

const GAP = 8192; // bytes; what is read by nobody at all, between parts of a table
const SMALLEST = 65536; // bytes; what is smaller is not worth the trouble

const [folder, program] = process.argv.slice(2);
const wasm = await readFile(resolve(folder, "pyodide.asm.wasm"));
const segments = dataSegments(wasm);
const end = Math.max(...segments.map(({ address, bytes }) => address + bytes.length));
/** The phases in which each byte was read, as bits. */
const seen = new Uint8Array(end);
let phase = 1;

/** What the instrumented module calls; each returns its last argument, which is what was read or written. */
const told = Object.fromEntries(
  WebAssembly.Module.imports(await WebAssembly.compile(wasm))
    .filter(({ name }) => /^(load|store|memory_grow|struct|array)_/.test(name))
    .map(({ name }) => [name, (...given) => given.at(-1)]),
);
told.load_ptr = (_, size, offset, address) => {
  const at = (address >>> 0) + (offset >>> 0);
  if (at < end) for (let i = 0; i < size; i++) seen[at + i] |= phase;
  return address;
};
const instantiate = WebAssembly.instantiate;
WebAssembly.instantiate = (module, imports) => {
  if (imports?.env) imports = { ...imports, env: { ...told, ...imports.env } };
  return instantiate(module, imports);
};

const { loadPyodide } = await import(pathToFileURL(resolve(folder, "pyodide.js")).href);
const python = await loadPyodide({ stdLibURL: resolve(folder, "stdlib.zip") });
python.globals.set("phase", (now) => {
  phase = now;
});
python.runPython(await readFile(program, "utf8"));

/** @type {[number, number][]} */
const found = [];
for (let at = 0; at < end; at++) {
  if (seen[at] !== 2) continue;
  const last = found.at(-1);
  const isNear =
    last && at - last[1] <= GAP && !seen.subarray(last[1], at).some((bits) => bits & 1);
  if (isNear) last[1] = at + 1;
  else found.push([at, at + 1]);
}
for (const [begin, stop] of found) if (stop - begin >= SMALLEST) console.log([begin, stop]);
process.exit(0);
