//! An imported picture, reduced to the ink found in it.

use ink::{Raster, SIDE};
use serde::{Deserialize, Serialize};

/// The digit in a picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Photo {
    /// The network's input.
    pub raster: Raster,
    /// Width and height of [`Self::pixels`].
    pub side_px: usize,
    /// The ink as shown on the pad: `side_px * side_px` values, row by row, 0 = paper, 255 = ink.
    pub pixels: Vec<u8>,
}

impl Photo {
    /// Returns a small copy for storage, at the network's resolution.
    #[must_use]
    pub fn thumbnail(&self) -> Self {
        Self {
            raster: self.raster.clone(),
            side_px: SIDE,
            pixels: self.raster.pixels().to_vec(),
        }
    }

    /// Returns whether the pixel count matches the side. A photo loaded from browser storage may be inconsistent.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        self.side_px.checked_mul(self.side_px) == Some(self.pixels.len())
    }
}
