//! A file that a person brought: its bytes in, a drawing on the pad or a picture to be read out.
//!
//! Told apart by content, as names can lie and pasted files have none. Drawings are JSON
//! ([`ink::record`]); whatever else comes is a picture, or what reads pictures says what it is.

use ink::{Affine, Drawing, record};

/// The most bytes of a file with drawings: thousands of them.
pub const MOST_JSON_BYTES: usize = 5_000_000;

/// The part of the pad's side that a drawing in another unit comes to fill.
const FILLED: f32 = 0.7;

/// What a file holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Brought {
    /// A drawing.
    Drawing {
        /// In units of the pad's side, on the pad.
        drawing: Drawing,
        /// How many more drawings the file holds.
        others: usize,
    },
    /// What may be a picture's bytes: not looked at yet.
    Picture(Vec<u8>),
}

/// Why a file with drawings gives none, in words fit to show a person.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BroughtError {
    /// More bytes than are read.
    #[error(
        "The file is too large for a drawing ({0} bytes; at most {MOST_JSON_BYTES}). Choose another."
    )]
    TooHeavy(usize),
    /// Not the form that drawings are saved in.
    #[error("The file holds {0}")]
    Form(String),
    /// No drawing, or one without a point.
    #[error("The file holds no ink. Choose another.")]
    NoInk,
}

/// Tells a file with drawings from a picture, and takes the first drawing.
///
/// # Errors
/// Where the file holds JSON, but no drawing that can be read.
pub fn told_apart(file: Vec<u8>) -> Result<Brought, BroughtError> {
    let text = file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&file);
    if !matches!(text.trim_ascii_start(), [b'{' | b'[', ..]) {
        return Ok(Brought::Picture(file));
    }
    if file.len() > MOST_JSON_BYTES {
        return Err(BroughtError::TooHeavy(file.len()));
    }
    let form = |error: &dyn ToString| BroughtError::Form(error.to_string());
    let text = std::str::from_utf8(text).map_err(|error| form(&error))?;
    let records = record::parse(text).map_err(|error| form(&error))?;
    let others = records.len().saturating_sub(1);
    let first = records.into_iter().next().ok_or(BroughtError::NoInk)?;
    let drawing = on_pad(&first.drawing).ok_or(BroughtError::NoInk)?;
    Ok(Brought::Drawing { drawing, others })
}

/// The drawing as it lies on the pad: as it is where it lies there, else scaled to the pad's
/// middle, since files may hold any unit. `None` without a finite point.
fn on_pad(drawing: &Drawing) -> Option<Drawing> {
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
    let scale = if side > 0.0 { FILLED / side } else { 1.0 };
    let middle = |a: f32, b: f32| -f32::midpoint(a, b);
    let [x, y] = [middle(edges[0], edges[2]), middle(edges[1], edges[3])];
    let placed = Affine::translate(x, y)
        .then(Affine::scale(scale, scale))
        .then(Affine::translate(0.5, 0.5));
    Some(drawing.transformed(&placed))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The points of the drawing that comes of a file, and how many more it holds.
    fn drawn(json: &str) -> (Vec<[f32; 2]>, usize) {
        match told_apart(json.into()) {
            Ok(Brought::Drawing { drawing, others }) => {
                let points = drawing.strokes.into_iter().flat_map(|stroke| stroke.points);
                let rounded = |at: f32| (at * 1e4).round() / 1e4;
                let points = points.map(|point| [point.x, point.y].map(rounded));
                (points.collect(), others)
            }
            other => panic!("{json} gave {other:?}"),
        }
    }

    fn check_refused(file: &[u8], expected: &str) {
        let error = told_apart(file.to_vec()).expect_err("it is to be refused");
        assert!(error.to_string().contains(expected), "{error}");
    }

    #[test]
    fn a_drawing_on_the_pad_stays_where_it_is() {
        let json = r#" {"label": 1, "strokes": [[[0.5, 0.1], [0.4, 0.9]]]}"#;
        assert_eq!(drawn(json), (vec![[0.5, 0.1], [0.4, 0.9]], 0));
    }

    #[test]
    fn a_drawing_in_another_unit_comes_to_the_pads_middle() {
        let pixels = r#"{"strokes": [[[100, 100], [100, 300]]]}"#;
        assert_eq!(drawn(pixels).0, [[0.5, 0.15], [0.5, 0.85]]);
        let dot = r#"{"strokes": [[[40, 30]]]}"#;
        assert_eq!(drawn(dot).0, [[0.5, 0.5]]);
        let tiny = r#"{"strokes": [[[0.5, 0.5], [0.51, 0.5]]]}"#;
        assert_eq!(drawn(tiny).0, [[0.15, 0.5], [0.85, 0.5]]);
    }

    #[test]
    fn the_first_of_several_is_taken_and_the_others_are_counted() {
        let json =
            "\u{feff}[{\"strokes\": [[[0, 0], [1, 1]]]}, {\"strokes\": []}, {\"strokes\": []}]";
        assert_eq!(drawn(json), (vec![[0.0, 0.0], [1.0, 1.0]], 2));
    }

    #[test]
    fn json_that_is_no_drawing_is_refused_with_the_reason() {
        check_refused(b"{\"strokes\": 7}", "no drawing: invalid type");
        check_refused(b"[1, 2]", "no drawing");
        check_refused(b"{\"strokes\": []}", "no ink");
        check_refused(b"[]", "no ink");
        check_refused(b"[\xff]", "invalid utf-8");
        check_refused(&vec![b'['; MOST_JSON_BYTES + 1], "too large");
        check_refused(&[b'['; 9_000], "no drawing");
    }

    #[test]
    fn anything_else_may_be_a_picture() {
        for file in [&b""[..], b"\x89PNG", b"<svg/>", b"%PDF"] {
            let expected = Brought::Picture(file.to_vec());
            assert_eq!(told_apart(file.to_vec()), Ok(expected));
        }
    }

    #[test]
    fn the_widest_numbers_come_to_the_pad_too() {
        let (points, _) = drawn(r#"{"strokes": [[[-3e38, 0], [3e38, 1]]]}"#);
        assert!(
            points.iter().flatten().all(|at| at.is_finite()),
            "{points:?}"
        );
    }
}
