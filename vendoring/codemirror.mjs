// The editor's packages, each under the name that PyScript's pages know it by.

export * as commands from "@codemirror/commands";
export * as python from "@codemirror/lang-python";
export * as language from "@codemirror/language";
export * as state from "@codemirror/state";
export * as view from "@codemirror/view";
export * as highlight from "@lezer/highlight";
export * as core from "codemirror";
