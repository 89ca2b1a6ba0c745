//! One ChromeDriver with one headless browser and a profile of its own.

use std::path::PathBuf;
use std::process::Stdio;

use anyhow::{Context, Result};
use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use xtask::chrome::Chrome;

use crate::logs;

/// The browser's flags: headless, quiet, and fit for a container's root.
const WEBDRIVER: &str = include_str!("../../../webdriver.json");

/// How many frames the browser shows in a second.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Frames {
    /// As many as it can. Each motion of a pointer is delivered with a frame: 60 a second are slower than a hand.
    #[default]
    AsManyAsItCan,
    /// 60, as most screens do.
    Sixty,
}

/// A browser; the driver is killed and the profile removed when it is dropped.
pub(crate) struct Browser {
    pub(crate) client: Client,
    driver: Child,
    profile: TempDir,
}

impl Browser {
    pub(crate) async fn open(frames: Frames) -> Result<Self> {
        let chrome = Chrome::find()?;
        let profile = tempfile::tempdir()?;
        let mut driver = Command::new(&chrome.driver)
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .with_context(|| format!("{} could not be started", chrome.driver.display()))?;
        let port = announced_port(&mut driver).await?;
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities(&chrome, &profile, frames)?)
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .context("ChromeDriver could not start the browser")?;
        Ok(Self {
            client,
            driver,
            profile,
        })
    }

    /// The process that all of the browser's processes descend from.
    pub(crate) fn process(&self) -> Result<u32> {
        self.driver
            .id()
            .context("ChromeDriver runs until it is dropped")
    }

    /// Ends the browser, which would outlive its driver otherwise, and reads which requests
    /// pages of this origin sent.
    pub(crate) async fn close(self, origin: &str) -> Result<Vec<String>> {
        self.client
            .close()
            .await
            .context("the browser did not close")?;
        logs::requests(&network_log(&self.profile), origin)
    }
}

fn network_log(profile: &TempDir) -> PathBuf {
    profile.path().join("network-log.json")
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
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1".into(),
    ]);
    if frames == Frames::AsManyAsItCan {
        flags.push("--disable-frame-rate-limit".into());
    }
    capabilities["goog:loggingPrefs"] = json!({ "browser": "ALL" });
    Ok(serde_json::from_value(capabilities)?)
}

/// The free port that ChromeDriver chose: it ends a line of what it prints at its start.
async fn announced_port(driver: &mut Child) -> Result<u16> {
    let stdout = driver
        .stdout
        .take()
        .context("ChromeDriver's output was piped")?;
    let mut lines = BufReader::new(stdout).lines();
    while let Some(line) = lines.next_line().await? {
        let port = line
            .rsplit_once("successfully on port ")
            .map(|(_, port)| port);
        if let Some(port) = port.and_then(|port| port.trim_end_matches('.').parse().ok()) {
            return Ok(port);
        }
    }
    anyhow::bail!("ChromeDriver ended without naming its port")
}
