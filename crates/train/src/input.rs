//! What `classify` is given: pictures and drawing files, told apart by their content.

use std::fs;
use std::path::Path;

use anyhow::{Context, bail};
use ink::{Drawing, Raster, record};
use photo::PhotoError;

/// One picture or drawing of a file.
#[derive(Debug)]
pub struct Item {
    /// What there is to see.
    pub shown: Shown,
    /// The digit that it was meant to be, where the file says.
    pub label: Option<u8>,
}

/// What a file shows.
#[derive(Debug)]
pub enum Shown {
    /// A picture, as the network would see it; `None` where it shows no ink.
    Picture(Option<Box<Raster>>),
    /// Strokes.
    Drawing(Drawing),
}

impl Shown {
    /// All of it as one digit, as the network would see it; `None` where there is no ink.
    #[must_use]
    pub fn raster(&self) -> Option<Raster> {
        match self {
            Self::Picture(raster) => raster.as_deref().cloned(),
            Self::Drawing(drawing) => drawing.raster(),
        }
    }
}

/// What is in a file: one picture, or all drawings of a drawing file.
///
/// # Errors
/// When the file is unreadable, or neither a picture nor a drawing file; the error names it.
pub fn items(path: &Path) -> anyhow::Result<Vec<Item>> {
    let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let items = match photo::decode(&bytes) {
        Ok(picture) => Ok(vec![Item {
            shown: Shown::Picture(picture.raster().map(Box::new)),
            label: None,
        }]),
        Err(PhotoError::NotAPicture(what)) => drawings(&bytes, what),
        Err(error) => Err(error.into()),
    };
    items.with_context(|| format!("cannot classify {}", path.display()))
}

fn drawings(bytes: &[u8], what: &str) -> anyhow::Result<Vec<Item>> {
    let Ok(text) = std::str::from_utf8(bytes) else {
        bail!(
            "it is {what}, neither a picture (PNG, JPEG, WebP, GIF or BMP) nor a drawing in JSON"
        );
    };
    let records = record::parse(text)?;
    let item = |record: record::Record| Item {
        shown: Shown::Drawing(record.drawing),
        label: record.label,
    };
    Ok(records.into_iter().map(item).collect())
}
