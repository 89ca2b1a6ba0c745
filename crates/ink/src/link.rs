//! A drawing as the text of a link, and back: letters, digits, `-` and `_`, so that no messenger
//! breaks it.
//!
//! The drawing's unit is the pad's side. Places are rounded to a grid of [`GRID`] steps to a side;
//! a digit drawn in a tenth of the pad moves by a twentieth of a raster pixel at most. The bytes
//! are varints: the number of strokes, then for each the number of its points and the points, each
//! as its distance from the one before (zigzag, x first; the first of all from 0, 0). The text is
//! a character for the format, then the bytes as base64url without padding.
//!
//! A text is never longer than [`LONGEST`]. A drawing that needs more loses points, those nearer to
//! the point before than a spacing that doubles until the rest fits: with 1,400 points, far more
//! than a digit has, none. What is read is bounded by the text's length, whatever the text claims.
//! A changed letter is not always noticed: there is no checksum, and what comes is what it says.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::{Drawing, Point, Stroke};

/// Steps of the grid along the pad's side.
pub const GRID: i32 = 2048;

/// Characters of the longest text, written or read: a message, or a link in one, may be cut beyond.
pub const LONGEST: usize = 8000;

/// How far from the pad's corner ink may lie, in the pad's sides: across the widest screen.
pub const FARTHEST: i32 = 8;

/// The format that this file writes. Another format gets another.
const VERSION: char = '1';

/// Grid steps to the farthest place.
const LIMIT: i32 = FARTHEST * GRID;

/// Why there is no text for a drawing, or no drawing in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LinkError {
    /// Nothing to write.
    #[error("There is no ink to put into a link. Draw something first.")]
    NoInk,
    /// Too many strokes to write.
    #[error("This drawing has too many strokes for a link. Save it as a file.")]
    TooDetailed,
    /// More text than any drawing has.
    #[error("The link is too long to hold a drawing ({0} characters). Copy it again.")]
    TooLong(usize),
    /// The text of another version of the page.
    #[error("The link was made by another version of this page. Ask for a new one.")]
    OtherVersion,
    /// Letters that no link has.
    #[error("The link holds no drawing. Copy it again, from its first letter to its last.")]
    Foreign,
    /// The end is missing.
    #[error("The link was cut short. Copy it again, to its last letter.")]
    Cut,
    /// Something comes after the drawing.
    #[error("The link has something behind its end. Copy it again.")]
    Trailing,
    /// Ink that is nowhere near the pad.
    #[error("The link is damaged: it leads far off the pad. Copy it again.")]
    OffThePad,
}

/// The drawing, whose unit is the pad's side, as text. Points that are not finite are left out,
/// and places beyond [`FARTHEST`] are moved in to it.
///
/// # Errors
/// [`LinkError::NoInk`] without a finite point; [`LinkError::TooDetailed`] where even the ends of
/// the strokes alone would be too long.
pub fn to_text(drawing: &Drawing) -> Result<String, LinkError> {
    let strokes: Vec<Vec<Place>> = drawing
        .strokes
        .iter()
        .map(|stroke| stroke.finite_points().map(on_grid).collect())
        .filter(|places: &Vec<Place>| !places.is_empty())
        .collect();
    if strokes.is_empty() {
        return Err(LinkError::NoInk);
    }
    // No two places are farther apart than the last of these spacings.
    let spacings = (0..).map(|power| 1 << power).take_while(|s| *s < 4 * LIMIT);
    spacings
        .map(|spacing| text(&strokes, spacing))
        .find(|text| text.len() <= LONGEST)
        .ok_or(LinkError::TooDetailed)
}

/// The drawing that a text holds, its unit the pad's side.
///
/// # Errors
/// When [`to_text`] never wrote such text; the error says how it differs.
pub fn parse(text: &str) -> Result<Drawing, LinkError> {
    if text.len() > LONGEST {
        return Err(LinkError::TooLong(text.chars().count()));
    }
    let code = match text.strip_prefix(VERSION) {
        Some(code) => code,
        None if text.is_empty() => return Err(LinkError::Cut),
        None if text.starts_with(|c: char| c.is_ascii_alphanumeric()) => {
            return Err(LinkError::OtherVersion);
        }
        None => return Err(LinkError::Foreign),
    };
    let bytes = URL_SAFE_NO_PAD.decode(code).map_err(|error| match error {
        base64::DecodeError::InvalidByte(..) => LinkError::Foreign,
        _ => LinkError::Cut,
    })?;
    Reader::over(&bytes).drawing()
}

