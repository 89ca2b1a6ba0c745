//! Detects the content of an imported file: returns a drawing scaled to the pad, or the bytes of a possible picture.
//!
//! The detection ignores file names, because they can be wrong and pasted files have none. JSON is parsed as a drawing
//! ([`ink::record`]). Everything else is treated as a picture; the picture decoder rejects formats it does not support.

use ink::record::RecordError;
use ink::{Affine, Drawing, record};

/// Maximum size of a drawing file. Enough for thousands of drawings.
pub const MAX_JSON_BYTES: usize = 5_000_000;

/// Size of a rescaled drawing, as a fraction of the pad's side.
const RESCALED_SIDE: f32 = 0.7;

/// The content of a file.
#[derive(Clone, Debug, PartialEq)]
pub enum ImportedFile {
    /// A drawing.
    Drawing {
        /// The drawing on the pad, in units of the pad's side.
        drawing: Drawing,
        /// The number of further drawings in the file.
        other_count: usize,
    },
    /// The bytes of a file that may be a picture, not yet decoded.
    Picture(Vec<u8>),
}

/// The reason why a JSON file cannot be imported.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// The file exceeds [`MAX_JSON_BYTES`].
    #[error("the file has {0} bytes, more than {MAX_JSON_BYTES}")]
    TooLarge(usize),
    /// The file is not JSON, or not a drawing.
    #[error("not a drawing: {0}")]
    InvalidDrawing(String),
    /// The first drawing has no finite point.
    #[error("the drawing has no ink")]
    NoInk,
}

impl From<RecordError> for ImportError {
    fn from(error: RecordError) -> Self {
        Self::InvalidDrawing(match error {
            RecordError::InvalidJson(error) => error.to_string(),
            error @ RecordError::InvalidLabel { .. } => error.to_string(),
        })
    }
}

/// Distinguishes a drawing file from a picture and parses its first drawing.
///
/// # Errors
/// If the file is JSON without a valid drawing.
pub fn detect(file: Vec<u8>) -> Result<ImportedFile, ImportError> {
    let text = file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&file);
    if !matches!(text.trim_ascii_start(), [b'{' | b'[', ..]) {
        return Ok(ImportedFile::Picture(file));
    }
    if file.len() > MAX_JSON_BYTES {
        return Err(ImportError::TooLarge(file.len()));
    }
    let text = std::str::from_utf8(text)
        .map_err(|error| ImportError::InvalidDrawing(error.to_string()))?;
    let records = record::parse(text)?;
    let other_count = records.len().saturating_sub(1);
    let first = records.into_iter().next().ok_or(ImportError::NoInk)?;
    let drawing = fit_to_pad(&first.drawing).ok_or(ImportError::NoInk)?;
    Ok(ImportedFile::Drawing {
        drawing,
        other_count,
    })
}

/// Rescales and centres a drawing that is tiny or extends beyond the pad, because files may use any unit. Removes
/// non-finite points. Returns `None` if no point is finite.
fn fit_to_pad(drawing: &Drawing) -> Option<Drawing> {
    let bounds = drawing.bounds()?;
    let side = bounds.longer_side() as f32;
    let edges = [bounds.min.x, bounds.min.y, bounds.max.x, bounds.max.y];
    let mut drawing = drawing.clone();
    for stroke in &mut drawing.strokes {
        stroke.points.retain(|point| point.is_finite());
    }
    drawing.strokes.retain(|stroke| !stroke.points.is_empty());
    if edges.iter().all(|edge| (-0.1..=1.1).contains(edge)) && side > 0.05 {
        return Some(drawing);
    }
    let scale = if side > 0.0 {
        RESCALED_SIDE / side
    } else {
        1.0
    };
    let centre_x = f32::midpoint(bounds.min.x, bounds.max.x);
    let centre_y = f32::midpoint(bounds.min.y, bounds.max.y);
    let transform = Affine::translate(-centre_x, -centre_y)
        .then(Affine::scale(scale, scale))
        .then(Affine::translate(0.5, 0.5));
    Some(drawing.transformed(&transform))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Imports a drawing and returns its rounded points and the number of further drawings.
    fn import(json: &str) -> (Vec<[f32; 2]>, usize) {
        match detect(json.into()) {
            Ok(ImportedFile::Drawing {
                drawing,
                other_count,
            }) => {
                let points = drawing.strokes.into_iter().flat_map(|stroke| stroke.points);
                let rounded = |value: f32| (value * 1e4).round() / 1e4;
                let points = points.map(|point| [point.x, point.y].map(rounded));
                (points.collect(), other_count)
            }
            other => panic!("{json} was detected as {other:?}"),
        }
    }

    #[track_caller]
    fn check_rejected(file: &[u8], expected: &str) {
        let error = detect(file.to_vec()).expect_err("the file is rejected");
        assert!(error.to_string().contains(expected), "{error}");
    }

    #[test]
    fn a_drawing_on_the_pad_is_not_moved() {
        let json = r#" {"label": 1, "strokes": [[[0.5, 0.1], [0.4, 0.9]]]}"#;
        assert_eq!(import(json), (vec![[0.5, 0.1], [0.4, 0.9]], 0));
    }

    #[test]
    fn a_drawing_in_another_unit_is_rescaled_and_centred() {
        let pixels = r#"{"strokes": [[[100, 100], [100, 300]]]}"#;
        assert_eq!(import(pixels).0, [[0.5, 0.15], [0.5, 0.85]]);
        let dot = r#"{"strokes": [[[40, 30]]]}"#;
        assert_eq!(import(dot).0, [[0.5, 0.5]]);
        let tiny = r#"{"strokes": [[[0.5, 0.5], [0.51, 0.5]]]}"#;
        assert_eq!(import(tiny).0, [[0.15, 0.5], [0.85, 0.5]]);
    }

    #[test]
    fn the_first_of_several_drawings_is_imported_and_the_others_are_counted() {
        let json =
            "\u{feff}[{\"strokes\": [[[0, 0], [1, 1]]]}, {\"strokes\": []}, {\"strokes\": []}]";
        assert_eq!(import(json), (vec![[0.0, 0.0], [1.0, 1.0]], 2));
    }

    #[test]
    fn json_without_a_drawing_is_rejected_with_the_reason() {
        check_rejected(b"{\"strokes\": 7}", "not a drawing: invalid type");
        check_rejected(b"[1, 2]", "not a drawing");
        check_rejected(b"{\"strokes\": []}", "no ink");
        check_rejected(b"[]", "no ink");
        check_rejected(b"[\xff]", "invalid utf-8");
        check_rejected(&vec![b'['; MAX_JSON_BYTES + 1], "more than 5000000");
        check_rejected(&[b'['; 9_000], "not a drawing");
    }

    #[test]
    fn a_file_that_is_not_json_is_treated_as_a_picture() {
        for file in [&b""[..], b"\x89PNG", b"<svg/>", b"%PDF"] {
            let expected = ImportedFile::Picture(file.to_vec());
            assert_eq!(detect(file.to_vec()), Ok(expected));
        }
    }

    #[test]
    fn extreme_coordinates_stay_finite_when_rescaled() {
        let (points, _) = import(r#"{"strokes": [[[-3e38, 0], [3e38, 1]]]}"#);
        assert!(
            points
                .iter()
                .flatten()
                .all(|coordinate| coordinate.is_finite()),
            "{points:?}"
        );
    }
}
