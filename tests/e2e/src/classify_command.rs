//! Runs `cargo classify --json` on drawings and returns its predictions.

use anyhow::{Context, Result, ensure};
use ink::{Drawing, Record, record};
use serde::Deserialize;

use crate::programs;

/// A digit and the probability of each class.
#[derive(Clone, Debug, Deserialize)]
pub struct Classification {
    /// The most probable digit.
    pub digit: u8,
    /// The probabilities of the digits 0 to 9.
    pub probabilities: [f32; 10],
}

impl Classification {
    /// Returns the largest difference between these probabilities and others.
    pub fn max_difference(&self, probabilities: &[f32; 10]) -> f32 {
        let pairs = self.probabilities.iter().zip(probabilities);
        pairs
            .map(|(own, other)| (own - other).abs())
            .fold(0.0, f32::max)
    }
}

/// Classifies each drawing with the command line program.
///
/// # Errors
/// When the command fails or does not return one classification for each drawing.
pub fn classify(drawings: &[Drawing]) -> Result<Vec<Classification>> {
    let record = |drawing: &Drawing| Record {
        label: None,
        writer: None,
        drawing: drawing.clone(),
    };
    let records = drawings.iter().map(record).collect::<Vec<_>>();
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("drawings.json");
    std::fs::write(&file, record::to_json(&records))?;
    // With the profile of the tests, in which the native tests have compiled most of it.
    let mut classify = programs::command("cargo");
    classify.args([
        "run",
        "--quiet",
        "--package",
        "cli",
        "--",
        "classify",
        "--json",
    ]);
    let output = classify.arg(&file).output()?;
    let stderr = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "`cargo classify` failed: {stderr}");
    let classifications = String::from_utf8(output.stdout)?
        .lines()
        .map(serde_json::from_str)
        .collect::<Result<Vec<Classification>, _>>()
        .context("`cargo classify --json` prints one JSON object per line")?;
    ensure!(
        classifications.len() == drawings.len(),
        "{} classifications for {} drawings",
        classifications.len(),
        drawings.len()
    );
    Ok(classifications)
}
