/**
 * A terminal on the page, drawn by xterm.js. It is loaded by the first tag that has one.
 *
 * Python (`pagelet.terminal`) does the rest: lines, history, signals.
 */

import { loadSheet } from "../loader/styles.js";
import { FitAddon } from "../vendor/xterm/addon-fit.mjs";
import { WebLinksAddon } from "../vendor/xterm/addon-web-links.mjs";
import { Terminal } from "../vendor/xterm/xterm.mjs";
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
 * @param {string} controls see `makeKeys`
 * @param {string} alts
 */
export function openTerminal(place, onData, onResize, controls, alts) {
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
  const observer = new ResizeObserver(() => {
    if (place.isConnected && place.clientWidth > 0) fit.fit();
  });
  observer.observe(place);
  terminal.onData((data) => onData(data));
  terminal.onResize(({ cols, rows }) => onResize(cols, rows));
  return {
    terminal,
    setReader: keys.setReader,
    /** Resolves when the terminal has drawn all that was written so far. */
    written: () => new Promise((resolve) => terminal.write("", () => resolve(undefined))),
    close() {
      observer.disconnect();
      terminal.dispose();
    },
  };
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
