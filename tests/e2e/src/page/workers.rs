//! Workers that a test starts beside those of the page, as the page does.

use std::time::Duration;

use anyhow::Result;
use serde_json::json;

use super::Page;

/// How long a worker may take to start or to answer.
const TIMEOUT: Duration = Duration::from_secs(25);

/// Stores the worker of the bundle `NAME` in `window.testWorkers`, and returns its first message.
const START: &str = r#"
    const { base, js: version } = document.querySelector("meta[name=bundles]").dataset;
    const boot = document.getElementById("boot").src;
    const worker = new Worker(boot, { type: "module", name: `${base}NAME.js?${version}` });
    window.testWorkers = { ...window.testWorkers, NAME: worker };
    const reply = new Promise((resolve, reject) => {
        setTimeout(() => reject(new Error("NAME did not start")), TIMEOUT);
        worker.onmessage = ({ data }) => resolve([...data]);
        worker.onerror = ({ message }) => reject(new Error(message));
    });
    return WebAssembly.compileStreaming(fetch(`${base}NAME_bg.wasm?${version}`)).then((module) => {
        worker.postMessage(module);
        return reply;
    })"#;

/// Sends a message to a worker that [`START`] has started, and returns its next message.
const ASK: &str = r#"
    const worker = window.testWorkers.NAME;
    return new Promise((resolve, reject) => {
        setTimeout(() => reject(new Error("NAME did not answer")), TIMEOUT);
        worker.onmessage = ({ data }) => resolve([...data]);
        worker.onerror = ({ message }) => reject(new Error(message));
        worker.postMessage(Uint8Array.from(MESSAGE));
    })"#;

impl Page {
    /// Starts the worker of a bundle and returns its first message. In the page's scripts, the worker is
    /// `testWorkers[bundle]`.
    ///
    /// # Errors
    /// When the worker does not start.
    pub async fn start_worker(&self, bundle: &str) -> Result<Vec<u8>> {
        self.evaluate(&script(START, bundle)).await
    }

    /// Sends a message to a worker that [`Self::start_worker`] has started, and returns its next message.
    ///
    /// # Errors
    /// When the worker does not answer.
    pub async fn ask_worker(&self, bundle: &str, message: &[u8]) -> Result<Vec<u8>> {
        let ask = script(ASK, bundle).replace("MESSAGE", &json!(message).to_string());
        self.evaluate(&ask).await
    }
}

fn script(template: &str, bundle: &str) -> String {
    let timeout = TIMEOUT.as_millis().to_string();
    template
        .replace("NAME", bundle)
        .replace("TIMEOUT", &timeout)
}
