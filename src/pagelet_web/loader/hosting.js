/** The page's side of Python in a worker: starts it, does on the page what it asks for, calls its functions. */

import { ofPage } from "./bridge.js";
import { isNear } from "./channels.js";
import { StartError, showFatalError } from "./errors.js";
import { makeMailbox } from "./mailbox.js";
import { checks, packed } from "./packed.js";
import { progress } from "./progress.js";
import { makeServed } from "./served.js";
import { askAboutKeys } from "./typing.js";
import { Copied, read, write } from "./values.js";

/** @typedef {import("./tags.js").Tags} Tags */
/** @typedef {import("./attributes.js").Attributes} Attributes */
/** @typedef {import("./channels.js").Channel} Channel */

let hosted = 0;

/** All tags of the page run in one worker.
 * @param {{ base: string, tags: Tags, attributes: Attributes, channel: Channel }} options
 * @returns {Promise<void>} ends when all tags have run
 */
export function runInWorker({ base, tags, attributes, channel }) {
  const bridge = forWorker(ofPage(tags, attributes));
  return hostWorker({ base, channel, bridge, onEnd: showFatalError }).started;
}

/**
 * Start Python in a worker.
 *
 * @param {object} options
 * @param {string} options.base address of the folder that holds pagelet.js
 * @param {Channel} options.channel how the worker waits
 * @param {Record<string, unknown>} options.bridge what Python there may use of the page
 * @param {(message: unknown) => void} [options.onPosted] called with each message of the worker's program
 * @param {(error: Error) => void} options.onEnd Python has broken down, after it had started
 */
export function hostWorker({ base, channel, bridge, onPosted, onEnd }) {
  const url = `${base}loader/worker.js`;
  // WebKit lets a service worker control only the first worker with an address.
  const way = { switching: "#switching", shared: "", service: `?${++hosted}` }[channel];
  const worker = packed
    ? packed.startWorker(way, { name: "pagelet" })
    : new Worker(
        isNear(url) && !(checks && channel === "switching") ? url + way : fromAfar(url) + way,
        {
          type: "module",
          name: "pagelet",
        },
      );
  const mailbox = makeMailbox(channel, worker, base);
  /** Calls of the worker's functions that have not returned.
   * @type {Map<number, PromiseWithResolvers<any>>}
   */
  const calls = new Map();
  let lastCall = 0;
  let hasStarted = false;
  /** Why it does not run any more.
   * @type {Error | undefined}
   */
  let ended;
  const served = makeServed({
    call(fn, written) {
      if (ended) return Promise.reject(ended);
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

  /** @param {Error} error */
  const end = (error) => {
    if (ended) return;
    ended = error;
    worker.terminate();
    mailbox.close();
    for (const { reject } of calls.values()) reject(error);
    calls.clear();
    reject(error);
  };
  /** @param {Error} error */
  const fail = (error) => {
    const isNews = hasStarted && !ended;
    end(error);
    if (isNews) onEnd(error);
  };

  worker.addEventListener("error", (event) => {
    const where = event.message ? `${url} (${event.message})` : url;
    if (hasStarted) {
      fail(new Error(`the worker has failed: ${where}`));
      return;
    }
    fail(
      new StartError({
        what: "Python cannot start: the worker that it runs in here could not be started.",
        where,
        hint: "Copy the whole folder that 'pagelet dist' made; other servers must send Access-Control-Allow-Origin: *",
      }),
    );
  });
  worker.addEventListener("messageerror", () =>
    fail(new Error("the browser could not bring a message of the worker to the page")),
  );
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
      case "posted":
        onPosted?.(read(data, served.side));
        break;
      case "ask":
        mailbox.asked(data);
        break;
      case "more":
        mailbox.more();
        break;
      case "tell":
        progress.tell(data.detail);
        break;
      case "fatal":
        fail(new Error(data.message));
        break;
      case "started":
        hasStarted = true;
        resolve();
        break;
      case "failed":
        fail(data.explanation ? new StartError(data.explanation) : new Error(data.message));
        break;
    }
  });
  const offers = Object.entries(bridge).map((entry) => new Copied(entry));
  const root = write(new Copied([window, document, new Copied(offers)]), served.side);
  worker.postMessage({ base, channel: mailbox.start, root });
  return { worker, started, end };
}

/** Browsers start no worker of another site, but let one of this site import what is there.
 * @param {string} url
 */
const fromAfar = (url) =>
  checks?.workerScript ||
  URL.createObjectURL(new Blob([`import ${JSON.stringify(url)};`], { type: "text/javascript" }));

/** @typedef {ReturnType<typeof ofPage>} Bridge */

/** The page's bridge, without what needs an answer of Python's at once.
 * @param {Bridge} bridge
 * @returns {Bridge}
 */
export function forWorker(bridge) {
  return {
    ...bridge,
    listen(target, type, callable, options) {
      const asksFirst = options.at_once && type === "keydown";
      if (asksFirst && target instanceof HTMLTextAreaElement) return askAboutKeys(target, callable);
      return bridge.listen(target, type, callable, options);
    },
  };
}
