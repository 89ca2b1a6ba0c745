//! Packs the part of `docs/evaluation.json` that the page shows.
//!
//! `evaluation.bin` holds the model card's figures, encoded with postcard. `thresholds.rs` holds a Rust expression
//! with the counts that the threshold settings show. A figure that is missing from the file fails the build.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

use serde_json::Value;

#[expect(
    unreachable_pub,
    reason = "the page includes the same file as a public module"
)]
#[path = "src/state/inspector/model_card/report.rs"]
mod report;

const EVALUATION: &str = "docs/evaluation.json";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={EVALUATION}");
    println!("cargo::rerun-if-changed=src/state/inspector/model_card/report.rs");
    let evaluation = fs::read_to_string(EVALUATION)?;
    let outdated =
        |error: String| format!("{EVALUATION}: {error}; regenerate it with `cargo model-card`");
    let report: report::Report =
        serde_json::from_str(&evaluation).map_err(|error| outdated(error.to_string()))?;
    let thresholds = threshold_counts(&serde_json::from_str(&evaluation)?)
        .ok_or_else(|| outdated("no threshold counts".to_owned()))?;
    let out = env::var("OUT_DIR")?;
    let out = Path::new(&out);
    fs::write(out.join("thresholds.rs"), thresholds)?;
    let packed = out.join("evaluation.bin");
    Ok(fs::write(packed, postcard::to_allocvec(&report)?)?)
}

/// Returns the expression that `src/state/thresholds/counts.rs` includes.
fn threshold_counts(evaluation: &Value) -> Option<String> {
    // Files written before the keys were renamed have `limits`, `certainty` and `strangeness`.
    let thresholds = evaluation
        .get("thresholds")
        .or_else(|| evaluation.get("limits"))?;
    let count = |object: &Value, key: &str| object.get(key)?.as_u64();
    let rows = |[key, old_key]: [&str; 2], [first, second]: [&str; 2]| {
        let rows = thresholds.get(key).or_else(|| thresholds.get(old_key))?;
        let rows = rows.as_array()?.iter();
        rows.map(|row| Some((count(row, first)?, count(row, second)?)))
            .collect::<Option<Vec<_>>>()
    };
    Some(format!(
        "ThresholdCounts {{ digits: {}, misread: {}, non_digits: {}, confidence: &{:?}, ood: &{:?} }}",
        count(thresholds, "digits")?,
        count(thresholds, "misread")?,
        count(thresholds, "non_digits")?,
        rows(["confidence", "certainty"], ["digits", "misread"])?,
        rows(["ood", "strangeness"], ["digits", "non_digits"])?
    ))
}
