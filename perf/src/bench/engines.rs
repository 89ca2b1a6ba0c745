//! Builds a page for each engine except the site: this project's engine alone, and those that it is compared with.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;
use e2e::programs::{command, workspace_root};

use crate::build::{self, Module, copy_into};
use crate::command::run;

/// Another engine: its page in perf/peers and the files that the page fetches.
struct Peer {
    page: &'static str,
    files: &'static [&'static str],
}

const PEERS: [Peer; 3] = [
    Peer {
        page: "onnxruntime",
        files: &[
            "perf/peers/node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm",
            "target/bench/model/model.onnx",
        ],
    },
    Peer {
        page: "tfjs-wasm",
        files: &[
            "perf/peers/node_modules/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm",
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

/// One build of perf/engine.
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

/// Builds every engine and returns the folder that contains one folder for each.
///
/// # Errors
/// If an engine cannot be built.
pub(super) fn build() -> Result<PathBuf> {
    let folder = workspace_root().join("target/bench/engines");
    build::peers()?;
    run(command("cargo").args(["digits", "export", "target/bench/model"]))?;
    for engine in &OWN_ENGINES {
        engine.build(&folder.join(engine.name))?;
    }
    for peer in &PEERS {
        peer.build(&folder.join(peer.page))?;
    }
    Ok(folder)
}

impl OwnEngine {
    fn build(&self, folder: &Path) -> Result<()> {
        let module = Module {
            package: "perf-engine",
            name: "perf_engine",
            profile: self.profile,
            features: self.features,
            has_names: false,
        };
        module.build(&folder.join("engine"))?;
        let pages = workspace_root().join("perf/peers");
        copy_into(&pages.join("harness.js"), folder)?;
        copy_into(&pages.join("index.html"), folder)?;
        fs::copy(pages.join("wasm-bindgen.js"), folder.join("page.js"))?;
        Ok(())
    }
}

impl Peer {
    fn build(&self, folder: &Path) -> Result<()> {
        fs::create_dir_all(folder)?;
        let mut esbuild = command("perf/peers/node_modules/.bin/esbuild");
        esbuild.arg(format!("perf/peers/{}.js", self.page));
        esbuild.args(["--bundle", "--minify", "--format=esm", "--target=es2022"]);
        esbuild.arg("--log-level=warning");
        esbuild.arg(format!("--outfile={}", folder.join("page.js").display()));
        run(&mut esbuild)?;
        for file in self.files.iter().chain(&["perf/peers/index.html"]) {
            copy_into(&workspace_root().join(file), folder)?;
        }
        Ok(())
    }
}
