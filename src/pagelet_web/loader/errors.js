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
  console.error(toText({ what, where, hint }), error);
  const box = makeBox({ what, where, hint });
  if (document.head.contains(tag)) document.body.prepend(box);
  else tag.after(box);
  tell({ what, where, hint });
}

/** One tag cannot go on; the rest of the page does.
 * @param {Element} tag
 * @param {Explanation} explanation
 */
export function showTagError(tag, explanation) {
  console.error(toText(explanation));
  const box = makeBox(explanation);
  const place = /** @type {any} */ (tag).target;
  if (place instanceof Element) place.append(box);
  else if (document.head.contains(tag)) document.body.append(box);
  else tag.after(box);
  tag.dispatchEvent(
    new CustomEvent("py:error", {
      bubbles: true,
      detail: { title: explanation.what, text: toText(explanation) },
    }),
  );
}

/** Python itself has broken down while the page ran: nothing in it works any more, so say so.
 * @param {unknown} error
 */
export function showFatalError(error) {
  const explanation = explainEnd(error);
  console.error(toText(explanation));
  const box = makeBox(explanation);
  box.classList.add("pagelet-fatal");
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Load the page again";
  button.addEventListener("click", () => location.reload());
  box.append(button);
  document.body.append(box);
  for (const each of document.querySelectorAll("#pagelet-run, #pagelet-stop")) {
    /** @type {HTMLButtonElement} */ (each).disabled = true;
  }
  const state = document.querySelector("#pagelet-state");
  if (state) {
    state.textContent = "failed";
    document.body.dataset.state = "failed";
  }
  tell(explanation);
}

/** @param {Explanation} explanation */
function toText({ what, where, hint }) {
  return `${what}\n  where: ${where}\n  try:   ${hint}`;
}

/** @param {Explanation} explanation */
function makeBox({ what, where, hint }) {
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
  return box;
}

/** @param {Explanation} explanation */
function tell(explanation) {
  document.documentElement.dataset.pagelet = "failed";
  const detail = { title: explanation.what, text: toText(explanation) };
  dispatchEvent(new CustomEvent("py:error", { detail }));
}

/**
 * @param {unknown} error
 * @returns {Explanation}
 */
function explainEnd(error) {
  if (error === undefined) {
    return {
      what: "The browser has stopped Python, so nothing that it does on this page works any more.",
      where:
        "Firefox does so where an address is opened from its address bar, even one of a download.",
      hint: "Load the page again to start Python anew. What was not saved in Python's memory is lost.",
    };
  }
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  if (error instanceof Error && error.name === "Exit") {
    return {
      what: "Python has ended, because the program told it to (os._exit or the like).",
      where: reason,
      hint: "Load the page again to start Python anew. To end only a program, use sys.exit().",
    };
  }
  return {
    what: "Python has broken down, so nothing that it does on this page works any more.",
    where: reason,
    hint: "Load the page again to start Python anew. What was not saved in Python's memory is lost.",
  };
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
