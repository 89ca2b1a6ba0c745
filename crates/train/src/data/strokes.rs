//! Loader of stroke files, which contain pen drawings with their labels and writers.

use std::fs;
use std::path::Path;

use ink::record::{self, Record};

use super::{DataError, Sample, SampleData};

/// A labelled drawing and its writer.
#[derive(Clone, Debug, PartialEq)]
pub struct WriterSample {
    /// The labelled drawing.
    pub sample: Sample,
    /// Identifier of the writer, if the file contains one.
    pub writer: Option<u32>,
}

/// Reads all records of a stroke file, labelled or not.
///
/// # Errors
/// Returns an error if the file is unreadable or not a stroke file. The error names the file.
pub fn load_records(path: &Path) -> Result<Vec<Record>, DataError> {
    let text = fs::read_to_string(path).map_err(|source| DataError::Read {
        path: path.into(),
        source,
    })?;
    record::parse(&text).map_err(|source| DataError::InvalidStrokeFile {
        path: path.into(),
        source,
    })
}

/// Reads the labelled drawings of a stroke file.
///
/// # Errors
/// Returns an error if [`load_records`] fails, the file contains no drawings, or a drawing has no label or no ink.
pub fn load(path: &Path) -> Result<Vec<WriterSample>, DataError> {
    let records = load_records(path)?;
    if records.is_empty() {
        return Err(DataError::Empty { path: path.into() });
    }
    let incomplete = |index, missing| DataError::IncompleteDrawing {
        path: path.into(),
        index,
        missing,
    };
    let to_sample = |(index, record): (usize, Record)| {
        let label = record.label.ok_or_else(|| incomplete(index, "label"))?;
        record
            .drawing
            .bounds()
            .ok_or_else(|| incomplete(index, "ink"))?;
        let sample = Sample {
            label,
            data: SampleData::Drawing(record.drawing),
        };
        Ok(WriterSample {
            sample,
            writer: record.writer,
        })
    };
    records.into_iter().enumerate().map(to_sample).collect()
}
