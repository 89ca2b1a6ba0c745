//! Reads and writes labelled drawings as JSON: `[{"label": 7, "strokes": [[[x, y], ...]]}]`.
//!
//! The reader accepts one record or a list of records. `label` and `writer` are optional, and unknown fields are
//! ignored. Errors name the position of the problem.

use serde::{Deserialize, Serialize};

use crate::Drawing;

/// A drawing with its label and writer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// The digit that was drawn, 0 to 9.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<u8>,
    /// Identifier of the writer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub writer: Option<u32>,
    /// The strokes.
    #[serde(rename = "strokes")]
    pub drawing: Drawing,
}

/// Why a text could not be read as records.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum RecordError {
    /// The text is not JSON, or the JSON does not describe records. Holds the reason.
    #[error(
        "not a drawing: {0}; expected {{\"label\": 7, \"strokes\": [[[x, y], ...], ...]}} or a list of such objects"
    )]
    InvalidJson(String),
    /// A label is not a digit.
    #[error("drawing {index} (counted from 0) has the label {label}; expected a digit, 0 to 9")]
    InvalidLabel {
        /// Index of the record in the list, from 0.
        index: usize,
        /// The label in the text.
        label: u8,
    },
}

impl From<serde_json::Error> for RecordError {
    fn from(error: serde_json::Error) -> Self {
        Self::InvalidJson(error.to_string())
    }
}

/// Parses `json`, which holds one record or a list of records.
///
/// # Errors
/// [`RecordError::InvalidJson`] if the text does not describe records, with line and column;
/// [`RecordError::InvalidLabel`] if a label is greater than 9.
pub fn parse(json: &str) -> Result<Vec<Record>, RecordError> {
    let records = if json.trim_start().starts_with('{') {
        vec![serde_json::from_str(json)?]
    } else {
        serde_json::from_str::<Vec<Record>>(json)?
    };
    for (index, record) in records.iter().enumerate() {
        if let Some(label) = record.label.filter(|label| *label > 9) {
            return Err(RecordError::InvalidLabel { index, label });
        }
    }
    Ok(records)
}

/// Returns the records as a JSON list with one record per line, so that diffs are readable. Omits non-finite points,
/// which JSON cannot represent.
#[must_use]
pub fn to_json(records: &[Record]) -> String {
    let lines = records.iter().map(|record| {
        let mut record = record.clone();
        for stroke in &mut record.drawing.strokes {
            stroke.points.retain(|point| point.is_finite());
        }
        serde_json::to_string(&record)
            .expect("finite numbers and string keys always serialise to JSON")
    });
    format!("[\n{}\n]\n", lines.collect::<Vec<_>>().join(",\n"))
}
