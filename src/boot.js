// Starts the bundles that Trunk built, in place of its inline script, which a strict policy would refuse. In the
// page: the page itself, the first that index.html names, beside it the worker of the second, so that neither
// waits for the other, and any that the page asks for later. In a worker: the bundle whose JavaScript is the worker's
// name, with the module that it is sent.

async function start(js, wasm) {
  const [{ default: init }, module_or_path] = await Promise.all([import(js), wasm]);
  await init({ module_or_path });
}

// A worker whose owner, src/browser/early.rs, comes later: what it says until then is kept.
function launch({ js, wasm }) {
  const worker = new Worker(import.meta.url, { type: "module", name: js });
  const kinds = ["message", "messageerror", "error"];
  const heard = [];
  const hear = (event) => heard.push(event);
  for (const kind of kinds) worker.addEventListener(kind, hear);
  const started = compile(wasm).then((module) => worker.postMessage(module));
  // Its owner hears of it.
  started.catch(() => {});
  const take = () => {
    for (const kind of kinds) worker.removeEventListener(kind, hear);
    return heard;
  };
  return { js, worker, started, take };
}

// Compiles a module while it comes.
async function compile(wasm) {
  return WebAssembly.compileStreaming(fetch(wasm));
}

// Once the network is ready and the browser has nothing to do, so that it takes nothing from a first answer, has all that one
// needs kept for a visit without a network. A browser that does not allow that shows the page all the same.
function keep() {
  const idle = globalThis.requestIdleCallback ?? ((then) => setTimeout(then, 1000));
  idle(() => {
    navigator.serviceWorker?.register(new URL("offline.js", document.baseURI)).catch(() => {});
  });
}

if (globalThis.document) {
  const [page, engine] = document.querySelectorAll("meta[name=bundle]");
  globalThis.early = launch(engine.dataset);
  early.worker.addEventListener("message", keep, { once: true });
  globalThis.startBundle = start;
  // This script waits neither for the style sheets nor for the end of the HTML; the page does for the latter.
  const parsed = new Promise((resolve) => {
    if (document.readyState === "loading") addEventListener("DOMContentLoaded", resolve, { once: true });
    else resolve();
  });
  const { js, wasm } = page.dataset;
  // A module that could not be had so is fetched once more, by JavaScript of its own that tells why it cannot be had.
  const module = compile(wasm).catch(() => wasm);
  start(js, Promise.all([module, parsed]).then(([module]) => module)).catch((error) => {
    document.querySelector("main").dataset.state = "failed";
    throw error;
  });
} else {
  // The module comes first. What comes before the bundle listens is kept for it.
  const early = [];
  const module = new Promise((resolve) => {
    addEventListener("message", ({ data }) => resolve(data), { once: true });
  });
  const hear = ({ data }) => early.push(data);
  module.then(() => addEventListener("message", hear));
  const started = start(name, module).then(() => {
    removeEventListener("message", hear);
    for (const data of early) dispatchEvent(new MessageEvent("message", { data }));
  });
  started.catch(reportError);
}
