//! Opens an engine's page, optionally throttled, and calls its engine.

use std::time::Duration;

use anyhow::{Result, bail, ensure};
use e2e::devtools;
use fantoccini::Client;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tokio::time::{Instant, sleep};

use super::Engine;

/// Enough for the slowest engine over the slow link on a busy machine.
const TIMEOUT: Duration = Duration::from_secs(90);
const POLL_INTERVAL: Duration = Duration::from_millis(25);

/// On the site only: deletes the data of earlier visits, draws a stroke as soon as the pad exists, and
/// records when the answer is shown.
const DRAW: &str = r#"(() => {
    if (location.pathname !== "/") return;
    sessionStorage.clear();
    localStorage.clear();
    const element = (testId) => document.querySelector(`[data-testid=${testId}]`);
    const draw = (pad) => {
        const { left, top, width, height } = pad.getBoundingClientRect();
        const send = (type, y, buttons) => pad.dispatchEvent(new PointerEvent(type, {
            bubbles: true, cancelable: true, isPrimary: true, pointerId: 1, pointerType: "mouse",
            button: 0, buttons, clientX: left + width / 2, clientY: top + height * y,
        }));
        send("pointerdown", 0.2, 1);
        for (let y = 0.25; y < 0.8; y += 0.05) send("pointermove", y, 1);
        send("pointerup", 0.8, 0);
    };
    let drawn = false;
    const observer = new MutationObserver(() => {
        const pad = element("pad");
        if (pad && !drawn) { drawn = true; setTimeout(() => draw(pad)); }
        if (element("prediction")?.textContent) {
            globalThis.bench = { firstAnswerMs: performance.now() };
            observer.disconnect();
        }
    });
    observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
})()"#;

/// The emulated device and network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Throttling {
    /// No emulation.
    Off,
    /// The page's main thread runs at a quarter of its speed.
    SlowCpu,
    /// 1.6 Mbit/s with a latency of 150 ms.
    SlowLink,
}

/// Configures a browser for all engines.
pub(super) async fn prepare_browser(client: &Client) -> Result<()> {
    let script = json!({ "source": DRAW });
    devtools::run(client, "Page.addScriptToEvaluateOnNewDocument", script).await?;
    devtools::run(client, "Network.enable", json!({})).await?;
    // Every visit must be a first visit, and network emulation does not apply to a service worker's fetches.
    let bypass = json!({ "bypass": true });
    devtools::run(client, "Network.setBypassServiceWorker", bypass).await
}

/// Sets the throttling until the next call.
pub(super) async fn set_throttling(client: &Client, throttling: Throttling) -> Result<()> {
    let slowdown = if throttling == Throttling::SlowCpu {
        4
    } else {
        1
    };
    let rate = json!({ "rate": slowdown });
    devtools::run(client, "Emulation.setCPUThrottlingRate", rate).await?;
    // Bytes per second; -1 is unlimited.
    let (latency_ms, throughput) = match throttling {
        Throttling::SlowLink => (150, 200_000),
        Throttling::Off | Throttling::SlowCpu => (0, -1),
    };
    let conditions = json!({
        "offline": false,
        "latency": latency_ms,
        "downloadThroughput": throughput,
        "uploadThroughput": throughput,
    });
    devtools::run(client, "Network.emulateNetworkConditions", conditions).await
}

/// The origins of the site and of the other engines' pages. They differ, so they share no browser storage.
pub(super) struct Origins {
    pub(super) site: String,
    pub(super) engines: String,
}

/// Opens the engine's page with an empty cache and returns the milliseconds until its first answer.
pub(super) async fn open(client: &Client, origins: &Origins, engine: &Engine) -> Result<f64> {
    devtools::run(client, "Network.clearBrowserCache", json!({})).await?;
    let url = match engine.folder {
        Some(folder) => format!("{}/{folder}/", origins.engines),
        None => format!("{}/", origins.site),
    };
    client.goto(&url).await?;
    let start = Instant::now();
    loop {
        let result: Value = evaluate(client, "return globalThis.bench ?? null").await?;
        if let Some(first_answer_ms) = result["firstAnswerMs"].as_f64() {
            return Ok(first_answer_ms);
        }
        if let Some(error) = result["error"].as_str() {
            bail!("{}: {error}", engine.title);
        }
        ensure!(start.elapsed() < TIMEOUT, "{} did not answer", engine.title);
        sleep(POLL_INTERVAL).await;
    }
}

/// Calls the engine repeatedly and returns the time of each call in milliseconds.
pub(super) async fn time_calls(client: &Client, calls: usize, images: usize) -> Result<Vec<f64>> {
    evaluate(client, &format!("return bench.time({calls}, {images})")).await
}

/// Returns ten logits for each image of 784 bytes.
pub(super) async fn logits(client: &Client, images: &[Vec<u8>]) -> Result<Vec<f64>> {
    let images = json!(images);
    evaluate(client, &format!("return bench.logits({images})")).await
}

async fn evaluate<T: DeserializeOwned>(client: &Client, script: &str) -> Result<T> {
    Ok(serde_json::from_value(
        client.execute(script, Vec::new()).await?,
    )?)
}
