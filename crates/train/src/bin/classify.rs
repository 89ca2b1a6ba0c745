//! `cargo classify`: recognises the digit or the number in pictures and drawings.

use std::fmt;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;
use net::{Classifier, Prediction};
use serde::Serialize;
use train::SHIPPED_WEIGHTS;
use train::input::{self, InputContent};

/// Recognises digits in pictures (PNG, JPEG, WebP, GIF, BMP) and in drawings in JSON.
///
/// A drawing file contains one {"strokes": [[[x, y], ...], ...]} or a list of them.
#[derive(Parser)]
#[command(name = "cargo classify")]
struct Arguments {
    /// Pictures and drawing files
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Recognise each drawing as a number of several digits, split as on the page; a picture always shows one digit
    #[arg(long)]
    numbers: bool,
    /// Print one line of JSON per picture or drawing
    #[arg(long)]
    json: bool,
}

fn main() -> anyhow::Result<ExitCode> {
    let arguments = Arguments::parse();
    let classifier = Classifier::from_bytes(SHIPPED_WEIGHTS)?;
    let mut out = std::io::stdout().lock();
    let mut exit_code = ExitCode::SUCCESS;
    for file in &arguments.files {
        match input::load(file) {
            Ok(items) => {
                for (index, item) in items.iter().enumerate() {
                    let location = Location {
                        file,
                        index,
                        label: item.label,
                    };
                    let line = if arguments.numbers {
                        number_line(
                            location,
                            &read_number(&classifier, &item.content),
                            arguments.json,
                        )
                    } else {
                        digit_line(
                            location,
                            read_digit(&classifier, &item.content),
                            arguments.json,
                        )
                    };
                    writeln!(out, "{}", line?)?;
                }
            }
            Err(error) => {
                eprintln!("Error: {error:#}");
                exit_code = ExitCode::FAILURE;
            }
        }
    }
    Ok(exit_code)
}

/// Identifies a picture or drawing.
#[derive(Serialize)]
struct Location<'a> {
    file: &'a Path,
    /// Index in the file, from 0.
    index: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<u8>,
}

impl fmt::Display for Location<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} [{}]", self.file.display(), self.index)
    }
}

/// A line of the JSON output, without `--numbers`.
#[derive(Serialize)]
struct DigitLine<'a> {
    #[serde(flatten)]
    location: Location<'a>,
    /// `null` without ink.
    digit: Option<u8>,
    probabilities: Option<[f32; net::CLASSES]>,
    /// A score above 0 means that the ink does not look like a digit.
    ood_score: Option<f32>,
}

/// A line of the JSON output, with `--numbers`.
#[derive(Serialize)]
struct NumberLine<'a> {
    #[serde(flatten)]
    location: Location<'a>,
    /// The digits from left to right; empty without ink.
    number: String,
    digits: &'a [DigitOutput],
}

/// One digit of a number.
#[derive(Serialize)]
struct DigitOutput {
    digit: u8,
    #[serde(flatten)]
    prediction: Prediction,
    /// Indices of its strokes in the drawing, from 0; empty for a picture.
    strokes: Vec<usize>,
}

fn read_digit(classifier: &Classifier, content: &InputContent) -> Option<Prediction> {
    Some(classifier.classify(&content.raster()?))
}

fn read_number(classifier: &Classifier, content: &InputContent) -> Vec<DigitOutput> {
    let output = |prediction: Prediction, strokes| DigitOutput {
        digit: prediction.digit(),
        prediction,
        strokes,
    };
    if let InputContent::Drawing(drawing) = content {
        let digits = number::read(classifier, drawing).digits.into_iter();
        return digits
            .map(|digit| output(digit.prediction, digit.strokes))
            .collect();
    }
    let digit = read_digit(classifier, content).into_iter();
    digit.map(|digit| output(digit, Vec::new())).collect()
}

fn digit_line(
    location: Location<'_>,
    prediction: Option<Prediction>,
    json: bool,
) -> anyhow::Result<String> {
    if json {
        let prediction = prediction.as_ref();
        return Ok(serde_json::to_string(&DigitLine {
            location,
            digit: prediction.map(Prediction::digit),
            probabilities: prediction.map(|prediction| prediction.probabilities),
            ood_score: prediction.map(|prediction| prediction.ood_score),
        })?);
    }
    let Some(prediction) = prediction else {
        return Ok(format!("{location}: no ink"));
    };
    let probabilities = (0..).zip(prediction.probabilities);
    let percentages: Vec<String> = probabilities
        .map(|(digit, p): (u8, f32)| format!("{digit}: {:.1}", p * 100.0))
        .collect();
    let description = describe(&prediction);
    Ok(format!(
        "{location}: {description}\n    {}",
        percentages.join("  ")
    ))
}

fn number_line(
    location: Location<'_>,
    digits: &[DigitOutput],
    json: bool,
) -> anyhow::Result<String> {
    let number: String = digits.iter().map(|digit| digit.digit.to_string()).collect();
    if json {
        return Ok(serde_json::to_string(&NumberLine {
            location,
            number,
            digits,
        })?);
    }
    if digits.is_empty() {
        return Ok(format!("{location}: no ink"));
    }
    let descriptions: Vec<String> = digits
        .iter()
        .map(|digit| describe(&digit.prediction))
        .collect();
    Ok(format!(
        "{location}: {number}\n    {}",
        descriptions.join(", ")
    ))
}

/// Describes a prediction: the digit, its confidence, and whether the ink looks like a digit.
fn describe(prediction: &Prediction) -> String {
    let suffix = if prediction.is_in_distribution() {
        ""
    } else {
        ", but it does not look like a digit"
    };
    let percent = prediction.confidence() * 100.0;
    format!("{} ({percent:.1} %){suffix}", prediction.digit())
}
