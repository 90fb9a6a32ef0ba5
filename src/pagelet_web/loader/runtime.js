/** Starts the runtime: Pyodide, then our Python package, which takes over from here. */

import { built } from "./built.js";
import { holdEntering } from "./calls.js";
import { limitDepth } from "./depth.js";
import { StartError } from "./errors.js";
import { canSwitchStacks, enter, ownCallbacks } from "./ownership.js";
import { checks, fetchPart, packed } from "./packed.js";
import { addLater, fetchSnapshot, restoring } from "./snapshot.js";

/** What installs packages by their names; it is fetched when somebody imports it. */
const MICROPIP = "/lib/micropip.zip";

/**
 * Load the runtime, in the page or in a worker.
 *
 * @param {object} options
 * @param {string} options.base address of the folder that holds pagelet.js
 * @param {(detail: string) => void} options.tell what is going on
 * @param {(pyodide: any, depth: { onOverflow: () => void }) => object} options.bridge makes what Python calls `_pagelet_bridge`
 * @param {(error: unknown) => void} options.onFatal Python itself has broken down; undefined: the browser has aborted it
 * @param {Record<string, unknown>} [options.extras] more settings for Pyodide
 * @param {(module: Record<string, any>) => void} [options.onModule] gets Pyodide's module early
 */
export async function startRuntime({
  base,
  tell,
  bridge,
  onFatal,
  extras = {},
  onModule = () => {},
}) {
  tell("Loading Pyodide");
  const vendor = `${base}vendor/pyodide/`;
  const snapshot = fetchSnapshot(base);
  preload(`${vendor}${snapshot ? "bare/" : ""}pyodide.asm.wasm`);
  const library = snapshot ? undefined : download(`${base}pagelet.zip`);
  library?.catch(() => {}); // it is awaited below; an earlier fault is reported first
  const [{ loadPyodide: stockLoad }, { default: stockModule }] = await Promise.all([
    importPart(`${vendor}pyodide.js`),
    importPart(`${vendor}pyodide.asm.js`),
  ]);
  tell("Loading interpreter");
  /** @param {Record<string, unknown>} settings */
  const loadPyodide = (settings) =>
    checks ? checks.lend(() => stockLoad(settings)) : stockLoad(settings);
  /** @param {Record<string, any>} settings */
  const createModule = (settings) => {
    onModule(settings);
    return stockModule(ownCallbacks(settings));
  };
  /** @type {Record<string, unknown>} */
  const bridgeOfPython = {};
  /** @type {any} */
  let pyodide;
  if (snapshot) {
    try {
      pyodide = await loadPyodide({
        ...restoring(snapshot, base, bridgeOfPython, createModule),
        ...extras,
      });
    } catch (error) {
      console.warn(`Pagelet: Python starts without its snapshot, which takes longer. ${error}`);
    }
  }
  const isRestored = pyodide !== undefined;
  pyodide ??= await loadPyodide({
    indexURL: vendor,
    stdLibURL: `${vendor}stdlib.zip`,
    createPyodideModule: createModule,
    ...extras,
  });
  tell("Loaded interpreter");
  pyodide._api.on_fatal = onFatal;
  if (canSwitchStacks) holdEntering(pyodide._api);
  const depth = limitDepth(pyodide, onFatal);
  // Packages of Pyodide's own are not beside its files, as it supposes.
  const { config, packageManager } = pyodide._api;
  packageManager.installBaseUrl = config.packageCacheDir = config.cdnUrl;
  addLater(pyodide.FS, MICROPIP, `${base}vendor/micropip/micropip.zip`, built.micropip);

  Object.assign(bridgeOfPython, bridge(pyodide, depth));
  if (!isRestored) {
    const bytes = await (library ?? download(`${base}pagelet.zip`));
    pyodide.FS.writeFile("/lib/pagelet.zip", new Uint8Array(bytes));
    pyodide.registerJsModule("_pagelet_bridge", bridgeOfPython);
    const { path } = pyodide.pyimport("sys");
    path.append("/lib/pagelet.zip");
    path.append(MICROPIP);
  } else {
    pyodide.pyimport("pagelet._restored").put_right();
  }
  const start = pyodide.pyimport("pagelet.tags.start");
  tell("Loaded Pyodide");
  await enter(start);
}

/** Let the browser fetch now what Pyodide asks for later, when its own code has arrived.
 * @param {string} url
 */
function preload(url) {
  if (!("document" in globalThis) || packed || checks) return;
  const link = document.createElement("link");
  Object.assign(link, { rel: "preload", as: "fetch", crossOrigin: "anonymous", href: url });
  link.onload = link.onerror = () => link.remove();
  document.head.append(link);
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
  const response = await fetchPart(url).catch(() => undefined);
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
    hint: "Copy the whole folder that 'pagelet dist' made; other servers must send Access-Control-Allow-Origin: *",
  };
  return new StartError(explanation, cause);
}