/// `[x, y]` in grid steps.
type Place = [i32; 2];

fn on_grid(point: Point) -> Place {
    // `as` saturates, so any finite number gives a place.
    [point.x, point.y].map(|at| ((at * GRID as f32).round() as i32).clamp(-LIMIT, LIMIT))
}

fn text(strokes: &[Vec<Place>], spacing: i32) -> String {
    let mut bytes = Vec::new();
    push_varint(&mut bytes, strokes.len() as u32);
    let mut last = [0, 0];
    for stroke in strokes {
        let places = spaced(stroke, spacing);
        push_varint(&mut bytes, places.len() as u32);
        for place in places {
            for (to, from) in place.iter().zip(&last) {
                push_varint(&mut bytes, zigzag(to - from));
            }
            last = place;
        }
    }
    format!("{VERSION}{}", URL_SAFE_NO_PAD.encode(bytes))
}

/// The places less those nearer than `spacing` to the last one kept; the ends stay.
fn spaced(places: &[Place], spacing: i32) -> Vec<Place> {
    let mut kept: Vec<Place> = Vec::new();
    let apart = |a: Place, b: Place| {
        let [x, y] = [0, 1].map(|axis| i64::from(a[axis]) - i64::from(b[axis]));
        x * x + y * y >= i64::from(spacing) * i64::from(spacing)
    };
    for &place in places {
        if kept.last().is_none_or(|last| apart(*last, place)) {
            kept.push(place);
        }
    }
    if let Some(end) = places.last().filter(|end| kept.last() != Some(end)) {
        kept.push(*end);
    }
    kept
}

/// Small numbers of either sign as small numbers without: 0, -1, 1, -2, ... become 0, 1, 2, 3, ...
fn zigzag(signed: i32) -> u32 {
    ((signed << 1) ^ (signed >> 31)) as u32
}

fn unzigzag(number: u32) -> i32 {
    (number >> 1) as i32 ^ -((number & 1) as i32)
}

/// Seven bits to a byte, the lowest first; the eighth says that more come.
fn push_varint(bytes: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Takes a drawing from bytes.
struct Reader<'a> {
    bytes: std::slice::Iter<'a, u8>,
    last: Place,
}

impl<'a> Reader<'a> {
    fn over(bytes: &'a [u8]) -> Self {
        Self {
            bytes: bytes.iter(),
            last: [0, 0],
        }
    }

    fn drawing(mut self) -> Result<Drawing, LinkError> {
        let count = self.count()?;
        // Each stroke and each point takes bytes, so these end with the text at the latest.
        let strokes = (0..count)
            .map(|_| self.stroke())
            .collect::<Result<_, _>>()?;
        if self.bytes.next().is_some() {
            return Err(LinkError::Trailing);
        }
        Ok(Drawing { strokes })
    }

    fn stroke(&mut self) -> Result<Stroke, LinkError> {
        let count = self.count()?;
        let points = (0..count).map(|_| self.point()).collect::<Result<_, _>>()?;
        Ok(Stroke { points })
    }

    /// How many follow: never none, which would show nothing.
    fn count(&mut self) -> Result<u32, LinkError> {
        match self.varint()? {
            0 => Err(LinkError::Foreign),
            count => Ok(count),
        }
    }

    fn point(&mut self) -> Result<Point, LinkError> {
        for axis in 0..2 {
            let at = self.last[axis] + unzigzag(self.varint()?);
            if at.abs() > LIMIT {
                return Err(LinkError::OffThePad);
            }
            self.last[axis] = at;
        }
        let [x, y] = self.last.map(|at| at as f32 / GRID as f32);
        Ok(Point { x, y })
    }

    /// A number of three bytes at most, which hold the longest way over the pad.
    fn varint(&mut self) -> Result<u32, LinkError> {
        let mut number = 0;
        for shift in [0, 7, 14] {
            let byte = *self.bytes.next().ok_or(LinkError::Cut)?;
            number |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(LinkError::OffThePad)
    }
}
