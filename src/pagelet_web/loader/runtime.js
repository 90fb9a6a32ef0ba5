/** Starts the runtime: Pyodide, then our Python package, which takes over from here. */

import { makeBridge } from "./bridge.js";
import { limitDepth } from "./depth.js";
import { StartError, showFatalError } from "./errors.js";
import { enter, ownCallbacks } from "./ownership.js";
import { progress } from "./progress.js";

/** @typedef {import("./tags.js").Tags} Tags */
/** @typedef {import("./attributes.js").Attributes} Attributes */

/**
 * @param {{ base: string, tags: Tags, attributes: Attributes }} options
 */
export async function startRuntime({ base, tags, attributes }) {
  progress.show("Starting Python …");
  progress.tell("Loading Pyodide");
  const vendor = `${base}vendor/pyodide/`;
  const library = download(`${base}pagelet.zip`);
  library.catch(() => {}); // it is awaited below; an earlier fault is reported first
  const [{ loadPyodide }, { default: createModule }] = await Promise.all([
    importPart(`${vendor}pyodide.mjs`),
    importPart(`${vendor}pyodide.asm.mjs`),
  ]);
  progress.tell("Loading interpreter");
  const pyodide = await loadPyodide({
    indexURL: vendor,
    stdLibURL: `${vendor}stdlib.zip`,
    /** @param {Record<string, any>} settings */
    createPyodideModule: (settings) => createModule(ownCallbacks(settings)),
  });
  progress.tell("Loaded interpreter");
  pyodide._api.on_fatal = showFatalError;
  const depth = limitDepth(pyodide);

  pyodide.FS.writeFile("/lib/pagelet.zip", new Uint8Array(await library));
  const bridge = makeBridge({ base, tags, attributes, pyodide, depth });
  pyodide.registerJsModule("_pagelet_bridge", bridge);
  const start = pyodide.runPython(
    "import sys\nsys.path.append('/lib/pagelet.zip')\nfrom pagelet.tags import start\nstart",
  );
  progress.tell("Loaded Pyodide");
  await enter(start);
}

/** @param {string} url */
async function importPart(url) {
  try {
    return await import(url);
  } catch (error) {
    throw missing(url, "the browser could not import it", error);
  }
}

/** @param {string} url */
async function download(url) {
  const response = await fetch(url).catch(() => undefined);
  if (response?.ok) return response.arrayBuffer();
  throw missing(url, response ? `the server answered ${response.status}` : "no answer");
}

/**
 * @param {string} url
 * @param {string} reason
 * @param {unknown} [cause]
 */
function missing(url, reason, cause) {
  const explanation = {
    what: "Python cannot start: a part of Pagelet could not be loaded.",
    where: `${url} (${reason})`,
    hint: "Copy the whole folder that 'pagelet dist' made, with everything beside pagelet.js.",
  };
  return new StartError(explanation, cause);
}
