/**
 * A field for Python code, drawn by CodeMirror. It is loaded by the first tag that is an editor.
 *
 * Python (`pagelet.editor`) does the rest: buttons, running, output.
 */

import { loadSheet } from "../loader/styles.js";
import {
  commands,
  core,
  highlight,
  language,
  python,
  state,
  view,
} from "../vendor/codemirror/codemirror.js";

const { EditorView, Decoration, keymap } = view;
const { tags } = highlight;

/** Every colour can be read on the field's background (contrast of 4.5 and more). */
const COLORS = language.HighlightStyle.define([
  {
    tag: [tags.keyword, tags.operatorKeyword, tags.modifier],
    color: "light-dark(#7b2d9e, #d7a1f0)",
  },
  { tag: [tags.string, tags.special(tags.string)], color: "light-dark(#1b6e2c, #8fdb9c)" },
  { tag: [tags.number, tags.bool, tags.null], color: "light-dark(#9a3d00, #ffb27a)" },
  { tag: tags.comment, color: "light-dark(#5d6975, #9aa8b5)", fontStyle: "italic" },
  {
    tag: [tags.function(tags.definition(tags.variableName)), tags.definition(tags.className)],
    color: "light-dark(#1f5f99, #8cc4f5)",
    fontWeight: "600",
  },
  { tag: [tags.className, tags.self, tags.meta], color: "light-dark(#0b6a75, #74d7e2)" },
]);

const THEME = EditorView.theme({
  "&": { color: "inherit", backgroundColor: "transparent", fontSize: "1rem" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": {
    fontFamily: 'ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", Menlo, Consolas, monospace',
    lineHeight: "1.45",
    overflow: "auto",
  },
  ".cm-content": { caretColor: "currentcolor", padding: "0.5rem 0", minHeight: "4.35em" },
  ".cm-cursor, .cm-dropCursor": { borderLeftColor: "currentcolor" },
  ".cm-gutters": {
    color: "light-dark(#5d6975, #9aa8b5)",
    backgroundColor: "transparent",
    border: "none",
  },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "transparent" },
  "&.cm-focused .cm-activeLine": { backgroundColor: "light-dark(#1f5f9912, #8cc4f51a)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground":
    { backgroundColor: "light-dark(#bcd9f2, #2f5276)" },
  "&.cm-focused .cm-matchingBracket, .cm-matchingBracket": {
    backgroundColor: "light-dark(#cfe8cf, #2c5236)",
  },
  ".cm-selectionMatch": { backgroundColor: "light-dark(#e3f1d8, #34482c)" },
  ".cm-wrong": { backgroundColor: "light-dark(#ffd7d2, #5c2520)" },
  ".cm-tooltip, .cm-panels": {
    color: "light-dark(#1c2733, #e3e9ef)",
    backgroundColor: "light-dark(#f4f8fc, #1d2731)",
    border: "1px solid light-dark(#6b7f93, #5d6975)",
  },
  ".cm-tooltip-autocomplete ul li[aria-selected]": {
    color: "light-dark(#fff, #10202f)",
    backgroundColor: "light-dark(#1f5f99, #8cc4f5)",
  },
});

/** @type {any} */
const markLine = state.StateEffect.define();
const marked = state.StateField.define({
  create: () => Decoration.none,
  update(/** @type {any} */ marks, /** @type {any} */ change) {
    // Who changes the code is about to mend it.
    let now = change.docChanged ? Decoration.none : marks;
    for (const effect of change.effects) if (effect.is(markLine)) now = effect.value;
    return now;
  },
  provide: (/** @type {any} */ field) => EditorView.decorations.from(field),
});

/** Escape lets Tab leave the field until something else is typed. */
const leaving = [
  state.Prec.high(
    keymap.of([
      {
        key: "Escape",
        run: (/** @type {any} */ editor) => {
          editor.setTabFocusMode(true);
          return false;
        },
      },
    ]),
  ),
  EditorView.domEventHandlers({
    keydown(/** @type {KeyboardEvent} */ event, /** @type {any} */ editor) {
      if (!["Escape", "Tab", "Shift"].includes(event.key)) editor.setTabFocusMode(false);
      return false;
    },
    blur(/** @type {FocusEvent} */ _event, /** @type {any} */ editor) {
      editor.setTabFocusMode(false);
      return false;
    },
  }),
];

