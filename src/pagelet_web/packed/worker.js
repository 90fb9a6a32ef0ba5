/**
 * Stands first in a worker of an app that is one file, before its modules: browsers let no worker that was opened from
 * a disk import any, so they are functions here (packed.js makes them).
 *
 * It is called with what the page sends first of all.
 *
 * @param {string} root the folder that the file seems to be in
 * @param {Record<string, { blob: Blob, isCompressed: boolean }>} files by their names
 */
// biome-ignore lint/correctness/noUnusedVariables: the text of the worker goes on after it
function makePackedWorker(root, files) {
  /** @typedef {(exports: object, require: (name: string) => any, load: (url: string) => Promise<any>) => void} Module */

  /** @param {string | URL} address */
  const fileAt = (address) => {
    const url = new URL(address, root).href.replace(/[?#].*$/s, "");
    if (!url.startsWith(root)) return undefined;
    const name = decodeURIComponent(url.slice(root.length));
    return Object.hasOwn(files, name) ? files[name] : null;
  };

  const realFetch = globalThis.fetch;
  globalThis.fetch = async function fetch(input, init) {
    const address = input instanceof Request ? input.url : String(input);
    const file = fileAt(address);
    const url = new URL(address, root).href;
    if (file === undefined || (!file && !root.startsWith("file:"))) return realFetch(input, init);
    if (file === null) {
      const nothing = new Response(null, { status: 404, statusText: "Not Found" });
      return Object.defineProperty(nothing, "url", { value: url });
    }
    const { blob, isCompressed } = file;
    const headers = {
      "content-length": String(blob.size),
      "content-type": blob.type,
      ...(isCompressed && { "content-encoding": "br" }),
    };
    // Not its stream: WebKit could not read that.
    const response = new Response(await blob.arrayBuffer(), { headers });
    return Object.defineProperty(response, "url", { value: url });
  };
  const realOpen = XMLHttpRequest.prototype.open;
  XMLHttpRequest.prototype.open = function open(
    /** @type {string} */ method,
    /** @type {string | URL} */ url,
    /** @type {any[]} */ ...rest
  ) {
    // @ts-expect-error - with as many arguments as the program has given
    return realOpen.call(this, method, copyOf(url) ?? url, ...rest);
  };
  /** @param {string | URL} address */
  const copyOf = (address) => {
    const file = fileAt(address);
    return file ? URL.createObjectURL(file.blob) : undefined;
  };
  /** @param {string} address */
  const readNow = (address) => {
    const file = fileAt(address);
    if (!file) return undefined;
    // @ts-expect-error - workers have it
    return new Uint8Array(new FileReaderSync().readAsArrayBuffer(file.blob));
  };
  Object.defineProperty(globalThis, Symbol.for("pagelet.packed"), { value: { copyOf, readNow } });

  /** @type {Record<string, Module>} */
  const modules = {};
  /** @type {Record<string, object>} */
  const loaded = {};
  /** @param {string} address */
  const require = (address) => {
    if (!Object.hasOwn(modules, address)) throw new Error(`there is no module ${address}`);
    if (!loaded[address]) {
      loaded[address] = {};
      modules[address](loaded[address], require, load);
    }
    return loaded[address];
  };
  /** @param {string} address */
  const load = async (address) =>
    Object.hasOwn(modules, address) ? require(address) : import(address);
  return { modules, require };
}
