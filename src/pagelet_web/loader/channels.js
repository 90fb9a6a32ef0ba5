/** How a worker can wait for the page in this browser (loader/placement.js and loader/workers.js ask). */

import { canSwitchStacks } from "./ownership.js";
import { checks, packed } from "./packed.js";

/** @typedef {"switching" | "shared" | "service"} Channel */

const SERVICE = "pagelet-service.js";

/** A page from a disk may start none. */
export const canHaveWorkers = () => packed !== undefined || location.protocol !== "file:";

/** Whether the page's own site has an address; a service worker must come from there, and a worker should.
 * @param {string} url
 */
export const isNear = (url) => new URL(url).origin === location.origin;

/**
 * @param {string} base
 * @param {string} [wish] "worker-shared" or "worker-service", for tests
 * @returns {Promise<Channel | undefined>} undefined: it cannot
 */
export async function chooseChannel(base, wish = "worker") {
  if (!canHaveWorkers()) return undefined;
  await checks?.prepareWorkers();
  if (canSwitchStacks && wish === "worker") return "switching";
  if (
    globalThis.crossOriginIsolated &&
    "SharedArrayBuffer" in globalThis &&
    wish !== "worker-service"
  ) {
    return "shared";
  }
  // A file has no address at which a service worker could be.
  return !packed && isNear(base) && (await startService(base)) ? "service" : undefined;
}

/** @param {string} base @returns {Promise<boolean>} whether our service worker runs */
async function startService(base) {
  try {
    // A site may have one of its own for the same folder. Ours would take its place, and the site would lose
    // what that does, so it stays.
    const there = await navigator.serviceWorker.getRegistration(base);
    if (there?.scope === base && !isOurs(there)) {
      console.warn(
        `Pagelet: Python cannot wait in a worker, because the site has a service worker of its own for ${base}. ` +
          "Give pagelet.js a folder of its own.",
      );
      return false;
    }
    const registration = await navigator.serviceWorker.register(`${base}${SERVICE}`, {
      scope: base,
    });
    const service = registration.installing ?? registration.waiting ?? registration.active;
    if (!service) return false;
    // One that is just being activated does not control a worker that starts now.
    if (registration.active?.state === "activated") return true;
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

/** @param {ServiceWorkerRegistration} registration */
const isOurs = ({ installing, waiting, active }) =>
  [installing, waiting, active].every(
    (service) => !service || new URL(service.scriptURL).pathname.endsWith(`/${SERVICE}`),
  );
