/**
 * Keys for the prompt of a console whose Python runs in a worker.
 *
 * The prompt (`pagelet/console/prompt.py`) decides about a key at once, before the browser acts on it. A worker
 * cannot answer at once. So keys that it may act on are taken from the browser here, and what is typed
 * while it has not answered waits: no key overtakes the one before it. All others (F5, say) are the browser's.
 */

/**
 * @param {HTMLTextAreaElement} field
 * @param {(event: KeyboardEvent) => Promise<unknown>} handle acts on a key; true if it did
 * @returns {() => void} undoes it
 */
export function askAboutKeys(field, handle) {
  /** @type {KeyboardEvent[]} */
  const waiting = [];
  let isBusy = false;

  async function actInOrder() {
    isBusy = true;
    for (let event = waiting.shift(); event; event = waiting.shift()) {
      const acted = isForPrompt(field, event) && (await handle(event).catch(() => false));
      if (acted !== true) write(field, event);
    }
    isBusy = false;
  }

  /** @param {KeyboardEvent} event */
  const listener = (event) => {
    // What waits may fill an empty field, in which Tab then completes.
    const fills = waiting.some(({ key }) => isText(key));
    const waits = isBusy && (canWrite(event) || (event.key === "Tab" && fills));
    if (!isForPrompt(field, event) && !waits) return;
    event.preventDefault();
    waiting.push(event);
    if (!isBusy) void actInOrder();
  };
  field.addEventListener("keydown", listener);
  return () => field.removeEventListener("keydown", listener);
}

/** Whether the prompt may act on a key.
 * @param {HTMLTextAreaElement} field
 * @param {KeyboardEvent} event
 */
function isForPrompt(field, { key, shiftKey, ctrlKey, altKey, metaKey, isComposing }) {
  if (altKey || metaKey || isComposing) return false;
  const { value, selectionStart, selectionEnd } = field;
  if (ctrlKey) {
    const letter = key.toLowerCase();
    return !field.readOnly && (letter === "l" || (letter === "d" && value === ""));
  }
  const before = value.slice(0, selectionStart);
  const line = before.slice(before.lastIndexOf("\n") + 1);
  const choices = document.getElementById(field.getAttribute("aria-controls") ?? "");
  if (choices && !choices.hidden && ["Tab", "Escape", "ArrowUp", "ArrowDown"].includes(key)) {
    return true;
  }
  if (field.readOnly) return false;
  switch (key) {
    case "Enter":
      return !shiftKey;
    case "Tab":
      return shiftKey ? line.startsWith(" ") : value !== "";
    case "Backspace":
      return !shiftKey && line !== "" && line.trim() === "" && selectionStart === selectionEnd;
    case "ArrowUp":
      return !shiftKey && !before.includes("\n");
    case "ArrowDown":
      return !shiftKey && !value.slice(selectionEnd).includes("\n");
    default:
      return false;
  }
}

/** @param {string} key */
const isText = (key) => [...key].length === 1;

const MOVES = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"];

/** Whether `write` can do later what the browser would do with a key now.
 * @param {KeyboardEvent} event
 */
function canWrite({ key, shiftKey, ctrlKey, altKey, metaKey, isComposing }) {
  if (ctrlKey || altKey || metaKey || isComposing) return false;
  if (isText(key) || key === "Enter" || key === "Backspace") return true;
  return !shiftKey && (MOVES.includes(key) || key === "Delete");
}

/** What the browser would have done with a key that was kept from it.
 * @param {HTMLTextAreaElement} field
 * @param {KeyboardEvent} event
 */
function write(field, event) {
  if (field.readOnly || !canWrite(event)) return;
  const { key } = event;
  const { selectionStart: start, selectionEnd: end } = field;
  if (MOVES.includes(key)) {
    const at = moved(field, key);
    field.setSelectionRange(at, at);
    return;
  }
  if (key === "Backspace") {
    field.setRangeText("", start === end ? Math.max(0, start - 1) : start, end, "end");
  } else if (key === "Delete") {
    field.setRangeText("", start, start === end ? end + 1 : end, "end");
  } else {
    field.setRangeText(key === "Enter" ? "\n" : key, start, end, "end");
  }
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
}

/** Where the cursor goes.
 * @param {HTMLTextAreaElement} field
 * @param {string} key
 */
function moved({ value, selectionStart: start, selectionEnd: end }, key) {
  /** @param {number} at */
  const lineStart = (at) => value.lastIndexOf("\n", at - 1) + 1;
  /** @param {number} at */
  const lineEnd = (at) => (value.indexOf("\n", at) < 0 ? value.length : value.indexOf("\n", at));
  const [first, last] = [lineStart(start), lineEnd(end)];
  switch (key) {
    case "ArrowLeft":
      return start === end ? Math.max(0, start - 1) : start;
    case "ArrowRight":
      return start === end ? Math.min(value.length, end + 1) : end;
    case "ArrowUp":
      return first ? Math.min(lineStart(first - 1) + start - first, first - 1) : 0;
    case "ArrowDown":
      return last < value.length
        ? Math.min(last + 1 + end - lineStart(end), lineEnd(last + 1))
        : last;
    case "Home":
      return first;
    default:
      return last;
  }
}
