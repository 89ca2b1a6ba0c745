//! `cargo model-card`: everything measured of the shipped weights, as a model card and as JSON.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Parser;
use train::data::{mnist, strokes};
use train::report::{Report, Set, card};
use train::{SHIPPED_REPORT, SHIPPED_WEIGHTS};

/// Measures the shipped weights in every way and writes the model card.
///
/// Takes about two minutes on two cores, one of them for the drawings that are read as another digit. The same weights and data give the same files.
#[derive(Parser)]
#[command(name = "cargo model-card")]
struct Arguments {
    /// Folder of MNIST's four IDX files, gzipped or not
    #[arg(long, value_name = "DIR")]
    mnist: PathBuf,
    /// Stroke file by writers that the network has not met
    #[arg(long, value_name = "FILE")]
    strokes: PathBuf,
    /// Where the model card goes
    #[arg(long, value_name = "FILE", default_value = "MODEL_CARD.md")]
    card: PathBuf,
    /// Where the figures go as JSON
    #[arg(long, value_name = "FILE", default_value = "docs/evaluation.json")]
    json: PathBuf,
}

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let images = mnist::load(&arguments.mnist, mnist::Split::Test)?;
    let drawings: Vec<_> = strokes::load(&arguments.strokes)?
        .into_iter()
        .map(|written| written.sample)
        .collect();
    // Not the whole path, which is another on every machine.
    let name = arguments
        .strokes
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy();
    let report = Report::measured(
        SHIPPED_WEIGHTS,
        serde_json::from_str(SHIPPED_REPORT)?,
        Set {
            name: "MNIST test",
            samples: &images,
        },
        Set {
            name: &name,
            samples: &drawings,
        },
    )?;
    write(&arguments.card, &card::markdown(&report))?;
    let json = serde_json::to_string_pretty(&report)?;
    write(&arguments.json, &format!("{json}\n"))
}

fn write(path: &Path, text: &str) -> anyhow::Result<()> {
    fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))?;
    println!("wrote {}", path.display());
    Ok(())
}
