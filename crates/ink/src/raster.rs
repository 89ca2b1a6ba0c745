//! What the network reads: 28x28 grey pixels as in MNIST's files.

use serde::{Deserialize, Serialize};

/// Pixels along each side of a raster.
pub const SIDE: usize = 28;

/// 28x28 pixels, row by row, 0 = paper, 255 = ink.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<u8>", into = "Vec<u8>")]
pub struct Raster([u8; SIDE * SIDE]);

/// Bytes that are no raster.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a raster has 784 bytes (28 rows of 28), not {0}; send a whole raster")]
pub struct WrongLength(pub usize);

impl Raster {
    /// Takes 784 pixels, row by row, 0 = paper, 255 = ink.
    #[must_use]
    pub const fn from_pixels(pixels: [u8; SIDE * SIDE]) -> Self {
        Self(pixels)
    }

    /// The 784 pixels, row by row, 0 = paper, 255 = ink.
    #[must_use]
    pub const fn pixels(&self) -> &[u8; SIDE * SIDE] {
        &self.0
    }
}

impl TryFrom<Vec<u8>> for Raster {
    type Error = WrongLength;

    fn try_from(bytes: Vec<u8>) -> Result<Self, WrongLength> {
        let pixels = bytes.try_into();
        pixels
            .map(Self)
            .map_err(|bytes: Vec<u8>| WrongLength(bytes.len()))
    }
}

impl From<Raster> for Vec<u8> {
    fn from(raster: Raster) -> Self {
        raster.0.to_vec()
    }
}
