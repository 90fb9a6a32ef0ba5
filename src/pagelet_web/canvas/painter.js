/**
 * Paints what a program draws on its canvas (`pagelet.games.pen`), sharp on any display.
 *
 * Python sends numbers, a whole frame at once: each piece begins with its kind. Places and sizes are
 * in the program's own pixels, colours are numbers (red, green, blue, opacity: a byte each). What was
 * sent since the last clear is kept, so that another size can be painted without asking Python.
 */

import { copyOf, hold, MOST_PIXELS, shape } from "./numbers.js";
import { add, picture } from "./pictures.js";
import { makePointer } from "./pointer.js";

const CLEAR = 0;
const MATRIX = 1;
const LINES = 2;
const CURVE = 3;
const POLYGON = 4;
const RECT = 5;
const ELLIPSE = 6;
const ARC = 7;
const PIE = 8;
const TEXT = 9;
const IMAGE = 10;

const NONE = -1;
const LINE_HEIGHT = 1.25; // in font sizes; the same stands in pagelet/games/fonts.py
const ALIGNMENTS = /** @type {CanvasTextAlign[]} */ (["left", "center", "right"]);
const MOST_KEPT = 400_000; // numbers; a program that never clears must not fill the memory
const MOST_COLORS = 5000;
const RADIANS = Math.PI / 180;
const UNCHANGED = [1, 0, 0, 1, 0, 0];
const WHITE = 0xffffffff;

/** @typedef {import("./numbers.js").Numbers} Numbers */
/** @typedef {{ numbers: Float64Array, texts: string[] }} Part */

/** @type {Map<number, string>} */
const colors = new Map();

