//! Builds the published site with trunk.
//!
//! Two sites differ only in their public URL, which trunk applies after compilation. A second site therefore reuses the
//! compiled WebAssembly.

use std::path::PathBuf;

use anyhow::Result;

use crate::build_std::with_build_std;
use crate::public_url::PublicUrl;
use crate::tools::{Toolbox, WASM};
use crate::{minify, offline, progress, styles, workspace_root};

/// A static site: where it is built and where it is served.
pub(crate) struct Dist {
    /// Path at which the site is served.
    pub(crate) public_url: PublicUrl,
    /// Folder with the site's files.
    pub(crate) folder: PathBuf,
}

impl Dist {
    /// Returns the site in `dist/`.
    pub(crate) fn in_dist(public_url: PublicUrl) -> Self {
        Self {
            public_url,
            folder: workspace_root().join("dist"),
        }
    }

    /// Returns a site at a sub-path, as on GitHub Pages, for the end-to-end tests.
    pub(crate) fn at_sub_path() -> Self {
        Self {
            public_url: "/digit-recogniser/"
                .parse()
                .expect("the path starts and ends with a slash"),
            folder: workspace_root().join("target/dist-at-sub-path"),
        }
    }

    /// Builds the site and replaces the contents of its folder.
    ///
    /// # Errors
    /// If trunk fails; it has printed the reason.
    pub(crate) fn build(&self, tools: &Toolbox) -> Result<()> {
        std::fs::create_dir_all(&self.folder)?;
        styles::join()?;
        // Trunk runs offline, so that it does not download tools. Cargo must therefore fetch the crates first, and
        // those of the standard library, which it does only for the target it is given.
        let fetch = || {
            let mut cargo = tools.command("cargo");
            cargo.args(["fetch", "--locked"]);
            cargo
        };
        progress::run("crates", &mut fetch())?;
        progress::run("crates", with_build_std(fetch().args(["--target", WASM])))?;
        let mut trunk = tools.command("trunk");
        trunk.args(["build", "--release", "--locked"]);
        trunk.args(["--skip-version-check", "--offline"]);
        trunk
            .args(["--public-url", self.public_url.path(), "--dist"])
            .arg(&self.folder);
        progress::run("the published site", with_build_std(&mut trunk))?;
        offline::complete(&self.folder)?;
        minify::scripts(&self.folder, tools)
    }
}
