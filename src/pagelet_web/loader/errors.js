/** What a person sees when Python itself cannot start, and so cannot explain anything. */

/**
 * @typedef {object} Explanation
 * @property {string} what
 * @property {string} where
 * @property {string} hint
 */

/** An error of the loader that knows what to do about it. */
export class StartError extends Error {
  /**
   * @param {Explanation} explanation
   * @param {unknown} [cause]
   */
  constructor(explanation, cause) {
    super(explanation.what, { cause });
    this.explanation = explanation;
  }
}

/**
 * @param {unknown} error
 * @param {Element} tag the first tag of the page: the error is shown behind it
 */
export function showStartError(error, tag) {
  const { what, where, hint } = explain(error);
  const text = `${what}\n  where: ${where}\n  try:   ${hint}`;
  console.error(text, error);
  const box = document.createElement("div");
  box.className = "pagelet-error py-error";
  box.setAttribute("role", "alert");
  for (const [name, content] of [
    ["strong", what],
    ["p", where],
    ["p", hint],
  ]) {
    const line = document.createElement(name);
    line.textContent = content;
    box.append(line);
  }
  if (document.head.contains(tag)) document.body.prepend(box);
  else tag.after(box);
  document.documentElement.dataset.pagelet = "failed";
  dispatchEvent(new CustomEvent("py:error", { detail: { title: what, text } }));
}

/**
 * @param {unknown} error
 * @returns {Explanation}
 */
function explain(error) {
  if (typeof WebAssembly !== "object") {
    return {
      what: "Python cannot start: this browser has no WebAssembly.",
      where: navigator.userAgent,
      hint: "Open the page in a current Firefox, Chrome, Edge or Safari, or switch off the lockdown mode.",
    };
  }
  if (location.protocol !== "file:" && error instanceof StartError) return error.explanation;
  if (location.protocol === "file:") {
    return {
      what: "Python cannot start: a browser does not let a page from a disk load the files beside it.",
      where: location.href,
      hint: "Start the page with 'pagelet run', or put it on a web server.",
    };
  }
  return {
    what: `Python cannot start: ${error instanceof Error ? error.message : error}`,
    where: location.href,
    hint: "Look into the browser's console for the details, then load the page again.",
  };
}
