//! `cargo xtask bench`: what each engine costs and how fast it answers, in one browser.
//!
//! [`server`] has a folder for each engine, built before. In every round all engines are visited one after another,
//! so that whatever else the machine does meets them alike ([`rounds`], [`visit`]). An engine that fails, or answers
//! otherwise than the others, is an error and never a missing row. [`table`] and [`plot`] say what came of it.

mod memory;
pub mod plot;
pub mod rounds;
pub mod server;
pub mod statistics;
pub mod table;
mod visit;

use serde::Serialize;

/// What is measured, by the name of its folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Engine {
    /// The folder below the server's root.
    pub folder: &'static str,
    /// For a person to read.
    pub title: &'static str,
    /// Whether it answers calls; the page of this project answers only to drawing.
    pub answers_calls: bool,
}

/// This project's page, its engine alone, and the others.
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

const fn engine(folder: &'static str, title: &'static str, answers_calls: bool) -> Engine {
    Engine {
        folder,
        title,
        answers_calls,
    }
}

/// Everything measured of one engine.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Measured {
    /// Its name.
    pub title: String,
    /// What a browser downloads before the first answer.
    pub bytes: Bytes,
    /// From navigation to the first answer, cache cleared, in milliseconds.
    pub cold_ms: Vec<f64>,
    /// The same with the page's thread slowed four times.
    pub cold_slow_cpu_ms: Vec<f64>,
    /// The same over 1.6 Mbit/s with 150 ms to the server.
    pub cold_slow_link_ms: Vec<f64>,
    /// One image, warm.
    pub single_ms: Vec<f64>,
    /// Ten images at once, warm.
    pub ten_ms: Vec<f64>,
    /// The most memory that the page's process ever held, from its opening to the last of as many calls, above what
    /// an empty page's takes in the median.
    pub peak_memory_bytes: Vec<f64>,
}

/// Sizes of an engine's files together.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Bytes {
    /// As they are.
    pub raw: u64,
    /// Compressed by gzip at its best, file by file.
    pub gzip: u64,
    /// Compressed by brotli at its best, file by file.
    pub brotli: u64,
}
