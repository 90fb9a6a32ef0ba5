/**
 * Where Python runs: in the page, or in a worker.
 *
 * In the page, unless `data-pagelet-place` of `<html>`, or `?pagelet-place=` in the page's address, asks for another
 * place: fallback (a worker where the browser cannot switch stacks), worker, worker-shared (memory that
 * both sides see) or worker-service (requests that a service worker holds).
 */

import { makeBridge } from "./bridge.js";
import { showFatalError } from "./errors.js";
import { canSwitchStacks } from "./ownership.js";
import { progress } from "./progress.js";
import { startRuntime } from "./runtime.js";

/** @typedef {import("./tags.js").Tags} Tags */
/** @typedef {import("./attributes.js").Attributes} Attributes */

const PLACES = ["page", "fallback", "worker", "worker-shared", "worker-service"];

/** @param {{ base: string, tags: Tags, attributes: Attributes }} options */
export async function startPython({ base, tags, attributes }) {
  progress.show("Starting Python …");
  const place = wanted();
  if (place !== "page") {
    // Only here, so that a page that needs no worker does not download what that takes.
    const [{ chooseChannel }, { runInWorker }] = await Promise.all([
      import("./channels.js"),
      import("./hosting.js"),
    ]);
    const channel = await chooseChannel(base, place);
    if (channel) return runInWorker({ base, tags, attributes, channel });
  }
  return startRuntime({
    base,
    tell: (detail) => progress.tell(detail),
    bridge: (pyodide, depth) => makeBridge({ base, tags, attributes, pyodide, depth }),
    onFatal: showFatalError,
  });
}

/** @returns {string} "page" or what kind of worker */
function wanted() {
  const wish =
    new URL(location.href).searchParams.get("pagelet-place") ??
    document.documentElement.dataset.pageletPlace ??
    "page";
  if (!PLACES.includes(wish)) {
    console.error(
      `Pagelet: there is no place "${wish}" for Python, so it runs in the page. ` +
        `data-pagelet-place, or pagelet-place in the address, is one of: ${PLACES.join(", ")}.`,
    );
    return "page";
  }
  if (wish === "fallback") return canSwitchStacks ? "page" : "worker";
  return wish;
}
