//! `digits model-card`: measures the shipped weights and writes the model card.

pub mod card;
mod markdown;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args;
use evaluation::SHIPPED_WEIGHTS;
use evaluation::data::{Dataset, mnist, strokes};
use evaluation::report;
use serde_json::Value;

/// The training report of [`SHIPPED_WEIGHTS`] as JSON: hyperparameters, calibration and validation metrics.
const SHIPPED_TRAINING_REPORT: &str = include_str!("../../../assets/model.json");

/// A report with everything that `digits train` wrote about the training.
pub type Report = recognition::report::Report<Value>;

/// Measures the shipped weights and writes the model card and the figures.
///
/// Takes about two minutes on two cores. The same weights and data give the same files. With --render, only the model
/// card is written, from the figures in the JSON file.
#[derive(Args)]
pub struct Arguments {
    /// Folder of MNIST's four IDX files, gzipped or not
    #[arg(long, value_name = "DIR", required_unless_present = "render")]
    mnist: Option<PathBuf>,
    /// Stroke file by writers that the network was not trained on
    #[arg(long, value_name = "FILE", required_unless_present = "render")]
    strokes: Option<PathBuf>,
    /// Write the model card from the existing JSON file, without measuring
    #[arg(long, conflicts_with_all = ["mnist", "strokes"])]
    render: bool,
    /// Path of the model card
    #[arg(long, value_name = "FILE", default_value = "MODEL_CARD.md")]
    card: PathBuf,
    /// Path of the figures as JSON
    #[arg(long, value_name = "FILE", default_value = "docs/evaluation.json")]
    json: PathBuf,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let report = match (&arguments.mnist, &arguments.strokes) {
        (Some(mnist), Some(strokes)) => {
            let report = measure(mnist, strokes)?;
            let json = serde_json::to_string_pretty(&report)?;
            write(&arguments.json, &format!("{json}\n"))?;
            report
        }
        _ => read(&arguments.json)?,
    };
    write(&arguments.card, &card::markdown(&report))
}

fn measure(mnist: &Path, strokes: &Path) -> anyhow::Result<Report> {
    let images = Dataset {
        name: "MNIST test".to_owned(),
        samples: mnist::load(mnist, mnist::Split::Test)?,
    };
    let drawings = Dataset {
        // The full path would differ between machines.
        name: strokes
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into(),
        samples: strokes::load(strokes)?,
    };
    let training = serde_json::from_str(SHIPPED_TRAINING_REPORT)?;
    Ok(report::measure(
        SHIPPED_WEIGHTS,
        training,
        &images,
        &drawings,
    )?)
}

fn read(path: &Path) -> anyhow::Result<Report> {
    let json =
        fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    serde_json::from_str(&json).with_context(|| format!("{} is not a report", path.display()))
}

fn write(path: &Path, text: &str) -> anyhow::Result<()> {
    fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))?;
    Ok(writeln!(std::io::stdout(), "wrote {}", path.display())?)
}

#[cfg(test)]
mod tests;
