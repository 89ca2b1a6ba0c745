//! `cargo classify`: which digit a picture or a drawing shows.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;
use net::{Classifier, Prediction};
use serde::Serialize;
use train::{SHIPPED_WEIGHTS, input};

/// Reads digits from pictures (PNG, JPEG, WebP, GIF, BMP) and from drawings in JSON.
///
/// A drawing file holds one {"strokes": [[[x, y], ...], ...]} or a list of them.
#[derive(Parser)]
#[command(name = "cargo classify")]
struct Arguments {
    /// Pictures and drawing files
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// One JSON object a digit, on a line of its own
    #[arg(long)]
    json: bool,
}

/// A line of the JSON output.
#[derive(Serialize)]
struct Line<'a> {
    file: &'a Path,
    /// Which digit of the file, from 0.
    index: usize,
    /// `null` where there is no ink.
    digit: Option<u8>,
    probabilities: Option<[f32; net::CLASSES]>,
    /// Above 0 the ink does not look like a digit.
    ood_score: Option<f32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<u8>,
}

fn main() -> anyhow::Result<ExitCode> {
    let arguments = Arguments::parse();
    let classifier = Classifier::from_bytes(SHIPPED_WEIGHTS)?;
    let mut failed = false;
    for file in &arguments.files {
        match input::digits(file) {
            Ok(digits) => {
                for (index, digit) in digits.iter().enumerate() {
                    let prediction = digit
                        .raster
                        .as_ref()
                        .map(|raster| classifier.classify(raster));
                    print(
                        &Shown {
                            file,
                            index,
                            label: digit.label,
                            prediction,
                        },
                        arguments.json,
                    )?;
                }
            }
            Err(error) => {
                eprintln!("Error: {error:#}");
                failed = true;
            }
        }
    }
    Ok(if failed {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

struct Shown<'a> {
    file: &'a Path,
    index: usize,
    label: Option<u8>,
    prediction: Option<Prediction>,
}

fn print(shown: &Shown<'_>, json: bool) -> anyhow::Result<()> {
    let Shown {
        file,
        index,
        label,
        prediction,
    } = shown;
    if json {
        let digit = prediction.as_ref().map(Prediction::digit);
        let probabilities = prediction
            .as_ref()
            .map(|prediction| prediction.probabilities);
        let line = Line {
            file,
            index: *index,
            digit,
            probabilities,
            ood_score: prediction.as_ref().map(|prediction| prediction.ood_score),
            label: *label,
        };
        println!("{}", serde_json::to_string(&line)?);
        return Ok(());
    }
    let Some(prediction) = prediction else {
        println!("{} [{index}]: no ink", file.display());
        return Ok(());
    };
    let doubt = if prediction.looks_like_a_digit() {
        ""
    } else {
        ", but it does not look like a digit"
    };
    println!(
        "{} [{index}]: {} ({:.1} %){doubt}",
        file.display(),
        prediction.digit(),
        prediction.certainty() * 100.0
    );
    let percent: Vec<String> = (0..)
        .zip(prediction.probabilities)
        .map(|(digit, p): (u8, f32)| format!("{digit}: {:.1}", p * 100.0))
        .collect();
    println!("    {}", percent.join("  "));
    Ok(())
}
