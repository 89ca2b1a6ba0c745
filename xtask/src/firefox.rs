//! Finds Firefox and its geckodriver, which the tests control.
//!
//! Firefox is searched on PATH, unless FIREFOX names it. geckodriver is a crate, so it is installed like any other
//! tool.

use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::chrome::find_program;
use crate::tools::Toolbox;

const BROWSERS: [&str; 2] = ["firefox-esr", "firefox"];
const INSTALL: &str = "Install it:
    Debian   apt-get install firefox-esr
    Fedora   dnf install firefox
    Arch     pacman -S firefox
    macOS    brew install --cask firefox
or name it in FIREFOX.";

/// A browser and its WebDriver server.
#[derive(Clone, Debug)]
pub struct Firefox {
    /// Firefox, regular or extended-support release.
    pub browser: PathBuf,
    /// geckodriver.
    pub driver: PathBuf,
}

impl Firefox {
    /// Finds the browser, and the driver that [`Toolbox::provide_geckodriver`] installs.
    ///
    /// # Errors
    /// If either is missing; the message says how to install it.
    pub fn find() -> Result<Self> {
        let tools = Toolbox::new()?;
        Ok(Self {
            browser: find_program("Firefox", "FIREFOX", &BROWSERS, INSTALL, &tools)?,
            driver: tools
                .find("geckodriver")
                .context("geckodriver was not found: `cargo xtask test` installs it")?,
        })
    }
}
