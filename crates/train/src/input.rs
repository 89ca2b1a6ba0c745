//! Reads the files that `classify` accepts: pictures and drawing files, detected by their content.

use std::fs;
use std::path::Path;

use anyhow::{Context, bail};
use ink::{Drawing, Raster, record};
use photo::PhotoError;

/// One picture or drawing of a file.
#[derive(Debug)]
pub struct InputItem {
    /// The picture or drawing.
    pub content: InputContent,
    /// The digit that it represents, if the file contains a label.
    pub label: Option<u8>,
}

/// Content of an [`InputItem`].
#[derive(Debug)]
pub enum InputContent {
    /// A preprocessed picture; `None` if it contains no ink.
    Picture(Option<Box<Raster>>),
    /// Strokes.
    Drawing(Drawing),
}

impl InputContent {
    /// Returns the network's input for the whole content as one digit, or `None` without ink.
    #[must_use]
    pub fn raster(&self) -> Option<Raster> {
        match self {
            Self::Picture(raster) => raster.as_deref().cloned(),
            Self::Drawing(drawing) => drawing.raster(),
        }
    }
}

/// Reads a file: one picture, or every drawing of a drawing file.
///
/// # Errors
/// Returns an error if the file is unreadable, or neither a picture nor a drawing file. The error names the file.
pub fn load(path: &Path) -> anyhow::Result<Vec<InputItem>> {
    let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let items = match photo::decode(&bytes) {
        Ok(picture) => Ok(vec![InputItem {
            content: InputContent::Picture(picture.raster().map(Box::new)),
            label: None,
        }]),
        Err(PhotoError::UnsupportedFormat(format)) => parse_drawings(&bytes, format),
        Err(error) => Err(error.into()),
    };
    items.with_context(|| format!("cannot classify {}", path.display()))
}

fn parse_drawings(bytes: &[u8], format: &str) -> anyhow::Result<Vec<InputItem>> {
    let Ok(text) = std::str::from_utf8(bytes) else {
        bail!(
            "it is {format}, neither a picture (PNG, JPEG, WebP, GIF or BMP) nor a drawing in JSON"
        );
    };
    let records = record::parse(text)?;
    let item = |record: record::Record| InputItem {
        content: InputContent::Drawing(record.drawing),
        label: record.label,
    };
    Ok(records.into_iter().map(item).collect())
}
