//! The fraction of each raster pixel that is ink, before quantisation to bytes.

use crate::raster::{Raster, SIDE};

/// The fraction of ink in each pixel, row by row: 0 = paper, 1 = ink.
pub(crate) struct Coverage(pub(crate) [[f32; SIDE]; SIDE]);

impl Coverage {
    /// Returns the centre of mass `[x, y]` of the ink in pixels, where pixel `i` spans `i..i + 1`; `None` if there is
    /// no ink.
    pub(crate) fn centre_of_mass(&self) -> Option<[f32; 2]> {
        let (mut mass, mut x_moment, mut y_moment) = (0.0, 0.0, 0.0);
        let mut y = 0.5;
        for row in &self.0 {
            let (mut row_mass, mut x) = (0.0, 0.5);
            for &value in row {
                row_mass += value;
                x_moment += value * x;
                x += 1.0;
            }
            mass += row_mass;
            y_moment += row_mass * y;
            y += 1.0;
        }
        (mass > 0.0).then(|| [x_moment / mass, y_moment / mass])
    }

    /// Rounds each pixel to ink or paper.
    pub(crate) fn binarised(self) -> Self {
        Self(self.0.map(|row| row.map(f32::round)))
    }

    /// Quantises the coverage to MNIST's 256 grey levels.
    pub(crate) fn into_raster(self) -> Raster {
        let mut pixels = [0; SIDE * SIDE];
        for (pixel, value) in pixels.iter_mut().zip(self.0.as_flattened()) {
            // `as` saturates, so the cast is safe for every value.
            *pixel = (value * 255.0 + 0.5) as u8;
        }
        Raster::from_pixels(pixels)
    }
}
