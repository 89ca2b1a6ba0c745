//! One driver with one headless browser and a profile of its own.
//!
//! Chromium is the browser of nearly every test: over its DevTools protocol it takes any screen and any speed. Firefox
//! shows that nothing of the page is Chromium's alone.

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

use crate::devtools::{Scheme, Viewport};

/// Which browser.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Make {
    /// Chromium or Chrome.
    #[default]
    Chromium,
    /// Firefox, for what a driver can do that has no DevTools protocol.
    Firefox,
}

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
    make: Make,
    driver: Child,
    profile: TempDir,
}

impl Browser {
    /// Opens Chromium.
    pub(crate) async fn open(frames: Frames) -> Result<Self> {
        Self::start(Make::Chromium, frames).await
    }

    /// Opens the browser of this make; Firefox shows its own number of frames.
    pub(crate) async fn start(make: Make, frames: Frames) -> Result<Self> {
        let profile = tempfile::tempdir()?;
        let (command, capabilities) = match make {
            Make::Chromium => chromium::driver(&profile, frames)?,
            Make::Firefox => firefox::driver(&profile)?,
        };
        let (driver, client) = connect(command, capabilities).await?;
        if make == Make::Firefox {
            firefox::watch(&client).await?;
        }
        Ok(Self {
            client,
            make,
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

    /// Gives the page this screen, and makes the browser prefer these colours.
    pub(crate) async fn show(&self, viewport: Viewport, scheme: Scheme) -> Result<()> {
        match self.make {
            Make::Chromium => chromium::show(&self.client, viewport, scheme).await,
            Make::Firefox => firefox::show(&self.client, viewport, scheme).await,
        }
    }

    /// Fails if the page, or the browser on its behalf, reported anything as an error.
    pub(crate) async fn check_no_errors(&self) -> Result<()> {
        let errors = match self.make {
            Make::Chromium => chromium::errors(&self.client).await?,
            Make::Firefox => firefox::errors(&self.client).await?,
        };
        if errors.is_empty() {
            return Ok(());
        }
        bail!("errors on the console: {errors:#?}")
    }

    /// Ends the browser, which would outlive its driver otherwise, and reads which requests pages of this origin sent.
    pub(crate) async fn close(self, origin: &str) -> Result<Vec<String>> {
        let seen = match self.make {
            Make::Chromium => Ok(Vec::new()),
            Make::Firefox => firefox::requests(&self.client, origin).await,
        };
        let closed = self.client.close().await;
        closed.context("the browser did not close")?;
        match self.make {
            Make::Chromium => chromium::requests(&self.profile, origin),
            Make::Firefox => seen,
        }
    }
}

async fn connect(mut command: Command, capabilities: Capabilities) -> Result<(Child, Client)> {
    let program = command.as_std().get_program().to_owned();
    command
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true);
    let (driver, port) = listening(&mut command).await?;
    let client = ClientBuilder::new(HttpConnector::new())
        .capabilities(capabilities)
        .connect(&format!("http://127.0.0.1:{port}"))
        .await
        .with_context(|| format!("{} could not start the browser", program.display()))?;
    Ok((driver, client))
}

/// A driver, and the port that it listens on. ChromeDriver takes a free port of one kind of address and ends where another
/// program has just taken the same of the other kind: then once more.
async fn listening(command: &mut Command) -> Result<(Child, u16)> {
    const TRIES: usize = 3;
    let mut tries = 0;
    loop {
        let mut driver = command.spawn().with_context(|| {
            let program = command.as_std().get_program();
            format!("{} could not be started", program.display())
        })?;
        tries += 1;
        match announced_port(&mut driver).await {
            Ok(port) => return Ok((driver, port)),
            Err(error) if tries == TRIES => return Err(error),
            Err(_) => {}
        }
    }
}

/// The free port that a driver chose: it ends a line of what it prints at its start. What it prints after that is read
/// and dropped: a driver that cannot write would end.
async fn announced_port(driver: &mut Child) -> Result<u16> {
    let stdout = driver.stdout.take().context("a driver's output is piped")?;
    let mut lines = BufReader::new(stdout).lines();
    while let Some(line) = lines.next_line().await? {
        if let Some(port) = port_in(&line) {
            tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
            return Ok(port);
        }
    }
    bail!("the driver ended without naming its port")
}

/// As ChromeDriver says it, or geckodriver.
fn port_in(line: &str) -> Option<u16> {
    let port = line
        .rsplit_once("successfully on port ")
        .or_else(|| line.rsplit_once("Listening on 127.0.0.1:"));
    port?.1.trim_end_matches('.').parse().ok()
}

#[cfg(test)]
mod tests {
    use super::port_in;

    #[test]
    fn either_drivers_port_is_found() {
        let chrome = "ChromeDriver was started successfully on port 34567.";
        assert_eq!(port_in(chrome), Some(34567));
        let gecko = "1764086400000\tgeckodriver\tINFO\tListening on 127.0.0.1:4444";
        assert_eq!(port_in(gecko), Some(4444));
        assert_eq!(port_in("Starting ChromeDriver on port 0"), None);
    }
}
