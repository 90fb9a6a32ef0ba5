// node bytecode.mjs PYODIDE_FOLDER OUTPUT_ZIP [ARCHIVE PLACE]
// Starts the Pyodide in PYODIDE_FOLDER and has bytecode.py compile its standard library, or ARCHIVE,
// which pages will have at PLACE.

import { readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, output, archive, place] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(resolve(folder, "pyodide.mjs")).href);
const python = await loadPyodide({
  // Sets are laid out by hash: a fixed seed makes two builds identical.
  env: { PYTHONHASHSEED: "0" },
  ...(archive && { stdLibURL: resolve(folder, "stdlib.zip") }),
});
python.runPython(await readFile(new URL("bytecode.py", import.meta.url), "utf8"));
if (archive) python.FS.writeFile(place, await readFile(archive));
const compiled = python.runPython(
  archive
    ? `compile_archive(${JSON.stringify(place)})`
    : `import sys; compile_archive(next(path for path in sys.path if path.endswith(".zip")))`,
);
await writeFile(output, compiled.toJs());
process.exit(0);
