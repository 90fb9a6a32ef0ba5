/** Numbers and moments that painters of the page share. */

/** @typedef {{ getBuffer(kind: string): { data: Float64Array, release(): void } }} Numbers */

/** Copy an array of Python; Pyodide itself ends the proxy of an argument with the call.
 * @param {Numbers} numbers
 * @returns {Float64Array}
 */
export function copyOf(numbers) {
  const buffer = numbers.getBuffer("f64");
  const copy = buffer.data.slice();
  buffer.release();
  return copy;
}

/** Send a canvas what a pointer does until it is let go, also outside.
 * @param {HTMLCanvasElement} canvas
 * @param {number} pointer
 */
export function hold(canvas, pointer) {
  try {
    canvas.setPointerCapture(pointer);
  } catch {} // it has been let go already
}

export const MOST_PIXELS = 2 ** 25; // browsers refuse canvases that are much larger
export const HIGHEST = 85; // percent of what can be seen of the page

/** Let a frame be as wide as asked, or as the page allows, and not higher than what can be seen.
 * @param {HTMLElement} frame
 * @param {number} width
 * @param {number} height
 */
export function shape(frame, width, height) {
  frame.style.width = `min(${width}px, ${(HIGHEST * width) / height}vh)`;
  frame.style.aspectRatio = `${width} / ${height}`;
}
