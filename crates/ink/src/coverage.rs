//! How much of each pixel is ink, 0 to 1, before it becomes bytes; and where its weight lies.

use crate::raster::{Raster, SIDE};

/// The share of ink in each pixel, row by row, 0 = paper, 1 = ink.
pub(crate) struct Coverage(pub(crate) [[f32; SIDE]; SIDE]);

impl Coverage {
    /// `[x, y]` of the ink's centre of mass in the plane whose pixel `i` spans `i..i + 1`; `None`
    /// on blank paper.
    pub(crate) fn centre_of_mass(&self) -> Option<[f32; 2]> {
        let (mut mass, mut x_moment, mut y_moment) = (0.0, 0.0, 0.0);
        let mut y = 0.5;
        for row in &self.0 {
            let (mut row_mass, mut x) = (0.0, 0.5);
            for &share in row {
                row_mass += share;
                x_moment += share * x;
                x += 1.0;
            }
            mass += row_mass;
            y_moment += row_mass * y;
            y += 1.0;
        }
        (mass > 0.0).then(|| [x_moment / mass, y_moment / mass])
    }

    /// Each pixel wholly ink or wholly paper, whichever it is more of.
    pub(crate) fn hardened(self) -> Self {
        Self(self.0.map(|row| row.map(f32::round)))
    }

    /// The coverage in MNIST's 256 grey levels.
    pub(crate) fn into_raster(self) -> Raster {
        let mut pixels = [0; SIDE * SIDE];
        for (pixel, share) in pixels.iter_mut().zip(self.0.as_flattened()) {
            // Rounds to nearest; `as` saturates, so any share gives a byte.
            *pixel = (share * 255.0 + 0.5) as u8;
        }
        Raster::from_pixels(pixels)
    }
}
