//! The drawings that the tests use: the project's golden drawings, and real handwriting if it is available.

use std::path::Path;

use ink::{Drawing, Record, record};

use crate::programs::workspace_root;

/// Returns all golden drawings with their labels.
///
/// # Panics
/// When assets/goldens.json cannot be parsed.
pub fn golden_records() -> Vec<Record> {
    read(&workspace_root().join("assets/goldens.json"))
}

/// Returns the first golden drawing of a digit.
///
/// # Panics
/// When there is no golden drawing of that digit.
pub fn golden_drawing(digit: u8) -> Drawing {
    golden_records()
        .into_iter()
        .find(|record| record.label == Some(digit))
        .unwrap_or_else(|| panic!("no golden drawing is labelled {digit}"))
        .drawing
}

/// Returns a sample of the pen-dev data set with `per_digit` drawings of each digit, or `None` if the data is missing.
///
/// The data is ordered by writer, so the sample is spread evenly over the whole file.
///
/// # Panics
/// When the file exists but cannot be parsed.
pub fn handwriting_sample(per_digit: usize) -> Option<Vec<Record>> {
    let file = workspace_root().join("../shared/data/strokes/pen-dev.json");
    if !file.is_file() {
        println!("skipped: {} is missing", file.display());
        return None;
    }
    let records = read(&file);
    let with_label = |digit: u8| {
        records
            .iter()
            .filter(move |record| record.label == Some(digit))
    };
    let sample = (0..10).flat_map(|digit| {
        let step = (with_label(digit).count() / per_digit).max(1);
        with_label(digit).step_by(step).take(per_digit)
    });
    Some(sample.cloned().collect())
}

fn read(file: &Path) -> Vec<Record> {
    let json =
        std::fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    record::parse(&json).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}
