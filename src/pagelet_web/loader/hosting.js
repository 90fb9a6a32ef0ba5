/** The page's side of Python in a worker: starts it, does on the page what it asks for, calls its functions. */

import { ofPage } from "./bridge.js";
import { StartError, showFatalError } from "./errors.js";
import { makeMailbox } from "./mailbox.js";
import { makeServed } from "./served.js";
import { askAboutKeys } from "./typing.js";
import { read, write } from "./values.js";

/** @typedef {import("./tags.js").Tags} Tags */
/** @typedef {import("./attributes.js").Attributes} Attributes */

/**
 * @param {{ base: string, tags: Tags, attributes: Attributes, channel: "shared" | "service" }} options
 * @returns {Promise<void>} ends when all tags have run
 */
export function runInWorker({ base, tags, attributes, channel }) {
  const url = `${base}loader/worker.js`;
  const worker = new Worker(url, { type: "module", name: "pagelet" });
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
    reject(
      new StartError({
        what: "Python cannot start: the worker that it runs in here could not be started.",
        where: event.message ? `${url} (${event.message})` : url,
        hint: "Copy the whole folder that 'pagelet dist' made, with everything beside pagelet.js.",
      }),
    );
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
  const page = { window, bridge: forWorker(ofPage(tags, attributes)) };
  const root = write(page, served.side);
  worker.postMessage({ base, channel: mailbox.start, root });
  return started;
}

/** @typedef {ReturnType<typeof ofPage>} Bridge */

/** The page's bridge, without what needs an answer of Python's at once.
 * @param {Bridge} bridge
 * @returns {Bridge}
 */
function forWorker(bridge) {
  return {
    ...bridge,
    listen(target, type, callable, options) {
      const asksFirst = options.at_once && type === "keydown";
      if (asksFirst && target instanceof HTMLTextAreaElement) return askAboutKeys(target, callable);
      return bridge.listen(target, type, callable, options);
    },
  };
}
