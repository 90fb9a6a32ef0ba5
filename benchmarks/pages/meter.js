/** Notes when the page's main thread had a turn, and each frame: milliseconds since 1970. */
{
  const ticks = [];
  const frames = [];
  const now = () => performance.timeOrigin + performance.now();
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    ticks.push(now());
    setTimeout(() => port2.postMessage(null), 2);
  };
  port2.postMessage(null);
  const frame = () => {
    frames.push(now());
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);

  /** The longest pause that touches this time, and the frames in it for each second. */
  globalThis.aliveBetween = ([from, until]) => {
    let longest = 0;
    for (let number = 1; number < ticks.length; number++) {
      if (ticks[number] >= from && ticks[number - 1] <= until) {
        longest = Math.max(longest, ticks[number] - ticks[number - 1]);
      }
    }
    const inside = frames.filter((time) => time >= from && time <= until);
    return [longest, (inside.length * 1000) / (until - from)];
  };

  /** From the moment of the press on a real button until the page says that the program has ended. */
  globalThis.timeOfStop = () =>
    new Promise((resolve) => {
      let pressed = 0;
      const press = (event) => {
        pressed ||= event.timeStamp;
      };
      addEventListener("click", press, { capture: true });
      new MutationObserver((_, observer) => {
        if (document.body.dataset.state === "running") return;
        observer.disconnect();
        resolve(performance.now() - pressed);
      }).observe(document.body, { attributeFilter: ["data-state"] });
    });
}
