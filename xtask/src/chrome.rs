//! Finds Chromium or Chrome and its ChromeDriver, which the tests control.
//!
//! Both are searched on PATH, unless CHROME and CHROMEDRIVER name them. This module never installs a browser: that is
//! the task of the system's package manager.

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

/// A browser and its WebDriver server.
#[derive(Clone, Debug)]
pub struct Chrome {
    /// Chromium or Chrome.
    pub browser: PathBuf,
    /// ChromeDriver of the same version.
    pub driver: PathBuf,
}

impl Chrome {
    /// Finds both programs.
    ///
    /// # Errors
    /// If either is missing; the message says how to install it.
    pub fn find() -> Result<Self> {
        let tools = Toolbox::new()?;
        Ok(Self {
            browser: find_program("Chromium", "CHROME", &BROWSERS, INSTALL, &tools)?,
            driver: find_program("ChromeDriver", "CHROMEDRIVER", &DRIVERS, INSTALL, &tools)?,
        })
    }
}

/// Returns the file that the environment variable names, or the first of these programs on PATH.
pub(crate) fn find_program(
    what: &str,
    variable: &str,
    names: &[&str],
    install: &str,
    tools: &Toolbox,
) -> Result<PathBuf> {
    if let Some(named) = env::var_os(variable).map(PathBuf::from) {
        ensure!(
            named.is_file(),
            "{variable} names {}, which is not a file",
            named.display()
        );
        return Ok(named);
    }
    names
        .iter()
        .find_map(|name| tools.find(name))
        .with_context(|| {
            format!(
                "{what} was not found (tried {}). {install}",
                names.join(", ")
            )
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_error_for_a_missing_browser_says_how_to_install_it() {
        let tools = Toolbox::new().unwrap();
        let error = find_program(
            "Chromium",
            "NO_SUCH_VARIABLE",
            &["no-such-browser"],
            INSTALL,
            &tools,
        )
        .unwrap_err();
        let message = error.to_string();
        assert!(
            message.starts_with("Chromium was not found (tried no-such-browser)."),
            "{message}"
        );
        assert!(
            message.contains("apt-get install chromium chromium-driver"),
            "{message}"
        );
    }

    #[test]
    fn a_variable_that_does_not_name_a_file_is_an_error() {
        let tools = Toolbox::new().unwrap();
        let error =
            find_program("Cargo", "CARGO_PKG_NAME", &["cargo"], INSTALL, &tools).unwrap_err();
        assert_eq!(
            error.to_string(),
            "CARGO_PKG_NAME names xtask, which is not a file"
        );
    }

    #[test]
    fn the_first_name_found_on_path_is_used() {
        let tools = Toolbox::new().unwrap();
        let found = find_program(
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
