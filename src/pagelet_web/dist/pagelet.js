/**
 * Stands as `pagelet.js` in a folder that `pagelet dist` made, before the loader (pagelet-loader.js).
 *
 * It lets the browser ask for all modules of the start at once. Where the tag that names it has an `integrity`, it
 * checks besides that everything which comes from this folder is what it was when the folder was made. In workers,
 * where browsers check no modules, this very script loads them.
 */

/** The hashes of the files (SHA-256, base64), by their names; `pagelet dist` writes them.
 * @type {Record<string, string>}
 */
const HASHES = {};
/** The modules that every page loads; `pagelet dist` writes them as well.
 * @type {string[]}
 */
const START = [];

const OWN_ADDRESS = /import\.meta\.url/g;
const address = import.meta.url;
const base = new URL(".", address).href;
const isWorker = !("document" in globalThis);
/** The hash by which the page names this script, if it does. */
const ownHash = isWorker
  ? ""
  : [...document.scripts].find(({ src, integrity }) => integrity && src === address)?.integrity;
const isPinned = Boolean(ownHash);
const isPacked = Symbol.for("pagelet.packed") in globalThis;

/** @param {string} url @returns {string | undefined} the hash of what is to be at an address */
function hashOf(url) {
  const plain = url.replace(/[?#].*$/s, "");
  const name = plain.startsWith(base) ? plain.slice(base.length) : "";
  return Object.hasOwn(HASHES, name) ? `sha256-${HASHES[name]}` : undefined;
}

/** @param {string} name */
function preload(name) {
  const link = document.createElement("link");
  Object.assign(link, { rel: "modulepreload", crossOrigin: "anonymous", href: base + name });
  if (isPinned) link.integrity = `sha256-${HASHES[name]}`;
  link.onload = link.onerror = () => link.remove();
  document.head.append(link);
}

/** Let the browser check modules; whatever imports them.
 * @returns {string[]} those that have to be loaded now, or they would not be checked
 */
function checkModules() {
  const modules = Object.keys(HASHES).filter((name) => name.endsWith(".js"));
  const map = document.createElement("script");
  map.type = "importmap";
  map.text = JSON.stringify({
    imports: { "pagelet-checked": `${base}pagelet-loader.js` },
    integrity: Object.fromEntries(modules.map((name) => [base + name, `sha256-${HASHES[name]}`])),
  });
  document.head.append(map);
  map.remove();
  try {
    import.meta.resolve("pagelet-checked");
    return START;
  } catch {
    // Firefox takes no import map after the first module. It imports what was loaded early, or nothing.
    return modules;
  }
}

/**
 * What the loader takes from here.
 *
 * @typedef {object} Checks
 * @property {(url: string) => string | undefined} integrityOf
 * @property {(url: string, bytes: Uint8Array) => void} check
 * @property {typeof globalThis.fetch} fetch for what is ours
 * @property {<Result>(begin: () => Result) => Result} lend
 * @property {() => Promise<void>} prepareWorkers
 * @property {string} workerScript the address of what loads loader/worker.js, when they are prepared
 */

/** Check what is fetched: by us, and by Pyodide. */
function checkFetched() {
  const real = globalThis.fetch;
  /** @type {typeof globalThis.fetch} */
  const checked = (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    const integrity = hashOf(url);
    if (!integrity) return real.call(globalThis, input, init);
    if (url.startsWith(`${base}snapshot.bin?`)) return inflated(url, init, checked);
    const response = real.call(globalThis, input, { ...init, integrity });
    // Pyodide would wait for it for ever.
    if (url.endsWith(".wasm") && !isWorker)
      response.catch((error) => tell(error, url).catch(() => {}));
    return response;
  };
  /** Pyodide takes the browser's own, before the page has a turn to notice that it is not.
   * @template Result @param {() => Result} begin
   */
  const lend = (begin) => {
    const own = globalThis.fetch;
    globalThis.fetch = checked;
    setTimeout(() => {
      if (!isWorker && globalThis.fetch === checked) globalThis.fetch = own;
    });
    return begin();
  };
  const checks = {
    integrityOf: hashOf,
    check,
    fetch: checked,
    lend,
    prepareWorkers,
    workerScript: "",
  };
  Reflect.set(globalThis, Symbol.for("pagelet.checks"), checks);
  async function prepareWorkers() {
    checks.workerScript ||= await checkedWorker();
  }
}

/** What is checked arrives as a whole: so it is the smaller form, whatever the server compresses.
 * @param {string} url @param {RequestInit | undefined} init @param {typeof globalThis.fetch} fetch
 */
async function inflated(url, init, fetch) {
  const { body } = await fetch(url.replace("?", ".gzip?"), init);
  const content = body?.pipeThrough(new DecompressionStream("gzip"));
  const response = new Response(content, { headers: { "content-encoding": "gzip" } });
  return Object.defineProperty(response, "url", { value: url });
}

/** The address of a script for workers: this one, which loads Python's.
 * @returns {Promise<string>}
 */
async function checkedWorker() {
  const response = await fetch(address, { integrity: ownHash });
  const text = (await response.text()).replaceAll(OWN_ADDRESS, JSON.stringify(address));
  return URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
}

/** The addresses of copies of modules that import copies, by their names.
 * @type {Map<string, Promise<string>>}
 */
const copies = new Map();

/** @param {string} name */
function copyOf(name) {
  const copy = copies.get(name) ?? makeCopy(name);
  copies.set(name, copy);
  return copy;
}

/** @param {string} name of a module */
async function makeCopy(name) {
  const response = await fetch(base + name, { integrity: hashOf(base + name) });
  let text = (await response.text()).replaceAll(OWN_ADDRESS, JSON.stringify(base + name));
  // Whole addresses first: a copy is in no folder.
  text = text.replace(
    /(\bfrom\s*|\bimport\s*\(?\s*)(["'])(\.{1,2}\/[^"'\n]+)\2/g,
    (_, before, quote, path) => before + quote + new URL(path, base + name).href + quote,
  );
  const imported = /^((?:import|export)\b[^"'();]*)"([^"]+)";/gm;
  for (const [, , url] of text.matchAll(imported)) {
    text = text.replaceAll(`"${url}";`, `${JSON.stringify(await copyOf(url.slice(base.length)))};`);
  }
  text = text.replace(/\bimport\(/g, 'globalThis[Symbol.for("pagelet.import")](');
  return URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
}

/** Begin what loader/worker.js does, with nothing that was not checked. */
async function startWorker() {
  /** @type {unknown[]} */
  const held = [];
  const hold = (/** @type {MessageEvent} */ event) => {
    event.stopImmediatePropagation();
    held.push(event.data);
  };
  addEventListener("message", hold);
  checkFetched();
  const importChecked = async (/** @type {string} */ url) =>
    import(hashOf(url) ? await copyOf(url.slice(base.length)) : url);
  Reflect.set(globalThis, Symbol.for("pagelet.import"), importChecked);
  await importChecked(`${base}loader/worker.js`);
  removeEventListener("message", hold);
  for (const data of held) dispatchEvent(new MessageEvent("message", { data }));
  return {};
}

/** Check what was not fetched but read at once, when a promise could not be awaited.
 * @param {string} url @param {Uint8Array} bytes
 */
function check(url, bytes) {
  const wanted = hashOf(url);
  if (wanted && wanted !== `sha256-${sha256(bytes)}`) {
    throw new Error(`${url} is not the file that belongs to this version of Pagelet`);
  }
}

/** SHA-256 (FIPS 180-4) as base64. The browser's own has no answer at once.
 * @param {Uint8Array} bytes
 */
function sha256(bytes) {
  /** @type {number[]} */
  const roots = [];
  /** @type {number[]} */
  const sums = [];
  for (let n = 2; roots.length < 64; n++) {
    let isPrime = true;
    for (let i = 2; i * i <= n; i++) isPrime &&= n % i !== 0;
    if (!isPrime) continue;
    if (sums.length < 8) sums.push((n ** (1 / 2) * 2 ** 32) | 0);
    roots.push((n ** (1 / 3) * 2 ** 32) | 0);
  }
  const padded = new Uint8Array(((bytes.length + 72) >> 6) << 6);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 2 ** 29));
  view.setUint32(padded.length - 4, bytes.length << 3);
  const words = new Int32Array(64);
  const turned = (/** @type {number} */ word, /** @type {number} */ by) =>
    (word >>> by) | (word << (32 - by));
  for (let at = 0; at < padded.length; at += 64) {
    for (let i = 0; i < 16; i++) words[i] = view.getInt32(at + 4 * i);
    for (let i = 16; i < 64; i++) {
      const [early, late] = [words[i - 15], words[i - 2]];
      const first = turned(early, 7) ^ turned(early, 18) ^ (early >>> 3);
      const second = turned(late, 17) ^ turned(late, 19) ^ (late >>> 10);
      words[i] = words[i - 16] + first + words[i - 7] + second;
    }
    let [a, b, c, d, e, f, g, h] = sums;
    for (let i = 0; i < 64; i++) {
      const mixed = (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + ((e & f) ^ (~e & g));
      const one = (h + mixed + roots[i] + words[i]) | 0;
      const two = (turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
    }
    [a, b, c, d, e, f, g, h].forEach((value, i) => {
      sums[i] = (sums[i] + value) | 0;
    });
  }
  const result = new DataView(new ArrayBuffer(32));
  sums.forEach((value, i) => {
    result.setInt32(4 * i, value);
  });
  return btoa(String.fromCharCode(...new Uint8Array(result.buffer)));
}

/** Say in the page why Python cannot start.
 * @param {unknown} error
 * @param {string} [url] of what could not be loaded
 * @returns {Promise<never>}
 */
async function tell(error, url) {
  let where = base;
  let reason = "one of its files is not as it was made, or did not come";
  for (const each of url ? [url] : START.map((name) => base + name)) {
    const response = await fetch(each).catch(() => undefined);
    if (response?.ok) continue;
    where = each;
    reason = response
      ? `the server answered ${response.status}`
      : "no answer, or not the file that belongs to this version";
    break;
  }
  const note = document.createElement("div");
  note.className = "pagelet-error py-error";
  note.role = "alert";
  const lines = [
    "Python cannot start: a part of Pagelet could not be loaded.",
    `${where} (${reason})`,
    "Whoever looks after the server: run 'pagelet dist' for this folder again. The files have to be as they were made, " +
      'and to come with "Access-Control-Allow-Origin: *" if the page is on another server.',
  ];
  for (const line of lines) {
    const element = document.createElement("p");
    element.textContent = line;
    note.append(element);
  }
  if (document.readyState === "loading") {
    await new Promise((resolve) => addEventListener("DOMContentLoaded", resolve, { once: true }));
  }
  document.body.prepend(note);
  document.documentElement.dataset.pagelet = "failed";
  console.error(lines.join("\n"), error);
  throw error;
}

if (!isPacked && !isWorker) {
  let early = START;
  if (isPinned) {
    early = checkModules();
    checkFetched();
  }
  for (const name of early) preload(name);
}

export const {
  hooks,
  config,
  whenDefined,
  TYPES,
  relative_url,
  offline_interpreter,
  stdlib,
  optional,
  inputFailure,
  codemirror,
  donkey,
  PyWorker,
  MPWorker,
} = await (isWorker ? startWorker() : import(`${base}pagelet-loader.js`).catch(tell));
