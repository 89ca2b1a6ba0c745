//! `cargo xtask lighthouse`: what Google's auditor says of the built site, on the phone that it plays.

use anyhow::Result;

use crate::command;
use crate::dist::Dist;
use crate::public_url::PublicUrl;
use crate::tools::Toolbox;
use crate::workspace_root;

/// Builds the site, installs Lighthouse and has the program of the package e2e visit the one with the other.
///
/// # Errors
/// When something cannot be built or installed, or a category has too few points.
pub fn run(arguments: &[String]) -> Result<()> {
    let tools = Toolbox::for_pages()?;
    // In a folder of its own: it is served compressed, as static hosts do.
    let site = Dist {
        public_url: PublicUrl::default(),
        folder: workspace_root().join("target/lighthouse"),
    };
    site.build(&tools)?;
    let install = ["ci", "--no-audit", "--no-fund", "--prefix", "bench"];
    command::run(tools.command("npm").args(install))?;
    let mut cargo = tools.command("cargo");
    cargo.args(["run", "--release", "--locked", "--package", "e2e"]);
    cargo.args(["--bin", "lighthouse", "--"]).args(arguments);
    command::run(cargo.arg(&site.folder))
}
