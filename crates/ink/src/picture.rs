//! A grey picture of a digit in, a raster out, by the same 20-in-28 recipe as drawings.
//!
//! Any size, dark ink on light paper or light on dark, paper lit unevenly as long as the light
//! changes steadily across it. The stages, a file each: the [`paper`] is taken away, [`light`]
//! says what is ink, [`specks`] drops dust, [`weight`] brings very thin or very thick strokes to
//! MNIST's, and the ink is averaged down by area. A picture that is at raster scale already, as
//! MNIST's are, is not resampled: it is moved by whole pixels, as MNIST's were.
//!
//! Limits: one digit, on paper that reaches all four edges of the picture. A shadow with a sharp
//! edge, a table beside the paper or a ruled line as dark as the ink counts as ink.

mod light;
mod paper;
mod plane;
mod specks;
mod weight;

use crate::coverage::Coverage;
use crate::raster::{Raster, SIDE};
use crate::recipe::{Recipe, settled};
use plane::{InkBox, Plane};

/// Larger pictures are averaged down to this many pixels on their longer side before all else.
const LARGEST: usize = 512;

/// Ink whose longer side is within this share of 20 pixels is at raster scale already.
const AT_SCALE: f32 = 0.06;

/// A decoded grey picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Pixels across.
    pub width: usize,
    /// Pixels down.
    pub height: usize,
    /// `width * height` pixels, row by row, 0 = black, 255 = white.
    pub luma: Vec<u8>,
}

impl Picture {
    /// The picture's ink as a raster; `None` where it shows none, as a blank or evenly noisy
    /// picture does, or where `luma` is empty or has not `width * height` pixels.
    #[must_use]
    pub fn raster(&self) -> Option<Raster> {
        let ink = specks::without(light::ink(&self.reduced()?)?);
        let found = ink.ink_box()?;
        if (found.longer_side() / Recipe::MNIST.fit - 1.0).abs() < AT_SCALE {
            return moved(&ink, found);
        }
        fitted(&weight::evened(ink, found))
    }

    fn reduced(&self) -> Option<Plane> {
        let whole = self.width.checked_mul(self.height) == Some(self.luma.len());
        let longer = self.width.max(self.height);
        if !whole || self.luma.is_empty() {
            return None;
        }
        let size = [self.width, self.height];
        let reduced = size.map(|side| (side * LARGEST.min(longer)).div_ceil(longer));
        let step = [0, 1].map(|axis| size[axis] as f32 / reduced[axis] as f32);
        Some(plane::resampled(
            &self.luma, self.width, [0.0; 2], step, reduced,
        ))
    }
}

/// Ink of any size, scaled to fit and averaged down by area.
fn fitted(ink: &Plane) -> Option<Raster> {
    let found = ink.ink_box()?;
    let scale = Recipe::MNIST.fit / found.longer_side();
    let corner = corner(ink, found, scale)?;
    let origin = [0, 1].map(|axis| found.corner[axis] - corner[axis] / scale);
    Some(on_field(ink, origin, 1.0 / scale))
}

/// Ink at raster scale, moved by whole pixels.
fn moved(ink: &Plane, found: InkBox) -> Option<Raster> {
    let corner = corner(ink, found, 1.0)?;
    let origin = [0, 1].map(|axis| (found.corner[axis] - corner[axis] + 0.5).floor());
    Some(on_field(ink, origin, 1.0))
}

/// Where the box's left upper corner goes on the field.
fn corner(ink: &Plane, found: InkBox, scale: f32) -> Option<[f32; 2]> {
    let mass = ink.centre_of_mass()?;
    let inside = [0, 1].map(|axis| (mass[axis] - found.corner[axis]) * scale);
    Some(settled(found.size.map(|side| side * scale), inside))
}

fn on_field(ink: &Plane, origin: [f32; 2], step: f32) -> Raster {
    let field = ink.resampled(origin, step, [SIDE; 2]);
    let mut coverage = Coverage([[0.0; SIDE]; SIDE]);
    for (share, value) in coverage.0.as_flattened_mut().iter_mut().zip(field.values) {
        *share = value;
    }
    coverage.into_raster()
}
