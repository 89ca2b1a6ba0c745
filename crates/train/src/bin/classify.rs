//! `cargo classify`: which digit, or which number, a picture or a drawing shows.

use std::fmt;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;
use net::{Classifier, Prediction};
use serde::Serialize;
use train::SHIPPED_WEIGHTS;
use train::input::{self, Shown};

/// Reads digits from pictures (PNG, JPEG, WebP, GIF, BMP) and from drawings in JSON.
///
/// A drawing file holds one {"strokes": [[[x, y], ...], ...]} or a list of them.
#[derive(Parser)]
#[command(name = "cargo classify")]
struct Arguments {
    /// Pictures and drawing files
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Reads each drawing as a number: digits side by side, parted as on the page. A picture shows one digit
    #[arg(long)]
    numbers: bool,
    /// One JSON object a picture or drawing, on a line of its own
    #[arg(long)]
    json: bool,
}

fn main() -> anyhow::Result<ExitCode> {
    let arguments = Arguments::parse();
    let classifier = Classifier::from_bytes(SHIPPED_WEIGHTS)?;
    let mut out = std::io::stdout().lock();
    let mut code = ExitCode::SUCCESS;
    for file in &arguments.files {
        match input::items(file) {
            Ok(items) => {
                for (index, item) in items.iter().enumerate() {
                    let place = Place {
                        file,
                        index,
                        label: item.label,
                    };
                    let line = if arguments.numbers {
                        number_line(
                            place,
                            &read_number(&classifier, &item.shown),
                            arguments.json,
                        )
                    } else {
                        digit_line(place, read_digit(&classifier, &item.shown), arguments.json)
                    };
                    writeln!(out, "{}", line?)?;
                }
            }
            Err(error) => {
                eprintln!("Error: {error:#}");
                code = ExitCode::FAILURE;
            }
        }
    }
    Ok(code)
}

/// Where something was read.
#[derive(Serialize)]
struct Place<'a> {
    file: &'a Path,
    /// Which picture or drawing of the file, from 0.
    index: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<u8>,
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} [{}]", self.file.display(), self.index)
    }
}

/// A line of the JSON output, without `--numbers`.
#[derive(Serialize)]
struct DigitLine<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    /// `null` where there is no ink.
    digit: Option<u8>,
    probabilities: Option<[f32; net::CLASSES]>,
    /// Above 0 the ink does not look like a digit.
    ood_score: Option<f32>,
}

/// A line of the JSON output, with `--numbers`.
#[derive(Serialize)]
struct NumberLine<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    /// Its digits from left to right; empty where there is no ink.
    number: String,
    digits: &'a [Part],
}

/// One digit of a number.
#[derive(Serialize)]
struct Part {
    digit: u8,
    #[serde(flatten)]
    prediction: Prediction,
    /// Which of the drawing's strokes, from 0; none of a picture.
    strokes: Vec<usize>,
}

fn read_digit(classifier: &Classifier, shown: &Shown) -> Option<Prediction> {
    Some(classifier.classify(&shown.raster()?))
}

fn read_number(classifier: &Classifier, shown: &Shown) -> Vec<Part> {
    let part = |prediction: Prediction, strokes| Part {
        digit: prediction.digit(),
        prediction,
        strokes,
    };
    if let Shown::Drawing(drawing) = shown {
        let digits = number::read(classifier, drawing).digits.into_iter();
        return digits
            .map(|digit| part(digit.prediction, digit.strokes))
            .collect();
    }
    let digit = read_digit(classifier, shown).into_iter();
    digit.map(|digit| part(digit, Vec::new())).collect()
}

fn digit_line(
    place: Place<'_>,
    prediction: Option<Prediction>,
    json: bool,
) -> anyhow::Result<String> {
    if json {
        let prediction = prediction.as_ref();
        return Ok(serde_json::to_string(&DigitLine {
            place,
            digit: prediction.map(Prediction::digit),
            probabilities: prediction.map(|prediction| prediction.probabilities),
            ood_score: prediction.map(|prediction| prediction.ood_score),
        })?);
    }
    let Some(prediction) = prediction else {
        return Ok(format!("{place}: no ink"));
    };
    let percent = (0..).zip(prediction.probabilities);
    let percent: Vec<String> = percent
        .map(|(digit, p): (u8, f32)| format!("{digit}: {:.1}", p * 100.0))
        .collect();
    let said = said(&prediction);
    Ok(format!("{place}: {said}\n    {}", percent.join("  ")))
}

fn number_line(place: Place<'_>, parts: &[Part], json: bool) -> anyhow::Result<String> {
    let number: String = parts.iter().map(|part| part.digit.to_string()).collect();
    if json {
        return Ok(serde_json::to_string(&NumberLine {
            place,
            number,
            digits: parts,
        })?);
    }
    if parts.is_empty() {
        return Ok(format!("{place}: no ink"));
    }
    let each: Vec<String> = parts.iter().map(|part| said(&part.prediction)).collect();
    Ok(format!("{place}: {number}\n    {}", each.join(", ")))
}

/// The digit, how sure the network is of it, and whether the ink looks like one at all.
fn said(prediction: &Prediction) -> String {
    let doubt = if prediction.looks_like_a_digit() {
        ""
    } else {
        ", but it does not look like a digit"
    };
    let share = prediction.certainty() * 100.0;
    format!("{} ({share:.1} %){doubt}", prediction.digit())
}
