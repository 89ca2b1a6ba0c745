//! Loader of stroke files, which contain pen drawings with their labels and writers.

use std::fs;
use std::path::Path;

use ink::record::{self, Record};
use training::{Sample, SampleData};

use super::DataError;

/// Reads the labelled drawings of a stroke file.
///
/// # Errors
/// Returns an error if the file is unreadable or not a stroke file, if it contains no drawings, or if a drawing has no
/// label or no ink. The error names the file.
pub fn load(path: &Path) -> Result<Vec<Sample>, DataError> {
    let text = fs::read_to_string(path).map_err(|source| DataError::Read {
        path: path.into(),
        source,
    })?;
    let records = record::parse(&text).map_err(|source| DataError::InvalidStrokeFile {
        path: path.into(),
        source,
    })?;
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
        let bounds = record.drawing.bounds();
        bounds.ok_or_else(|| incomplete(index, "ink"))?;
        Ok(Sample {
            label,
            writer: record.writer,
            data: SampleData::Drawing(record.drawing),
        })
    };
    records.into_iter().enumerate().map(to_sample).collect()
}
