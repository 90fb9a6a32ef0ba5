/**
 * Paints what turtles drew (`pagelet.turtles.drawing`) on a canvas, sharp on any display.
 *
 * Python sends numbers: each piece begins with its kind. Pieces that last are kept here, as numbers and
 * as pixels of a layer of their own, so that a frame costs little and a new size can be painted
 * without asking Python. Places are in the turtle's units, sizes in pixels of the drawing.
 */

import { copyOf, hold, MOST_PIXELS, shape } from "../canvas/numbers.js";

const LINE = 0;
const POLYGON = 1;
const DOT = 2;
const TEXT = 3;
const IMAGE = 4;
const ALIGNMENTS = [0, 0.5, 1]; // left, center, right: which part of a text is before its place
const UNDERLINED = 1;
const STRUCK = 2;

const LINE_HEIGHT = 1.2; // in font sizes
const LONGEST_FRAME = 250; // ms; browsers give no frames at all to a page that cannot be seen
const MOST_PARTS = 500;

/** @typedef {import("../canvas/numbers.js").Numbers} Numbers */

/**
 * @param {HTMLCanvasElement} canvas
 * @param {HTMLElement} frame holds the canvas; scrolls where the canvas is larger than the window
 */
export function makePainter(canvas, frame) {
  const screen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const store = document.createElement("canvas");
  const layer = /** @type {CanvasRenderingContext2D} */ (store.getContext("2d"));
  /** @type {string[]} */
  const texts = [];
  /** @type {Map<string, HTMLImageElement>} */
  const pictures = new Map();

  /** @type {Float64Array[]} */
  let kept = [];
  /** @type {Float64Array} */
  let passing = new Float64Array();
  let window_ = { width: 1, height: 1 };
  let size = { width: 1, height: 1 };
  let place = { x: 0, y: 0, scaleX: 1, scaleY: 1 };
  let paper = { color: "#ffffff", picture: "" };
  // Pixels of the display for one pixel of the drawing, and that ratio without the display's own part.
  let ratio = 1;
  let shrink = 1;
  let display = devicePixelRatio;

  /** Fit the canvas to the room that the page gives it. */
  function fit() {
    display = devicePixelRatio;
    shrink = frame.getBoundingClientRect().width / window_.width || 1;
    const most = Math.sqrt(MOST_PIXELS / (size.width * size.height));
    ratio = Math.min(shrink * display, most);
    const width = Math.max(1, Math.round(size.width * ratio));
    const height = Math.max(1, Math.round(size.height * ratio));
    canvas.style.width = `${size.width * shrink}px`;
    canvas.style.height = `${size.height * shrink}px`;
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = store.width = width;
      canvas.height = store.height = height;
    }
    repaint();
  }

  function repaint() {
    layer.clearRect(0, 0, store.width, store.height);
    for (const part of kept) draw(layer, part);
    show();
  }

  /** Put paper, layer and what passes on the screen. */
  function show() {
    screen.fillStyle = paper.color;
    screen.fillRect(0, 0, canvas.width, canvas.height);
    if (paper.picture) drawPicture(screen, paper.picture, 0, 0);
    screen.drawImage(store, 0, 0);
    draw(screen, passing);
  }

  /** @param {number} x @returns {number} */
  const across = (x) => Math.round(place.x * ratio) + x * place.scaleX * ratio;
  /** @param {number} y @returns {number} */
  const down = (y) => Math.round(place.y * ratio) - y * place.scaleY * ratio;
  /** Half a pixel, where that puts the edges of a line between pixels.
   * @param {number} width */
  const shift = (width) => (Math.round(width) % 2 ? 0.5 : 0);

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {Float64Array} numbers
   */
  function draw(context, numbers) {
    context.lineCap = context.lineJoin = "round";
    let at = 0;
    while (at < numbers.length) {
      const kind = numbers[at];
      if (kind === LINE) at = drawLines(context, numbers, at);
      else if (kind === POLYGON) at = drawPolygon(context, numbers, at);
      else if (kind === DOT) at = drawDot(context, numbers, at);
      else if (kind === TEXT) at = drawText(context, numbers, at);
      else if (kind === IMAGE) {
        drawPicture(context, texts[numbers[at + 3]], numbers[at + 1], numbers[at + 2]);
        at += 4;
      } else throw new Error(`there is no piece of kind ${kind}`);
    }
  }

  /** Draw lines, all that follow each other in one colour and width at once.
   * @param {CanvasRenderingContext2D} context
   * @param {Float64Array} numbers
   * @param {number} at
   * @returns {number} the place behind them
   */
  function drawLines(context, numbers, at) {
    const [color, width] = [numbers[at + 1], numbers[at + 2]];
    const wide = (width || 1) * ratio;
    const half = shift(wide);
    context.beginPath();
    while (numbers[at] === LINE && numbers[at + 1] === color && numbers[at + 2] === width) {
      const end = at + 4 + numbers[at + 3];
      trace(context, numbers, at + 4, end, half);
      at = end;
    }
    if (color >= 0) {
      context.strokeStyle = css(color);
      context.lineWidth = wide;
      context.stroke();
    }
    return at;
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {Float64Array} numbers
   * @param {number} from
   * @param {number} end
   * @param {number} half
   */
  function trace(context, numbers, from, end, half) {
    context.moveTo(across(numbers[from]) + half, down(numbers[from + 1]) + half);
    for (let at = from + 2; at < end; at += 2) {
      context.lineTo(across(numbers[at]) + half, down(numbers[at + 1]) + half);
    }
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {Float64Array} numbers
   * @param {number} at
   * @returns {number} the place behind it
   */
  function drawPolygon(context, numbers, at) {
    const [, fill, outline, width, count] = numbers.subarray(at, at + 5);
    const end = at + 5 + count;
    const wide = (width || 1) * ratio;
    context.beginPath();
    trace(context, numbers, at + 5, end, outline < 0 ? 0 : shift(wide));
    context.closePath();
    if (fill >= 0) {
      context.fillStyle = css(fill);
      context.fill("evenodd");
    }
    if (outline >= 0) {
      context.strokeStyle = css(outline);
      context.lineWidth = wide;
      context.stroke();
    }
    return end;
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {Float64Array} numbers
   * @param {number} at
   * @returns {number} the place behind it
   */
  function drawDot(context, numbers, at) {
    const [, color, diameter, x, y] = numbers.subarray(at, at + 5);
    if (color >= 0) {
      context.beginPath();
      context.arc(across(x), down(y), (diameter / 2) * ratio, 0, 2 * Math.PI);
      context.fillStyle = css(color);
      context.fill();
    }
    return at + 5;
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {Float64Array} numbers
   * @param {number} at
   * @returns {number} the place behind it
   */
  function drawText(context, numbers, at) {
    const [, color, x, y, align, text, font, size, lines] = numbers.subarray(at, at + 9);
    if (color < 0) return at + 9;
    context.save();
    // From here on in pixels of the drawing, with the text's place as the origin.
    context.setTransform(ratio, 0, 0, ratio, across(x), down(y));
    context.font = texts[font];
    context.fillStyle = css(color);
    const rows = texts[text].split("\n");
    const start = -ALIGNMENTS[align] * widthOf(context, rows);
    const height = size * LINE_HEIGHT;
    const descent = context.measureText("x").fontBoundingBoxDescent;
    rows.forEach((row, index) => {
      const base = -descent - (rows.length - 1 - index) * height;
      context.fillText(row, start, base);
      const { width } = context.measureText(row);
      const thick = Math.max(1, size / 14);
      if (lines & UNDERLINED) context.fillRect(start, base + thick, width, thick);
      if (lines & STRUCK) context.fillRect(start, base - size * 0.3, width, thick);
    });
    context.restore();
    return at + 9;
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {string[]} rows
   */
  const widthOf = (context, rows) => Math.max(...rows.map((row) => context.measureText(row).width));

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {string} url
   * @param {number} x its middle
   * @param {number} y
   */
  function drawPicture(context, url, x, y) {
    let picture = pictures.get(url);
    if (!picture) {
      picture = new Image();
      picture.onload = repaint;
      picture.src = url;
      pictures.set(url, picture);
    }
    if (!picture.complete || !picture.naturalWidth) return;
    const [width, height] = [picture.naturalWidth * ratio, picture.naturalHeight * ratio];
    context.drawImage(picture, across(x) - width / 2, down(y) - height / 2, width, height);
  }

  // Not at once: the canvas may change the frame's size again, which browsers report as an error.
  const observer = new ResizeObserver(() => requestAnimationFrame(fit));
  observer.observe(frame);

  /** Keys that the program wants: in the page they do nothing else (scroll, for example). */
  const wanted = { keys: new Set(), alsoOfPage: false };
  /** Here and not in Python, which the browser does not wait for.
   * @param {KeyboardEvent} event
   */
  const own = (event) => {
    const { target, key, ctrlKey, metaKey, altKey } = event;
    const here = target === canvas || (wanted.alsoOfPage && target === document.body);
    if (here && wanted.keys.has(key) && !ctrlKey && !metaKey && !altKey) event.preventDefault();
  };
  document.addEventListener("keydown", own);

  return {
    /** The window that a program asked for, and the canvas in it, in pixels of the drawing.
     * @param {number} windowWidth
     * @param {number} windowHeight
     * @param {number} width
     * @param {number} height
     */
    setSize(windowWidth, windowHeight, width, height) {
      window_ = { width: windowWidth, height: windowHeight };
      size = { width, height };
      shape(frame, windowWidth, windowHeight);
      const scrolls = width > windowWidth || height > windowHeight;
      frame.style.overflow = scrolls ? "auto" : "hidden";
      fit();
      frame.scrollLeft = (frame.scrollWidth - frame.clientWidth) / 2;
      frame.scrollTop = (frame.scrollHeight - frame.clientHeight) / 2;
    },

    /** Where (0, 0) is, and how long a unit is.
     * @param {number} x
     * @param {number} y
     * @param {number} scaleX
     * @param {number} scaleY
     */
    setPlace(x, y, scaleX, scaleY) {
      place = { x, y, scaleX, scaleY };
      repaint();
    },

    /** @param {string} color @param {string} picture address, or "" */
    setPaper(color, picture) {
      paper = { color, picture };
      show();
    },

    /** Texts that numbers will name, by the order in which they came.
     * @param {string} text
     */
    addText(text) {
      texts.push(text);
    },

    /**
     * @param {boolean} anew whether to forget everything that was kept
     * @param {Numbers} lasting
     * @param {Numbers} above
     */
    paint(anew, lasting, above) {
      if (anew) {
        kept = [];
        layer.clearRect(0, 0, store.width, store.height);
      }
      const part = copyOf(lasting);
      if (part.length) {
        kept.push(part);
        if (kept.length > MOST_PARTS) kept = [joined(kept)];
        draw(layer, part);
      }
      passing = copyOf(above);
      if (display !== devicePixelRatio) fit();
      else show();
    },

    /** @param {string} font @param {string} text @returns {number} */
    measure(font, text) {
      screen.save();
      screen.font = font;
      const width = widthOf(screen, text.split("\n"));
      screen.restore();
      return width;
    },

    /** Ends when the browser is about to paint.
     * @returns {Promise<void>}
     */
    nextFrame() {
      return new Promise((resolve) => {
        const late = setTimeout(resolve, LONGEST_FRAME);
        requestAnimationFrame(() => {
          clearTimeout(late);
          resolve();
        });
      });
    },

    /** Send the canvas what a pointer does until it is let go, also outside.
     * @param {number} pointer
     */
    hold: (pointer) => hold(canvas, pointer),

    /** @returns {string} the picture as a data: address */
    png: () => canvas.toDataURL("image/png"),

    /**
     * @param {string} keys the browser's names of keys, in lines
     * @param {boolean} alsoOfPage also while nothing on the page has the focus
     */
    setKeys(keys, alsoOfPage) {
      wanted.keys = new Set(keys.split("\n"));
      wanted.alsoOfPage = alsoOfPage;
    },

    close() {
      observer.disconnect();
      document.removeEventListener("keydown", own);
    },
  };
}

/** @param {number} color */
const css = (color) => `#${color.toString(16).padStart(6, "0")}`;

/** @param {Float64Array[]} parts @returns {Float64Array} */
function joined(parts) {
  const whole = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
