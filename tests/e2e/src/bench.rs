//! `cargo xtask bench`: compares the download size and speed of several engines in one browser.
//!
//! [`server`] serves a folder per engine, which `xtask` has built. Each round opens all engines in turn, so that other
//! load on the machine affects them alike ([`rounds`], [`engine_page`]). An engine that fails, or whose logits differ
//! from the others', is an error and never a missing row. [`table`] and [`plot`] present the results.

pub mod plot;
pub mod rounds;
pub mod server;
pub mod statistics;
pub mod table;

mod engine_page;
mod memory;

use serde::Serialize;

/// An engine to measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Engine {
    /// The folder below the server's root.
    pub folder: &'static str,
    /// The name in tables and charts.
    pub title: &'static str,
    /// Whether the engine can be called directly. This project's page only reacts to drawing.
    pub is_callable: bool,
}

/// This project's page, its engine alone, and the engines that it is compared with.
pub const ENGINES: [Engine; 8] = [
    engine("site", "this page, all of it", false),
    engine("digits", "this engine alone", true),
    engine("flex", "this engine on burn-flex", true),
    engine("layers", "Burn's layers (burn-ndarray)", true),
    engine("flex-layers", "Burn's layers (burn-flex)", true),
    engine(
        "onnxruntime",
        "ONNX Runtime Web (wasm, SIMD, 1 thread)",
        true,
    ),
    engine("tfjs-wasm", "TensorFlow.js (wasm, SIMD, 1 thread)", true),
    engine("tfjs-cpu", "TensorFlow.js (cpu)", true),
];

const fn engine(folder: &'static str, title: &'static str, is_callable: bool) -> Engine {
    Engine {
        folder,
        title,
        is_callable,
    }
}

/// The measurements of one engine.
#[derive(Clone, Debug, Default, Serialize)]
pub struct EngineMeasurements {
    /// The engine's title.
    pub title: String,
    /// The size of the files that a browser downloads before the first answer.
    pub bytes: DownloadSize,
    /// From navigation to the first answer with an empty cache, in milliseconds.
    pub cold_ms: Vec<f64>,
    /// The same with the page's main thread slowed down four times.
    pub cold_slow_cpu_ms: Vec<f64>,
    /// The same at 1.6 Mbit/s with a latency of 150 ms.
    pub cold_slow_link_ms: Vec<f64>,
    /// One image per call, after warm-up.
    pub single_ms: Vec<f64>,
    /// Ten images per call, after warm-up.
    pub ten_ms: Vec<f64>,
    /// The peak memory of the page's process until the last of a fixed number of calls, minus the median for an empty
    /// page.
    pub peak_memory_bytes: Vec<f64>,
}

/// The total size of an engine's files, in bytes.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct DownloadSize {
    /// Uncompressed.
    pub raw: u64,
    /// Each file compressed with gzip at its highest level.
    pub gzip: u64,
    /// Each file compressed with brotli at its highest level.
    pub brotli: u64,
}
