/**
 * A field in which lines are entered one after the other, as at a terminal.
 *
 * It is JavaScript because the browser wants to know at once whether it may act on a key itself, and
 * because what is typed before Python comes to it must not be mixed up.
 */

import { enter } from "./ownership.js";

/**
 * @param {HTMLFormElement} form
 * @param {HTMLInputElement} field in `form`
 * @param {any} onLine called with each line, or with undefined for the end of the input
 */
export function editLines(form, field, onLine) {
  /** @type {string[]} */
  const history = [];
  let position = 0; // in the history; the line that is being written stands behind the last
  let draft = "";

  /** @param {string} [line] */
  const give = (line) => {
    position = history.length;
    enter(onLine, line);
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const line = field.value;
    field.value = "";
    give(line);
  });

  field.addEventListener("keydown", (event) => {
    const { key } = event;
    if (event.ctrlKey && !event.altKey && key.toLowerCase() === "d") {
      event.preventDefault();
      if (!field.value) give();
    } else if ((key === "ArrowUp" || key === "ArrowDown") && field.type === "text") {
      event.preventDefault();
      if (position === history.length) draft = field.value;
      position = Math.min(Math.max(0, position + (key === "ArrowUp" ? -1 : 1)), history.length);
      field.value = history[position] ?? draft;
    }
  });

  // Several lines answer several questions; the browser would make one of them.
  field.addEventListener("paste", (event) => {
    const pasted = event.clipboardData?.getData("text/plain").replaceAll("\r\n", "\n") ?? "";
    if (!pasted.includes("\n")) return;
    event.preventDefault();
    field.setRangeText(pasted.replaceAll("\n", BREAK));
    const lines = field.value.split(BREAK);
    field.value = lines.pop() ?? "";
    for (const line of lines) give(line);
  });

  return {
    /** @param {string} line to be had back by the arrow keys */
    remember(line) {
      if (line && line !== history.at(-1)) history.push(line);
      position = history.length;
    },
  };
}

// A field takes no line breaks; this character stands for one. Nobody types it.
const BREAK = "\u2028";
