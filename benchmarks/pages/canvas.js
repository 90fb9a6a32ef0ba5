// What `canvas.py` draws, as one writes it in JavaScript.
const COLORS = ["tomato", "gold", "skyblue", "seagreen"];
const WIDTH = 640;
const HEIGHT = 400;

class Ball {
  /** @param {number} number */
  constructor(number) {
    this.x = Math.random() * WIDTH;
    this.y = Math.random() * HEIGHT;
    this.dx = Math.random() * 6 - 3;
    this.dy = Math.random() * 6 - 3;
    this.color = COLORS[number % 4];
  }

  move() {
    this.x += this.dx;
    this.y += this.dy;
    if (this.x <= 0 || this.x >= WIDTH) this.dx = -this.dx;
    if (this.y <= 0 || this.y >= HEIGHT) this.dy = -this.dy;
  }
}

/** A canvas on the page, as sharp as the display.
 * @param {number} width
 * @param {number} height
 */
const newContext = (width, height) => {
  const canvas = document.createElement("canvas");
  canvas.width = width * devicePixelRatio;
  canvas.height = height * devicePixelRatio;
  canvas.style.width = `${width}px`;
  document.body.append(canvas);
  const context = canvas.getContext("2d");
  if (!context) throw new Error("This browser draws nothing.");
  context.scale(devicePixelRatio, devicePixelRatio);
  return context;
};

const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));

/** @type {Ball[]} */
let balls = [];
/** @type {CanvasRenderingContext2D | undefined} */
let own;

/** @type {Record<string, (context: CanvasRenderingContext2D, frame: number, lines: number) => void>} */
const DRAW = {
  circles(context) {
    for (const ball of balls) {
      ball.move();
      context.beginPath();
      context.arc(ball.x, ball.y, 8, 0, 2 * Math.PI);
      context.fillStyle = ball.color;
      context.fill();
    }
  },
  lines(context, frame, lines) {
    context.strokeStyle = "black";
    let x = WIDTH / 2;
    let y = HEIGHT / 2;
    for (let line = 0; line < lines; line++) {
      const angle = frame / 50 + line * 0.1;
      const nextX = WIDTH / 2 + (line / 6) * Math.cos(angle);
      const nextY = HEIGHT / 2 + (line / 6) * Math.sin(angle);
      context.beginPath();
      context.moveTo(x, y);
      context.lineTo(nextX, nextY);
      context.stroke();
      [x, y] = [nextX, nextY];
    }
  },
};

/** The seconds of work in a frame, and how many frames there are in a second.
 * @param {string} name
 * @param {number} frames
 * @param {number} circles
 * @param {number} lines
 */
const measured = async (name, frames, circles, lines) => {
  own ??= newContext(WIDTH, HEIGHT);
  if (!balls.length) balls = Array.from({ length: circles }, (_, number) => new Ball(number));
  let work = 0;
  await nextFrame();
  const begin = performance.now();
  for (let frame = 0; frame < frames; frame++) {
    const start = performance.now();
    own.fillStyle = "white";
    own.fillRect(0, 0, WIDTH, HEIGHT);
    DRAW[name](own, frame, lines);
    work += performance.now() - start;
    await nextFrame();
  }
  return [work / frames / 1000, (frames / (performance.now() - begin)) * 1000];
};

Object.assign(globalThis, { newContext, nextFrame, measured });
