// Starts the bundles (JavaScript plus WebAssembly) that Trunk built. Trunk's own inline script would violate the
// page's content security policy.
//
// In the page: starts the page's bundle and, in parallel, the recognise worker. The page later starts other bundles:
// in a worker through this script, in the page through `startBundle`.
// In a worker: receives a compiled module and starts it. The worker's name is the URL of the bundle's JavaScript.

async function start(js, wasm) {
  const [{ default: init }, module_or_path] = await Promise.all([import(js), wasm]);
  await init({ module_or_path });
}

// Starts a worker before the page's code has loaded. Its events are buffered until
// crates/platform/src/worker/prestarted.rs adopts it.
function prestart({ js, wasm }) {
  const worker = new Worker(import.meta.url, { type: "module", name: js });
  const kinds = ["message", "messageerror", "error"];
  const events = [];
  const buffer = (event) => events.push(event);
  for (const kind of kinds) worker.addEventListener(kind, buffer);
  const started = compile(wasm).then((module) => worker.postMessage(module));
  // The code that adopts the worker handles a rejection. This only prevents an "unhandled rejection" error until then.
  started.catch(() => {});
  const adopt = () => {
    for (const kind of kinds) worker.removeEventListener(kind, buffer);
    return events;
  };
  return { js, worker, started, adopt };
}

// Compiles a module while it downloads.
async function compile(wasm) {
  return WebAssembly.compileStreaming(fetch(wasm));
}

// Registers the service worker, which caches the page for offline use. Runs when the recogniser is ready and the
// browser is idle, so that it does not delay the first answer. If registration fails, the page works online only.
function registerServiceWorker() {
  const idle = globalThis.requestIdleCallback ?? ((callback) => setTimeout(callback, 1000));
  idle(() => {
    navigator.serviceWorker?.register(new URL("offline.js", document.baseURI)).catch(() => {});
  });
}

if (globalThis.document) {
  const { base, js, wasm } = document.querySelector("meta[name=bundles]").dataset;
  // crates/platform/src/bundle.rs forms the URLs of the other programs in the same way.
  globalThis.prestartedWorker = prestart({ js: `${base}recognise.js?${js}`, wasm: `${base}recognise_bg.wasm?${js}` });
  prestartedWorker.worker.addEventListener("message", registerServiceWorker, { once: true });
  globalThis.startBundle = start;
  // This script runs before style sheets and the rest of the HTML have loaded. The page needs the complete HTML.
  const parsed = new Promise((resolve) => {
    if (document.readyState === "loading") addEventListener("DOMContentLoaded", resolve, { once: true });
    else resolve();
  });
  // If streaming compilation fails, wasm-bindgen's `init` fetches the URL again and reports the reason.
  const module = compile(base + wasm).catch(() => base + wasm);
  start(base + js, Promise.all([module, parsed]).then(([module]) => module)).catch((error) => {
    document.querySelector("main").dataset.state = "failed";
    throw error;
  });
} else {
  // The first message is the module. Later ones are buffered until the bundle has its own listener.
  const buffered = [];
  const module = new Promise((resolve) => {
    addEventListener("message", ({ data }) => resolve(data), { once: true });
  });
  const buffer = ({ data }) => buffered.push(data);
  module.then(() => addEventListener("message", buffer));
  const started = start(name, module).then(() => {
    removeEventListener("message", buffer);
    for (const data of buffered) dispatchEvent(new MessageEvent("message", { data }));
  });
  started.catch(reportError);
}
