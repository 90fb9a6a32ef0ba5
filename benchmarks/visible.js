/**
 * Runs in a page before anything else: notes when a person can first read "hello world".
 *
 * That is the end of the first frame after the text came into the page. The promise `visible` gives
 * it in milliseconds from the start of the navigation.
 */
{
  /** Whether the text stands in the page where it is displayed (in a program it is not). */
  const isThere = () => {
    const texts = document.createTreeWalker(document, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const { parentElement, data } = texts.currentNode;
      if (data.includes("hello world") && parentElement?.checkVisibility()) return true;
    }
    return false;
  };

  const PATIENCE_MS = 120_000;

  globalThis.visible = new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error("the text never came")), PATIENCE_MS);
    const observer = new MutationObserver(() => {
      if (!isThere()) return;
      observer.disconnect();
      requestAnimationFrame(() => {
        // A message sent before a frame is painted arrives after it.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now());
        port2.postMessage(null);
      });
    });
    observer.observe(document, { childList: true, subtree: true, characterData: true });
  });
}
