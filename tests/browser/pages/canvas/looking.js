// For tests: the colour of a canvas at a place of the program's own pixels.
function pixel(x, y, number = 0) {
  const canvas = document.querySelectorAll(".pagelet-canvas canvas")[number];
  const shown = canvas?.closest(".pagelet-canvas-frame").style.aspectRatio.split("/").map(Number);
  if (!shown?.[1]) return "";
  const [across, down] = [(x * canvas.width) / shown[0], (y * canvas.height) / shown[1]];
  const { data } = canvas.getContext("2d").getImageData(Math.floor(across), Math.floor(down), 1, 1);
  return `#${[...data].slice(0, 3).map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

// For tests: something that a pointer does at such a place.
function pointer(type, x, y, { button = 0, kind = "mouse", id = 1 } = {}) {
  const canvas = document.querySelector(".pagelet-canvas canvas");
  const [width, height] = canvas.closest(".pagelet-canvas-frame").style.aspectRatio.split("/").map(Number);
  const box = canvas.getBoundingClientRect();
  const place = { clientX: box.x + (x * box.width) / width, clientY: box.y + (y * box.height) / height };
  const options = { bubbles: true, cancelable: true, pointerId: id, pointerType: kind, button, ...place };
  canvas.dispatchEvent(new PointerEvent(type, options));
}

// For tests: hide the page, and show it again.
function hide(hidden) {
  Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
  document.dispatchEvent(new Event("visibilitychange"));
}
