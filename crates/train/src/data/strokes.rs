//! Stroke files: drawings by pen, with label and writer.

use std::fs;
use std::path::Path;

use ink::record::{self, Record};

use super::{DataError, Ink, Sample};

/// A labelled drawing and whose hand it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Written {
    /// The drawing.
    pub sample: Sample,
    /// The writer, where the file says.
    pub writer: Option<u32>,
}

/// Reads the records of a stroke file, labelled or not.
///
/// # Errors
/// When the file is unreadable or no stroke file; the error names it.
pub fn records(path: &Path) -> Result<Vec<Record>, DataError> {
    let text = fs::read_to_string(path).map_err(|source| DataError::Read {
        path: path.into(),
        source,
    })?;
    record::parse(&text).map_err(|source| DataError::Strokes {
        path: path.into(),
        source,
    })
}

/// Reads a stroke file to learn from or be judged by.
///
/// # Errors
/// As [`records`]; also when the file is empty or a drawing lacks label or ink.
pub fn load(path: &Path) -> Result<Vec<Written>, DataError> {
    let records = records(path)?;
    if records.is_empty() {
        return Err(DataError::Empty { path: path.into() });
    }
    let incomplete = |index, what| DataError::Incomplete {
        path: path.into(),
        index,
        what,
    };
    let complete = |(index, record): (usize, Record)| {
        let label = record.label.ok_or_else(|| incomplete(index, "label"))?;
        record
            .drawing
            .bounds()
            .ok_or_else(|| incomplete(index, "ink"))?;
        let sample = Sample {
            label,
            ink: Ink::Pen(record.drawing),
        };
        Ok(Written {
            sample,
            writer: record.writer,
        })
    };
    records.into_iter().enumerate().map(complete).collect()
}
