// node compress.mjs: reads JSON lines [source, target] and writes each target, brotli at level 11.

import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";

for (const line of readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  const [source, target] = JSON.parse(line);
  const content = readFileSync(source);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
  };
  // In one step, so that a run that is broken off leaves no half file.
  writeFileSync(`${target}.part`, brotliCompressSync(content, { params }));
  renameSync(`${target}.part`, target);
}