/** @param {number} color @returns {string} it in CSS */
function css(color) {
  let text = colors.get(color);
  if (text === undefined) {
    if (colors.size > MOST_COLORS) colors.clear();
    text = `#${color.toString(16).padStart(8, "0")}`;
    colors.set(color, text);
  }
  return text;
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {HTMLElement} frame holds the canvas and decides how large it is shown
 */
export function makePainter(canvas, frame) {
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  let size = { width: 1, height: 1 };
  // Pixels of the display for one pixel of the program.
  let ratio = 1;
  let display = devicePixelRatio;
  let matrix = UNCHANGED;

  /** What has to be painted again after a change of size, or null if that is too much. */
  let kept = /** @type {Part[] | null} */ ([]);
  let keptNumbers = 0;
  let matrixBefore = UNCHANGED;
  /** What pixel() looks at, until something is painted. */
  let pixels = /** @type {Uint8ClampedArray | null} */ (null);

  /** Fit the canvas to the room that the page gives it. */
  function fit() {
    display = devicePixelRatio;
    const shrink = frame.getBoundingClientRect().width / size.width || 1;
    const most = Math.sqrt(MOST_PIXELS / (size.width * size.height));
    const fitting = Math.min(shrink * display, most);
    const width = Math.max(1, Math.round(size.width * fitting));
    const height = Math.max(1, Math.round(size.height * fitting));
    if (canvas.width === width && canvas.height === height && ratio === fitting) return;
    const before = kept ? null : copyOfPixels();
    canvas.width = width;
    canvas.height = height;
    ratio = fitting;
    pixels = null;
    if (before) context.drawImage(before, 0, 0, width, height);
    else repaint();
    setMatrix(...matrix);
  }

  /** @param {boolean} willReadFrequently */
  function copyOfPixels(willReadFrequently = false) {
    const copy = document.createElement("canvas");
    copy.width = canvas.width;
    copy.height = canvas.height;
    const into = copy.getContext("2d", { willReadFrequently });
    into?.drawImage(canvas, 0, 0);
    return copy;
  }

  /** @param {HTMLCanvasElement} copy */
  function pixelsOf(copy) {
    const from = /** @type {CanvasRenderingContext2D} */ (copy.getContext("2d"));
    return from.getImageData(0, 0, copy.width, copy.height).data;
  }

  function repaint() {
    const now = matrix;
    wipe(WHITE);
    setMatrix(...matrixBefore);
    for (const part of kept ?? []) draw(part);
    matrix = now;
  }

  /** @param {number} color */
  function wipe(color) {
    pixels = null;
    context.setTransform(1, 0, 0, 1, 0, 0);
    if (color % 256 < 255) {
      context.fillStyle = "#fff";
      context.fillRect(0, 0, canvas.width, canvas.height);
    }
    context.fillStyle = css(color);
    context.fillRect(0, 0, canvas.width, canvas.height);
  }

  /** @param {number[]} values */
  function setMatrix(...values) {
    matrix = values;
    const [a, b, c, d, e, f] = values.map((value) => value * ratio);
    context.setTransform(a, b, c, d, e, f);
  }

  /** Draw all pieces; return where the last one that clears begins, or -1.
   * @param {Part} part
   */
  function draw({ numbers, texts }) {
    context.lineCap = context.lineJoin = "round";
    let cleared = -1;
    let at = 0;
    while (at < numbers.length) {
      switch (numbers[at]) {
        case CLEAR:
          cleared = at;
          wipe(numbers[at + 1]);
          setMatrix(...matrix);
          at += 2;
          break;
        case MATRIX:
          setMatrix(...numbers.subarray(at + 1, at + 7));
          at += 7;
          break;
        case ELLIPSE:
          at = drawEllipse(numbers, at);
          break;
        case RECT:
          at = drawRect(numbers, at);
          break;
        case LINES:
        case CURVE:
        case POLYGON:
          at = drawPoints(numbers, at);
          break;
        case ARC:
          at = drawArc(numbers, at);
          break;
        case PIE:
          at = drawPie(numbers, at);
          break;
        case TEXT:
          at = drawText(numbers, at, texts);
          break;
        case IMAGE:
          at = drawImage(numbers, at);
          break;
        default:
          throw new Error(`there is no piece of kind ${numbers[at]}`);
      }
    }
    return cleared;
  }

  /** Fill and outline the path.
   * @param {number} fill
   * @param {number} outline
   * @param {number} thickness
   */
  function finish(fill, outline, thickness) {
    if (fill !== NONE) {
      context.fillStyle = css(fill);
      context.fill();
    }
    if (outline !== NONE && thickness > 0) {
      context.strokeStyle = css(outline);
      context.lineWidth = thickness;
      context.stroke();
    }
  }

  /** Half a pixel of the display, where that puts the edges of a line between pixels.
   * @param {number} thickness
   */
  function shift(thickness) {
    const straight = matrix[1] === 0 && matrix[2] === 0;
    const wide = Math.round(thickness * ratio * Math.abs(matrix[0]));
    return straight && wide % 2 ? 0.5 / ratio / (matrix[0] || 1) : 0;
  }

  /** @param {Float64Array} numbers @param {number} at */
  function drawEllipse(numbers, at) {
    const rx = numbers[at + 6];
    const ry = numbers[at + 7];
    if (rx >= 0 && ry >= 0) {
      context.beginPath();
      context.ellipse(numbers[at + 4], numbers[at + 5], rx, ry, 0, 0, 2 * Math.PI);
      finish(numbers[at + 1], numbers[at + 2], numbers[at + 3]);
    }
    return at + 8;
  }

  /** @param {Float64Array} numbers @param {number} at */
  function drawRect(numbers, at) {
    const [, fill, outline, thickness, x, y, width, height, radius] = numbers.subarray(at, at + 9);
    if (outline === NONE && radius === 0) {
      context.fillStyle = css(fill);
      if (fill !== NONE) context.fillRect(x, y, width, height);
      return at + 9;
    }
    const half = outline === NONE ? 0 : shift(thickness);
    context.beginPath();
    if (radius > 0) context.roundRect(x + half, y + half, width, height, radius);
    else context.rect(x + half, y + half, width, height);
    finish(fill, outline, thickness);
    return at + 9;
  }

  /** Lines, curves and polygons: all that goes through points.
   * @param {Float64Array} numbers
   * @param {number} at
   */
  function drawPoints(numbers, at) {
    const [kind, fill, outline, thickness, smooth, count] = numbers.subarray(at, at + 6);
    const points = numbers.subarray(at + 6, at + 6 + count);
    const half = outline === NONE || smooth ? 0 : shift(thickness);
    context.beginPath();
    if (smooth) traceCurve(points, kind === POLYGON);
    else {
      for (let i = 0; i < count; i += 2) context.lineTo(points[i] + half, points[i + 1] + half);
    }
    if (kind === POLYGON) context.closePath();
    finish(fill, outline, thickness);
    return at + 6 + count;
  }

  /** A curve through all points: where it passes one, it runs as from the one before to the next.
   * @param {Float64Array} points
   * @param {boolean} closed
   */
  function traceCurve(points, closed) {
    const count = points.length / 2;
    /** @param {number} index */
    const point = (index) => {
      const i = closed ? (index + count) % count : Math.max(0, Math.min(count - 1, index));
      return [points[2 * i], points[2 * i + 1]];
    };
    context.moveTo(points[0], points[1]);
    for (let i = 0; i < (closed ? count : count - 1); i++) {
      const [[ax, ay], [bx, by], [cx, cy], [dx, dy]] = [-1, 0, 1, 2].map((step) => point(i + step));
      context.bezierCurveTo(
        ...[bx + (cx - ax) / 6, by + (cy - ay) / 6, cx - (dx - bx) / 6, cy - (dy - by) / 6],
        ...[cx, cy],
      );
    }
  }

  /** @param {Float64Array} numbers @param {number} at */
  function drawArc(numbers, at) {
    const [, color, thickness, x, y, rx, ry, from, to] = numbers.subarray(at, at + 9);
    context.beginPath();
    context.ellipse(x, y, rx, ry, 0, from * RADIANS, to * RADIANS, to < from);
    finish(NONE, color, thickness);
    return at + 9;
  }

  /** @param {Float64Array} numbers @param {number} at */
  function drawPie(numbers, at) {
    const [, fill, outline, thickness, x, y, radius, from, to] = numbers.subarray(at, at + 9);
    context.beginPath();
    context.moveTo(x, y);
    context.arc(x, y, radius, from * RADIANS, to * RADIANS, to < from);
    context.closePath();
    finish(fill, outline, thickness);
    return at + 9;
  }

  /** @param {Float64Array} numbers @param {number} at @param {string[]} texts */
  function drawText(numbers, at, texts) {
    const [, color, x, y, text, font, size, align, valign, angle] = numbers.subarray(at, at + 10);
    const rows = texts[text].split("\n");
    const height = size * LINE_HEIGHT;
    context.save();
    context.translate(x, y);
    if (angle) context.rotate(angle * RADIANS);
    context.font = texts[font];
    context.fillStyle = css(color);
    context.textAlign = ALIGNMENTS[align];
    context.textBaseline = "alphabetic";
    // Where letters stand in a row is the same for all texts in a font.
    const { fontBoundingBoxAscent: up, fontBoundingBoxDescent: down } = context.measureText("x");
    const top = (-valign / 2) * height * rows.length;
    rows.forEach((row, index) => {
      context.fillText(row, 0, top + index * height + (height - up - down) / 2 + up);
    });
    context.restore();
    return at + 10;
  }

  /** @param {Float64Array} numbers @param {number} at */
  function drawImage(numbers, at) {
    const [, number, opacity, x, y, width, height, angle, flipX, flipY] = numbers.subarray(
      at,
      at + 10,
    );
    const [left, top, partWidth, partHeight, smooth, midX, midY] = numbers.subarray(
      at + 10,
      at + 17,
    );
    const shown = picture(number);
    if (shown && width && height) {
      context.save();
      context.globalAlpha = opacity;
      context.imageSmoothingEnabled = smooth === 1;
      context.imageSmoothingQuality = "high";
      context.translate(x, y);
      if (angle) context.rotate(angle * RADIANS);
      context.scale(flipX, flipY);
      const place = [-midX * width, -midY * height, width, height];
      // As mirrored, so that the picture stays where it is.
      if (flipX < 0) place[0] = (midX - 1) * width;
      if (flipY < 0) place[1] = (midY - 1) * height;
      const [px, py] = place;
      context.drawImage(shown, left, top, partWidth, partHeight, px, py, width, height);
      context.restore();
    }
    return at + 17;
  }

  // Not at once: the canvas may change the frame's size again, which browsers report as an error.
  const observer = new ResizeObserver(() => requestAnimationFrame(fit));
  observer.observe(frame);
  const pointer = makePointer(canvas, () => size, hold);

  return {
    /** A canvas of this size, white.
     * @param {number} width
     * @param {number} height
     */
    setSize(width, height) {
      size = { width, height };
      kept = [];
      keptNumbers = 0;
      matrix = matrixBefore = UNCHANGED;
      shape(frame, width, height);
      fit();
      wipe(WHITE);
      setMatrix(...matrix);
    },

    /**
     * @param {Numbers} pieces
     * @param {string} texts that the pieces name by number, with "\0" between them
     */
    paint(pieces, texts) {
      if (display !== devicePixelRatio) fit();
      pixels = null;
      const part = { numbers: copyOf(pieces), texts: texts.split("\0") };
      const cleared = draw(part);
      if (cleared >= 0) {
        kept = [];
        keptNumbers = 0;
        // Pieces before the last clear are gone, but for the matrix that they left.
        matrixBefore = matrixAt(part.numbers, cleared) ?? matrixBefore;
        part.numbers = part.numbers.subarray(cleared);
      }
      keptNumbers += part.numbers.length;
      if (keptNumbers > MOST_KEPT) kept = null;
      kept?.push(part);
    },

    /** The width of the widest line of a text.
     * @param {string} font
     * @param {string} text
     */
    measure(font, text) {
      context.save();
      context.font = font;
      const widths = text.split("\n").map((row) => context.measureText(row).width);
      context.restore();
      return Math.max(...widths);
    },

    /** The colour at a place, as one number.
     * @param {number} x
     * @param {number} y
     */
    pixel(x, y) {
      const [across, down] = [x, y].map((value) => Math.floor((value + 0.5) * ratio));
      // All at once: who asks for one pixel often asks for many.
      pixels ??= pixelsOf(copyOfPixels(true));
      const at = 4 * (Math.min(down, canvas.height - 1) * canvas.width + across);
      return (pixels[at] * 256 + pixels[at + 1]) * 256 + pixels[at + 2];
    },

    /** Keep what is on the canvas as a picture.
     * @returns {string} as loadPicture
     */
    snapshot: () => `${add(copyOfPixels())} ${canvas.width} ${canvas.height}`,

    /** @returns {string} the picture as a data: address */
    png: () => canvas.toDataURL("image/png"),

    takePointer: pointer.take,
    wantPointer: pointer.want,

    close() {
      observer.disconnect();
      pointer.close();
    },
  };
}

/** The size of each piece that has a fixed one. */
const SIZES = new Map([
  ...[
    [CLEAR, 2],
    [MATRIX, 7],
    [RECT, 9],
    [ELLIPSE, 8],
    [ARC, 9],
  ].map(pair),
  ...[
    [PIE, 9],
    [TEXT, 10],
    [IMAGE, 17],
  ].map(pair),
]);

/** @param {number[]} values @returns {[number, number]} */
function pair([first, second]) {
  return [first, second];
}

/** The matrix that was set last before a place, or null if none was.
 * @param {Float64Array} numbers
 * @param {number} end
 */
function matrixAt(numbers, end) {
  let found = null;
  for (let at = 0; at < end; at += SIZES.get(numbers[at]) ?? 6 + numbers[at + 5]) {
    if (numbers[at] === MATRIX) found = [...numbers.subarray(at + 1, at + 7)];
  }
  return found;
}
