/**
 * Where Python runs, and how it waits there: in the page, or in a worker that waits by a channel to the page.
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

const WORKERS = new Set(["worker", "worker-shared", "worker-service"]);

/** @param {{ base: string, tags: Tags, attributes: Attributes }} options */
export async function startPython({ base, tags, attributes }) {
  progress.show("Starting Python …");
  const channel = await chooseChannel(base);
  if (channel) {
    // Only here, so that a page that needs no worker does not download what that takes.
    const { runInWorker } = await import("./hosting.js");
    return runInWorker({ base, tags, attributes, channel });
  }
  return startRuntime({
    base,
    tell: (detail) => progress.tell(detail),
    bridge: (pyodide, depth) => makeBridge({ base, tags, attributes, pyodide, depth }),
    onFatal: showFatalError,
  });
}

/** @param {string} base @returns {Promise<"shared" | "service" | undefined>} undefined: in the page */
async function chooseChannel(base) {
  const wish =
    new URL(location.href).searchParams.get("pagelet-place") ??
    document.documentElement.dataset.pageletPlace ??
    "page";
  if (wish === "fallback" ? canSwitchStacks : !WORKERS.has(wish)) return undefined;
  // A worker, and a service worker, must come from the page's own site.
  if (new URL(base).origin !== location.origin || location.protocol === "file:") return undefined;
  if (
    globalThis.crossOriginIsolated &&
    "SharedArrayBuffer" in globalThis &&
    wish !== "worker-service"
  ) {
    return "shared";
  }
  return (await startService(base)) ? "service" : undefined;
}

/** @param {string} base @returns {Promise<boolean>} whether our service worker runs */
async function startService(base) {
  try {
    const registration = await navigator.serviceWorker.register(`${base}pagelet-service.js`, {
      scope: base,
    });
    const service = registration.installing ?? registration.waiting ?? registration.active;
    if (!service) return false;
    if (registration.active) return true;
    await new Promise((resolve) => {
      const look = () => {
        if (service.state === "activated" || service.state === "redundant") resolve(undefined);
      };
      service.addEventListener("statechange", look);
      look();
    });
    return service.state === "activated";
  } catch {
    // No https, a private window, a setting of the person: all of them allowed to be.
    return false;
  }
}
