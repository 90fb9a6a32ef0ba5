/**
 * What the canvases of one program share: the rhythm of its frames, and the keys.
 *
 * Frames come when the display shows one, as often as the program asked for. While the page cannot
 * be seen none comes, and that time does not count.
 */

const NEAR = 0.15; // of a period: a display that is as near to what was asked for sets the pace
const AWAKE = 2000; // ms; a program that has asked for nothing as long does not want its keys
const PAGE_KEYS = ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", " "];

/** The one that gets the keys while nothing on the page has the focus.
 * @type {object | null}
 */
let foremost = null;

/** How many programs wait for a frame. */
export const frames = { awaited: 0 };

export function makeStage() {
  const me = {};
  const over = new AbortController();
  const { signal } = over;

  // Frames

  let last = performance.now();
  let due = 0;
  let hiddenSince = document.hidden ? last : 0;
  let awake = last;

  document.addEventListener(
    "visibilitychange",
    () => {
      const now = performance.now();
      if (document.hidden) hiddenSince = now;
      else if (hiddenSince) {
        // As if the time had stood still meanwhile.
        last += now - hiddenSince;
        due = 0;
        hiddenSince = 0;
      }
    },
    { signal },
  );

  /** Ends with the next frame that is due; with the seconds since the one before.
   * @param {number} period in ms; 0: with each frame of the display
   * @returns {Promise<number>}
   */
  async function next(period) {
    frames.awaited += 1;
    try {
      let now = await frame();
      while (document.hidden || now < due - NEAR * period) now = await frame();
      // One that is late does not make the next ones come early.
      due = now > due + period || Math.abs(now - due) <= NEAR * period ? now : due;
      due += period;
      // A frame's own time may be a little before that of the last call.
      const seconds = Math.max(0, now - last) / 1000;
      last = Math.max(now, last);
      awake = performance.now();
      return seconds;
    } finally {
      frames.awaited -= 1;
    }
  }

  // Keys

  /** @type {(string | boolean)[][]} */
  let happened = [];
  /** @type {Set<EventTarget>} */
  const canvases = new Set();
  let wanted = new Set();

  /** @param {KeyboardEvent} event */
  function isMine({ target }) {
    if (target && canvases.has(target)) return true;
    return foremost === me && (target === document.body || target === document.documentElement);
  }

  /** @param {KeyboardEvent} event */
  function note(event) {
    const { type, key, code, repeat, ctrlKey, metaKey, altKey } = event;
    // Also keys that are let go elsewhere: they must not stay down.
    if (type === "keydown" && (!wanted.size || !isMine(event))) return;
    if (performance.now() - awake > AWAKE && !document.hidden) happened = [];
    const shortcut = ctrlKey || metaKey || altKey;
    happened.push([type, key, code, repeat, shortcut]);
    const isWanted = wanted.has(key) || wanted.has(key.toLowerCase());
    const isAwake = performance.now() - awake <= AWAKE;
    if (type === "keydown" && isAwake && isWanted && !shortcut) event.preventDefault();
  }
  document.addEventListener("keydown", note, { signal });
  document.addEventListener("keyup", note, { signal });
  window.addEventListener("blur", () => happened.push(["blur"]), { signal });

  return {
    next,

    /** @param {HTMLCanvasElement} canvas */
    add(canvas) {
      canvases.add(canvas);
    },

    /** Say which keys the program asks for, by the browser's names, in lines; "" for no more than
     * those that games usually need. They do nothing else in the page from now on.
     * @param {string} keys
     * @param {HTMLCanvasElement | undefined} canvas gets the focus, if nothing else wants it
     */
    wantKeys(keys, canvas) {
      if (!wanted.size) {
        foremost = me;
        const { activeElement } = document;
        const free =
          !activeElement ||
          activeElement === document.body ||
          activeElement.matches(":disabled, button");
        if (free) canvas?.focus({ preventScroll: true });
      }
      wanted = new Set([...wanted, ...PAGE_KEYS, ...keys.split("\n").filter(Boolean)]);
    },

    /** What keys did since the last call, as JSON, or "".
     * @returns {string}
     */
    takeKeys() {
      awake = performance.now();
      if (!happened.length) return "";
      const text = JSON.stringify(happened);
      happened = [];
      return text;
    },

    close() {
      over.abort();
      if (foremost === me) foremost = null;
    },
  };
}

/** @returns {Promise<number>} the time of the display's next frame */
const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
