/** Collects what mouse, pen and fingers do on a canvas, until Python asks for it. */

const WHEEL_STEP = 100; // what most mice report for one step, in pixels
const WHEEL_LINES = 33; // pixels for a line, where a mouse counts those

/**
 * @param {HTMLCanvasElement} canvas
 * @param {() => { width: number, height: number }} size of the canvas in the program's pixels
 * @param {(canvas: HTMLCanvasElement, pointer: number) => void} hold
 */
export function makePointer(canvas, size, hold) {
  /** What happened, in order: [event, pointer, kind, button, x, y].
   * @type {(string | number)[][]}
   */
  let happened = [];
  let wheel = 0;
  const wanted = { pointer: false, wheel: false, menu: false };
  const over = new AbortController();
  const { signal } = over;

  /** @param {PointerEvent} event */
  function note(event) {
    const { width, height } = size();
    const shown = canvas.getBoundingClientRect();
    const x = ((event.clientX - shown.left) * width) / (shown.width || width);
    const y = ((event.clientY - shown.top) * height) / (shown.height || height);
    const { type, pointerId, pointerType, button } = event;
    const last = happened.at(-1);
    if (type === "pointermove" && last?.[0] === type && last[1] === pointerId) happened.pop();
    happened.push([type, pointerId, pointerType, button, x, y]);
    // Where Python has stopped asking nothing piles up.
    if (happened.length > 500) happened.splice(0, 250);
    if (type === "pointerdown" && wanted.pointer) hold(canvas, pointerId);
  }

  for (const type of ["down", "move", "up", "cancel", "enter", "leave"]) {
    const listener = /** @type {EventListener} */ (/** @type {unknown} */ (note));
    canvas.addEventListener(`pointer${type}`, listener, { signal });
  }
  canvas.addEventListener(
    "wheel",
    (event) => {
      if (!wanted.wheel || event.ctrlKey) return;
      event.preventDefault();
      wheel -= (event.deltaY * (event.deltaMode ? WHEEL_LINES : 1)) / WHEEL_STEP;
    },
    { signal, passive: false },
  );
  canvas.addEventListener("contextmenu", (event) => wanted.menu && event.preventDefault(), {
    signal,
  });

  return {
    /** What happened since the last call, as JSON, or "".
     * @returns {string}
     */
    take() {
      if (!happened.length && !wheel) return "";
      const text = JSON.stringify([wheel, ...happened]);
      happened = [];
      wheel = 0;
      return text;
    },

    /** Say what the program wants for itself: "pointer" (fingers do not scroll the page), "wheel"
     * (nor does that), "menu" (the right button opens none).
     * @param {"pointer" | "wheel" | "menu"} what
     */
    want(what) {
      wanted[what] = true;
      if (what === "pointer") canvas.style.touchAction = "none";
    },

    close: () => over.abort(),
  };
}
