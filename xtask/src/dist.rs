//! The static site: trunk compiles page and worker and lays out the folder to publish.
//!
//! Only the public URL differs between two sites, and trunk applies it after the compiler: a
//! second site reuses the compiled wasm.

use std::path::PathBuf;

use anyhow::Result;

use crate::command;
use crate::lean::leanly;
use crate::minify;
use crate::offline;
use crate::public_url::PublicUrl;
use crate::tools::{Toolbox, WASM};
use crate::workspace_root;

/// A built site, or one to build.
pub struct Dist {
    /// The path that its pages expect to be served at.
    pub public_url: PublicUrl,
    /// The folder that holds it.
    pub folder: PathBuf,
}

/// The site that `cargo xtask serve` shows and that the end-to-end tests visit.
pub fn at_root() -> Dist {
    Dist::in_dist(PublicUrl::default())
}

/// The site as a project page of a static host would publish it, for the end-to-end tests.
pub fn at_sub_path() -> Dist {
    Dist {
        public_url: "/digit-recogniser/"
            .parse()
            .expect("the path has both its slashes"),
        folder: workspace_root().join("target/dist-at-sub-path"),
    }
}

impl Dist {
    /// The site in `dist/`.
    pub fn in_dist(public_url: PublicUrl) -> Self {
        Self {
            public_url,
            folder: workspace_root().join("dist"),
        }
    }

    /// Compiles the site and replaces what its folder held.
    ///
    /// # Errors
    /// When trunk fails, which has then said why.
    pub fn build(&self, tools: &Toolbox) -> Result<()> {
        std::fs::create_dir_all(&self.folder)?;
        // Offline, trunk fetches no tools of its own; the crates must be there before, and so must those of the
        // standard library, of which cargo fetches what the target that it is told needs.
        let fetch = || {
            let mut cargo = tools.command("cargo");
            cargo.args(["fetch", "--locked"]);
            cargo
        };
        command::run(&mut fetch())?;
        command::run(leanly(fetch().args(["--target", WASM])))?;
        let mut trunk = tools.command("trunk");
        trunk.args(["build", "--release", "--locked"]);
        trunk.args(["--skip-version-check", "--offline"]);
        trunk
            .args(["--public-url", self.public_url.path(), "--dist"])
            .arg(&self.folder);
        command::run(leanly(&mut trunk))?;
        minify::scripts(&self.folder)?;
        offline::complete(&self.folder)
    }
}
