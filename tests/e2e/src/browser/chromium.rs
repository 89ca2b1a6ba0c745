//! Chromium by ChromeDriver. What its pages asked for is read from its own network log and not from WebDriver's: it
//! alone has the requests of workers too.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;

use anyhow::{Context, Result};
use fantoccini::Client;
use fantoccini::wd::Capabilities;
use serde::Deserialize;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::process::Command;
use xtask::chrome::Chrome;

use super::Frames;
use crate::devtools::{self, Scheme, Viewport};

/// The browser's flags: headless, quiet, and fit for a container's root.
const WEBDRIVER: &str = include_str!("../../../../webdriver.json");

pub(super) fn driver(profile: &TempDir, frames: Frames) -> Result<(Command, Capabilities)> {
    let chrome = Chrome::find()?;
    let mut command = Command::new(&chrome.driver);
    command.arg("--port=0");
    Ok((command, capabilities(&chrome, profile, frames)?))
}

/// Those of webdriver.json, which the tests of wasm-bindgen-test have too, and this browser's own.
fn capabilities(chrome: &Chrome, profile: &TempDir, frames: Frames) -> Result<Capabilities> {
    let mut capabilities: Value = serde_json::from_str(WEBDRIVER)?;
    let options = &mut capabilities["goog:chromeOptions"];
    options["binary"] = json!(chrome.browser);
    let flags = options["args"]
        .as_array_mut()
        .context("webdriver.json has no args")?;
    flags.extend([
        format!("--user-data-dir={}", profile.path().display()).into(),
        format!("--log-net-log={}", network_log(profile).display()).into(),
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost".into(),
    ]);
    if frames == Frames::AsManyAsItCan {
        flags.push("--disable-frame-rate-limit".into());
    }
    capabilities["goog:loggingPrefs"] = json!({ "browser": "ALL" });
    Ok(serde_json::from_value(capabilities)?)
}

pub(super) async fn show(client: &Client, viewport: Viewport, scheme: Scheme) -> Result<()> {
    devtools::resize(client, viewport).await?;
    devtools::prefer(client, scheme).await
}

pub(super) async fn errors(client: &Client) -> Result<Vec<Value>> {
    let mut log = devtools::read_log(client, "browser").await?;
    log.retain(|entry| entry["level"] == "SEVERE");
    Ok(log)
}

/// The URL of every request that pages of this origin, or their workers, sent. The log also has the browser's own,
/// which no page began.
pub(super) fn requests(profile: &TempDir, origin: &str) -> Result<Vec<String>> {
    let file = File::open(network_log(profile)).context("the browser wrote no network log")?;
    let mut urls = Vec::new();
    for line in BufReader::new(file).lines() {
        // An event a line; the other lines, and events of other shapes, are not about requests.
        if let Ok(event) = serde_json::from_str::<Event>(line?.trim_end_matches(','))
            && event.params.initiator == origin
        {
            urls.push(event.params.url);
        }
    }
    Ok(urls)
}

fn network_log(profile: &TempDir) -> PathBuf {
    profile.path().join("network-log.json")
}

#[derive(Deserialize)]
struct Event {
    params: Request,
}

#[derive(Deserialize)]
struct Request {
    initiator: String,
    url: String,
}
