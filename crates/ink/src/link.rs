//! Encodes a drawing as text for a link, and decodes it.
//!
//! The text contains only letters, digits, `-` and `_`, so messengers keep it intact.
//!
//! Coordinates are in units of the pad's side. They are rounded to a grid with [`GRID`] steps per side, so the points
//! of a digit as small as a tenth of the pad move by at most a twentieth of a raster pixel.
//!
//! Format: one version character, then bytes as base64url without padding. The bytes are a list of strokes in
//! postcard's format, where a stroke is a list of points and a point is two integers: the differences from the previous
//! point, x before y. The first point of the drawing is relative to (0, 0). Postcard stores lengths as varints and
//! differences as zigzag-encoded varints.
//!
//! A text has at most [`MAX_TEXT_LEN`] characters. If a drawing needs more, points closer to the previous one than a
//! minimum spacing are dropped, and the spacing doubles until the text fits. A drawing with fewer than about 1,400
//! points, far more than a digit has, keeps all of them. Decoding takes time proportional to the length of the text,
//! even if the lengths in it are wrong. There is no checksum: a changed character may decode to a different drawing.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use serde::{Deserialize, Serialize};

use crate::simplify::spaced_points;
use crate::{Drawing, Point, Stroke};

/// Number of grid steps per side of the pad.
pub const GRID: i32 = 2048;

/// Maximum length of a text in characters. Messengers may truncate longer links.
pub const MAX_TEXT_LEN: usize = 8000;

/// Maximum absolute coordinate, in units of the pad's side. This covers the widest screens.
pub const MAX_COORDINATE: i32 = 8;

/// The version of the format, the first character of every text.
const VERSION: char = '1';

/// [`MAX_COORDINATE`] in grid steps.
const MAX_GRID_COORDINATE: i32 = MAX_COORDINATE * GRID;

/// Why a drawing cannot be encoded, or a text cannot be decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LinkError {
    /// The drawing has no finite point.
    #[error("the drawing has no ink; draw something first")]
    NoInk,
    /// The strokes' end points alone exceed [`MAX_TEXT_LEN`].
    #[error("the drawing has too many strokes for a link; save it as a file")]
    TooManyStrokes,
    /// The text is longer than [`MAX_TEXT_LEN`]. Holds its length in characters.
    #[error("the link has {0} characters, more than any drawing; copy it again")]
    TooLong(usize),
    /// The text starts with another version character.
    #[error("the link was made by another version of the page; ask for a new one")]
    UnsupportedVersion,
    /// The text contains an invalid character or an empty stroke.
    #[error("the link does not contain a drawing; copy the whole link again")]
    Malformed,
    /// The text ends before the drawing is complete.
    #[error("the link is incomplete; copy the whole link again")]
    Truncated,
    /// The text continues after the end of the drawing.
    #[error("the link has extra characters at its end; copy it again")]
    TrailingData,
    /// A coordinate exceeds [`MAX_COORDINATE`].
    #[error("the link is damaged: a point lies far outside the pad; copy it again")]
    OutOfRange,
}

/// Encodes a drawing whose unit is the pad's side. Drops non-finite points and clamps coordinates to
/// [`MAX_COORDINATE`].
///
/// # Errors
/// [`LinkError::NoInk`] if the drawing has no finite point; [`LinkError::TooManyStrokes`] if even the strokes' end
/// points do not fit into [`MAX_TEXT_LEN`] characters.
pub fn to_text(drawing: &Drawing) -> Result<String, LinkError> {
    let strokes: Vec<Vec<Point>> = drawing
        .strokes
        .iter()
        .map(|stroke| stroke.finite_points().map(to_grid).collect())
        .filter(|points: &Vec<Point>| !points.is_empty())
        .collect();
    if strokes.is_empty() {
        return Err(LinkError::NoInk);
    }
    // The largest spacing exceeds the distance between any two points, so only the end points remain.
    let spacings = std::iter::successors(Some(1.0), |spacing| Some(2.0 * spacing));
    spacings
        .take_while(|spacing| *spacing < 4.0 * MAX_GRID_COORDINATE as f32)
        .map(|spacing| encode(&strokes, spacing))
        .find(|text| text.len() <= MAX_TEXT_LEN)
        .ok_or(LinkError::TooManyStrokes)
}

