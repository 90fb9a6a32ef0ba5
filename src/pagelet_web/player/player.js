/**
 * The page that opens links to apps (`pagelet share`): it shows what a link carries, asks, and runs it in a frame that
 * has nothing of this site.
 *
 * The frame gets the app's files and Pagelet's from here, and serves them to itself (packed/packed.js), since no page
 * outside of a site may load its modules.
 */

import { appIn } from "./link.js";

/** @typedef {import("./link.js").LinkedApp} LinkedApp */

/**
 * What Python tells the player (pagelet_cli/player.py).
 *
 * @typedef {object} Told
 * @property {Record<string, string>} files patterns that stand in the text of the apps that need a file; "" for all
 * @property {Record<string, string[]>} loading
 * @property {Record<string, string>} types
 * @property {string} policy of an app, with NETWORK in the place of its addresses
 * @property {string} evalPolicy the same for an app that makes JavaScript of text
 * @property {string} eval the pattern that tells such an app
 * @property {string} address the pattern of an address that an app may name
 * @property {string} everywhere what an app names if it needs all of the network
 * @property {string} all the sources of a policy that stand for that
 */

const base = new URL("../", import.meta.url);
const PROGRAM_PAGE = "pagelet-program.html";
const SANDBOX = "allow-scripts allow-modals allow-forms allow-downloads allow-pointer-lock";

