//! Minifies the JavaScript of a built site with esbuild, from npm.
//!
//! A site that is built without npm works too, but its JavaScript is larger.

use std::fs;
use std::path::Path;

use anyhow::Result;

use crate::command::run;
use crate::tools::Toolbox;
use crate::workspace_root;

/// Minifies every script in a site's folder, if npm is installed.
///
/// # Errors
/// If esbuild cannot be installed or rejects a script.
pub(crate) fn scripts(site: &Path, tools: &Toolbox) -> Result<()> {
    if tools.find("npm").is_none() || tools.find("node").is_none() {
        println!("npm is not installed: the JavaScript is not minified");
        return Ok(());
    }
    if !is_installed() {
        let install = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
        run(tools
            .command("npm")
            .args(install)
            .args(["--prefix", "xtask"]))?;
    }
    run(tools.command("node").arg("xtask/minify.js").arg(site))
}

/// Returns whether npm has installed what the lock file names.
fn is_installed() -> bool {
    let changed = |file: &str| fs::metadata(workspace_root().join(file))?.modified();
    let installed = changed("xtask/node_modules/.package-lock.json");
    matches!((installed, changed("xtask/package-lock.json")), (Ok(installed), Ok(locked)) if installed >= locked)
}
