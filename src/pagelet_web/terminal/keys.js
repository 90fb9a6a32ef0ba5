/** Which keys of a terminal are for its program. All others are the browser's, which would not get them otherwise. */

/** A way back to the browser, whatever the program reads: reload, its own fields, full screen, its tools. */
const NEVER = new Set(["F5", "F6", "F11", "F12"]);
/** Keys with a name that a line is edited with, as Python's `NAMES` in `pagelet/terminal/keys.py` has them. */
const IN_LINE = new Set([
  ...["Enter", "Shift+Enter", "Control+Enter"],
  ...["Backspace", "Shift+Backspace", "Control+Backspace", "Alt+Backspace", "Delete", "Tab"],
  ...["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End"],
  ...["Control+ArrowLeft", "Control+ArrowRight"],
]);
const NAMED = /^(F\d+|Arrow\w+|Page\w+|Home|End|Insert|Delete|Backspace|Enter|Escape|Tab)$/;

/** @typedef {"lines" | "keys" | "nobody"} Reader what reads keys: who edits a line, who reads each key, or nobody */

/**
 * @param {string} controls the letters that mean something with Ctrl where a line is edited
 * @param {string} alts and those with Alt
 */
export function makeKeys(controls, alts) {
  /** @type {Reader} */
  let reader = "nobody";
  let isLeaving = false;

  /** @param {KeyboardEvent} event */
  function isInLine(event) {
    const { key, ctrlKey, altKey, shiftKey } = event;
    if (NAMED.test(key)) {
      const held = `${ctrlKey ? "Control+" : ""}${altKey ? "Alt+" : ""}${shiftKey ? "Shift+" : ""}`;
      return IN_LINE.has(held + key) && !(key === "Tab" && isLeaving);
    }
    // Ctrl and Alt together write on many keyboards; names such as "Dead" and "Process" begin a letter.
    if (ctrlKey === altKey || [...key].length > 1) return true;
    // Not by its letter: Ctrl-C is on the same key of a Greek keyboard.
    if (ctrlKey) return !shiftKey && controls.includes(String.fromCharCode(event.keyCode | 32));
    return alts.includes(key) || !/\w/.test(key);
  }

  return {
    /** @param {Reader} now */
    setReader(now) {
      reader = now;
    },

    /** For xterm.js, which leaves a key alone if this is false.
     * @param {KeyboardEvent} event
     */
    isForProgram(event) {
      const { type, key, metaKey, shiftKey } = event;
      // As in an editor of the page: after Escape, Tab leaves.
      if (type === "keydown" && key !== "Tab" && key !== "Shift") isLeaving = key === "Escape";
      // Scrolls the terminal; selects all of it.
      if (shiftKey && /^Page(Up|Down)$/.test(key)) return true;
      if (metaKey) return key === "a" || key === "Meta";
      if (NEVER.has(key)) return false;
      if (reader === "keys") return true;
      return reader === "lines" ? isInLine(event) : !NAMED.test(key) && !event.ctrlKey;
    },
  };
}
