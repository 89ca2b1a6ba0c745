//! Extracts the digit from a picture file: PNG, JPEG, WebP, GIF (first frame) or BMP.
//!
//! [`decode`] converts the file into a grey [`ink::Picture`] as a viewer shows it: upright and on white paper.
//! [`ink::Picture`] separates the ink from the paper. The format is detected from the content, not from the file name.
//! The header is checked before anything is decoded, so a small file that claims a huge picture is cheap to reject.
#![forbid(unsafe_code)]

mod decode;
mod error;
mod sniff;

use ink::Raster;
use serde::{Deserialize, Serialize};

pub use decode::decode;
pub use error::PhotoError;

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

/// Extracts the digit from the bytes of a picture file.
///
/// # Errors
/// Those of [`decode`], and [`PhotoError::NoInk`] if the picture contains no ink.
pub fn extract_digit(file: &[u8]) -> Result<ExtractedDigit, PhotoError> {
    let ink = decode(file)?.extract_ink().ok_or(PhotoError::NoInk)?;
    Ok(ExtractedDigit {
        raster: ink.raster(),
        ink: ink.pixels(INK_SIDE),
    })
}
