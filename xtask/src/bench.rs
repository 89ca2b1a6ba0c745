//! `cargo xtask bench`: compares this project's engine with others on the same network, in one browser.
//!
//! This module builds every engine into a folder. The program `bench` of the package e2e visits the folders and records
//! the measurements.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::build_std::with_build_std;
use crate::command;
use crate::dist::Dist;
use crate::tools::{Toolbox, WASM};
use crate::workspace_root;

/// Another engine: its page in bench/pages and the files that the page fetches.
struct Peer {
    page: &'static str,
    files: &'static [&'static str],
}

const PEERS: [Peer; 3] = [
    Peer {
        page: "onnxruntime",
        files: &[
            "bench/node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm",
            "target/bench/model/model.onnx",
        ],
    },
    Peer {
        page: "tfjs-wasm",
        files: &[
            "bench/node_modules/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm",
            "target/bench/model/model.json",
            "target/bench/model/weights.bin",
        ],
    },
    Peer {
        page: "tfjs-cpu",
        files: &[
            "target/bench/model/model.json",
            "target/bench/model/weights.bin",
        ],
    },
];

/// One build of bench/engine.
struct OwnEngine {
    name: &'static str,
    profile: &'static str,
    features: &'static str,
}

const OWN_ENGINES: [OwnEngine; 4] = [
    OwnEngine {
        name: "digits",
        profile: "web",
        features: "",
    },
    OwnEngine {
        name: "flex",
        profile: "web",
        features: "flex",
    },
    OwnEngine {
        name: "layers",
        profile: "web-layers",
        features: "layers",
    },
    OwnEngine {
        name: "flex-layers",
        profile: "web-layers",
        features: "layers flex",
    },
];

/// Builds and measures every engine. `arguments` are passed to the measuring program.
///
/// # Errors
/// If an engine cannot be built, does not answer, or disagrees with the others.
pub fn run(arguments: &[String]) -> Result<()> {
    let tools = Toolbox::for_pages()?;
    let sites = folder().join("site");
    page_site(&sites).build(&tools)?;
    command::run(tools.command("npm").args(["ci", "--prefix", "bench"]))?;
    let mut export = cargo(&tools, "train", "export");
    command::run(export.arg("target/bench/model"))?;
    for engine in &OWN_ENGINES {
        engine.build(&tools, &sites)?;
    }
    for peer in &PEERS {
        peer.build(&tools, &sites)?;
    }
    command::run(cargo(&tools, "e2e", "bench").args(arguments))
}

/// Returns the folder with one sub-folder per engine.
pub fn folder() -> PathBuf {
    workspace_root().join("target/bench")
}

/// Returns the complete page, one of the measured sites.
fn page_site(sites: &Path) -> Dist {
    Dist {
        public_url: "/site/"
            .parse()
            .expect("the path starts and ends with a slash"),
        folder: sites.join("site"),
    }
}

fn cargo(tools: &Toolbox, package: &str, program: &str) -> std::process::Command {
    let mut cargo = tools.command("cargo");
    cargo.args(["run", "--release", "--locked", "--package", package]);
    cargo.args(["--bin", program, "--"]);
    cargo
}

impl OwnEngine {
    fn build(&self, tools: &Toolbox, sites: &Path) -> Result<()> {
        let mut cargo = tools.command("cargo");
        cargo.args(["build", "--locked", "--package", "bench-engine"]);
        cargo.args(["--target", WASM, "--profile", self.profile]);
        command::run(with_build_std(cargo.args(["--features", self.features])))?;
        let wasm = format!("target/{WASM}/{}/bench_engine.wasm", self.profile);
        let folder = sites.join(self.name);
        let mut bindgen = tools.command("wasm-bindgen");
        bindgen.args(["--target", "web", "--no-typescript", "--out-dir"]);
        command::run(bindgen.arg(folder.join("engine")).arg(wasm))?;
        let pages = workspace_root().join("bench/pages");
        copy(&pages.join("harness.js"), &folder.join("harness.js"))?;
        copy(&pages.join("wasm-bindgen.js"), &folder.join("page.js"))?;
        copy(&pages.join("index.html"), &folder.join("index.html"))
    }
}

impl Peer {
    fn build(&self, tools: &Toolbox, sites: &Path) -> Result<()> {
        let folder = sites.join(self.page);
        fs::create_dir_all(&folder)?;
        let mut esbuild = tools.command("bench/node_modules/.bin/esbuild");
        esbuild.arg(format!("bench/pages/{}.js", self.page));
        esbuild.args(["--bundle", "--minify", "--format=esm", "--target=es2022"]);
        esbuild.arg("--log-level=warning");
        esbuild.arg(format!("--outfile={}", folder.join("page.js").display()));
        command::run(&mut esbuild)?;
        for file in self.files.iter().chain(&["bench/pages/index.html"]) {
            let file = workspace_root().join(file);
            let name = file.file_name().context("the path has no file name")?;
            copy(&file, &folder.join(name))?;
        }
        Ok(())
    }
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::copy(from, to).with_context(|| format!("cannot copy {}", from.display()))?;
    Ok(())
}
