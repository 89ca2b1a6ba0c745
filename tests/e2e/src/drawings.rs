//! What the tests draw: the goldens made for the project, and real handwriting where it is.

use std::path::Path;

use ink::{Drawing, Record, record};
use xtask::workspace_root;

/// Every golden drawing, labelled.
///
/// # Panics
/// When assets/goldens.json is not what the format says.
pub fn goldens() -> Vec<Record> {
    read(&workspace_root().join("assets/goldens.json"))
}

/// The first golden drawing of a digit.
///
/// # Panics
/// When there is none.
pub fn golden(digit: u8) -> Drawing {
    goldens()
        .into_iter()
        .find(|record| record.label == Some(digit))
        .unwrap_or_else(|| panic!("no golden drawing is a {digit}"))
        .drawing
}

/// As many of pen-dev's drawings for each digit, or `None` where the data is absent.
///
/// They are taken from all over the file, which is ordered by writer.
///
/// # Panics
/// When the file is there but not what the format says.
pub fn pen_dev(for_each_digit: usize) -> Option<Vec<Record>> {
    let file = workspace_root().join("../shared/data/strokes/pen-dev.json");
    if !file.is_file() {
        println!("skipped: {} is not there", file.display());
        return None;
    }
    let records = read(&file);
    let of_digit = |digit: u8| {
        records
            .iter()
            .filter(move |record| record.label == Some(digit))
    };
    let sample = (0..10).flat_map(|digit| {
        let step = (of_digit(digit).count() / for_each_digit).max(1);
        of_digit(digit).step_by(step).take(for_each_digit)
    });
    Some(sample.cloned().collect())
}

fn read(file: &Path) -> Vec<Record> {
    let json =
        std::fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    record::parse(&json).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}
