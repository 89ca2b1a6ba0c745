//! `cargo xtask bench`: this project's engine beside others on the same network, in one browser.
//!
//! Here everything is built and laid out, a folder for each engine; the program `bench` of the package e2e
//! visits them and writes down what it measured.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::command;
use crate::dist::Dist;
use crate::lean::leanly;
use crate::tools::{Toolbox, WASM};
use crate::workspace_root;

/// A page of bench/pages, and the files beside it that its engine fetches.
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

/// A build of bench/engine.
struct OwnEngine {
    name: &'static str,
    profile: &'static str,
    features: &'static str,
}

const OWN: [OwnEngine; 4] = [
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

/// Builds every engine and measures them; what follows is for the program that measures.
///
/// # Errors
/// When an engine cannot be built, does not answer, or answers otherwise than the others.
pub fn run(arguments: &[String]) -> Result<()> {
    let tools = Toolbox::for_pages()?;
    let site = folder().join("site");
    site_itself(&site).build(&tools)?;
    command::run(tools.command("npm").args(["ci", "--prefix", "bench"]))?;
    let mut export = cargo(&tools, "train", "export");
    command::run(export.arg("target/bench/model"))?;
    for engine in &OWN {
        engine.build(&tools, &site)?;
    }
    for peer in &PEERS {
        peer.build(&tools, &site)?;
    }
    command::run(cargo(&tools, "e2e", "bench").args(arguments))
}

/// Where everything is laid out.
pub fn folder() -> PathBuf {
    workspace_root().join("target/bench")
}

fn site_itself(site: &Path) -> Dist {
    Dist {
        public_url: "/site/".parse().expect("the path has both its slashes"),
        folder: site.join("site"),
    }
}

fn cargo(tools: &Toolbox, package: &str, program: &str) -> std::process::Command {
    let mut cargo = tools.command("cargo");
    cargo.args(["run", "--release", "--locked", "--package", package]);
    cargo.args(["--bin", program, "--"]);
    cargo
}

impl OwnEngine {
    fn build(&self, tools: &Toolbox, site: &Path) -> Result<()> {
        let mut cargo = tools.command("cargo");
        cargo.args(["build", "--locked", "--package", "bench-engine"]);
        cargo.args(["--target", WASM, "--profile", self.profile]);
        command::run(leanly(cargo.args(["--features", self.features])))?;
        let wasm = format!("target/{WASM}/{}/bench_engine.wasm", self.profile);
        let folder = site.join(self.name);
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
    fn build(&self, tools: &Toolbox, site: &Path) -> Result<()> {
        let folder = site.join(self.page);
        fs::create_dir_all(&folder)?;
        let mut esbuild = tools.command("bench/node_modules/.bin/esbuild");
        esbuild.arg(format!("bench/pages/{}.js", self.page));
        esbuild.args(["--bundle", "--minify", "--format=esm", "--target=es2022"]);
        esbuild.arg("--log-level=warning");
        esbuild.arg(format!("--outfile={}", folder.join("page.js").display()));
        command::run(&mut esbuild)?;
        for file in self.files.iter().chain(&["bench/pages/index.html"]) {
            let file = workspace_root().join(file);
            let name = file.file_name().context("a file has a name")?;
            copy(&file, &folder.join(name))?;
        }
        Ok(())
    }
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::copy(from, to).with_context(|| format!("copying {}", from.display()))?;
    Ok(())
}
