// Starts a bundle that Trunk built: in the page the first that index.html names, and any that it asks
// for later; in a worker the one that the page sends it. In place of Trunk's inline script, which a
// strict policy would refuse.

async function start({ js, wasm }) {
  const { default: init } = await import(js);
  await init({ module_or_path: wasm });
}

if (globalThis.document) {
  globalThis.startBundle = start;
  start(document.querySelector("meta[name=bundle]").dataset).catch((error) => {
    document.querySelector("main").dataset.state = "failed";
    throw error;
  });
} else {
  addEventListener("message", ({ data }) => start(data).catch(reportError), { once: true });
}
