// node bytecode.mjs PYODIDE OUTPUT_ZIP DESCRIPTION
// node bytecode.mjs PYODIDE OUTPUT_ZIP ARCHIVE PLACE
// Starts Pyodide, whose module is the file PYODIDE, and has bytecode.py compile its standard library, with a DESCRIPTION of its
// modules; or else ARCHIVE, which pages will have at PLACE.

import { readFile, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [pyodide, output, file, place] = process.argv.slice(2);
const archive = place && file;
const { loadPyodide } = await import(pathToFileURL(resolve(pyodide)).href);
const python = await loadPyodide({
  // Sets are laid out by hash: a fixed seed makes two builds identical. Of a library's code, the lines are enough to know
  // in a traceback: the columns would take a third of a megabyte of each page's download.
  env: { PYTHONHASHSEED: "0", PYTHONNODEBUGRANGES: "1" },
  ...(archive && { stdLibURL: resolve(dirname(pyodide), "stdlib.zip") }),
});
const shared = "pagelet_cli/packing/imported.py";
python.FS.mkdirTree("/ours/pagelet_cli/packing");
python.FS.writeFile(
  `/ours/${shared}`,
  await readFile(new URL(`../src/${shared}`, import.meta.url), "utf8"),
);
python.runPython("import sys; sys.path.append('/ours')");
python.runPython(await readFile(new URL("bytecode.py", import.meta.url), "utf8"));
if (archive) python.FS.writeFile(place, await readFile(archive));
const source = archive
  ? place
  : python.runPython(`next(path for path in sys.path if path.endswith(".zip"))`);
await writeFile(output, python.globals.get("compile_archive")(source).toJs());
if (!archive) await writeFile(file, python.globals.get("describe_modules")(source));
process.exit(0);
