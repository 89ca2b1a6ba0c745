//! Packs the threshold counts of `docs/evaluation.json` into `thresholds.rs`, a Rust expression that
//! `src/thresholds/counts.rs` includes.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

use recognition::report::Report;

const EVALUATION: &str = "../../docs/evaluation.json";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={EVALUATION}");
    let report: Report = serde_json::from_str(&fs::read_to_string(EVALUATION)?)
        .map_err(|error| format!("{EVALUATION}: {error}; regenerate it with `cargo model-card`"))?;
    let sweep = report.thresholds;
    let flagged = sweep.confidence.iter().map(|at| (at.digits, at.misread));
    let rejected = sweep.ood.iter().map(|at| (at.digits, at.non_digits));
    let counts = format!(
        "ThresholdCounts {{ digits: {}, misread: {}, non_digits: {}, confidence: &{:?}, ood: &{:?} }}",
        sweep.digits,
        sweep.misread,
        sweep.non_digits,
        flagged.collect::<Vec<_>>(),
        rejected.collect::<Vec<_>>()
    );
    Ok(fs::write(
        Path::new(&env::var("OUT_DIR")?).join("thresholds.rs"),
        counts,
    )?)
}
