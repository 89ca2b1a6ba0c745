//! `cargo xtask audit`: checks dependencies with cargo-deny and spelling with typos.
//!
//! Building these two tools takes minutes, so `cargo xtask test` does not run them; the workflow does, in a separate
//! job. Their settings are in `deny.toml` and `typos.toml`.

use anyhow::Result;
use clap::ValueEnum;

use crate::command::run;
use crate::tools::{CARGO_DENY, TYPOS, Toolbox};

/// A check that can run alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Check {
    /// Licences, sources, duplicate and banned crates.
    Dependencies,
    /// Known vulnerabilities and unmaintained crates; downloads the RustSec database.
    Advisories,
    /// Spelling in code and documentation.
    Spelling,
}

/// Runs the given checks, or every check if none is given.
///
/// # Errors
/// If a tool cannot be installed or a check fails; the tool has printed what is wrong.
pub(crate) fn audit(only: &[Check]) -> Result<()> {
    let checks = if only.is_empty() {
        Check::value_variants()
    } else {
        only
    };
    let tools = Toolbox::new()?;
    for check in checks {
        match check {
            Check::Dependencies => deny(&tools, &["bans", "licenses", "sources"])?,
            Check::Advisories => deny(&tools, &["advisories"])?,
            Check::Spelling => {
                tools.provide(&TYPOS)?;
                run(&mut tools.command("typos"))?;
            }
        }
    }
    Ok(())
}

fn deny(tools: &Toolbox, checks: &[&str]) -> Result<()> {
    tools.provide(&CARGO_DENY)?;
    let mut deny = tools.command("cargo-deny");
    run(deny.args(["--workspace", "--locked", "check"]).args(checks))
}
