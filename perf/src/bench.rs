//! `cargo perf bench`: compares the download size and speed of several engines in one browser.
//!
//! [`engines`] builds a page for each engine. Each round opens all of them in turn, so that other load on the machine
//! affects them alike ([`rounds`], [`engine_page`]). An engine that fails, or whose logits differ from the others', is
//! an error and never a missing row. [`table`] and [`plot`] present the results.

mod engine_page;
mod engines;
mod memory;
mod plot;
mod rounds;
mod table;

use std::fs;

use anyhow::Result;
use e2e::programs::{command, workspace_root};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::build;
use crate::command::output;
use crate::server::DownloadSize;

/// Arguments of `cargo perf bench`.
#[derive(Clone, Copy, Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Page loads of each engine with each throttling.
    #[arg(long, default_value_t = 10)]
    rounds: usize,
    /// Calls with one image in each round.
    #[arg(long, default_value_t = 60)]
    calls: usize,
}

/// Builds and measures every engine, prints the table, and writes docs/bench.json and docs/bench.svg.
///
/// # Errors
/// If an engine cannot be built, does not answer, or disagrees with the others.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let site = build::site_in("bench/site")?;
    let engines = engines::build()?;
    let runtime = tokio::runtime::Runtime::new()?;
    let measured = runtime.block_on(rounds::measure(&site, &engines, *arguments))?;
    print!("{}", table::table(&measured));
    let browser = output(command(&e2e::chromium()?.to_string_lossy()).arg("--version"));
    let peers = fs::read_to_string(workspace_root().join("perf/peers/package.json"))?;
    let peers: Value = serde_json::from_str(&peers)?;
    let docs = workspace_root().join("docs");
    fs::write(docs.join("bench.svg"), plot::svg(&measured))?;
    let report = BenchReport {
        browser: browser.unwrap_or_default(),
        peers: peers["dependencies"].clone(),
        rounds: arguments.rounds,
        engines: measured,
    };
    // Through a `Value`, which sorts the keys.
    let report = serde_json::to_value(report)?;
    fs::write(docs.join("bench.json"), format!("{report:#}\n"))?;
    Ok(())
}

/// All measurements: the schema of docs/bench.json.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct BenchReport {
    browser: String,
    /// The versions of the packages that the other engines consist of.
    peers: Value,
    rounds: usize,
    engines: Vec<EngineMeasurements>,
}

impl BenchReport {
    /// Returns the measurements of the engine with this [`Engine::folder`].
    pub(crate) fn engine(&self, folder: Option<&str>) -> Option<&EngineMeasurements> {
        let engine = ENGINES.iter().find(|engine| engine.folder == folder)?;
        self.engines
            .iter()
            .find(|measured| measured.title == engine.title)
    }
}

/// An engine to measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Engine {
    /// The folder of its page, which the site does not have.
    pub(crate) folder: Option<&'static str>,
    /// The name in tables and charts.
    pub(crate) title: &'static str,
}

/// This project's page, its engine alone, and the engines that it is compared with.
const ENGINES: [Engine; 8] = [
    SITE,
    engine("digits", "this engine alone"),
    engine("flex", "this engine on burn-flex"),
    engine("layers", "Burn's layers (burn-ndarray)"),
    engine("flex-layers", "Burn's layers (burn-flex)"),
    engine("onnxruntime", "ONNX Runtime Web (wasm, SIMD, 1 thread)"),
    engine("tfjs-wasm", "TensorFlow.js (wasm, SIMD, 1 thread)"),
    engine("tfjs-cpu", "TensorFlow.js (cpu)"),
];

const SITE: Engine = Engine {
    folder: None,
    title: "this page, all of it",
};

const fn engine(folder: &'static str, title: &'static str) -> Engine {
    Engine {
        folder: Some(folder),
        title,
    }
}

impl Engine {
    /// Returns whether the engine can be called directly. The site only reacts to drawing.
    fn is_callable(self) -> bool {
        self.folder.is_some()
    }
}

/// The measurements of one engine.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct EngineMeasurements {
    /// The engine's title.
    pub(crate) title: String,
    /// The size of the files that a browser downloads before the first answer.
    pub(crate) bytes: DownloadSize,
    /// From navigation to the first answer with an empty cache, in milliseconds.
    pub(crate) cold_ms: Vec<f64>,
    /// The same with the page's main thread slowed down four times.
    pub(crate) cold_slow_cpu_ms: Vec<f64>,
    /// The same at 1.6 Mbit/s with a latency of 150 ms.
    pub(crate) cold_slow_link_ms: Vec<f64>,
    /// One image per call, after warm-up.
    pub(crate) single_ms: Vec<f64>,
    /// Ten images per call, after warm-up.
    pub(crate) ten_ms: Vec<f64>,
    /// The peak memory of the page's process until the last of a fixed number of calls, minus the median for an empty
    /// page.
    pub(crate) peak_memory_bytes: Vec<f64>,
}
