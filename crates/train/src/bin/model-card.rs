//! `cargo model-card`: measures the shipped weights and writes the model card.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Parser;
use train::data::{mnist, strokes};
use train::report::{Dataset, Report, card};
use train::{SHIPPED_TRAINING_REPORT, SHIPPED_WEIGHTS};

/// Measures the shipped weights and writes the model card and the figures.
///
/// Takes about two minutes on two cores. The same weights and data give the same files. With --render, only the model
/// card is written, from the figures in the JSON file.
#[derive(Parser)]
#[command(name = "cargo model-card")]
struct Arguments {
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

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
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
    let images = mnist::load(mnist, mnist::Split::Test)?;
    let drawings: Vec<_> = strokes::load(strokes)?
        .into_iter()
        .map(|drawing| drawing.sample)
        .collect();
    // The full path would differ between machines.
    let name = strokes.file_stem().unwrap_or_default().to_string_lossy();
    Report::measure(
        SHIPPED_WEIGHTS,
        serde_json::from_str(SHIPPED_TRAINING_REPORT)?,
        Dataset {
            name: "MNIST test",
            samples: &images,
        },
        Dataset {
            name: &name,
            samples: &drawings,
        },
    )
}

fn read(path: &Path) -> anyhow::Result<Report> {
    let json =
        fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    serde_json::from_str(&json).with_context(|| format!("{} is not a report", path.display()))
}

fn write(path: &Path, text: &str) -> anyhow::Result<()> {
    fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))?;
    println!("wrote {}", path.display());
    Ok(())
}
