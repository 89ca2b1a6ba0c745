//! [`Picture`]: a decoded grey picture, and [`ExtractedInk`]: its ink, positioned as preprocessing positions a drawing.

use ink::preprocessing::corner_for_centred_mass;
use ink::{Preprocessing, Raster, SIDE};

use crate::plane::{self, BoundingBox, Plane};
use crate::{border, specks, stroke_width, threshold};

/// Larger pictures are first downsampled to this length of their longer side.
const MAX_SIDE_PX: usize = 512;

/// Ink whose longer side differs from MNIST's 20 pixels by less than this fraction is not rescaled.
const SCALE_TOLERANCE: f32 = 0.06;

/// A decoded grey picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Width in pixels.
    pub width: usize,
    /// Height in pixels.
    pub height: usize,
    /// `width * height` pixels, row by row: 0 = black, 255 = white.
    pub luma: Vec<u8>,
}

/// The ink of a picture, positioned in the raster's field. It can be rendered at any resolution.
pub struct ExtractedInk {
    ink: Plane,
    /// The top left corner of the field, `[x, y]` in pixels of `ink`.
    origin: [f32; 2],
    /// The side of the field in pixels of `ink`.
    side: f32,
}

impl Picture {
    /// Returns the network's input, or `None` if the picture contains no ink (a blank or evenly noisy picture), if it
    /// is empty, or if `luma` does not have `width * height` pixels.
    #[must_use]
    pub fn raster(&self) -> Option<Raster> {
        self.extract_ink().map(|ink| ink.raster())
    }

    /// Separates the ink from the paper and positions it in the raster's field. Returns `None` in the same cases as
    /// [`Picture::raster`].
    #[must_use]
    pub fn extract_ink(&self) -> Option<ExtractedInk> {
        let ink = border::clear_border(threshold::ink_coverage(&self.downsampled()?)?);
        let ink = specks::remove_specks(ink);
        let bounds = ink.bounds()?;
        if (bounds.longer_side() / Preprocessing::MNIST.box_side - 1.0).abs() < SCALE_TOLERANCE {
            return ExtractedInk::translated(ink, bounds);
        }
        ExtractedInk::scaled(stroke_width::normalise(ink, bounds))
    }

    fn downsampled(&self) -> Option<Plane> {
        let is_complete = self.width.checked_mul(self.height) == Some(self.luma.len());
        let longer = self.width.max(self.height);
        if !is_complete || self.luma.is_empty() {
            return None;
        }
        let size = [self.width, self.height];
        let new_size = size.map(|side| (side * MAX_SIDE_PX.min(longer)).div_ceil(longer));
        let step = [0, 1].map(|axis| size[axis] as f32 / new_size[axis] as f32);
        Some(plane::resampled(
            &self.luma, self.width, [0.0; 2], step, new_size,
        ))
    }
}

impl ExtractedInk {
    /// Returns the network's input.
    #[must_use]
    pub fn raster(&self) -> Raster {
        let pixels = self.pixels(SIDE);
        Raster::try_from(pixels).expect("the field is rendered with SIDE * SIDE pixels")
    }

    /// Renders the raster's field with `side * side` pixels, for display. Row by row: 0 = paper, 255 = ink.
    #[must_use]
    pub fn pixels(&self, side: usize) -> Vec<u8> {
        let coverage = self.rendered(side).values;
        // `as` saturates, so the cast is safe for every value.
        let level = |value: f32| (value * 255.0 + 0.5) as u8;
        coverage.into_iter().map(level).collect()
    }

    /// Scales the ink to fit MNIST's box.
    fn scaled(ink: Plane) -> Option<Self> {
        let bounds = ink.bounds()?;
        let scale = Preprocessing::MNIST.box_side / bounds.longer_side();
        let corner = corner(&ink, bounds, scale)?;
        let origin = [0, 1].map(|axis| bounds.corner[axis] - corner[axis] / scale);
        Some(Self {
            ink,
            origin,
            side: SIDE as f32 / scale,
        })
    }

    /// Translates ink that already has MNIST's scale, by whole pixels.
    fn translated(ink: Plane, bounds: BoundingBox) -> Option<Self> {
        let corner = corner(&ink, bounds, 1.0)?;
        let origin = [0, 1].map(|axis| (bounds.corner[axis] - corner[axis] + 0.5).floor());
        Some(Self {
            ink,
            origin,
            side: SIDE as f32,
        })
    }

    fn rendered(&self, side: usize) -> Plane {
        let step = self.side / side.max(1) as f32;
        self.ink.resampled(self.origin, step, [side; 2])
    }
}

/// Returns the position of the bounding box's top left corner in the field, in raster pixels.
fn corner(ink: &Plane, bounds: BoundingBox, scale: f32) -> Option<[f32; 2]> {
    let mass = ink.centre_of_mass()?;
    let relative = [0, 1].map(|axis| (mass[axis] - bounds.corner[axis]) * scale);
    Some(corner_for_centred_mass(
        bounds.size.map(|side| side * scale),
        relative,
    ))
}
