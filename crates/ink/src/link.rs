//! Encodes a drawing as text for a link, and decodes it.
//!
//! The text contains only letters, digits, `-` and `_`, so messengers keep it intact.
//!
//! Coordinates are in units of the pad's side. They are rounded to a grid with [`GRID`] steps per side, so the points
//! of a digit as small as a tenth of the pad move by at most a twentieth of a raster pixel.
//!
//! Format: one version character, then bytes as base64url without padding. The bytes are varints: the number of
//! strokes, then for each stroke the number of its points and the points. A point is stored as the difference from
//! the previous point, x before y, zigzag-encoded; the first point of the drawing is relative to (0, 0).
//!
//! A text has at most [`MAX_TEXT_LEN`] characters. If a drawing needs more, points closer to the previous one than a
//! minimum spacing are dropped, and the spacing doubles until the text fits. A drawing with fewer than about 1,400
//! points, far more than a digit has, keeps all of them. Decoding takes time and memory proportional to the length of
//! the text, even if the counts in it are wrong. There is no checksum: a changed character may decode to a different
//! drawing.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

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
    let strokes: Vec<Vec<GridPoint>> = drawing
        .strokes
        .iter()
        .map(|stroke| stroke.finite_points().map(to_grid).collect())
        .filter(|points: &Vec<GridPoint>| !points.is_empty())
        .collect();
    if strokes.is_empty() {
        return Err(LinkError::NoInk);
    }
    // The largest spacing exceeds the distance between any two points, so only the end points remain.
    let spacings = (0..)
        .map(|power| 1 << power)
        .take_while(|spacing| *spacing < 4 * MAX_GRID_COORDINATE);
    spacings
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
    Decoder::new(&bytes).drawing()
}

/// `[x, y]` in grid steps.
type GridPoint = [i32; 2];

fn to_grid(point: Point) -> GridPoint {
    // `as` saturates, so the cast is safe for every finite number.
    [point.x, point.y].map(|value| {
        ((value * GRID as f32).round() as i32).clamp(-MAX_GRID_COORDINATE, MAX_GRID_COORDINATE)
    })
}

fn encode(strokes: &[Vec<GridPoint>], spacing: i32) -> String {
    let mut bytes = Vec::new();
    push_varint(&mut bytes, strokes.len() as u32);
    let mut last = [0, 0];
    for stroke in strokes {
        let points = thinned(stroke, spacing);
        push_varint(&mut bytes, points.len() as u32);
        for point in points {
            for (to, from) in point.iter().zip(&last) {
                push_varint(&mut bytes, zigzag(to - from));
            }
            last = point;
        }
    }
    format!("{VERSION}{}", URL_SAFE_NO_PAD.encode(bytes))
}

/// Drops points closer than `spacing` to the last retained point. The first and the last point always remain.
fn thinned(points: &[GridPoint], spacing: i32) -> Vec<GridPoint> {
    let mut retained: Vec<GridPoint> = Vec::new();
    let is_apart = |a: GridPoint, b: GridPoint| {
        let [x, y] = [0, 1].map(|axis| i64::from(a[axis]) - i64::from(b[axis]));
        x * x + y * y >= i64::from(spacing) * i64::from(spacing)
    };
    for &point in points {
        if retained.last().is_none_or(|last| is_apart(*last, point)) {
            retained.push(point);
        }
    }
    if let Some(end) = points.last().filter(|end| retained.last() != Some(end)) {
        retained.push(*end);
    }
    retained
}

/// Maps signed numbers to unsigned ones so that small magnitudes stay small: 0, -1, 1, -2, ... become 0, 1, 2, 3, ...
fn zigzag(signed: i32) -> u32 {
    ((signed << 1) ^ (signed >> 31)) as u32
}

fn unzigzag(number: u32) -> i32 {
    (number >> 1) as i32 ^ -((number & 1) as i32)
}

/// Appends a number as a LEB128 varint: seven bits per byte, lowest first; the eighth bit marks continuation.
fn push_varint(bytes: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Reads a drawing from bytes.
struct Decoder<'a> {
    bytes: std::slice::Iter<'a, u8>,
    last: GridPoint,
}

impl<'a> Decoder<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        Self {
            bytes: bytes.iter(),
            last: [0, 0],
        }
    }

    fn drawing(mut self) -> Result<Drawing, LinkError> {
        let count = self.count()?;
        // Every stroke and point consumes bytes, so a wrong count fails at the end of the text.
        let strokes = (0..count)
            .map(|_| self.stroke())
            .collect::<Result<_, _>>()?;
        if self.bytes.next().is_some() {
            return Err(LinkError::TrailingData);
        }
        Ok(Drawing { strokes })
    }

    fn stroke(&mut self) -> Result<Stroke, LinkError> {
        let count = self.count()?;
        let points = (0..count).map(|_| self.point()).collect::<Result<_, _>>()?;
        Ok(Stroke { points })
    }

    /// Reads the number of strokes or of points. 0 is an error.
    fn count(&mut self) -> Result<u32, LinkError> {
        match self.varint()? {
            0 => Err(LinkError::Malformed),
            count => Ok(count),
        }
    }

    fn point(&mut self) -> Result<Point, LinkError> {
        for axis in 0..2 {
            let value = self.last[axis] + unzigzag(self.varint()?);
            if value.abs() > MAX_GRID_COORDINATE {
                return Err(LinkError::OutOfRange);
            }
            self.last[axis] = value;
        }
        let [x, y] = self.last.map(|value| value as f32 / GRID as f32);
        Ok(Point { x, y })
    }

    /// Reads a varint of at most three bytes, enough for the largest difference between two points.
    fn varint(&mut self) -> Result<u32, LinkError> {
        let mut number = 0;
        for shift in [0, 7, 14] {
            let byte = *self.bytes.next().ok_or(LinkError::Truncated)?;
            number |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(LinkError::OutOfRange)
    }
}