/**
 * Call it after `loadStyles`. It is not async, because Python's functions would not outlive that.
 *
 * @param {HTMLElement} place
 * @param {string} code
 * @param {string} label for screen readers
 * @param {string} indent one step of indentation
 * @param {number} rows how many lines are seen at most, 0 for all
 * @param {() => void} onRun called when the keys for it are pressed
 */
export function openEditor(place, code, label, indent, rows, onRun) {
  const run = () => {
    onRun();
    return true;
  };
  // The page's own styles, which may say anything about `div`, stay out.
  const root = place.attachShadow({ mode: "open" });
  const editor = new EditorView({
    parent: root,
    root,
    doc: code,
    extensions: [
      state.Prec.highest(
        keymap.of(["Mod-Enter", "Ctrl-Enter", "Shift-Enter"].map((key) => ({ key, run }))),
      ),
      leaving,
      core.basicSetup,
      keymap.of([commands.indentWithTab]),
      python.python(),
      language.indentUnit.of(indent),
      state.EditorState.tabSize.of(4),
      language.syntaxHighlighting(COLORS),
      marked,
      THEME,
      EditorView.theme({ ".cm-scroller": rows ? { maxHeight: `${rows * 1.45 + 1}em` } : {} }),
      EditorView.contentAttributes.of({ "aria-label": label }),
    ],
  });
  // Keys of the page must not act on what is typed here.
  place.addEventListener("keydown", (event) => event.stopPropagation());
  return {
    view: editor,
    get code() {
      return editor.state.doc.toString();
    },
    set code(text) {
      editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: String(text) } });
    },
    /** @param {number} number of a line, 0 for none */
    mark(number) {
      const { doc } = editor.state;
      const line = number > 0 && number <= doc.lines ? doc.line(number) : undefined;
      const mark = Decoration.line({ class: "cm-wrong" });
      const value = line ? Decoration.set([mark.range(line.from)]) : Decoration.none;
      editor.dispatch({ effects: markLine.of(value) });
    },
  };
}

const STYLES = new URL("editor.css", import.meta.url).href;

export const loadStyles = () => loadSheet(STYLES);

/** Python tells the end by a function that it gets: a worker's promises do not reach the page.
 * @typedef {(code: string, asRunButton: boolean, done: () => void) => void} Process
 */

/** @param {Process} process @param {unknown} code @param {unknown} [asRunButton] @returns {Promise<void>} */
const processed = (process, code, asRunButton) =>
  new Promise((done) => void process(String(code), Boolean(asRunButton), done));

/**
 * What PyScript's pages find at the tag of an editor.
 *
 * @param {any} tag
 * @param {{ code: string, view: any }} editor
 * @param {Element} target
 * @param {Process} process
 */
export function attach(tag, editor, target, process) {
  Object.defineProperties(tag, {
    code: {
      configurable: true,
      get: () => editor.code,
      set(text) {
        editor.code = text;
      },
    },
    process: {
      configurable: true,
      value: (/** @type {string} */ code, asRunButton = false) =>
        processed(process, code, asRunButton),
    },
    target: { configurable: true, value: target },
    view: { configurable: true, value: editor.view },
  });
}

/**
 * The same at a tag that is not seen.
 *
 * @param {any} tag
 * @param {string} code
 * @param {Process} process
 */
export function attachSetup(tag, code, process) {
  Object.defineProperties(tag, {
    code: { configurable: true, get: () => code },
    process: {
      configurable: true,
      value: (/** @type {string} */ text) => processed(process, text),
    },
  });
}

/**
 * Ask the page's own script, if it has said so, whether the code shall run.
 *
 * @param {any} tag
 * @param {any} event
 * @param {string} code
 */
export async function mayRun(tag, event, code) {
  const { handleEvent } = tag;
  if (typeof handleEvent !== "function") return true;
  event.code = code;
  return (await handleEvent.call(tag, event)) !== false;
}
