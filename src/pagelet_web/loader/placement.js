/**
 * Where Python runs, and how it waits there: in the page, or in a worker that waits by a channel to the page.
 *
 * In the page, unless `data-pagelet-place` of `<html>`, or `?pagelet-place=` in the page's address, asks for another
 * place: fallback (a worker where the browser cannot switch stacks), worker, worker-shared (memory that
 * both sides see) or worker-service (requests that a service worker holds).
 */

import { makeBridge, ofPage } from "./bridge.js";
import { StartError, showFatalError } from "./errors.js";
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
  const worker = channel && makeWorker(base);
  if (worker) {
    await runInWorker({ base, tags, attributes, worker, channel });
    return;
  }
  await startRuntime({
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

/** @param {string} base */
function makeWorker(base) {
  try {
    return new Worker(`${base}loader/worker.js`, { type: "module", name: "pagelet" });
  } catch {
    return undefined;
  }
}

/**
 * @param {{ base: string, tags: Tags, attributes: Attributes, worker: Worker, channel: "shared" | "service" }} options
 * @returns {Promise<void>} ends when all tags have run
 */
async function runInWorker({ base, tags, attributes, worker, channel }) {
  // Only here, so that a page that needs no worker does not download them.
  const [{ makeMailbox }, { makeServed }, { read, write }] = await Promise.all([
    import("./mailbox.js"),
    import("./served.js"),
    import("./values.js"),
  ]);
  const mailbox = makeMailbox(channel, worker, base);
  /** Calls of the worker's functions that have not returned.
   * @type {Map<number, PromiseWithResolvers<unknown>>}
   */
  const calls = new Map();
  let lastCall = 0;
  const served = makeServed({
    call(fn, written) {
      const call = ++lastCall;
      /** @type {PromiseWithResolvers<unknown>} */
      const result = Promise.withResolvers();
      calls.set(call, result);
      mailbox.send({ type: "call", call, fn, ...written });
      return result.promise;
    },
    release: (number, times) =>
      mailbox.send({ type: "release", number, times, json: null, bytes: [] }),
  });
  /** @type {PromiseWithResolvers<void>} */
  const { promise: started, resolve, reject } = Promise.withResolvers();

  worker.addEventListener("error", (event) => {
    reject(new Error(event.message || "the worker for Python could not be started"));
  });
  worker.addEventListener("message", ({ data }) => {
    switch (data.type) {
      case "do":
        mailbox.seen(data.seen);
        mailbox.send({ type: "answer", id: data.id, ...served.act(data) });
        break;
      case "return": {
        const call = calls.get(data.call);
        calls.delete(data.call);
        if (data.ok) call?.resolve(read(data, served.side));
        else call?.reject(read(data, served.side));
        break;
      }
      case "release":
        served.known.release(data.number, data.times);
        break;
      case "ask":
        mailbox.asked(data);
        break;
      case "more":
        mailbox.more();
        break;
      case "fatal":
        showFatalError(new Error(data.message));
        break;
      case "started":
        resolve();
        break;
      case "failed":
        reject(data.explanation ? new StartError(data.explanation) : new Error(data.message));
        break;
    }
  });
  const root = write({ page: { window, bridge: ofPage(tags, attributes) } }.page, served.side);
  worker.postMessage({ base, channel: mailbox.start, root });
  return started;
}
