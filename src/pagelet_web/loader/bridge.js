/**
 * What Python (`pagelet._host.browser`) needs from JavaScript and cannot do itself.
 * Each function is one crossing where Python alone would need many, or keeps a Python function alive.
 */

import { callHook, chosen, serveStreams, start } from "./hooks.js";
import { makeKeepAlive } from "./keepalive.js";
import { editLines } from "./lines.js";
import { canSwitchStacks, enter } from "./ownership.js";
import { packed } from "./packed.js";
import { progress } from "./progress.js";
import { fetchAhead } from "./snapshot.js";

/** @typedef {import("./tags.js").Tags} Tags */
/** @typedef {{ prevent_default?: boolean, stop_propagation?: boolean, at_once?: boolean }} EarlyOptions */

const PAGE_SOURCE_TIMEOUT = 1000; // ms; without the text, messages count lines from the tag

/** @typedef {import("./attributes.js").Attributes} Attributes */

/** The bridge where Python runs in the page.
 * @param {{ base: string, tags: Tags, attributes: Attributes, pyodide: any, depth: { onOverflow: () => void } }} parts
 */
export function makeBridge({ base, tags, attributes, pyodide, depth }) {
  return {
    base,
    place: "page",
    canSwitchStacks,
    ...ofPage(tags, attributes),
    ...ofRuntime(pyodide, canSwitchStacks, depth),
  };
}

/** What is done on the page, wherever Python runs.
 * @param {Tags} tags
 * @param {Attributes} attributes
 */
export function ofPage(tags, attributes) {
  return {
    progress,
    saving: packed?.saving,
    takeTags: () => tags.take(),
    workersDone: () => tags.workersDone(),

    /** @param {any} callable called with each tag that is added to the page from now on */
    onLateTag(callable) {
      tags.onLate = (tag) => enter(callable, tag);
    },

    /**
     * @param {EventTarget} target
     * @param {string} type
     * @param {any} callable
     * @param {AddEventListenerOptions & EarlyOptions} options
     * @returns {() => void} undoes it
     */
    listen(target, type, callable, options) {
      const { prevent_default, stop_propagation, at_once, ...rest } = options;
      /** @param {Event} event */
      const listener = (event) => {
        // Before Python runs: once it waits, it would be too late.
        if (prevent_default) event.preventDefault();
        if (stop_propagation) event.stopPropagation();
        if (at_once) {
          if (callable(event) === true) event.preventDefault();
          return undefined;
        }
        return enter(callable, event);
      };
      target.addEventListener(type, listener, rest);
      return () => target.removeEventListener(type, listener, rest);
    },

    editLines,

    /** Insert HTML as if it stood in the page: scripts in it run.
     * @param {Element} parent
     * @param {string} html
     */
    insertHTML(parent, html) {
      parent.append(document.createRange().createContextualFragment(html));
    },

    /** The text of the page as it was loaded: from the browser's cache, not from the network. */
    async pageSource() {
      try {
        const signal = AbortSignal.timeout(PAGE_SOURCE_TIMEOUT);
        const response = await fetch(location.href, { cache: "force-cache", signal });
        return response.ok ? await response.text() : "";
      } catch {
        return "";
      }
    },

    importModule,

    /** @param {any} callable called with the event, the element, the attribute and its value */
    onAttribute(callable) {
      attributes.start((element, name, value, event) =>
        enter(callable, event, element, name, value),
      );
    },

    hooks: chosen,
    callHook,
    /** `document.currentScript`, as for JavaScript; without a tag the browser's own again.
     * @param {Element} [tag]
     */
    setCurrentScript(tag) {
      if (tag) Object.defineProperty(document, "currentScript", { configurable: true, value: tag });
      else Reflect.deleteProperty(document, "currentScript");
    },

    /** @param {string} name of a database */
    openEntries: async (name) => (await import("./entries.js")).openEntries(name),
  };
}

