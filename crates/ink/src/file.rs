//! Detects what a file contains, for the page and the command line.
//!
//! The detection ignores file names, because they can be wrong and pasted files have none. JSON is parsed as drawings
//! ([`record`]). Everything else may be a picture; its decoder rejects formats that it does not support.

use serde::{Deserialize, Serialize};

use crate::record::{self, RecordError};
use crate::{Affine, Drawing, Point, Record, Stroke};

/// Maximum size of a drawing file. Enough for thousands of drawings.
pub const MAX_JSON_BYTES: usize = 5_000_000;

/// Size of a drawing that [`fit_to_pad`] rescales, as a fraction of the pad's side.
const RESCALED_SIDE: f32 = 0.7;

/// The content of a file.
#[derive(Clone, Debug, PartialEq)]
pub enum FileContent {
    /// The drawings of a JSON file.
    Drawings(Vec<Record>),
    /// The bytes of a file that may be a picture, not yet decoded.
    Picture(Vec<u8>),
}

/// Why a JSON file cannot be imported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum FileError {
    /// The file exceeds [`MAX_JSON_BYTES`]. Holds its length in bytes.
    #[error("the file has {0} bytes, more than {MAX_JSON_BYTES}; save fewer drawings in it")]
    TooLarge(usize),
    /// The file does not hold drawings.
    #[error(transparent)]
    InvalidRecords(#[from] RecordError),
    /// The drawing has no finite point.
    #[error("the drawing has no ink; choose another file")]
    NoInk,
}

/// Distinguishes a drawing file from a picture, and parses its drawings.
///
/// # Errors
/// If the file is JSON without valid drawings. An empty list is valid.
pub fn detect(file: Vec<u8>) -> Result<FileContent, FileError> {
    let json = file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&file);
    if !matches!(json.trim_ascii_start(), [b'{' | b'[', ..]) {
        return Ok(FileContent::Picture(file));
    }
    if file.len() > MAX_JSON_BYTES {
        return Err(FileError::TooLarge(file.len()));
    }
    let text = str::from_utf8(json).map_err(|error| RecordError::InvalidJson(error.to_string()))?;
    Ok(FileContent::Drawings(record::parse(text)?))
}

/// Returns the drawing on the pad, in units of its side. Files may use any unit, so a drawing that is tiny or extends
/// beyond the pad is rescaled and centred. Removes non-finite points. `None` if no point is finite.
#[must_use]
pub fn fit_to_pad(drawing: &Drawing) -> Option<Drawing> {
    let bounds = drawing.bounds()?;
    let edges = [bounds.min.x, bounds.min.y, bounds.max.x, bounds.max.y];
    let is_on_pad = edges.iter().all(|edge| (-0.1..=1.1).contains(edge));
    let map = if is_on_pad && bounds.longer_side() > 0.05 {
        Affine::IDENTITY
    } else {
        Affine::fit(bounds, RESCALED_SIDE, Point { x: 0.5, y: 0.5 })
    };
    let strokes = drawing.strokes.iter().map(|stroke| Stroke {
        points: stroke
            .finite_points()
            .map(|point| map.apply(point))
            .collect(),
    });
    Some(Drawing {
        strokes: strokes.filter(|stroke| !stroke.points.is_empty()).collect(),
    })
}
