// Starts a bundle that Trunk built: in the page the first that index.html names, in a worker the
// one that the page sends it. In place of Trunk's inline script, which a strict policy would refuse.

async function start({ js, wasm }) {
  const { default: init } = await import(js);
  await init({ module_or_path: wasm });
}

// Once all is there that a first answer needs, has it kept for a visit without a network. A browser that does not allow
// that shows the page all the same.
function keep() {
  navigator.serviceWorker?.register(new URL("offline.js", document.baseURI)).catch(() => {});
}

if (globalThis.document) {
  addEventListener("load", keep);
  start(document.querySelector("meta[name=bundle]").dataset).catch((error) => {
    document.querySelector("main").dataset.state = "failed";
    throw error;
  });
} else {
  addEventListener("message", ({ data }) => start(data).catch(reportError), { once: true });
}
