/**
 * Keys for the prompt of a console whose Python runs in a worker.
 *
 * The prompt (`pagelet/console/prompt.py`) decides about a key at once, before the browser acts on it. A worker
 * cannot answer at once. So keys that it may act on are taken from the browser here, and what is typed
 * while it has not answered waits: no key overtakes the one before it.
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
    const isWriting = !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing;
    if (!isForPrompt(field, event) && !(isBusy && isWriting)) return;
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
  if (ctrlKey) return key.toLowerCase() === "l" || (key.toLowerCase() === "d" && value === "");
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

/** What the browser would have done with a key that was kept from it.
 * @param {HTMLTextAreaElement} field
 * @param {KeyboardEvent} event
 */
function write(field, { key }) {
  if (field.readOnly) return;
  const { selectionStart: start, selectionEnd: end } = field;
  if (key === "ArrowLeft" || key === "ArrowRight") {
    const at = key === "ArrowLeft" ? Math.max(0, start - 1) : end + 1;
    field.setSelectionRange(at, at);
    return;
  }
  if (key === "Backspace") {
    field.setRangeText("", start === end ? Math.max(0, start - 1) : start, end, "end");
  } else if (key === "Enter" || [...key].length === 1) {
    field.setRangeText(key === "Enter" ? "\n" : key, start, end, "end");
  } else {
    return;
  }
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
}
