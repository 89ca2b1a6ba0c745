//! The worker's code, timed natively on one core: what `benches/time.rs` has left in criterion's folder.

use std::fs;

use anyhow::{Context, Result};
use serde_json::Value;
use xtask::workspace_root;

/// What something of a size costs.
#[derive(Clone, Copy, Debug)]
pub struct Timed {
    /// Images, or points.
    pub size: usize,
    /// The median, in milliseconds.
    pub ms: f64,
}

/// The medians of a group of benches, one for each size.
///
/// # Errors
/// When the benches have not been run.
pub fn timed(group: &str, sizes: &[usize]) -> Result<Vec<Timed>> {
    sizes.iter().map(|size| of_size(group, *size)).collect()
}

fn of_size(group: &str, size: usize) -> Result<Timed> {
    let file = format!("target/criterion/{group}/{size}/new/estimates.json");
    let text = fs::read_to_string(workspace_root().join(&file));
    let text = text.with_context(|| format!("{file} is not there: `cargo bench` writes it"))?;
    let estimates: Value = serde_json::from_str(&text)?;
    let nanoseconds = estimates["median"]["point_estimate"].as_f64();
    Ok(Timed {
        size,
        ms: nanoseconds.context("an estimate has a median")? / 1e6,
    })
}
