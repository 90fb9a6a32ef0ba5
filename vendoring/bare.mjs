// node bare.mjs WASM OUTPUT
// Writes a WebAssembly module without its data, for pages whose memory comes from a snapshot, where all of it is.

import { readFile, writeFile } from "node:fs/promises";
import { sections } from "./wasm.mjs";

const [source, output] = process.argv.slice(2);
const module = await readFile(source);
const HEAD = 8; // bytes: the magic number and the version
const DATA = [11, 12]; // ids of sections: the data, and how many segments it has
const kept = sections(module).filter(({ id }) => !DATA.includes(id));
await writeFile(
  output,
  Buffer.concat([
    module.subarray(0, HEAD),
    ...kept.map(({ start, end }) => module.subarray(start, end)),
  ]),
);
