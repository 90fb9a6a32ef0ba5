/** What tests need to look at a turtle's canvas and to touch it: places are in the turtle's units. */

const canvas = (number = 0) => document.querySelectorAll(".pagelet-turtle canvas")[number];

/** Where a point is: a part of the canvas' width and height, from the upper left. */
function part(node, x, y) {
  const [width, height] = (node.dataset.size ?? "400,300").split(",").map(Number);
  return [(width / 2 + x) / width, (height / 2 - y) / height];
}

/** The colour at a point, as "#rrggbb"; "" where nothing was painted yet, not even the background. */
window.pixel = (x, y, number) => {
  const node = canvas(number);
  const [across, down] = part(node, x, y);
  const { data } = node
    .getContext("2d")
    .getImageData(Math.floor(across * node.width), Math.floor(down * node.height), 1, 1);
  if (data[3] === 0) return "";
  return `#${[...data.slice(0, 3)].map((value) => value.toString(16).padStart(2, "0")).join("")}`;
};

/** Let something happen to the pointer at a point: pointerdown, pointermove, pointerup. */
window.pointer = (type, x, y, { button = 0, kind = "mouse", number = 0 } = {}) => {
  const node = canvas(number);
  const box = node.getBoundingClientRect();
  const [across, down] = part(node, x, y);
  const [clientX, clientY] = [box.left + across * box.width, box.top + down * box.height];
  // Without the view, offsets would be those of a page that is not scrolled.
  const shared = { view: window, bubbles: true, cancelable: true };
  const options = { ...shared, clientX, clientY, button, pointerType: kind, pointerId: 1 };
  node.dispatchEvent(new PointerEvent(type, options));
};
window.click = (x, y, options) => {
  pointer("pointerdown", x, y, options);
  pointer("pointerup", x, y, options);
};

/** Let a key be pressed, held or let go on the canvas, or on what is given. */
window.key = (type, name, { repeat = false, target = canvas() } = {}) => {
  const event = new KeyboardEvent(type, { key: name, repeat, bubbles: true, cancelable: true });
  target.dispatchEvent(event);
  return event.defaultPrevented;
};
