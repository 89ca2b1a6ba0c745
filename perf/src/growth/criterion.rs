//! Reads the timings that criterion saved when it ran `perf/benches/time.rs`: the worker's code, natively, on one core.

use std::fs;

use anyhow::{Context, Result};
use e2e::programs::workspace_root;
use serde_json::Value;

/// The time for an input of one size.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Timing {
    /// Number of images or points.
    pub(crate) size: usize,
    /// The median, in milliseconds.
    pub(crate) ms: f64,
}

/// Reads the median time for each size from a benchmark group.
///
/// # Errors
/// When the benchmarks have not been run.
pub(crate) fn read_timings(group: &str, sizes: &[usize]) -> Result<Vec<Timing>> {
    sizes.iter().map(|size| read_timing(group, *size)).collect()
}

fn read_timing(group: &str, size: usize) -> Result<Timing> {
    let file = format!("target/criterion/{group}/{size}/new/estimates.json");
    let text = fs::read_to_string(workspace_root().join(&file));
    let text = text
        .with_context(|| format!("{file} is missing; run `cargo bench --package benches` first"))?;
    let estimates: Value = serde_json::from_str(&text)?;
    let nanoseconds = estimates["median"]["point_estimate"].as_f64();
    Ok(Timing {
        size,
        ms: nanoseconds.context("an estimate has a median")? / 1e6,
    })
}
