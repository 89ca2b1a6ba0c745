//! A grey picture of a digit in, a raster out, by the same 20-in-28 recipe as drawings.
//!
//! Any size, dark ink on light paper or light on dark, paper lit unevenly as long as the light
//! changes steadily across it. The stages, a file each: the [`paper`] is taken away, [`light`]
//! says what is ink, [`surroundings`] drops what runs out of the picture, [`specks`] drops dust,
//! [`weight`] brings very thin or very thick strokes to MNIST's, and the ink, [`Placed`] on the
//! field, is averaged down by area. A picture that is at raster scale already, as MNIST's are, is
//! not resampled: it is moved by whole pixels, as MNIST's were.
//!
//! Limits: one digit, on paper that reaches three of the picture's four edges. A shadow with a
//! sharp edge, a table beside the paper or a ruled line as dark as the ink counts as ink where it
//! touches the digit, or where the digit itself is cut off by the picture's edge.

mod light;
mod paper;
mod patches;
mod plane;
mod specks;
mod surroundings;
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

/// The ink of a picture where the recipe puts it, to be looked at in any size.
pub struct Placed {
    ink: Plane,
    /// `[x, y]` in the ink's plane of the field's left upper corner.
    origin: [f32; 2],
    /// Pixels of the ink's plane to a side of the field.
    side: f32,
}

impl Picture {
    /// The picture's ink as a raster; `None` where it shows none, as a blank or evenly noisy
    /// picture does, or where `luma` is empty or has not `width * height` pixels.
    #[must_use]
    pub fn raster(&self) -> Option<Raster> {
        self.placed().map(|placed| placed.raster())
    }

    /// The picture's ink as the recipe places it; `None` as in [`Picture::raster`].
    #[must_use]
    pub fn placed(&self) -> Option<Placed> {
        let ink = surroundings::without(light::ink(&self.reduced()?)?);
        let ink = specks::without(ink);
        let found = ink.ink_box()?;
        if (found.longer_side() / Recipe::MNIST.fit - 1.0).abs() < AT_SCALE {
            return Placed::moved(ink, found);
        }
        Placed::fitted(weight::evened(ink, found))
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

impl Placed {
    /// What the network reads of it.
    #[must_use]
    pub fn raster(&self) -> Raster {
        let field = self.averaged(SIDE);
        let mut coverage = Coverage([[0.0; SIDE]; SIDE]);
        for (share, value) in coverage.0.as_flattened_mut().iter_mut().zip(field.values) {
            *share = value;
        }
        coverage.into_raster()
    }

    /// The same field in more pixels, to be shown: `side * side` of them, row by row, 0 = paper,
    /// 255 = ink.
    #[must_use]
    pub fn pixels(&self, side: usize) -> Vec<u8> {
        let shares = self.averaged(side).values;
        // `as` saturates, so any share gives a byte.
        let level = |share: f32| (share * 255.0 + 0.5) as u8;
        shares.into_iter().map(level).collect()
    }

    /// Ink of any size, scaled to fit.
    fn fitted(ink: Plane) -> Option<Self> {
        let found = ink.ink_box()?;
        let scale = Recipe::MNIST.fit / found.longer_side();
        let corner = corner(&ink, found, scale)?;
        let origin = [0, 1].map(|axis| found.corner[axis] - corner[axis] / scale);
        Some(Self {
            ink,
            origin,
            side: SIDE as f32 / scale,
        })
    }

    /// Ink at raster scale, moved by whole pixels.
    fn moved(ink: Plane, found: InkBox) -> Option<Self> {
        let corner = corner(&ink, found, 1.0)?;
        let origin = [0, 1].map(|axis| (found.corner[axis] - corner[axis] + 0.5).floor());
        Some(Self {
            ink,
            origin,
            side: SIDE as f32,
        })
    }

    fn averaged(&self, side: usize) -> Plane {
        let step = self.side / side.max(1) as f32;
        self.ink.resampled(self.origin, step, [side; 2])
    }
}

/// Where the box's left upper corner goes on the field.
fn corner(ink: &Plane, found: InkBox, scale: f32) -> Option<[f32; 2]> {
    let mass = ink.centre_of_mass()?;
    let inside = [0, 1].map(|axis| (mass[axis] - found.corner[axis]) * scale);
    Some(settled(found.size.map(|side| side * scale), inside))
}
