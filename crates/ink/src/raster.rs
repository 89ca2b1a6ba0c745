//! The network's input: 28x28 grey pixels, as in MNIST's files.

use serde::{Deserialize, Serialize};

/// Width and height of a raster in pixels.
pub const SIDE: usize = 28;

/// A grey image of 28x28 pixels, row by row: 0 = paper, 255 = ink.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<u8>", into = "Vec<u8>")]
pub struct Raster([u8; SIDE * SIDE]);

/// The error for a byte vector that does not have 784 bytes. Holds its length.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected 784 bytes (28 rows of 28 pixels), got {0}; send a whole raster")]
pub struct InvalidRasterLength(pub usize);

impl Raster {
    /// Creates a raster from 784 pixels, row by row: 0 = paper, 255 = ink.
    #[must_use]
    pub const fn from_pixels(pixels: [u8; SIDE * SIDE]) -> Self {
        Self(pixels)
    }

    /// Returns the 784 pixels, row by row: 0 = paper, 255 = ink.
    #[must_use]
    pub const fn pixels(&self) -> &[u8; SIDE * SIDE] {
        &self.0
    }
}

impl TryFrom<Vec<u8>> for Raster {
    type Error = InvalidRasterLength;

    fn try_from(bytes: Vec<u8>) -> Result<Self, InvalidRasterLength> {
        let pixels = bytes.try_into();
        pixels
            .map(Self)
            .map_err(|bytes: Vec<u8>| InvalidRasterLength(bytes.len()))
    }
}

impl From<Raster> for Vec<u8> {
    fn from(raster: Raster) -> Self {
        raster.0.to_vec()
    }
}
