//! Drawings as JSON, with what is known of them: `[{"label": 7, "strokes": [[[x, y], ...]]}]`.
//!
//! In, text of one record or of a list of them; out, records, or an error that names the place.
//! `label` and `writer` may be absent; a field of another name is passed over.

use serde::{Deserialize, Serialize};

use crate::Drawing;

/// A drawing and what is known of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// The digit that it was meant to be, 0 to 9.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<u8>,
    /// Who drew it, as a number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub writer: Option<u32>,
    /// The strokes.
    #[serde(rename = "strokes")]
    pub drawing: Drawing,
}

/// Why text is no list of records.
#[derive(Debug, thiserror::Error)]
pub enum RecordError {
    /// The text is not JSON, or JSON of another form.
    #[error(
        "no drawing: {0}; expected {{\"label\": 7, \"strokes\": [[[x, y], ...], ...]}} or a list of such"
    )]
    Form(#[from] serde_json::Error),
    /// A label that is no digit.
    #[error("drawing {index} (counted from 0) has the label {label}; a label is a digit, 0 to 9")]
    Label {
        /// Which record of the list.
        index: usize,
        /// What it says.
        label: u8,
    },
}

/// The records in `json`, which holds one object or a list of them.
///
/// # Errors
/// [`RecordError::Form`] where the text has another form, with line and column;
/// [`RecordError::Label`] where a label is above 9.
pub fn parse(json: &str) -> Result<Vec<Record>, RecordError> {
    let records = if json.trim_start().starts_with('{') {
        vec![serde_json::from_str(json)?]
    } else {
        serde_json::from_str::<Vec<Record>>(json)?
    };
    for (index, record) in records.iter().enumerate() {
        if let Some(label) = record.label.filter(|label| *label > 9) {
            return Err(RecordError::Label { index, label });
        }
    }
    Ok(records)
}

/// The records as a JSON list, one to a line so that a difference shows which changed. Non-finite
/// points, which JSON cannot say, are left out.
#[must_use]
pub fn to_json(records: &[Record]) -> String {
    let lines = records.iter().map(|record| {
        let mut record = record.clone();
        for stroke in &mut record.drawing.strokes {
            stroke.points.retain(|point| point.is_finite());
        }
        serde_json::to_string(&record).expect("finite numbers under string keys are JSON")
    });
    format!("[\n{}\n]\n", lines.collect::<Vec<_>>().join(",\n"))
}
