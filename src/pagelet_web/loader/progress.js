/** The small sign that Python is starting; it can be seen at once and is read out by screen readers. */

/** @type {HTMLElement | undefined} */
let sign;

const STYLE = {
  position: "fixed",
  insetInlineStart: "1rem",
  bottom: "1rem",
  zIndex: "2147483647",
  padding: "0.4rem 0.8rem",
  borderRadius: "1rem",
  font: "0.875rem/1.4 system-ui, sans-serif",
  color: "#fff",
  background: "#24405c",
};

export const progress = {
  /** Show `text` to the person at the page.
   * @param {string} text
   */
  show(text) {
    if (!sign) {
      sign = document.createElement("div");
      sign.className = "pagelet-progress";
      sign.setAttribute("role", "status");
      // Set here and not in pagelet.css, which may still be on its way when this must be visible.
      Object.assign(sign.style, STYLE);
      document.body.append(sign);
    }
    sign.textContent = text;
  },

  /** Tell the page's own scripts what is going on (`py:progress`).
   * @param {string} detail
   */
  tell(detail) {
    dispatchEvent(new CustomEvent("py:progress", { detail }));
  },

  /** Python is ready, or will never be. */
  end() {
    sign?.remove();
    sign = undefined;
  },
};
