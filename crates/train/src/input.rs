//! What `classify` is given: pictures and drawing files, told apart by their content.

use std::fs;
use std::path::Path;

use anyhow::{Context, bail};
use ink::{Raster, record};
use photo::PhotoError;

/// One digit of a file, as the network would see it.
#[derive(Debug)]
pub struct Digit {
    /// The raster; `None` where the file shows no ink.
    pub raster: Option<Raster>,
    /// What it was meant to be, where the file says.
    pub label: Option<u8>,
}

/// The digits of a file: one of a picture, all of a drawing file.
///
/// # Errors
/// When the file is unreadable, or neither a picture nor a drawing file; the error names it.
pub fn digits(path: &Path) -> anyhow::Result<Vec<Digit>> {
    let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let digits = match photo::decode(&bytes) {
        Ok(picture) => Ok(vec![Digit {
            raster: picture.raster(),
            label: None,
        }]),
        Err(PhotoError::NotAPicture(what)) => drawings(&bytes, what),
        Err(error) => Err(error.into()),
    };
    digits.with_context(|| format!("cannot classify {}", path.display()))
}

fn drawings(bytes: &[u8], what: &str) -> anyhow::Result<Vec<Digit>> {
    let Ok(text) = std::str::from_utf8(bytes) else {
        bail!(
            "it is {what}, neither a picture (PNG, JPEG, WebP, GIF or BMP) nor a drawing in JSON"
        );
    };
    let records = record::parse(text)?;
    let digit = |record: record::Record| Digit {
        raster: record.drawing.raster(),
        label: record.label,
    };
    Ok(records.into_iter().map(digit).collect())
}
