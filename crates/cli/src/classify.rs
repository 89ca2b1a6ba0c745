//! `digits classify`: recognises the digit or the number in pictures and drawings.

use std::fmt;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::Args;
use evaluation::SHIPPED_WEIGHTS;
use ink::file::{self, FileContent};
use ink::{Drawing, Raster, Record};
use model::Classifier;
use recognition::picture::PictureError;
use recognition::{CLASSES, Prediction};
use serde::Serialize;

/// Recognises digits in pictures (PNG, JPEG, WebP, GIF, BMP) and in drawings in JSON.
///
/// A drawing file contains one {"strokes": [[[x, y], ...], ...]} or a list of them.
#[derive(Args)]
pub struct Arguments {
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

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let classifier = Classifier::from_bytes(SHIPPED_WEIGHTS)?;
    let mut out = std::io::stdout().lock();
    let mut exit_code = ExitCode::SUCCESS;
    for file in &arguments.files {
        let items = match load(file) {
            Ok(items) => items,
            Err(error) => {
                eprintln!("Error: {error:#}");
                exit_code = ExitCode::FAILURE;
                continue;
            }
        };
        for (index, Item { content, label }) in items.into_iter().enumerate() {
            let location = Location { file, index, label };
            let line = if arguments.numbers {
                let digits = read_number(&classifier, &content);
                number_line(location, &digits, arguments.json)
            } else {
                let prediction = read_digit(&classifier, &content);
                digit_line(location, prediction, arguments.json)
            };
            writeln!(out, "{}", line?)?;
        }
    }
    Ok(exit_code)
}

/// One picture or drawing of a file.
struct Item {
    content: Content,
    /// The digit that it represents, if the file contains a label.
    label: Option<u8>,
}

enum Content {
    /// The network's input; `None` for a picture without ink.
    Picture(Option<Box<Raster>>),
    Drawing(Drawing),
}

/// Reads a file: one picture, or every drawing of a drawing file.
fn load(path: &Path) -> anyhow::Result<Vec<Item>> {
    let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    parse(bytes).with_context(|| format!("cannot classify {}", path.display()))
}

fn parse(bytes: Vec<u8>) -> anyhow::Result<Vec<Item>> {
    let picture = match file::detect(bytes)? {
        FileContent::Drawings(records) => {
            let item = |Record { drawing, label, .. }| Item {
                content: Content::Drawing(drawing),
                label,
            };
            return Ok(records.into_iter().map(item).collect());
        }
        FileContent::Picture(bytes) => pictures::extract_digit(&bytes),
    };
    let raster = match picture {
        Ok(digit) => Some(Box::new(digit.raster)),
        Err(PictureError::NoInk) => None,
        Err(PictureError::UnsupportedFormat(format)) => bail!(
            "it is {format}, neither a picture (PNG, JPEG, WebP, GIF or BMP) nor a drawing in JSON"
        ),
        Err(error) => return Err(error.into()),
    };
    Ok(vec![Item {
        content: Content::Picture(raster),
        label: None,
    }])
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
    probabilities: Option<[f32; CLASSES]>,
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

fn read_digit(classifier: &Classifier, content: &Content) -> Option<Prediction> {
    let raster = match content {
        Content::Picture(raster) => raster.as_deref().cloned(),
        Content::Drawing(drawing) => drawing.raster(),
    };
    Some(classifier.classify(&raster?))
}

fn read_number(classifier: &Classifier, content: &Content) -> Vec<DigitOutput> {
    let output = |prediction: Prediction, strokes| DigitOutput {
        digit: prediction.digit(),
        prediction,
        strokes,
    };
    match content {
        Content::Picture(_) => {
            let digit = read_digit(classifier, content).into_iter();
            digit.map(|digit| output(digit, Vec::new())).collect()
        }
        Content::Drawing(drawing) => {
            let digits = reading::read(classifier, drawing).digits.into_iter();
            digits
                .map(|digit| output(digit.prediction, digit.strokes))
                .collect()
        }
    }
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
