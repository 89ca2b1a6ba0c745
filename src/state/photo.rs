//! A picture that was opened, as the recipe found its ink.

use ink::{Raster, SIDE};
use serde::{Deserialize, Serialize};

/// A digit on a picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Photo {
    /// What the network reads.
    pub raster: Raster,
    /// Pixels on a side of [`Self::ink`].
    pub side: usize,
    /// `side * side` pixels, row by row: the ink as it is shown on the pad, 0 = none, 255 = full.
    pub ink: Vec<u8>,
}

impl Photo {
    /// The same, shown as the network reads it: little to keep.
    #[must_use]
    pub fn small(&self) -> Self {
        Self {
            raster: self.raster.clone(),
            side: SIDE,
            ink: self.raster.pixels().to_vec(),
        }
    }

    /// Whether the pixels are as many as they are said to be: of a photo read back from a browser's storage.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.side.checked_mul(self.side) == Some(self.ink.len())
    }
}