/** @param {string} url */
const importModule = (url) =>
  import(url).catch((error) => {
    // WebKit's own has no stack, and then Python does not take it for an error.
    throw error?.stack ? error : new TypeError(error?.message ?? String(error));
  });

/** What is done where Python runs.
 * @param {any} pyodide
 * @param {boolean} canWait
 * @param {{ onOverflow: () => void }} depth
 */
export function ofRuntime(pyodide, canWait, depth) {
  const isPassingError = watchErrors(pyodide);
  return {
    module: pyodide._module,
    isPassingError,
    importHere: importModule,
    fetchAhead,
    /** @param {number} address @param {Uint8Array} content */
    writeMemory: (address, content) => pyodide._module.HEAPU8.set(content, address),
    language: navigator.language,
    keepAlive: makeKeepAlive(pyodide, canWait),

    /** @param {string} py @param {string} mpy the page's settings as JSON, or "" */
    tellSettings: (py, mpy) => start(pyodide, { py, mpy }),

    serveStreams,

    /** @param {boolean} isOn whether Pyodide tells more of proxies that are used wrong */
    setDebug: (isOn) => pyodide.setDebug(isOn),

    /** @param {any} callable called when the browser's stack ran over */
    setOnOverflow(callable) {
      depth.onOverflow = callable;
    },

    /** @param {any} callable ties a callback to the tag that passes it to JavaScript */
    setBindCallback(callable) {
      pyodide._module.bindCallback = callable;
    },

    /** @returns {Promise<void>} a promise that is never fulfilled, and that nobody holds */
    never: () => new Promise(() => {}),

    /** Install wheels that have been downloaded.
     * @param {[string, Uint8Array][]} wheels names and contents
     * @param {(line: string) => void} report
     * @returns {Promise<string>} what went wrong, or ""
     */
    async installWheels(wheels, report) {
      // The name stands behind '#', where the browser does not look for it but Pyodide does.
      const urls = wheels.map(([name, content]) => {
        const blob = new Blob([/** @type {BlobPart} */ (content)]);
        return `${URL.createObjectURL(blob)}#/${name}`;
      });
      try {
        return await load(pyodide, urls, report, { checkIntegrity: false });
      } finally {
        for (const url of urls) URL.revokeObjectURL(url.replace(/#.*/, ""));
      }
    },

    /** Load packages that Pyodide's lock file has, and all that they need.
     * @param {string[]} names
     * @param {(line: string) => void} report
     * @returns {Promise<string>} what went wrong, or ""
     */
    loadPackages: (names, report) => load(pyodide, names, report),
  };
}

/**
 * @param {any} pyodide
 * @param {string[]} packages names or addresses
 * @param {(line: string) => void} report
 * @param {object} [settings] of Pyodide
 * @returns {Promise<string>} what went wrong, or ""
 */
async function load(pyodide, packages, report, settings = {}) {
  /** @type {string[]} */
  const errors = [];
  await pyodide.loadPackage(packages, {
    messageCallback: report,
    errorCallback: (/** @type {string} */ line) => errors.push(line),
    ...settings,
  });
  return errors.join("\n");
}

/**
 * Pyodide makes the message of an error that passes from Python to JavaScript of what Python writes to file 2 meanwhile.
 * Pyodide lets Python wait there, even where JavaScript has called it and stands on the stack: nothing could bring that
 * back, and Python would break down.
 * @param {any} pyodide
 * @returns {() => boolean} whether that is going on
 */
function watchErrors({ _api: api, _module: { validSuspender } }) {
  const { capture_stderr, restore_stderr } = api;
  let isPassing = false;
  let before = false;
  api.capture_stderr = () => {
    isPassing = true;
    before = validSuspender.value;
    validSuspender.value = false;
    capture_stderr();
  };
  api.restore_stderr = () => {
    isPassing = false;
    validSuspender.value = before;
    return restore_stderr();
  };
  return () => isPassing;
}
