//! `cargo xtask serve`: builds the site for development, serves it, and rebuilds what a change affects.
//!
//! The published site is built by trunk (`dist`), with whole-program optimisation and the standard library compiled for
//! size. Neither pays off here: this module compiles all bundles with the profile `dev`, in one call of cargo, so that
//! each dependency is compiled once, and runs wasm-bindgen itself. [`page`] does with index.html what trunk does.

mod page;
mod server;
mod sources;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread::{self, ScopedJoinHandle};
use std::time::Instant;

use anyhow::{Context, Result};

use crate::dist::Dist;
use crate::public_url::PublicUrl;
use crate::tools::{self, Toolbox, WASM, WASM_BINDGEN};
use crate::{Serve, command, progress, styles, workspace_root};
use page::{Bundle, Page};
use server::Server;
use sources::Sources;

/// Builds and serves the site until the process ends.
///
/// # Errors
/// If the port is in use or a tool cannot be installed. A site that does not compile is built again after a change.
pub(crate) fn serve(options: Serve) -> Result<()> {
    let Serve {
        port,
        public_url,
        release,
    } = options;
    if release {
        let site = Dist::in_dist(public_url);
        site.build(&Toolbox::for_dist()?)?;
        let server = Server::open(port, site.public_url, site.folder)?;
        println!("{}", server.url());
        return server.run();
    }
    let folder = workspace_root().join("target/serve");
    fs::create_dir_all(&folder)?;
    let server = Server::open(port, public_url.clone(), folder.clone())?;
    let url = server.url();
    println!("Building the site for {url}");
    thread::spawn(move || server.run());

    let site = DevelopmentSite {
        public_url,
        folder,
        tools: Toolbox::new()?,
    };
    site.prepare()?;
    loop {
        let sources = Sources::now()?;
        let start = Instant::now();
        match site.build(&url) {
            Ok(()) => println!(
                "Built in {} s. Watching for changes.",
                start.elapsed().as_secs()
            ),
            Err(error) => eprintln!("error: {error:#}\nWatching for changes."),
        }
        sources.wait_for_change()?;
    }
}

struct DevelopmentSite {
    public_url: PublicUrl,
    folder: PathBuf,
    tools: Toolbox,
}

impl DevelopmentSite {
    /// Installs what the build needs. wasm-bindgen, mostly compiled on one core, is installed while the page compiles.
    fn prepare(&self) -> Result<()> {
        tools::add_wasm_target()?;
        let page = Page::read(&self.public_url)?;
        thread::scope(|scope| {
            let bindgen = scope.spawn(|| self.tools.provide(&WASM_BINDGEN));
            // An error in the code is reported when the page is built.
            drop(self.compile(&page.bundles, page.bundles_at_start()));
            bindgen.join().expect("installing does not panic")
        })
    }

    /// Builds the page and the recognise worker first, so that they are served while the other bundles still build.
    fn build(&self, url: &str) -> Result<()> {
        let page = Page::read(&self.public_url)?;
        let (first, later) = page.bundles.split_at(page.bundles_at_start().len());
        self.build_bundles(&page.bundles, first)?;
        styles::join()?;
        for file in &page.files {
            let name = file
                .file_name()
                .context("a file in index.html has no name")?;
            copy(&workspace_root().join(file), &self.folder.join(name))?;
        }
        fs::write(self.folder.join("index.html"), &page.html)?;
        println!("The page is at {url}");
        self.build_bundles(&page.bundles, later)
    }

    fn build_bundles(&self, all: &[Bundle], bundles: &[Bundle]) -> Result<()> {
        self.compile(all, bundles)?;
        thread::scope(|scope| {
            let connect = |bundle| scope.spawn(move || self.connect(bundle));
            let running: Vec<_> = bundles.iter().map(connect).collect();
            let mut results = running.into_iter().map(ScopedJoinHandle::join);
            results.try_for_each(|result| result.expect("starting wasm-bindgen does not panic"))
        })
    }

    /// Runs wasm-bindgen on a compiled bundle, unless that has not changed.
    fn connect(&self, bundle: &Bundle) -> Result<()> {
        let name = &bundle.name;
        let compiled = workspace_root().join(format!("target/{WASM}/debug/{name}.wasm"));
        if !is_newer(&compiled, &self.folder.join(format!("{name}_bg.wasm"))) {
            return Ok(());
        }
        let mut bindgen = self.tools.command("wasm-bindgen");
        bindgen.args(["--target", "web", "--no-typescript", "--out-dir"]);
        command::run(bindgen.arg(&self.folder).arg(compiled))
    }

    /// Compiles some bundles. Cargo always gets the packages of all of them, because they decide with which features
    /// the dependencies are compiled.
    fn compile(&self, all: &[Bundle], bundles: &[Bundle]) -> Result<()> {
        let mut cargo = self.tools.command("cargo");
        cargo.args(["build", "--target", WASM]);
        let packages: BTreeSet<_> = all.iter().map(|bundle| &bundle.package).collect();
        for package in packages {
            cargo.args(["--package", package]);
        }
        for Bundle { name, .. } in bundles {
            cargo.args(["--bin", name]);
        }
        progress::run("the site", &mut cargo)
    }
}

/// Returns whether a file was written after another, or the other is missing.
fn is_newer(file: &Path, than: &Path) -> bool {
    let modified = |path| fs::metadata(path)?.modified();
    match (modified(file), modified(than)) {
        (Ok(file), Ok(than)) => file > than,
        _ => true,
    }
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::copy(from, to).with_context(|| format!("cannot copy {}", from.display()))?;
    Ok(())
}
