//! `cargo xtask lighthouse`: audits the built site with Lighthouse's mobile preset.

use anyhow::Result;

use crate::command;
use crate::dist::Dist;
use crate::public_url::PublicUrl;
use crate::tools::Toolbox;
use crate::workspace_root;

/// Builds the site, installs Lighthouse and runs the program `lighthouse` of the package e2e.
///
/// # Errors
/// If something cannot be built or installed, or a category scores too low.
pub fn run(arguments: &[String]) -> Result<()> {
    let tools = Toolbox::for_pages()?;
    // A separate folder, since its files are served compressed, as static hosts do.
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