/// Decodes a drawing. Its unit is the pad's side.
///
/// # Errors
/// If [`to_text`] cannot have produced the text; the variants of [`LinkError`] say why.
pub fn parse(text: &str) -> Result<Drawing, LinkError> {
    if text.len() > MAX_TEXT_LEN {
        return Err(LinkError::TooLong(text.chars().count()));
    }
    let code = match text.strip_prefix(VERSION) {
        Some(code) => code,
        None if text.is_empty() => return Err(LinkError::Truncated),
        None if text.starts_with(|c: char| c.is_ascii_alphanumeric()) => {
            return Err(LinkError::UnsupportedVersion);
        }
        None => return Err(LinkError::Malformed),
    };
    let bytes = URL_SAFE_NO_PAD.decode(code).map_err(|error| match error {
        base64::DecodeError::InvalidByte(..) => LinkError::Malformed,
        _ => LinkError::Truncated,
    })?;
    decode(&bytes)
}

/// A difference between two coordinates in grid steps.
#[derive(Serialize, Deserialize)]
#[serde(try_from = "i32")]
struct Step(i32);

impl TryFrom<i32> for Step {
    type Error = LinkError;

    fn try_from(step: i32) -> Result<Self, LinkError> {
        if step.abs_diff(0) > 2 * MAX_GRID_COORDINATE as u32 {
            return Err(LinkError::OutOfRange);
        }
        Ok(Self(step))
    }
}

/// Converts a point to whole grid steps.
fn to_grid(point: Point) -> Point {
    let max = MAX_GRID_COORDINATE as f32;
    let round = |value: f32| (value * GRID as f32).round().clamp(-max, max);
    Point {
        x: round(point.x),
        y: round(point.y),
    }
}

fn encode(strokes: &[Vec<Point>], spacing: f32) -> String {
    let mut last = [0, 0];
    let mut steps = |stroke: &Vec<Point>| -> Vec<[Step; 2]> {
        let points = stroke.iter().zip(spaced_points(stroke, spacing));
        let points = points.filter_map(|(point, is_kept)| is_kept.then_some(point));
        let mut points: Vec<[i32; 2]> = points.map(|p| [p.x as i32, p.y as i32]).collect();
        // A stroke may end at its last retained point.
        points.dedup();
        let step = |point: [i32; 2]| {
            let from = std::mem::replace(&mut last, point);
            [0, 1].map(|axis| Step(point[axis] - from[axis]))
        };
        points.into_iter().map(step).collect()
    };
    let strokes: Vec<Vec<[Step; 2]>> = strokes.iter().map(&mut steps).collect();
    let bytes = postcard::to_allocvec(&strokes).expect("writing to memory never fails");
    format!("{VERSION}{}", URL_SAFE_NO_PAD.encode(bytes))
}

fn decode(bytes: &[u8]) -> Result<Drawing, LinkError> {
    let (strokes, rest): (Vec<Vec<[Step; 2]>>, &[u8]) =
        postcard::take_from_bytes(bytes).map_err(|error| match error {
            postcard::Error::DeserializeUnexpectedEnd => LinkError::Truncated,
            _ => LinkError::OutOfRange,
        })?;
    if !rest.is_empty() {
        return Err(LinkError::TrailingData);
    }
    if strokes.is_empty() || strokes.iter().any(Vec::is_empty) {
        return Err(LinkError::Malformed);
    }
    let mut last = [0, 0];
    let mut point = |steps: [Step; 2]| {
        for (value, Step(step)) in last.iter_mut().zip(steps) {
            *value += step;
            if value.abs() > MAX_GRID_COORDINATE {
                return Err(LinkError::OutOfRange);
            }
        }
        Ok(Point::from(last.map(|value| value as f32 / GRID as f32)))
    };
    let strokes = strokes.into_iter().map(|steps| {
        let points = steps.into_iter().map(&mut point).collect::<Result<_, _>>();
        points.map(|points| Stroke { points })
    });
    let strokes = strokes.collect::<Result<_, _>>()?;
    Ok(Drawing { strokes })
}
