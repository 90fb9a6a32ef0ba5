/**
 * A terminal on the page, drawn by xterm.js. It is loaded by the first tag that has one.
 *
 * Python (`pagelet.terminal`) does the rest: lines, history, signals.
 */

import { loadSheet } from "../loader/styles.js";
import { FitAddon } from "../vendor/xterm/addon-fit.js";
import { WebLinksAddon } from "../vendor/xterm/addon-web-links.js";
import { Terminal } from "../vendor/xterm/xterm.js";
import { makeKeys } from "./keys.js";

const STYLES = new URL("../vendor/xterm/xterm.css", import.meta.url).href;
const FONT = 'ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", Menlo, Consolas, monospace';
// Every colour can be read on the background (contrast of 4.5 and more), but for black.
const THEME = {
  background: "#191A19",
  foreground: "#F5F2E7",
  red: "#FF8A80",
  green: "#7DDC8F",
  yellow: "#F0CF6A",
  blue: "#8CB4FF",
  magenta: "#EAA4EE",
  cyan: "#74D7E2",
  brightBlack: "#9AA5A0",
  brightRed: "#FFB3AB",
  brightBlue: "#B5CEFF",
};

/**
 * Call it after `loadStyles`. It is not async, because Python's functions would not outlive that.
 *
 * @param {HTMLElement} place
 * @param {(data: string) => void} onData is given what the person types
 * @param {(columns: number, rows: number) => void} onResize
 * @param {((text: string) => void) | undefined} onDirect is called before somebody but Python's output writes
 * @param {string} controls see `makeKeys`
 * @param {string} alts
 */
export function openTerminal(place, onData, onResize, onDirect, controls, alts) {
  const terminal = new Terminal({
    convertEol: true,
    cursorBlink: true,
    cursorStyle: "block",
    fontFamily: FONT,
    fontSize: 15,
    lineHeight: 1.2,
    scrollback: 10_000,
    theme: THEME,
  });
  const fit = new FitAddon();
  terminal.loadAddon(fit);
  terminal.loadAddon(new WebLinksAddon());
  const keys = makeKeys(controls, alts);
  terminal.attachCustomKeyEventHandler(keys.isForProgram);
  terminal.open(place);
  fit.fit();
  let isFitting = false;
  const observer = new ResizeObserver(() => {
    isFitting = true;
    if (place.isConnected && place.clientWidth > 0) fit.fit();
    isFitting = false;
  });
  observer.observe(place);
  const resize = terminal.resize.bind(terminal);
  terminal.resize = (columns, rows) => {
    // Who asks for a size keeps it, whatever becomes of the page.
    if (!isFitting) observer.disconnect();
    resize(columns, rows);
  };
  terminal.onData((data) => onData(data));
  terminal.onResize(({ cols, rows }) => onResize(cols, rows));
  const write = terminal.write.bind(terminal);
  putInOrder(terminal, onDirect ?? (() => {}));
  return {
    terminal,
    setReader: keys.setReader,
    write,
    /** Resolves when the terminal has drawn all that was written so far. */
    written: () => new Promise((resolve) => write("", () => resolve(undefined))),
    close() {
      observer.disconnect();
      terminal.dispose();
    },
  };
}

/** All that is done to a terminal is done in the order in which it was asked for.
 *
 * What Python has printed comes before what the page writes directly; and as xterm.js draws text later,
 * but empties itself at once, text that was to be emptied away would come after that.
 * @param {any} terminal
 * @param {(text: string) => void} onDirect
 */
function putInOrder(terminal, onDirect) {
  const { write, clear, reset } = terminal;
  terminal.write = (/** @type {any} */ data, /** @type {(() => void) | undefined} */ then) => {
    onDirect(typeof data === "string" ? data : "");
    write.call(terminal, data, then);
  };
  terminal.writeln = (/** @type {any} */ data, /** @type {(() => void) | undefined} */ then) => {
    onDirect(typeof data === "string" ? `${data}\n` : "");
    write.call(terminal, data);
    write.call(terminal, "\r\n", then);
  };
  for (const [name, own] of Object.entries({ clear, reset })) {
    terminal[name] = () => {
      onDirect("");
      write.call(terminal, "", () => own.call(terminal));
    };
  }
}

/** Without them the terminal would measure its letters wrong. */
export const loadStyles = () => loadSheet(STYLES);

/**
 * What PyScript's pages find at a tag with a terminal.
 *
 * @param {Record<string, unknown>} tag
 * @param {Terminal} terminal
 * @param {(code: string) => Promise<void>} process
 */
export function attach(tag, terminal, process) {
  tag.terminal = terminal;
  tag.process = async (/** @type {string} */ code) => void (await process(String(code)));
}
