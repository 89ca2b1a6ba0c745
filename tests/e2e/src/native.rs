//! The command line's answers: what `cargo classify --json` says of the same strokes.

use anyhow::{Context, Result, ensure};
use ink::{Drawing, Record, record};
use serde::Deserialize;
use xtask::command::outside_cargo;
use xtask::workspace_root;

/// A digit and how likely each of the ten is.
#[derive(Clone, Debug, Deserialize)]
pub struct Answer {
    /// The likeliest digit.
    pub digit: u8,
    /// The ten probabilities.
    pub probabilities: [f32; 10],
}

impl Answer {
    /// The largest difference between these probabilities and others.
    pub fn distance(&self, probabilities: &[f32; 10]) -> f32 {
        let pairs = self.probabilities.iter().zip(probabilities);
        pairs
            .map(|(mine, other)| (mine - other).abs())
            .fold(0.0, f32::max)
    }
}

/// Asks the command line about each drawing.
///
/// # Errors
/// When the command fails or does not answer each drawing.
pub fn classify(drawings: &[Drawing]) -> Result<Vec<Answer>> {
    let record = |drawing: &Drawing| Record {
        label: None,
        writer: None,
        drawing: drawing.clone(),
    };
    let records = drawings.iter().map(record).collect::<Vec<_>>();
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("drawings.json");
    std::fs::write(&file, record::to_json(&records))?;
    let output = outside_cargo("cargo")
        .args(["classify", "--json"])
        .arg(&file)
        .current_dir(workspace_root())
        .output()?;
    let said = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "`cargo classify` failed: {said}");
    let answers = String::from_utf8(output.stdout)?
        .lines()
        .map(serde_json::from_str)
        .collect::<Result<Vec<Answer>, _>>()
        .context("`cargo classify --json` prints an object a line")?;
    ensure!(
        answers.len() == drawings.len(),
        "{} answers came",
        answers.len()
    );
    Ok(answers)
}
