import bridge from "/bridge.js";

export const maths = bridge(import.meta.url, { config: { files: { "./numbers.txt": "" } } });
export const here = bridge(new URL("here.js", import.meta.url).href, { worker: false });
export const gone = bridge(new URL("gone.js", import.meta.url).href);
