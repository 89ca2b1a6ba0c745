//! The browser that the tests drive: Chromium or Chrome, and its ChromeDriver.
//!
//! Both are looked for on PATH; CHROME and CHROMEDRIVER name others. They are never installed
//! from here, since a browser is the system's to install.

use std::env;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};

use crate::tools::Toolbox;

const BROWSERS: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];
const DRIVERS: [&str; 2] = ["chromedriver", "chromium-driver"];
const INSTALL: &str = "Install both:
    Debian   apt-get install chromium chromium-driver
    Fedora   dnf install chromium chromedriver
    Arch     pacman -S chromium
    macOS    brew install --cask google-chrome chromedriver
or name them in CHROME and CHROMEDRIVER.";

/// A browser and the driver that speaks WebDriver for it.
#[derive(Clone, Debug)]
pub struct Chrome {
    /// Chromium or Chrome.
    pub browser: PathBuf,
    /// ChromeDriver of the same version.
    pub driver: PathBuf,
}

impl Chrome {
    /// Finds both programs on this machine.
    ///
    /// # Errors
    /// When either is missing; the message says how to install them.
    pub fn find() -> Result<Self> {
        let tools = Toolbox::new()?;
        Ok(Self {
            browser: choose("Chromium", "CHROME", &BROWSERS, INSTALL, &tools)?,
            driver: choose("ChromeDriver", "CHROMEDRIVER", &DRIVERS, INSTALL, &tools)?,
        })
    }
}

/// The file that a variable names, or the first of these programs on PATH.
pub(crate) fn choose(
    what: &str,
    variable: &str,
    names: &[&str],
    install: &str,
    tools: &Toolbox,
) -> Result<PathBuf> {
    if let Some(named) = env::var_os(variable).map(PathBuf::from) {
        ensure!(
            named.is_file(),
            "{variable} names {}, which is no file",
            named.display()
        );
        return Ok(named);
    }
    names
        .iter()
        .find_map(|name| tools.find(name))
        .with_context(|| format!("{what} was not found (as {}). {install}", names.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_browser_is_told_with_the_line_that_installs_it() {
        let tools = Toolbox::new().unwrap();
        let error = choose(
            "Chromium",
            "NO_SUCH_VARIABLE",
            &["no-such-browser"],
            INSTALL,
            &tools,
        )
        .unwrap_err();
        let message = error.to_string();
        assert!(
            message.starts_with("Chromium was not found (as no-such-browser)."),
            "{message}"
        );
        assert!(
            message.contains("apt-get install chromium chromium-driver"),
            "{message}"
        );
    }

    #[test]
    fn a_variable_that_names_no_file_is_an_error() {
        let tools = Toolbox::new().unwrap();
        let error = choose("Cargo", "CARGO_PKG_NAME", &["cargo"], INSTALL, &tools).unwrap_err();
        assert_eq!(
            error.to_string(),
            "CARGO_PKG_NAME names xtask, which is no file"
        );
    }

    #[test]
    fn the_first_name_on_path_is_taken() {
        let tools = Toolbox::new().unwrap();
        let found = choose(
            "Cargo",
            "NO_SUCH_VARIABLE",
            &["no-such-program", "cargo"],
            INSTALL,
            &tools,
        )
        .unwrap();
        assert_eq!(found.file_stem().unwrap(), "cargo");
    }
}
