//! The second browser that the tests drive: Firefox, and its geckodriver.
//!
//! Firefox is looked for on PATH; FIREFOX names another. Its driver is on crates.io, so it is installed like any
//! other tool.

use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::chrome::choose;
use crate::tools::Toolbox;

const BROWSERS: [&str; 2] = ["firefox-esr", "firefox"];
const INSTALL: &str = "Install it:
    Debian   apt-get install firefox-esr
    Fedora   dnf install firefox
    Arch     pacman -S firefox
    macOS    brew install --cask firefox
or name it in FIREFOX.";

/// A browser and the driver that speaks WebDriver for it.
#[derive(Clone, Debug)]
pub struct Firefox {
    /// Firefox, an extended-support release or not.
    pub browser: PathBuf,
    /// geckodriver.
    pub driver: PathBuf,
}

impl Firefox {
    /// Finds the browser on this machine, and the driver that [`Toolbox::provide_geckodriver`] installed.
    ///
    /// # Errors
    /// When either is missing; the message says how to install it.
    pub fn find() -> Result<Self> {
        let tools = Toolbox::new()?;
        Ok(Self {
            browser: choose("Firefox", "FIREFOX", &BROWSERS, INSTALL, &tools)?,
            driver: tools
                .find("geckodriver")
                .context("geckodriver was not found: `cargo xtask test` installs it")?,
        })
    }
}
