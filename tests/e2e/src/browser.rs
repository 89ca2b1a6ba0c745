//! A headless browser with its WebDriver server and a fresh profile.
//!
//! Nearly all tests run in Chromium, because its DevTools protocol can emulate any viewport and CPU speed. Firefox
//! shows that the page does not depend on Chromium.

mod chromium;
mod firefox;

use std::process::Stdio;

use anyhow::{Context, Result, bail};
use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

use crate::devtools::{ColorScheme, Viewport};

pub use chromium::chromium;

/// The browser that runs a test.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BrowserKind {
    /// Chromium or Chrome.
    #[default]
    Chromium,
    /// Firefox. It has no DevTools protocol, so only plain WebDriver commands work.
    Firefox,
}

/// How many frames the browser draws per second.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FrameRate {
    /// As many as possible. The browser delivers one pointer move per frame, so 60 fps would slow drawing down.
    #[default]
    Unlimited,
    /// 60 fps, as on most screens.
    Fps60,
}

/// A running browser. Dropping it kills the driver and deletes the profile.
pub struct Browser {
    /// The WebDriver client.
    pub client: Client,
    kind: BrowserKind,
    driver: Child,
    profile: TempDir,
}

impl Browser {
    /// Launches a browser. Firefox ignores the frame rate.
    ///
    /// # Errors
    /// If the browser or its driver is missing or does not start.
    pub async fn launch(kind: BrowserKind, frame_rate: FrameRate) -> Result<Self> {
        let profile = tempfile::tempdir()?;
        let (command, capabilities) = match kind {
            BrowserKind::Chromium => chromium::driver(&profile, frame_rate)?,
            BrowserKind::Firefox => firefox::driver(&profile)?,
        };
        let (driver, client) = connect(command, capabilities).await?;
        if kind == BrowserKind::Firefox {
            firefox::record_requests(&client).await?;
        }
        Ok(Self {
            client,
            kind,
            driver,
            profile,
        })
    }

    /// Returns the id of the driver's process, which is an ancestor of every browser process.
    ///
    /// # Errors
    /// If the driver has exited.
    pub fn process_id(&self) -> Result<u32> {
        self.driver
            .id()
            .context("ChromeDriver runs until it is dropped")
    }

    /// Sets the viewport and the preferred colour scheme.
    pub(crate) async fn set_display(&self, viewport: Viewport, scheme: ColorScheme) -> Result<()> {
        match self.kind {
            BrowserKind::Chromium => chromium::set_display(&self.client, viewport, scheme).await,
            BrowserKind::Firefox => firefox::set_display(&self.client, viewport, scheme).await,
        }
    }

    /// Fails if there is any error on the console.
    pub(crate) async fn check_no_errors(&self) -> Result<()> {
        let errors = match self.kind {
            BrowserKind::Chromium => chromium::errors(&self.client).await?,
            BrowserKind::Firefox => firefox::errors(&self.client).await?,
        };
        if errors.is_empty() {
            return Ok(());
        }
        bail!("errors on the console: {errors:#?}")
    }

    /// Closes the browser, which would otherwise outlive its driver, and returns the requests of this origin's pages.
    ///
    /// # Errors
    /// If the browser does not close, or its requests cannot be read.
    pub async fn close(self, origin: &str) -> Result<Vec<String>> {
        let firefox_requests = match self.kind {
            BrowserKind::Chromium => Ok(Vec::new()),
            BrowserKind::Firefox => firefox::requests(&self.client, origin).await,
        };
        let closed = self.client.close().await;
        closed.context("the browser did not close")?;
        match self.kind {
            BrowserKind::Chromium => chromium::requests(&self.profile, origin),
            BrowserKind::Firefox => firefox_requests,
        }
    }
}

async fn connect(mut command: Command, capabilities: Capabilities) -> Result<(Child, Client)> {
    let program = command.as_std().get_program().to_owned();
    command
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true);
    let (driver, port) = spawn_driver(&mut command).await?;
    let client = ClientBuilder::new(HttpConnector::new())
        .capabilities(capabilities)
        .connect(&format!("http://127.0.0.1:{port}"))
        .await
        .with_context(|| format!("{} could not start the browser", program.display()))?;
    Ok((driver, client))
}

/// Spawns a driver and returns it with the port that it listens on.
///
/// ChromeDriver picks a port that is free for IPv4 or IPv6 and exits if another program has just taken the same port
/// for the other protocol, so this function retries.
async fn spawn_driver(command: &mut Command) -> Result<(Child, u16)> {
    const MAX_ATTEMPTS: usize = 3;
    let mut attempts = 0;
    loop {
        let mut driver = command.spawn().with_context(|| {
            let program = command.as_std().get_program();
            format!("{} could not be started", program.display())
        })?;
        attempts += 1;
        match announced_port(&mut driver).await {
            Ok(port) => return Ok((driver, port)),
            Err(error) if attempts == MAX_ATTEMPTS => return Err(error),
            Err(_) => {}
        }
    }
}

/// Reads the port that a driver announces when it starts. A background task discards the rest of its output, because a
/// driver exits when it cannot write.
async fn announced_port(driver: &mut Child) -> Result<u16> {
    let stdout = driver.stdout.take().context("a driver's output is piped")?;
    let mut lines = BufReader::new(stdout).lines();
    while let Some(line) = lines.next_line().await? {
        if let Some(port) = parse_port(&line) {
            tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
            return Ok(port);
        }
    }
    bail!("the driver exited without announcing its port")
}

/// Parses the announcement of ChromeDriver or geckodriver.
fn parse_port(line: &str) -> Option<u16> {
    let port = line
        .rsplit_once("successfully on port ")
        .or_else(|| line.rsplit_once("Listening on 127.0.0.1:"));
    port?.1.trim_end_matches('.').parse().ok()
}

#[cfg(test)]
mod tests {
    use super::parse_port;

    #[test]
    fn the_port_of_either_driver_is_parsed() {
        let chrome = "ChromeDriver was started successfully on port 34567.";
        assert_eq!(parse_port(chrome), Some(34567));
        let gecko = "1764086400000\tgeckodriver\tINFO\tListening on 127.0.0.1:4444";
        assert_eq!(parse_port(gecko), Some(4444));
        assert_eq!(parse_port("Starting ChromeDriver on port 0"), None);
    }
}
