/**
 * The worker's end of the channel to the page: it can wait for the page's next message, and blocks
 * the worker meanwhile. That is what `input` and `time.sleep` do where the browser cannot switch stacks.
 */

import { joined, LONGEST_WAIT, pack, unpack } from "./values.js";

/** @typedef {{ kind: "shared", memory: SharedArrayBuffer } | { kind: "service", url: string }} ChannelStart */

const MOST_FAILURES = 20;

/**
 * @param {ChannelStart} start
 * @param {(message: Record<string, unknown>) => void} post
 */
export function openChannel(start, post) {
  let seen = 0;
  const ask = start.kind === "shared" ? askMemory(start.memory, post) : askService(start.url);
  return {
    get seen() {
      return seen;
    },
    /** Whether a message of the page is new here: each comes two ways.
     * @param {{ n: number }} message
     */
    isNew(message) {
      if (message.n <= seen) return false;
      seen = message.n;
      return true;
    },
    /** Wait for the page's next messages.
     * @param {number} wait at most this long, in ms
     * @returns {any[]} none when the time is up, or earlier
     */
    receive(wait) {
      return unpack(ask(seen, wait)).filter((message) => this.isNew(message));
    },
  };
}

/**
 * @param {SharedArrayBuffer} memory
 * @param {(message: Record<string, unknown>) => void} post
 */
function askMemory(memory, post) {
  const state = new Int32Array(memory, 0, 2);
  const room = new Uint8Array(memory, 8);
  /** @param {number} seen @param {number} wait */
  return (seen, wait) => {
    Atomics.store(state, 0, 0);
    post({ type: "ask", seen, wait });
    /** @type {Uint8Array[]} */
    const parts = [];
    while (true) {
      Atomics.wait(state, 0, 0);
      const length = state[1];
      parts.push(room.slice(0, Math.abs(length)));
      if (length >= 0) break;
      Atomics.store(state, 0, 0);
      post({ type: "more" });
    }
    return parts.length === 1 ? parts[0] : joined(parts);
  };
}

/** @param {string} url */
function askService(url) {
  /** @param {number} seen @param {number} wait */
  return (seen, wait) => {
    for (let failures = 1; ; failures += 1) {
      try {
        const request = new XMLHttpRequest();
        request.open(
          "GET",
          `${url}&seen=${seen}&wait=${Math.round(Math.min(wait, LONGEST_WAIT))}`,
          false,
        );
        request.responseType = "arraybuffer";
        request.send();
        if (request.status === 200) return new Uint8Array(request.response);
        // The page did not answer in time.
        if (request.status === 204) return pack([]);
      } catch {
        // The browser has ended the service worker; the next request starts it again.
      }
      if (failures >= MOST_FAILURES) throw new Error("the page does not answer any more");
    }
  };
}
