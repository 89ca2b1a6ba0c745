//! A picture as a list of marks, so that the page, an SVG file and a PNG file show the same: what is drawn is said once.
//!
//! Places are in the figure's own units, from its left upper corner. A tone is a colour of the page's theme; in a file, which
//! has no theme, it is that of the light one.

mod curve;
mod grid;
mod strokes;
mod svg;

pub use curve::of_curve;
pub use grid::of_grid;
pub use strokes::{of_parts, of_pieces, path};
pub use svg::document;

use std::fmt::Display;

use super::colour::{AGAINST, FOR, Rgba};

/// A picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figure {
    /// What its file is called, without the ending.
    pub name: String,
    /// What it shows, in a few words.
    pub title: String,
    /// What is seen, for those who cannot.
    pub description: String,
    /// Width and height.
    pub size: [f32; 2],
    /// From the lowest to the topmost.
    pub marks: Vec<Mark>,
}

/// Something drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    /// Along a path, in SVG's language of `M`, `L`, `H`, `V`, `Q` and `Z`.
    Line(String, Stroke),
    /// What a path encloses.
    Area(String, Tone),
    /// A filled box: left, top, width, height.
    Cell([f32; 4], Rgba),
    /// A few words.
    Words(String, Lettering),
}

/// How a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    /// Its colour.
    pub tone: Tone,
    /// Its width.
    pub width: f32,
    /// Whether it is broken.
    pub dashed: bool,
    /// How much it covers, 0..1.
    pub opacity: f32,
}

/// How words are set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lettering {
    /// Where, on the line that they stand on.
    pub at: [f32; 2],
    /// The height of the letters.
    pub size: f32,
    /// What of them lies there.
    pub align: Align,
    /// Their colour.
    pub tone: Tone,
}

/// The part of words that lies at their place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Their beginning.
    Start,
    /// Their middle.
    Middle,
    /// Their end.
    End,
}

/// A colour by what it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// What is read first.
    Ink,
    /// What is read second.
    Soft,
    /// What only divides.
    Rule,
    /// What is to be seen.
    Accent,
    /// What speaks for something.
    For,
    /// What speaks against it.
    Against,
    /// A range about a line.
    Band,
}

impl Tone {
    /// Its name, as a style sheet has it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ink => "ink",
            Self::Soft => "soft",
            Self::Rule => "rule",
            Self::Accent => "accent",
            Self::For => "for",
            Self::Against => "against",
            Self::Band => "band",
        }
    }

    /// Its colour on white paper.
    #[must_use]
    pub const fn on_white(self) -> [u8; 3] {
        match self {
            Self::Ink => [33, 30, 26],
            Self::Soft => [102, 94, 82],
            Self::Rule => [217, 208, 190],
            Self::Accent => [191, 58, 31],
            Self::For => FOR,
            Self::Against => AGAINST,
            Self::Band => [232, 225, 211],
        }
    }
}

impl Stroke {
    /// An unbroken line that covers all.
    #[must_use]
    pub const fn new(tone: Tone, width: f32) -> Self {
        Self {
            tone,
            width,
            dashed: false,
            opacity: 1.0,
        }
    }
}

impl Mark {
    /// Words of the usual height.
    #[must_use]
    pub fn words(words: impl Display, at: [f32; 2], align: Align) -> Self {
        let lettering = Lettering {
            at,
            size: 9.0,
            align,
            tone: Tone::Soft,
        };
        Self::Words(words.to_string(), lettering)
    }
}

/// A path along places.
#[must_use]
pub fn polyline(places: impl IntoIterator<Item = [f32; 2]>) -> String {
    let places = places.into_iter().enumerate().map(|(index, [x, y])| {
        let letter = if index == 0 { 'M' } else { 'L' };
        format!("{letter}{x:.1} {y:.1}")
    });
    places.collect()
}

/// A number with a minus sign where it is below 0, and not a hyphen.
pub fn signed(number: impl Display) -> String {
    number.to_string().replace('-', "\u{2212}")
}

/// A colour as a file names it.
#[must_use]
pub fn hex([red, green, blue]: [u8; 3]) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}
