//! The bytes of a picture file in, the digit on it out: PNG, JPEG, WebP, GIF (its first frame) and
//! BMP.
//!
//! [`decode`] makes a grey [`ink::Picture`] of a file as a viewer would show it, upright and on white
//! paper; [`ink::Picture`] finds the ink. A file is judged by its content, never by its name, and by its
//! header before anything is decoded, so that a small file that claims a huge picture costs
//! nothing.
#![forbid(unsafe_code)]

mod decode;
mod error;
mod sniff;

use ink::Raster;
use serde::{Deserialize, Serialize};

pub use decode::decode;
pub use error::PhotoError;

/// Pixels along each side of [`Opened::ink`]: ten to one of the raster's.
pub const INK_SIDE: usize = 10 * ink::SIDE;

/// The most bytes that a file may have: more than a phone's camera makes.
pub const MOST_BYTES: usize = 30_000_000;

/// The most pixels that a picture may have: as many as a phone's camera makes.
pub const MOST_PIXELS: u64 = 50_000_000;

/// What was found on a picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// What the network reads.
    pub raster: Raster,
    /// The ink that was read, to be shown: the raster's field in [`INK_SIDE`] squared pixels, row
    /// by row, 0 = paper, 255 = ink.
    pub ink: Vec<u8>,
}

/// Reads the digit on a picture file.
///
/// # Errors
/// As [`decode`]; and [`PhotoError::Blank`] where the picture shows no ink.
pub fn open(file: &[u8]) -> Result<Opened, PhotoError> {
    let placed = decode(file)?.placed().ok_or(PhotoError::Blank)?;
    Ok(Opened {
        raster: placed.raster(),
        ink: placed.pixels(INK_SIDE),
    })
}
