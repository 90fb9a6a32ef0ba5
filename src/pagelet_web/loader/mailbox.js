/**
 * The page's end of the channel to the worker that Python runs in.
 *
 * Everything for the worker is numbered and kept until the worker says that it has it. It goes two ways: as an
 * ordinary message, for a worker that has nothing to do, and in answer to what a blocked worker asks
 * for (loader/channel.js). The worker takes what comes first.
 */

import { LONGEST_WAIT, pack } from "./values.js";

/** @typedef {import("./channel.js").ChannelStart} ChannelStart */

const SHARED_SIZE = 2 ** 18;

/**
 * @typedef {object} Mailbox
 * @property {(message: Record<string, any> & { bytes: Uint8Array[] }) => void} send
 * @property {(seen: number) => void} seen forget what has arrived
 * @property {(request: { seen: number, wait: number }) => void} asked
 * @property {() => void} more the worker has taken one part of a long answer
 * @property {() => void} close
 * @property {ChannelStart | { kind: "switching" }} start what the worker needs to open its end
 */

/** A worker that switches stacks gets everything as ordinary messages.
 * @param {Worker} worker
 * @returns {Mailbox}
 */
function plainMailbox(worker) {
  let last = 0;
  return {
    send: (message) => worker.postMessage({ ...message, n: ++last }),
    seen() {},
    asked() {},
    more() {},
    close() {},
    start: { kind: "switching" },
  };
}

/**
 * @param {"shared" | "service" | "switching"} kind
 * @param {Worker} worker
 * @param {string} base address of the folder that holds pagelet.js
 * @returns {Mailbox}
 */
export function makeMailbox(kind, worker, base) {
  if (kind === "switching") return plainMailbox(worker);
  /** @type {(Record<string, any> & { bytes: Uint8Array[] })[]} */
  let kept = [];
  let last = 0;
  let isAsked = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let patience;

  const way =
    kind === "shared" ? throughMemory() : throughService(base, (asked) => box.asked(asked));
  const answer = () => {
    isAsked = false;
    clearTimeout(patience);
    way.deliver(pack(kept));
  };

  /** @type {Mailbox} */
  const box = {
    send(message) {
      const numbered = { ...message, n: ++last };
      kept.push(numbered);
      // An answer is waited for: the worker takes it from the channel.
      if (message.type !== "answer") worker.postMessage(numbered);
      if (isAsked) answer();
    },
    seen(seen) {
      kept = kept.filter(({ n }) => n > seen);
    },
    asked({ seen, wait }) {
      box.seen(seen);
      isAsked = true;
      clearTimeout(patience);
      if (kept.length > 0 || wait <= 0) answer();
      else patience = setTimeout(answer, Math.min(wait, LONGEST_WAIT));
    },
    more: () => way.more(),
    close: () => way.close(),
    start: way.start,
  };
  return box;
}

/** Through memory that both sides see. */
function throughMemory() {
  const memory = new SharedArrayBuffer(8 + SHARED_SIZE);
  const state = new Int32Array(memory, 0, 2);
  const room = new Uint8Array(memory, 8);
  let rest = new Uint8Array();
  const next = () => {
    const part = rest.subarray(0, SHARED_SIZE);
    room.set(part);
    rest = rest.subarray(part.length);
    state[1] = rest.length > 0 ? -part.length : part.length;
    Atomics.store(state, 0, 1);
    Atomics.notify(state, 0);
  };
  return {
    /** @type {ChannelStart} */
    start: { kind: "shared", memory },
    /** @param {Uint8Array} packed */
    deliver(packed) {
      rest = /** @type {Uint8Array<ArrayBuffer>} */ (packed);
      next();
    },
    more: next,
    close() {},
  };
}

/** Through our service worker, which holds the request of a worker that waits.
 * @param {string} base
 * @param {(request: { seen: number, wait: number }) => void} asked
 */
function throughService(base, asked) {
  const line = `pagelet-${crypto.randomUUID?.() ?? Math.random()}`;
  const channel = new BroadcastChannel(line);
  channel.onmessage = ({ data }) => {
    if (data.seen !== undefined) asked(data);
  };
  return {
    /** @type {ChannelStart} */
    start: { kind: "service", url: `${base}pagelet-mail?line=${line}` },
    /** @param {Uint8Array} packed */
    deliver: (packed) => channel.postMessage({ mail: packed }),
    more() {},
    close: () => channel.close(),
  };
}
