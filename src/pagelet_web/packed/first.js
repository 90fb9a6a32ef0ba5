/* What stands first in the head of an app that is one file; even an old browser can read it. */
(() => {
  /** @param {string} text */
  var say = (text) => {
    var note = document.createElement("p");
    note.setAttribute("role", "alert");
    note.style.cssText = "margin: 1rem; font: 1rem/1.5 sans-serif";
    note.appendChild(document.createTextNode(text));
    document.body.insertBefore(note, document.body.firstChild);
  };

  // Another page of the app is wanted: then nothing of this one is to run. What follows becomes text.
  var isOther = /[?&]pagelet-page=/.test(location.search) || hasEdits();
  if (isOther) document.write("<plaintext hidden>");

  document.addEventListener("DOMContentLoaded", () => {
    // It came last of all that is needed.
    if (!("withResolvers" in Promise)) {
      say(
        "This app needs a newer browser: Chrome or Edge 119, Firefox 121, Safari 17.4, or later ones. " +
          "Update the browser, or open the file in another one.",
      );
      return;
    }
    if (isOther) takeUp();
    // The last part of the file sets it.
    if (!("pageletBrotli" in window)) {
      say(
        "The file of this app is damaged: its last part is missing. Get it once more. " +
          "The text of its program can still be read in the file, with a text editor.",
      );
    }
  });

  /** Whether this page is to run with what a person has changed in it (packed.js). */
  function hasEdits() {
    try {
      return sessionStorage.getItem(`pagelet-edits:${location.pathname}`) !== null;
    } catch {
      return false;
    }
  }

  /** Put the parts of the file that are no page where they would be, and let its last script run. */
  function takeUp() {
    var rest = document.querySelector("plaintext");
    var text = rest ? rest.textContent : "";
    var page = new DOMParser().parseFromString(text, "text/html");
    var scripts = page.querySelectorAll("script");
    document.body.textContent = "";
    page
      .querySelectorAll(
        "[data-packed-file], [data-packed-app], #pagelet-decoder, #pagelet-link, #pagelet-packages, #pagelet-written",
      )
      .forEach((element) => {
        // What is part of the page has to be found there, too, before a copy is saved.
        var isOfPage = element.hasAttribute("data-packed-tag");
        document.body.appendChild(isOfPage ? element.cloneNode(true) : element);
      });
    Reflect.set(window, "pageletOpened", page);
    var last = document.createElement("script");
    last.text = scripts[scripts.length - 1].text;
    document.body.appendChild(last);
  }
})();
