//! Chromium, driven by ChromeDriver.
//!
//! The requests of its pages are read from Chromium's own network log. WebDriver's log lacks the requests of workers.

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

use super::FrameRate;
use crate::devtools::{self, ColorScheme, Viewport};
use crate::programs::Program;

/// The browser's flags: headless, no background activity, and able to run as root in a container.
const WEBDRIVER: &str = include_str!("../../../../webdriver.json");

const INSTALL: &str = "Install both:
    Debian   apt-get install chromium chromium-driver
    Fedora   dnf install chromium chromedriver
    Arch     pacman -S chromium
    macOS    brew install --cask google-chrome chromedriver
or name them in CHROME and CHROMEDRIVER.";

const BROWSER: Program = Program {
    title: "Chromium",
    variable: "CHROME",
    names: &[
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
    ],
    install: INSTALL,
};

const DRIVER: Program = Program {
    title: "ChromeDriver",
    variable: "CHROMEDRIVER",
    names: &["chromedriver", "chromium-driver"],
    install: INSTALL,
};

/// Returns the path of Chromium or Chrome.
///
/// # Errors
/// If it is not installed; the message says how to install it.
pub fn chromium() -> Result<PathBuf> {
    BROWSER.find()
}

pub(super) fn driver(profile: &TempDir, frame_rate: FrameRate) -> Result<(Command, Capabilities)> {
    let mut command = Command::new(DRIVER.find()?);
    command.arg("--port=0");
    Ok((command, capabilities(profile, frame_rate)?))
}

/// Returns the capabilities in webdriver.json, which wasm-bindgen-test uses too, with the flags of this session.
fn capabilities(profile: &TempDir, frame_rate: FrameRate) -> Result<Capabilities> {
    let mut capabilities: Value = serde_json::from_str(WEBDRIVER)?;
    let options = &mut capabilities["goog:chromeOptions"];
    options["binary"] = json!(chromium()?);
    let flags = options["args"]
        .as_array_mut()
        .context("webdriver.json has no args")?;
    flags.extend([
        format!("--user-data-dir={}", profile.path().display()).into(),
        format!("--log-net-log={}", network_log(profile).display()).into(),
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost".into(),
    ]);
    if frame_rate == FrameRate::Unlimited {
        flags.push("--disable-frame-rate-limit".into());
    }
    capabilities["goog:loggingPrefs"] = json!({ "browser": "ALL" });
    Ok(serde_json::from_value(capabilities)?)
}

pub(super) async fn set_display(
    client: &Client,
    viewport: Viewport,
    scheme: ColorScheme,
) -> Result<()> {
    devtools::set_viewport(client, viewport).await?;
    devtools::set_color_scheme(client, scheme).await
}

pub(super) async fn errors(client: &Client) -> Result<Vec<Value>> {
    let mut log = devtools::read_log(client, "browser").await?;
    log.retain(|entry| entry["level"] == "SEVERE");
    Ok(log)
}

/// Returns the URL of each request that a page of this origin, or one of its workers, sent. The log also contains the
/// browser's own requests, which have no initiator.
pub(super) fn requests(profile: &TempDir, origin: &str) -> Result<Vec<String>> {
    let file = File::open(network_log(profile)).context("the browser wrote no network log")?;
    let mut urls = Vec::new();
    for line in BufReader::new(file).lines() {
        // There is one event per line. Lines that do not parse are not about requests.
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
