/**
 * The server of an app that is one file (`pagelet pack`): what is asked for by an address beside the file is taken
 * from the file itself.
 *
 * It is no module, since it makes modules possible: it stands at the end of the file, below the texts and the data.
 * For fetch, XMLHttpRequest and what elements load, an address in the folder of the file is a name in the file.
 */

(() => {
  const BITS = 13;
  const PIECE = 1 << 20; // bytes that are decompressed at a time

  /** What takes brotli apart (vendoring/brotli.mjs). */
  const brotli = Reflect.get(globalThis, "pageletBrotli");

  /**
   * What stands in the file as data.
   *
   * @typedef {object} Data
   * @property {string} text
   * @property {number} size of what it comes to, in bytes
   * @property {number} length of what is compressed, in bytes; 0 if it is not
   * @property {number} checksum
   */

  /** @param {Data} data @param {string} alphabet the characters that data are written with (text_form.py) */
  function decode({ text, size: whole, length, checksum }, alphabet) {
    const size = length || whole;
    const codes = new Int16Array(128).fill(-1);
    for (let i = 0; i < alphabet.length; i++) codes[alphabet.charCodeAt(i)] = i;
    const bytes = new Uint8Array(size);
    let at = 0;
    let first = -1;
    let bits = 0;
    let count = 0;
    for (let i = 0; i < text.length; i++) {
      const code = codes[text.charCodeAt(i) & 127];
      if (code < 0) continue; // the end of a line
      if (first < 0) {
        first = code;
        continue;
      }
      bits |= (first + code * alphabet.length) << count;
      first = -1;
      for (count += BITS; count > 7; count -= 8) {
        if (at < size) bytes[at++] = bits;
        bits >>>= 8;
      }
    }
    if (at < size) throw new Error("a part of it is missing");
    if (checksumOf(bytes) !== checksum) throw new Error("a part of it is not as it was");
    return bytes;
  }

  /** Adler-32 (RFC 1950).
   * @param {Uint8Array} bytes
   */
  function checksumOf(bytes) {
    const PRIME = 65521;
    const MOST = 3800; // bytes that can be added up before a sum gets too large for 32 bits
    let sum = 1;
    let sums = 0;
    for (let from = 0; from < bytes.length; from += MOST) {
      const end = Math.min(from + MOST, bytes.length);
      for (let i = from; i < end; i++) {
        sum += bytes[i];
        sums += sum;
      }
      sum %= PRIME;
      sums %= PRIME;
    }
    return sums * 65536 + sum;
  }

  /** @param {Uint8Array} packed @param {number} size what it comes to, in bytes */
  function decompress(packed, size) {
    const bytes = new Uint8Array(size);
    const stream = new brotli.BrotliDecStream();
    let from = 0;
    let at = 0;
    for (;;) {
      const result = stream.decompress(packed.subarray(from, from + PIECE), PIECE);
      bytes.set(result.buf, at);
      at += result.buf.length;
      from += result.input_offset;
      const { code } = result;
      result.free();
      if (code === brotli.BrotliStreamResultCode.ResultSuccess) break;
    }
    stream.free();
    if (at !== size) throw new Error("a part of it is changed");
    return bytes;
  }

  /** @param {Data} data @param {string} alphabet */
  function contentOf(data, alphabet) {
    const bytes = decode(data, alphabet);
    return data.length ? decompress(bytes, data.size) : bytes;
  }

  if (!("document" in globalThis)) {
    // A worker beside the page (decompressBeside).
    addEventListener("message", ({ data: { decoder, alphabet, data } }) => {
      brotli.initSync({ module: decoder });
      const bytes = contentOf(data, alphabet);
      postMessage(bytes, { transfer: [bytes.buffer] });
    });
    return;
  }

  const PACKED = Symbol.for("pagelet.packed");
  const ownText = document.currentScript?.textContent ?? "";
  /** The address of a copy of this very script. */
  const script = URL.createObjectURL(new Blob([ownText], { type: "text/javascript" }));
  /** @type {string} */
  const descriptionText = document.querySelector("[data-packed-app]")?.textContent ?? "{}";
  /**
   * What `pagelet pack` says of the file.
   *
   * @typedef {object} Description
   * @property {string} entry the page that the file begins with
   * @property {string} alphabet the characters that data are written with
   * @property {Record<string, string[]>} loading what elements load, by their attributes
   * @property {string[]} network the servers that the app may reach
   * @property {Online} [online] where the rest of Pagelet is, if the file has not all of it
   * @property {boolean} [isFramed] whether the page around it has the files (player/player.js)
   * @property {Record<string, string>} types content types, by the endings of names
   */
  /**
   * @typedef {object} Online
   * @property {string} address of a folder
   * @property {string} version of Pagelet that is there
   * @property {Record<string, { size: number, sent: string, integrity: string, later?: boolean }>} files by their
   *     names: which file is sent for it, what tells that it is the right one, and whether a page can begin without it
   */
  const { entry, alphabet, loading, network, online, isFramed, types } =
    /** @type {Description} */ (JSON.parse(descriptionText));

  /** Stands before an address in a style sheet that is not to load it by itself (markup.py). */
  const WAITING = "data:,packed/";
  const PAGE = "pagelet-page";
  const DECODER = "pagelet-decoder";
  /** The page that is wanted, if it is not the one that the file begins with. */
  let shown = isFramed ? entry : new URLSearchParams(location.search).get(PAGE);

  /** Where this tab keeps what a person has changed, and runs: by the file's address, until the tab is closed.
   *
   * A page runs again from its beginning only if it is loaded again. What was changed has to outlive that, and it has
   * to be there before the page is shown: so it is kept here, and the page is made of it as any page is that the file
   * does not begin with (`show`). An address of a copy in memory would do for neither: from file:// it is of an origin
   * without a name, in which the page had lost what it has stored, and it is gone when the tab is loaded again.
   * `document.write` alone would leave Python and all listeners of the page before at work.
   */
  const EDITS = `pagelet-edits:${location.pathname}`;

  /** The folder that the file seems to be in.
   * @type {string}
   */
  const root = new URL(
    ".",
    /^(about|blob|data):/.test(location.href) ? document.baseURI : location.href,
  ).href;

  /**
   * @typedef {object} File
   * @property {number} size in bytes
   * @property {() => Uint8Array} read
   * @property {Data} [data] as it stands in the file
   * @property {Promise<Uint8Array | undefined>} [early] the content, where a worker decompresses it already
   * @property {boolean} isCompressed
   */

  /** @type {Map<string, File>} by the names that they have in the app, or in Pagelet */
  const files = new Map();
  /** @type {Map<string, string>} addresses of copies in memory, by names */
  const copies = new Map();
  /** What stands in the file by the names of what a person has changed. @type {Map<string, File | undefined>} */
  const replaced = new Map();
  /** The texts and data that are elements of their own in the file, in their order: for a copy of it. */
  const kept = {
    /** @type {string[]} */
    texts: [],
    /** @type {Map<string, Data>} */
    data: new Map(),
    /** The texts of the page before a module or Python could change it. */
    opened: /** @type {string[]} */ ([]),
  };

  /** @param {string | URL} address @returns {string | undefined} undefined if it leads out of the app */
  function nameOf(address) {
    // What a frame has for an address.
    if (isFramed && /^about:srcdoc\b/.test(String(address))) return entry;
    let url;
    try {
      url = new URL(address, document.baseURI);
    } catch {
      return undefined;
    }
    const plain = url.href.replace(/[?#].*$/s, "");
    try {
      if (plain.startsWith(root)) return decodeURIComponent(plain.slice(root.length));
      // An address such as "/style.css" begins at the top of the app.
      const name = decodeURIComponent(url.pathname.slice(1));
      return url.origin === new URL(root).origin && files.has(name) ? name : undefined;
    } catch {
      return undefined;
    }
  }

  /** @param {string} name */
  const typeOf = (name) =>
    types[/\.[^./]*$/.exec(name.toLowerCase())?.[0] ?? ""] ?? "application/octet-stream";

  /** Take the texts and the data out of the page, which the app's own code need not see. */
  function collect() {
    const encoder = new TextEncoder();
    document.querySelector("[data-packed-app]")?.remove();
    const elements = /** @type {NodeListOf<HTMLElement>} */ (
      document.querySelectorAll("[data-packed-file]")
    );
    for (const element of elements) {
      const { packedFile: name = "", packedSize } = element.dataset;
      if (packedSize) {
        const data = dataIn(element);
        kept.data.set(name, data);
        addData(name, data);
        element.remove();
      } else {
        const bytes = encoder.encode(fileIn(element));
        files.set(name, { size: bytes.length, read: () => bytes, isCompressed: false });
        // Style sheets and scripts are at work where they stand.
        if (!element.hasAttribute("data-packed-tag")) {
          kept.texts.push(name);
          element.remove();
        }
      }
    }
    kept.opened = textsIn(Reflect.get(globalThis, "pageletOpened") ?? document);
  }

  /** What stands in a page as text, piece by piece.
   * @param {Document} page
   * @param {boolean} [onlyCode] only what stands in scripts and styles
   */
  function textsIn(page, onlyCode = false) {
    const walker = page.createTreeWalker(page, NodeFilter.SHOW_TEXT);
    const texts = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const isCode = /^(script|style)$/.test(node.parentElement?.localName ?? "");
      const text = node.nodeValue?.trim();
      if (text && (isCode || !onlyCode)) texts.push(text);
    }
    return texts;
  }

  /** @param {string} name @param {Data} data */
  function addData(name, data) {
    const read = () => {
      try {
        return contentOf(data, alphabet);
      } catch (error) {
        tell(error);
        throw error;
      }
    };
    files.set(name, { size: data.size, read, isCompressed: data.length > 0, data });
  }

  /** @param {HTMLElement} element @returns {Data} */
  function dataIn({ textContent, dataset }) {
    const { packedSize, packedLength, packedChecksum } = dataset;
    return {
      text: textContent ?? "",
      size: Number(packedSize),
      length: Number(packedLength ?? 0),
      checksum: Number(packedChecksum),
    };
  }

  /** What the file was that stands in an element as text (pagelet/packed/markup.py).
   * @param {HTMLElement} element
   */
  function fileIn({ textContent, dataset }) {
    const { packedEnd, packedLines } = dataset;
    let text = (textContent ?? "").replace(/^\n/, "");
    if (packedEnd === "open") text = text.replace(/\n$/, "");
    text = text.replace(/<\\(\\*)(?=\/?script|\/?style|!--)/gi, "<$1");
    return packedLines === "crlf" ? text.replaceAll("\n", "\r\n") : text;
  }

  const readText = (/** @type {string} */ name) =>
    new TextDecoder().decode(/** @type {File} */ (files.get(name)).read());

  /** The address of a copy in memory of what is at `address`, if that is in the file.
   * @param {string} address
   * @returns {string | undefined}
   */
  function copyOf(address) {
    const name = nameOf(address);
    if (name === undefined || !files.has(name)) return undefined;
    let copy = copies.get(name);
    if (!copy) {
      copy = name.endsWith(".css")
        ? makeCopy(withCopies(readText(name), root + name), name)
        : URL.createObjectURL(blobOf(name));
      copies.set(name, copy);
    }
    // A fragment says what to show of it.
    return copy + (/#.*$/.exec(address)?.[0] ?? "");
  }

  /** @param {string} address */
  const readNow = (address) => files.get(nameOf(address) ?? "")?.read();

  /** @type {Map<string, Blob>} */
  const blobs = new Map();

  /** @param {string} name */
  function blobOf(name) {
    const known = blobs.get(name);
    if (known) return known;
    const content = /** @type {BlobPart} */ (/** @type {File} */ (files.get(name)).read());
    const blob = new Blob([content], { type: typeOf(name) });
    blobs.set(name, blob);
    return blob;
  }

  /** @param {string} content @param {string} name */
  function makeCopy(content, name) {
    const copy = URL.createObjectURL(new Blob([content], { type: typeOf(name) }));
    copies.set(name, copy);
    return copy;
  }

  /** A style sheet that loads what it names from the copies.
   * @param {string} css
   * @param {string} base its own address
   */
  const withCopies = (css, base) =>
    css.replace(/(url\(\s*|@import\s+)(["']?)([^"')\s]+)\2/gi, (all, before, quote, waiting) => {
      const address = waiting.replace(WAITING, "");
      const copy = /^(data|blob|https?):|^#/i.test(address)
        ? undefined
        : copyOf(new URL(address, base).href);
      return copy ? `${before}${quote}${copy}${quote}` : all;
    });

  function serveRequests() {
    const realFetch = window.fetch;
    window.fetch = async function fetch(input, init) {
      const request = input instanceof Request ? input : undefined;
      const address = request?.url ?? String(input);
      const method = (init?.method ?? request?.method ?? "GET").toUpperCase();
      const name = nameOf(address);
      if (name === undefined || !["GET", "HEAD"].includes(method)) return realFetch(input, init);
      const file = files.get(name);
      // Nothing is beside a file that was opened from a disk, nor beside a frame.
      if (!file && location.protocol !== "file:" && !isFramed) return realFetch(input, init);
      return answer(name, file, new URL(address, document.baseURI).href, method === "GET");
    };
    const realOpen = XMLHttpRequest.prototype.open;
    XMLHttpRequest.prototype.open = function open(
      /** @type {string} */ method,
      /** @type {string | URL} */ url,
      /** @type {any[]} */ ...rest
    ) {
      // @ts-expect-error - with as many arguments as the page has given
      return realOpen.call(this, method, copyOf(String(url)) ?? url, ...rest);
    };
  }

  /** @param {string} name @param {File | undefined} file @param {string} url @param {boolean} withBody */
  async function answer(name, file, url, withBody) {
    const headers = file && {
      "content-length": String(file.size),
      "content-type": typeOf(name),
      ...(file.isCompressed && { "content-encoding": "br" }),
    };
    const body =
      file && withBody ? /** @type {BodyInit} */ ((await file.early) ?? file.read()) : null;
    // It is needed once; a second copy would take as much room.
    if (file) file.early = undefined;
    const response = file
      ? new Response(body, { headers })
      : new Response(null, { status: 404, statusText: "Not Found" });
    return Object.defineProperty(response, "url", { value: url });
  }

  /** Let elements load copies.
   * @param {Document} page
   * @param {string} base the address of the page
   */
  function visitorOf(page, base) {
    const copyFrom = (/** @type {string} */ address) => {
      try {
        return copyOf(new URL(address, base).href);
      } catch {
        return undefined;
      }
    };
    /** @param {Element} element @param {string} attribute */
    const put = (element, attribute) => {
      const value = element.getAttribute(attribute);
      if (value === null) return;
      const changed = attribute === "srcset" ? ofSources(value) : copyFrom(value);
      if (changed && changed !== value) element.setAttribute(attribute, changed);
    };
    /** @param {Element} element */
    const visit = (element) => {
      for (const { name, value } of [...element.attributes]) {
        const [, real] = /^data-packed-(src|srcset|href|xlink:href|poster|data)$/.exec(name) ?? [];
        if (!real) continue;
        element.removeAttribute(name);
        element.setAttribute(
          real,
          (real === "srcset" ? ofSources(value) : copyFrom(value)) ?? value,
        );
      }
      for (const name of loading[element.localName] ?? []) put(element, name);
      if (element.localName === "style") putStyles(element);
      if (/url\(/i.test(element.getAttribute("style") ?? "")) putStyle(element);
    };
    /** @param {string} value */
    const ofSources = (value) =>
      value.replace(
        /(^|,\s*)([^\s,]+)/g,
        (_, before, address) => before + (copyFrom(address) ?? address),
      );
    /** @param {Element} element */
    const putStyles = (element) => {
      const css = element.textContent ?? "";
      const of = /** @type {HTMLElement} */ (element).dataset.packedFile;
      const changed = withCopies(css, of ? root + of : base);
      if (changed !== css) element.textContent = changed;
    };
    /** @param {Element} element */
    const putStyle = (element) => {
      const css = element.getAttribute("style") ?? "";
      const changed = withCopies(css, base);
      if (changed !== css) element.setAttribute("style", changed);
    };
    const visitAll = (/** @type {Element} */ element) => {
      visit(element);
      for (const inner of element.querySelectorAll("*")) visit(inner);
    };
    visitAll(page.documentElement);
    return { put, putStyle, visitAll };
  }

  /** Let elements load copies: those of the page, and those that it gets. */
  function serveElements() {
    const { put, putStyle, visitAll } = visitorOf(document, document.baseURI);
    new MutationObserver((changes) => {
      for (const { addedNodes, attributeName, target } of changes) {
        const element = /** @type {Element} */ (target);
        if (attributeName === "style") putStyle(element);
        else if (attributeName) {
          if (loading[element.localName]?.includes(attributeName)) put(element, attributeName);
        } else for (const node of addedNodes) if (node instanceof Element) visitAll(node);
      }
    }).observe(document, {
      attributeFilter: [...new Set(Object.values(loading).flat()), "style"],
      attributes: true,
      childList: true,
      subtree: true,
    });
    // Pictures and sounds need not be in the page.
    for (const type of [HTMLImageElement, HTMLMediaElement]) {
      const real = /** @type {PropertyDescriptor} */ (
        Object.getOwnPropertyDescriptor(type.prototype, "src")
      );
      Object.defineProperty(type.prototype, "src", {
        ...real,
        set(value) {
          real.set?.call(this, copyOf(String(value)) ?? value);
        },
      });
    }
    const RealAudio = window.Audio;
    window.Audio = /** @type {any} */ (
      new Proxy(RealAudio, {
        construct: (target, [src]) =>
          src === undefined ? new target() : new target(copyOf(String(src)) ?? src),
      })
    );
  }

  /** What a module imports by an address beside its own, with what stands before it. */
  const IMPORTS = /(\bfrom\s*|\bimport\s*\(?\s*)(["'])((?:\.{1,2})?\/[^"'\n]+)\2/g;

  /** The text of a module with whole addresses in it.
   * @param {string} name
   */
  function moduleText(name) {
    const address = root + encodeURI(name);
    return readText(name)
      .replace(IMPORTS, (all, before, quote, specifier) => {
        const imported = nameOf(new URL(specifier, address));
        return imported !== undefined && files.has(imported)
          ? `${before}${quote}${root}${encodeURI(imported)}${quote}`
          : all;
      })
      .replaceAll("import.meta.url", JSON.stringify(address));
  }

  const MODULE = /\.m?js$/;

  /** Let modules import each other: browsers know those of a file only by the addresses of copies. */
  function makeModules() {
    /** @type {Record<string, string>} */
    const imports = {};
    for (const name of files.keys()) {
      if (MODULE.test(name)) imports[root + encodeURI(name)] = makeCopy(moduleText(name), name);
    }
    return imports;
  }

  /** A module as a function, for workers: those of a file cannot import any.
   *
   * It knows the ways in which Pagelet's own modules are written, and Pyodide's.
   * @param {string} name
   */
  function asFunction(name) {
    /** @type {string[]} */
    const exported = [];
    const text = moduleText(name)
      .replace(/^import\s*"([^"]+)";?$/gm, 'require("$1");')
      .replace(
        /^import\s*(?:\{([^}]*)\}|\*\s*as\s+(\w+)|(\w+))\s*from\s*(["'][^"']+["']);?/gm,
        (_, names, all, main, address) => {
          const taken = names
            ? `{${names.replace(/\s+as\s+/g, ": ")}}`
            : (all ?? `{ default: ${main} }`);
          return `const ${taken} = require(${address});`;
        },
      )
      .replace(
        /^export\s+(?=(?:async\s+)?(?:function\*?|class|const|let|var)\s+(\w+))/gm,
        (_, exportedName) => {
          exported.push(`${exportedName}: { get: () => ${exportedName} }`);
          return "";
        },
      )
      .replace(/^export\s+(?=(?:const|let|var)\s*\{([^}]*)\})/gm, (_, names) => {
        for (const each of names.split(",")) {
          const inner = each.replace(/=.*$/s, "").split(":").at(-1)?.trim();
          if (inner) exported.push(`${inner}: { get: () => ${inner} }`);
        }
        return "";
      })
      .replace(/(?<=^|[;}])export\s*\{([^}]*)\};?/gm, (_, names) => {
        for (const each of names.split(",").filter(Boolean)) {
          const [inner, outer = inner] = each.trim().split(/\s+as\s+/);
          exported.push(`${outer}: { get: () => ${inner} }`);
        }
        return "";
      })
      .replace(/(?<=^|[;}])export\s+default\s+/gm, "exports.default = ")
      .replace(/\bimport\(/g, "load(")
      .replace('throw new Error("Classic web workers are not supported")', "void 0")
      // It stands in the name of the file that a debugger shows.
      .replace(/^\/\/# sourceMappingURL=.*$/m, "");
    const address = JSON.stringify(root + encodeURI(name));
    return `packed.modules[${address}] = (exports, require, load) => {
Object.defineProperties(exports, { ${exported.join(", ")} });
${text}
};
`;
  }

  /** @type {string | undefined} */
  let workerScript;

  /** Start Python's worker.
   * @param {string} way how it waits, as a fragment
   * @param {WorkerOptions} options
   */
  function startWorker(way, options) {
    workerScript ??= makeWorkerScript();
    const worker = new Worker(workerScript + way, options);
    // Its addresses are not those of the page, so it gets the files themselves.
    worker.postMessage(
      Object.fromEntries(
        [...files].map(([name, { isCompressed }]) => [name, { blob: blobOf(name), isCompressed }]),
      ),
    );
    return worker;
  }

  function makeWorkerScript() {
    const modules = [...files.keys()].filter((name) => MODULE.test(name) && !UNUSED.test(name));
    const text = [
      readText("packed/worker.js"),
      'addEventListener("message", ({ data }) => {\n',
      `const packed = makePackedWorker(${JSON.stringify(root)}, data);\n`,
      ...modules.map(asFunction),
      `packed.require(${JSON.stringify(`${root}loader/worker.js`)});\n`,
      "}, { once: true });\n",
    ];
    return URL.createObjectURL(new Blob(text, { type: "text/javascript" }));
  }

  /** Modules that no worker uses. */
  const UNUSED =
    /^((editor|terminal|canvas|turtle|vendor\/(codemirror|xterm|marked)|packed)\/|pagelet\.js$)/;

  /** The import map of a page: that of the file, and what the page says itself.
   * @param {Record<string, string>} imports
   * @param {HTMLScriptElement[]} own the page's own import maps, which are taken out of it
   * @param {string} base the address of the page
   */
  function importMap(imports, own, base) {
    /** @type {Record<string, any>} */
    const map = { imports: { ...imports } };
    for (const script of own) {
      const said = JSON.parse(script.text);
      for (const [name, address] of Object.entries(said.imports ?? {})) {
        const url = /^\.{0,2}\//.test(address) ? new URL(address, base).href : address;
        map.imports[name] = imports[url] ?? url;
      }
      map.scopes = { ...map.scopes, ...said.scopes };
      map.integrity = { ...map.integrity, ...said.integrity };
      script.remove();
    }
    const element = document.createElement("script");
    element.type = "importmap";
    element.text = JSON.stringify(map);
    return element;
  }

  /** Put the scripts at work that had to wait for this.
   * @param {Record<string, string>} imports
   */
  function activate(imports) {
    const waiting = [
      .../** @type {NodeListOf<HTMLScriptElement>} */ (
        document.querySelectorAll('script[type^="packed/"]')
      ),
    ];
    const own = waiting.filter((script) => script.type === "packed/importmap");
    const map = importMap(imports, own, document.baseURI);
    document.head.append(map);
    map.remove();
    for (const script of waiting) {
      if (!script.isConnected) continue;
      const made = document.createElement("script");
      for (const { name, value } of script.attributes) made.setAttribute(name, value);
      const type = script.type.slice("packed/".length);
      if (type === "classic") made.removeAttribute("type");
      else made.type = type;
      const src = script.getAttribute("src");
      if (src !== null) {
        const url = new URL(src, document.baseURI).href;
        const copy = copyOf(ofLoader(url));
        // It is that of the file on the server.
        if (copy) made.removeAttribute("integrity");
        made.src = copy ?? url;
      }
      made.text = script.text;
      // In the order in which they stand.
      made.async = script.hasAttribute("async");
      script.replaceWith(made);
    }
  }

  /** Go from page to page, and to files, inside the file. */
  function serveLinks() {
    addEventListener("click", (event) => {
      const link = /** @type {HTMLAnchorElement | undefined} */ (
        event
          .composedPath()
          .find((each) => each instanceof HTMLAnchorElement && each.hasAttribute("href"))
      );
      if (!link || event.defaultPrevented) return;
      const address = link.getAttribute("href") ?? "";
      // A base would lead to another page.
      if (address.startsWith("#") && shown) location.hash = address;
      else {
        const name = nameOf(address);
        const page = name === undefined ? undefined : pageAt(name);
        if (page === undefined) {
          const copy = copyOf(address);
          if (!copy) return;
          link.href = copy;
          // A copy in memory has no name of its own.
          if (link.hasAttribute("download")) link.download ||= name?.split("/").pop() ?? "";
          return;
        }
        if (isFramed) {
          event.preventDefault();
          parent.postMessage({ pagelet: "page", name: page }, "*");
          return;
        }
        const { searchParams, hash } = new URL(address, document.baseURI);
        const target = new URL(location.href);
        target.search = "";
        if (page !== entry) target.searchParams.set(PAGE, page);
        for (const [key, value] of searchParams) target.searchParams.append(key, value);
        target.hash = hash;
        if (link.target === "_blank") open(target);
        else location.href = target.href;
      }
      event.preventDefault();
    });
  }

  /** @param {string} name of a file or a folder @returns {string | undefined} the name of the page that it stands for */
  function pageAt(name) {
    if (name === "" || name === entry) return entry;
    const page = name.endsWith("/") ? `${name}index.html` : name;
    return /\.html?$/i.test(page) && files.has(page) ? page : undefined;
  }

  /** Show another page of the app than the one that it begins with.
   * @param {string} name
   * @param {Record<string, string>} imports
   */
  function show(name, imports) {
    if (!files.has(name)) throw new Error(`there is no page '${name}' in it`);
    const text = readText(name);
    const address = root + encodeURI(name);
    const page = new DOMParser().parseFromString(text, "text/html");
    const base = page.createElement("base");
    base.href = new URL(".", address).href;
    if (!page.querySelector("base[href]")) page.head.prepend(base);
    visitorOf(page, address);
    for (const script of page.querySelectorAll("script")) {
      if (!script.hasAttribute("src")) continue;
      const url = new URL(script.getAttribute("src") ?? "", address).href;
      const isCode = /^(|module|text\/javascript|application\/javascript)$/.test(script.type);
      const copy = isCode && copyOf(ofLoader(url));
      if (copy) script.removeAttribute("integrity");
      if (isCode) script.setAttribute("src", copy || url);
    }
    const own = page.querySelectorAll('script[type="importmap"]');
    page.head.prepend(importMap(imports, /** @type {HTMLScriptElement[]} */ ([...own]), address));
    for (const id of ["pagelet-link", "pagelet-packages", "pagelet-written"]) {
      const table = document.getElementById(id);
      if (table) page.head.append(page.importNode(table, true));
    }
    const doctype = page.doctype ? "<!doctype html>" : "";
    document.open();
    document.write(doctype + page.documentElement.outerHTML);
    document.close();
  }

  /** The loader may be named as from a folder of the app.
   * @param {string} url
   */
  const ofLoader = (url) =>
    new URL(url).origin === new URL(root).origin && !files.has(nameOf(url) ?? "")
      ? url.replace(/^.*\/pagelet\.js([?#].*)?$/, `${root}pagelet.js`)
      : url;

  /** What takes brotli apart, as every browser can inflate it.
   * @returns {Promise<ArrayBuffer>}
   */
  function inflateDecoder() {
    const element = /** @type {HTMLElement} */ (document.getElementById(DECODER));
    const data = dataIn(element);
    kept.data.set(DECODER, data);
    const bytes = decode(data, alphabet);
    element.remove();
    const stream = new ReadableStream({
      start(controller) {
        controller.enqueue(bytes);
        controller.close();
      },
    });
    return new Response(stream.pipeThrough(new DecompressionStream("deflate-raw"))).arrayBuffer();
  }

  /** Let a worker decompress the largest file while the page does all else.
   * @param {ArrayBuffer} decoder
   */
  function decompressBeside(decoder) {
    const largest = files.get("snapshot.bin");
    if (!largest?.data) return;
    const worker = new Worker(script);
    largest.early = new Promise((resolve) => {
      worker.onmessage = ({ data }) => resolve(data);
      // Damage, or a setting against workers: the page does it itself then, and tells what is wrong.
      worker.onerror = (event) => {
        event.preventDefault();
        resolve(undefined);
      };
    });
    void largest.early.then(() => worker.terminate());
    worker.postMessage({ decoder, alphabet, data: largest.data });
  }

  /** Where is kept which servers a person was told of, by the app's address. */
  const SHOWN = `pagelet-network:${location.pathname}`;

  /** Say which servers the app may reach, and what it wanted to reach besides (its policy keeps it from that). */
  function tellNetwork() {
    const said = new Set();
    document.addEventListener("securitypolicyviolation", ({ blockedURI }) => {
      if (!/^(https?|wss?):/.test(blockedURI)) return;
      const { host } = new URL(blockedURI);
      if (said.has(host)) return;
      said.add(host);
      addNote(`This app wanted to reach ${host}, which its maker has not named. It was not let.`);
    });
    if (network.length === 0) return;
    const names = network.includes("*") ? "any server" : network.join(", ");
    try {
      if (localStorage.getItem(SHOWN) === names) return;
    } catch {
      // Nothing can be stored here: so it is said each time.
    }
    addNote(`This app uses the network: ${names}.`, () => {
      try {
        localStorage.setItem(SHOWN, names);
      } catch {
        // As above.
      }
    });
  }

  /** Show a text in a corner until it is closed.
   * @param {string} text
   * @param {() => void} [onClose]
   * @param {boolean} [isShort] whether it goes by itself
   */
  function addNote(text, onClose, isShort = false) {
    const note = document.createElement("pagelet-note");
    const shadow = note.attachShadow({ mode: "open" });
    shadow.innerHTML = `<style>
:host { position: fixed; right: 0.75rem; bottom: 0.75rem; z-index: 2147483647; max-width: calc(100vw - 1.5rem); }
div { display: flex; gap: 0.75rem; align-items: baseline; padding: 0.5rem 0.75rem; border: 1px solid #8888;
  border-radius: 0.5rem; background: Canvas; color: CanvasText; font: 0.875rem/1.4 system-ui, sans-serif; }
button { font: inherit; }
@media print { :host { display: none; } }
</style><div role="status"><span></span><button type="button">Close</button></div>`;
    /** @type {HTMLElement} */ (shadow.querySelector("span")).textContent = text;
    const button = shadow.querySelector("button");
    if (isShort) button?.remove();
    button?.addEventListener("click", () => {
      note.remove();
      onClose?.();
    });
    document.documentElement.append(note);
    return note;
  }

  /** What comes from a server could not be had. */
  class OnlineError extends Error {}

  /** Load what the file has not from where it is; resolves when the app can begin.
   * @param {Online} online
   */
  async function loadOnline(online) {
    const { address, files: described } = online;
    const { host } = new URL(address);
    const note = addNote(`Getting Python from ${host} …`, undefined, true);
    // Without it, Python cannot wait for what is missing.
    const mayWait = "Suspending" in WebAssembly;
    /** @type {Promise<unknown>[]} */
    const now = [];
    for (const [name, { size, sent, integrity, later }] of Object.entries(described)) {
      const coming = loadChecked(address + sent, integrity, sent !== name).catch(async () => {
        throw new OnlineError(await reasonFor(address + sent, online));
      });
      const file = {
        size,
        early: coming,
        isCompressed: true,
        /** @returns {Uint8Array} */
        read() {
          throw new OnlineError(`${name} has not come yet`);
        },
      };
      files.set(name, file);
      const kept = coming.then((bytes) => {
        file.read = () => bytes;
      });
      if (later && mayWait) kept.catch(tell);
      else now.push(kept);
    }
    try {
      await Promise.all(now);
    } finally {
      note.remove();
    }
  }

  /** @param {string} url @param {string} integrity @param {boolean} isPacked by gzip */
  async function loadChecked(url, integrity, isPacked) {
    const response = await fetch(url, { integrity });
    const { body } = response;
    const whole =
      isPacked && body ? new Response(body.pipeThrough(new DecompressionStream("gzip"))) : response;
    return new Uint8Array(await whole.arrayBuffer());
  }

  /** Why a file could not be had, in plain words.
   * @param {string} url
   * @param {Online} online
   */
  async function reasonFor(url, { address, version }) {
    const { host } = new URL(url);
    if (navigator.onLine === false) {
      return `It needs the network, and there is none now. Connect, then open the file again. (${url})`;
    }
    const ask = (/** @type {RequestMode} */ mode) =>
      fetch(url, { mode, method: "HEAD", cache: "no-store" }).catch(() => undefined);
    const answered = await ask("cors");
    if (answered?.ok) {
      return (
        `What ${host} sends is not what this file was made for, so it is not used. Whoever looks after it runs ` +
        `'pagelet dist' of Pagelet ${version} again, for ${address}`
      );
    }
    if (answered) {
      return (
        `${host} has not what it needs: it answered ${answered.status} for ${url}. Whoever looks after it puts ` +
        `there what 'pagelet dist' of Pagelet ${version} writes.`
      );
    }
    if (await ask("no-cors")) {
      return (
        `${host} answers, but does not let this file use what is there. It has to send ` +
        `"Access-Control-Allow-Origin: *" with all that is in ${address}`
      );
    }
    return `${host} cannot be reached. Check the network, then open the file again. (${url})`;
  }

  /** Take the files from the page around this one. */
  async function receive() {
    document.querySelector("[data-packed-app]")?.remove();
    const coming = new Promise((resolve) => {
      addEventListener("message", (event) => event.source === parent && resolve(event.data));
    });
    parent.postMessage({ pagelet: "files" }, "*");
    for (const [name, bytes] of await coming) {
      files.set(name, { size: bytes.length, read: () => bytes, isCompressed: false });
    }
  }

  /** For a copy of the file, which Python (`pagelet.menu`) lays out: what it is made of. */
  const saving = {
    /** The parts, as JSON. */
    parts: () =>
      JSON.stringify({
        description: descriptionText,
        texts: kept.texts,
        data: [...kept.data].map(([name, { size, length, checksum }]) => [
          name,
          size,
          length,
          checksum,
        ]),
        names: [...files.keys()],
      }),

    /** @param {string} name of a file of the app, or of ours @returns what the file has there */
    read: (name) => (replaced.has(name) ? replaced : files).get(name)?.read(),

    /** Whether the page runs with what a person has changed. */
    get hasEdits() {
      return replaced.size > 0;
    },

    /** What that is, as JSON: texts by names. */
    edits: () =>
      JSON.stringify(
        Object.fromEntries([...replaced.keys()].map((name) => [name, readText(name)])),
      ),

    /** Load the page again with other texts.
     * @param {string} texts as JSON, by names; none for those of the file
     * @returns {boolean} whether the browser can keep them so long
     */
    runWith(texts) {
      try {
        if (texts === "{}") sessionStorage.removeItem(EDITS);
        else sessionStorage.setItem(EDITS, JSON.stringify({ of: mark(), texts }));
      } catch {
        return false;
      }
      location.reload();
      return true;
    },

    /** Whether the page was opened as it was packed, and not changed in a text editor after that.
     * @param {string} source
     */
    isAsPacked(source) {
      const page = new DOMParser().parseFromString(source, "text/html");
      // Those may have changed what stood above them.
      const hasScripts = page.querySelector("script:not([type]), script[type='text/javascript']");
      let at = 0;
      for (const text of textsIn(page, hasScripts !== null)) {
        // What is there besides is of the browser's extensions.
        at = kept.opened.indexOf(text, at) + 1;
        if (at === 0) return false;
      }
      return true;
    },

    /** Let the person save a file.
     * @param {string} name
     * @param {string} pieces JSON: texts, and lists with the name of what is taken from this file
     */
    save(name, pieces) {
      const parts = JSON.parse(pieces).map((/** @type {string | string[]} */ piece) => {
        if (typeof piece === "string") return piece;
        return piece[0] ? kept.data.get(piece[0])?.text : ownText;
      });
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob(parts, { type: "text/html" }));
      link.download = name;
      link.click();
      // The browser reads it some time later.
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    },
  };

  /** What tells this file from another one at its address, such as one that was packed later. */
  const mark = () =>
    JSON.stringify([
      [...kept.data.values()].map(({ checksum }) => checksum),
      kept.texts.map((name) => checksumOf(/** @type {Uint8Array} */ (saving.read(name)))),
    ]);

  /** Take up what a person has changed; it is for this file, or of no use.
   * @returns {boolean} whether the page has to be loaded again without it
   */
  function takeEdits() {
    let edits;
    try {
      edits = sessionStorage.getItem(EDITS);
    } catch {
      // Nothing can be kept here.
    }
    if (!edits) return false;
    const { of, texts } = JSON.parse(edits);
    if (of !== mark()) {
      sessionStorage.removeItem(EDITS);
      location.reload();
      return true;
    }
    for (const [name, text] of Object.entries(JSON.parse(texts))) {
      const bytes = new TextEncoder().encode(text);
      replaced.set(name, files.get(name));
      files.set(name, { size: bytes.length, read: () => bytes, isCompressed: false });
    }
    shown ??= entry;
    return false;
  }

  async function start() {
    const loaded = online && loadOnline(online);
    // Whoever awaits it is told.
    loaded?.catch(() => {});
    if (isFramed) await receive();
    else await unpack();
    await loaded;
    if (!isFramed && takeEdits()) return;
    serveRequests();
    tellNetwork();
    Object.defineProperty(globalThis, PACKED, {
      // What runs in a frame was sent by a link, and no file is there to be saved.
      value: { copyOf, readNow, saving: isFramed ? undefined : saving, startWorker },
    });
    const imports = makeModules();
    if (shown) show(shown, imports);
    serveElements();
    serveLinks();
    if (!shown) activate(imports);
  }

  /** Take the files out of this page. */
  async function unpack() {
    const decoder = await inflateDecoder();
    brotli.initSync({ module: decoder });
    collect();
    decompressBeside(decoder);
    // The small files of Pagelet are one.
    const bundle = /** @type {File} */ (files.get("pagelet-bundle")).read();
    files.delete("pagelet-bundle");
    const [length] = new Uint32Array(bundle.slice(0, 4).buffer);
    let at = 4 + length;
    for (const [name, size] of JSON.parse(new TextDecoder().decode(bundle.subarray(4, at)))) {
      const bytes = bundle.subarray(at, at + size);
      if (!files.has(name)) files.set(name, { size, read: () => bytes, isCompressed: false });
      at += size;
    }
  }

  let isTold = false;

  /** @param {unknown} error what keeps the app from starting */
  function tell(error) {
    console.error(error);
    if (isTold) return;
    isTold = true;
    const note = document.createElement("p");
    note.role = "alert";
    note.style.cssText = "margin: 1rem; font: 1rem/1.5 system-ui, sans-serif";
    const { message = String(error) } = /** @type {any} */ (error) ?? {};
    note.textContent =
      error instanceof OnlineError
        ? `This app cannot start. ${message}`
        : `The file of this app is damaged: ${message}. Get it once more. ` +
          "The text of its program can still be read in the file, with a text editor.";
    document.body.prepend(note);
  }

  start().catch(tell);
})();
