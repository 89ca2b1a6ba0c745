//! Builds the static site with trunk.
//!
//! Two sites differ only in their public URL, which trunk applies after compilation. A second site therefore reuses the
//! compiled WebAssembly.

use std::path::PathBuf;

use anyhow::Result;

use crate::build_std::with_build_std;
use crate::command;
use crate::minify;
use crate::offline;
use crate::public_url::PublicUrl;
use crate::tools::{Toolbox, WASM};
use crate::workspace_root;

/// A static site: where it is built and where it is served.
pub struct Dist {
    /// Path at which the site is served.
    pub public_url: PublicUrl,
    /// Folder with the site's files.
    pub folder: PathBuf,
}

/// Returns the site that `cargo xtask serve` and the end-to-end tests use.
pub fn at_root() -> Dist {
    Dist::in_dist(PublicUrl::default())
}

/// Returns a site at a sub-path, as on GitHub Pages, for the end-to-end tests.
pub fn at_sub_path() -> Dist {
    Dist {
        public_url: "/digit-recogniser/"
            .parse()
            .expect("the path starts and ends with a slash"),
        folder: workspace_root().join("target/dist-at-sub-path"),
    }
}

impl Dist {
    /// Returns the site in `dist/`.
    pub fn in_dist(public_url: PublicUrl) -> Self {
        Self {
            public_url,
            folder: workspace_root().join("dist"),
        }
    }

    /// Builds the site and replaces the contents of its folder.
    ///
    /// # Errors
    /// If trunk fails; it has printed the reason.
    pub fn build(&self, tools: &Toolbox) -> Result<()> {
        std::fs::create_dir_all(&self.folder)?;
        // Trunk runs offline, so that it does not download tools. Cargo must therefore fetch the crates first, and
        // those of the standard library, which it does only for the target it is given.
        let fetch = || {
            let mut cargo = tools.command("cargo");
            cargo.args(["fetch", "--locked"]);
            cargo
        };
        command::run(&mut fetch())?;
        command::run(with_build_std(fetch().args(["--target", WASM])))?;
        let mut trunk = tools.command("trunk");
        trunk.args(["build", "--release", "--locked"]);
        trunk.args(["--skip-version-check", "--offline"]);
        trunk
            .args(["--public-url", self.public_url.path(), "--dist"])
            .arg(&self.folder);
        command::run(with_build_std(&mut trunk))?;
        minify::scripts(&self.folder)?;
        offline::complete(&self.folder)?;
        minify::service_worker(&self.folder)
    }
}
