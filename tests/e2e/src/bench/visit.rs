//! One visit to one engine, and the conditions under which it is made.

use std::time::Duration;

use anyhow::{Result, bail, ensure};
use fantoccini::Client;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tokio::time::{Instant, sleep};

use super::Engine;
use crate::devtools::ask;

/// The slowest engine over the slow link, on a busy machine.
const PATIENCE: Duration = Duration::from_secs(90);
const GLANCE: Duration = Duration::from_millis(25);

/// In this project's page, which remembers nothing of an earlier visit: draws a stroke once there is a pad, and notes when
/// its answer is shown.
const DRAW: &str = r#"(() => {
    if (location.pathname !== "/site/") return;
    sessionStorage.clear();
    localStorage.clear();
    const part = (name) => document.querySelector(`[data-testid=${name}]`);
    const draw = (pad) => {
        const { left, top, width, height } = pad.getBoundingClientRect();
        const send = (type, share, buttons) => pad.dispatchEvent(new PointerEvent(type, {
            bubbles: true, cancelable: true, isPrimary: true, pointerId: 1, pointerType: "mouse",
            button: 0, buttons, clientX: left + width / 2, clientY: top + height * share,
        }));
        send("pointerdown", 0.2, 1);
        for (let share = 0.25; share < 0.8; share += 0.05) send("pointermove", share, 1);
        send("pointerup", 0.8, 0);
    };
    let drawn = false;
    const observer = new MutationObserver(() => {
        const pad = part("pad");
        if (pad && !drawn) { drawn = true; setTimeout(() => draw(pad)); }
        if (part("prediction")?.textContent) {
            globalThis.bench = { firstAnswerMs: performance.now() };
            observer.disconnect();
        }
    });
    observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
})()"#;

/// What the machine and the link are made to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Condition {
    /// As they are.
    Unhindered,
    /// The page's thread runs at a quarter of its speed.
    SlowCpu,
    /// 1.6 Mbit/s, and 150 ms before an answer begins.
    SlowLink,
}

/// Readies a browser for visits.
pub(super) async fn prepare(client: &Client) -> Result<()> {
    let script = json!({ "source": DRAW });
    ask(client, "Page.addScriptToEvaluateOnNewDocument", script).await?;
    ask(client, "Network.enable", json!({})).await?;
    // Every visit is a first one, and what a service worker fetches knows nothing of a slow link.
    let bypass = json!({ "bypass": true });
    ask(client, "Network.setBypassServiceWorker", bypass).await?;
    Ok(())
}

/// Puts the browser under a condition until the next is set.
pub(super) async fn set(client: &Client, condition: Condition) -> Result<()> {
    let rate = if condition == Condition::SlowCpu {
        4
    } else {
        1
    };
    ask(
        client,
        "Emulation.setCPUThrottlingRate",
        json!({ "rate": rate }),
    )
    .await?;
    // Bytes a second; -1 is no limit.
    let (latency_ms, rate) = match condition {
        Condition::SlowLink => (150, 200_000),
        Condition::Unhindered | Condition::SlowCpu => (0, -1),
    };
    let link = json!({
        "offline": false, "latency": latency_ms, "downloadThroughput": rate, "uploadThroughput": rate,
    });
    ask(client, "Network.emulateNetworkConditions", link).await?;
    Ok(())
}

/// Opens the engine's page with an empty cache; the milliseconds to its first answer.
pub(super) async fn open(client: &Client, origin: &str, engine: &Engine) -> Result<f64> {
    ask(client, "Network.clearBrowserCache", json!({})).await?;
    client.goto(&format!("{origin}/{}/", engine.folder)).await?;
    let start = Instant::now();
    loop {
        let found: Value = evaluate(client, "return globalThis.bench ?? null").await?;
        if let Some(took) = found["firstAnswerMs"].as_f64() {
            return Ok(took);
        }
        if let Some(error) = found["error"].as_str() {
            bail!("{}: {error}", engine.title);
        }
        ensure!(
            start.elapsed() < PATIENCE,
            "{} gave no answer",
            engine.title
        );
        sleep(GLANCE).await;
    }
}

/// How long each of so many calls on so many images took, in milliseconds.
pub(super) async fn time(client: &Client, calls: usize, images: usize) -> Result<Vec<f64>> {
    evaluate(client, &format!("return bench.time({calls}, {images})")).await
}

/// Ten logits for each image of 784 bytes.
pub(super) async fn logits(client: &Client, images: &[Vec<u8>]) -> Result<Vec<f64>> {
    let images = json!(images);
    evaluate(client, &format!("return bench.logits({images})")).await
}

async fn evaluate<T: DeserializeOwned>(client: &Client, script: &str) -> Result<T> {
    Ok(serde_json::from_value(
        client.execute(script, Vec::new()).await?,
    )?)
}
