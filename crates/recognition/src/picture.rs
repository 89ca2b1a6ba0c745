//! The digit in a picture, or why none was found. The crate `pictures` extracts it.

use ink::Raster;
use serde::{Deserialize, Serialize};

/// Side of [`ExtractedDigit::ink`] in pixels: ten times the raster's.
pub const INK_SIDE: usize = 10 * ink::SIDE;

/// Maximum length of a file in bytes. Photographs from phones are smaller.
pub const MAX_FILE_LEN: usize = 30_000_000;

/// Maximum number of pixels of a picture. Photographs from phones have fewer.
pub const MAX_PIXEL_COUNT: u64 = 50_000_000;

/// The digit found in a picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExtractedDigit {
    /// The network's input.
    pub raster: Raster,
    /// The same field at a higher resolution, for display: [`INK_SIDE`] * [`INK_SIDE`] pixels, row by row, 0 = paper,
    /// 255 = ink.
    pub ink: Vec<u8>,
}

/// Why no digit could be extracted from a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum PictureError {
    /// The file has no bytes.
    #[error("the file is empty; choose another")]
    EmptyFile,
    /// The file is longer than [`MAX_FILE_LEN`]. Holds its length in bytes.
    #[error("the file is too large ({} MB; maximum {} MB); choose a smaller picture", millions(*.0 as u64), millions(MAX_FILE_LEN as u64))]
    FileTooLarge(usize),
    /// The picture has more than [`MAX_PIXEL_COUNT`] pixels.
    #[error(
        "the picture is too large ({width} x {height} pixels; maximum {} million); choose a smaller one",
        millions(MAX_PIXEL_COUNT)
    )]
    TooManyPixels {
        /// Width in pixels.
        width: u32,
        /// Height in pixels.
        height: u32,
    },
    /// The file is not a picture of a supported format. Holds a description with an article, such as "a PDF
    /// document".
    #[error("the file is {0}; use a PNG, JPEG, WebP, GIF or BMP picture")]
    UnsupportedFormat(String),
    /// The picture cannot be decoded. Holds the decoder's message.
    #[error("the picture is damaged ({0}); choose another")]
    Corrupt(String),
    /// The picture contains no ink.
    #[error("the picture contains no digit; use one digit, dark on light or light on dark")]
    NoInk,
}

/// Rounds up to millions.
fn millions(number: u64) -> u64 {
    number.div_ceil(1_000_000)
}