const decoder = new TextDecoder();
/** @param {string} id */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** @param {string} name @returns {Promise<Uint8Array>} */
async function load(name) {
  const response = await fetch(new URL(name, base));
  if (!response.ok) throw new Error(`${name}: the server answered ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

/** @type {Map<string, Promise<Uint8Array>>} */
const loading = new Map();

/** @param {string} name */
function loadOnce(name) {
  const known = loading.get(name) ?? load(name);
  loading.set(name, known);
  return known;
}

/** @param {string} name */
const loadText = async (name) => decoder.decode(await loadOnce(name));

/** @param {string} text */
function say(text) {
  byId("message").textContent = text;
  byId("message").hidden = false;
}

/** The text of an app, in which is looked for what it needs.
 * @param {LinkedApp} app
 */
const textOf = ({ files }) =>
  [...files.values()].map((content) => decoder.decode(content)).join("\n");

/** @param {LinkedApp} app @param {Told} told */
function neededFiles(app, told) {
  const { terminal, packages } = app.settings;
  const text = `${textOf(app)}${terminal ? " terminal" : ""}${packages?.length ? " micropip" : ""}`;
  return Object.keys(told.files).filter((name) => new RegExp(told.files[name]).test(text));
}

/** The addresses that an app may reach: those that it names; all, if it loads packages.
 * @param {LinkedApp} app
 * @param {Told} told
 * @returns {string} sources of a policy
 */
function networkOf({ settings }, told) {
  const named = settings.network ?? [];
  if (settings.packages?.length || named.includes(told.everywhere)) return told.all;
  const address = new RegExp(`^(?:${told.address})$`, "i");
  return named.filter((each) => address.test(each)).join(" ");
}

/** @param {LinkedApp} app @param {Told} told */
function tellNetwork(app, told) {
  const { packages = [] } = app.settings;
  const network = networkOf(app, told);
  if (packages.length) {
    return `It loads packages (${packages.join(", ")}), so it can reach any server of the network.`;
  }
  if (network === told.all) return "It can reach any server of the network.";
  return network
    ? `It can reach these servers, and no others: ${network.replaceAll(" ", ", ")}.`
    : "It cannot reach the network.";
}

/** @param {string} text */
const escaped = (text) => text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);

/** The page of a program, as pagelet_cli/program_page.py makes it.
 * @param {LinkedApp} app
 */
async function programPage(app) {
  const template = await loadText("program.html");
  const files = Object.fromEntries(
    [...app.files.keys()].map((name) => [name.split("/").map(encodeURIComponent).join("/"), name]),
  );
  const { title = app.entry, terminal, ...settings } = app.settings;
  /** @type {Record<string, string>} */
  const values = {
    title: escaped(title),
    program: JSON.stringify(app.entry).replaceAll("<", "\\u003c"),
    options: terminal ? ", terminal=True" : "",
    config: escaped(JSON.stringify({ ...settings, files })),
    // Who plays it has the link already.
    link: "",
  };
  return template.replace(/\{\{ (\w+) \}\}/g, (_, name) => values[name]);
}

/** Run the app in a frame.
 * @param {LinkedApp} app
 * @param {Told} told
 * @param {string} page the one to begin with
 */
async function run(app, told, page) {
  const names = neededFiles(app, told);
  const contents = await Promise.all(names.map(loadOnce));
  /** @type {[string, Uint8Array][]} */
  const files = [
    ...names.map((name, i) => /** @type {[string, Uint8Array]} */ ([name, contents[i]])),
    ...app.files,
  ];
  if (page === PROGRAM_PAGE) files.push([page, new TextEncoder().encode(await programPage(app))]);
  const policy = (
    new RegExp(told.eval).test(textOf(app)) ? told.evalPolicy : told.policy
  ).replaceAll("NETWORK", networkOf(app, told));
  const description = JSON.stringify({
    entry: page,
    loading: told.loading,
    types: told.types,
    network: [],
    isFramed: true,
  }).replaceAll("<", "\\u003c");
  const frame = document.createElement("iframe");
  frame.title = app.settings.title ?? app.entry;
  frame.setAttribute("sandbox", SANDBOX);
  frame.srcdoc = `<!doctype html><html><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
<script>${await loadText("packed/sealed.js")}</script>
<script type="application/json" data-packed-app>${description}</script></head>
<body><script>${await loadText("packed/packed.js")}</script></body></html>`;
  const onMessage = (/** @type {MessageEvent} */ { source, data }) => {
    if (!frame.isConnected) removeEventListener("message", onMessage);
    if (source !== frame.contentWindow) return;
    if (data?.pagelet === "files") {
      frame.contentWindow?.postMessage(files, "*");
    } else if (data?.pagelet === "page" && app.files.has(data.name)) {
      removeEventListener("message", onMessage);
      frame.remove();
      void run(app, told, data.name);
    }
  };
  addEventListener("message", onMessage);
  document.body.append(frame);
  frame.focus();
}

/** @param {LinkedApp} app @param {Told} told */
function show(app, told) {
  const isProgram = app.entry.endsWith(".py");
  const title = app.settings.title ?? app.entry;
  document.title = title;
  byId("title").textContent = title;
  byId("description").textContent = app.settings.description ?? "";
  byId("description").hidden = !app.settings.description;
  byId("network").textContent = tellNetwork(app, told);
  const choice = /** @type {HTMLSelectElement} */ (byId("file"));
  for (const name of [app.entry, ...[...app.files.keys()].filter((name) => name !== app.entry)]) {
    choice.add(new Option(name, name));
  }
  const showText = () => {
    byId("source").textContent = decoder.decode(app.files.get(choice.value));
  };
  choice.addEventListener("change", showText);
  showText();
  byId("choice").hidden = app.files.size < 2;
  byId("about").hidden = false;
  byId("running").textContent = `${title}: a program in a link. It runs sealed off.`;
  byId("run").addEventListener("click", () => {
    byId("about").hidden = true;
    byId("bar").hidden = false;
    document.body.style.height = "100vh";
    run(app, told, isProgram ? PROGRAM_PAGE : app.entry).catch(tellFailure);
  });
  byId("close").addEventListener("click", () => {
    document.querySelector("iframe")?.remove();
    document.body.style.height = "";
    byId("bar").hidden = true;
    byId("about").hidden = false;
  });
  byId("run").focus();
}

/** @param {unknown} error */
function tellFailure(error) {
  console.warn(error);
  say(
    `This page's own files could not be loaded (${/** @type {any} */ (error)?.message ?? error}). Check the network, ` +
      "then load the page again.",
  );
}

async function start() {
  const fragment = location.hash.slice(1);
  if (!fragment) {
    say(
      "This page opens links that carry a program. Make one with: pagelet share hello.py --player " +
        location.href,
    );
    return;
  }
  const words = await loadOnce("player/words.txt");
  const told = JSON.parse(await loadText("player/told.json"));
  /** @type {LinkedApp} */
  let app;
  try {
    app = await appIn(fragment, words);
  } catch {
    say(
      "This link is damaged: a part of it is missing or changed. Programs that pass on links cut long ones. Ask for the " +
        "link once more, or for the app as one file (pagelet pack).",
    );
    return;
  }
  show(app, told);
  // While the person reads.
  for (const name of neededFiles(app, told)) loadOnce(name).catch(() => {});
}

// Another link in the same tab.
addEventListener("hashchange", () => location.reload());
start().catch(tellFailure);
