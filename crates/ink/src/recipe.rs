//! Drawing in, raster out: the recipe by which MNIST's digits were normalised.
//!
//! The drawing, with the pen's width around it, is scaled to fit a 20x20 box, aspect ratio kept,
//! and drawn; then it is moved so that the drawn ink's centre of mass lies at the centre of the
//! field, and drawn again. Only the geometry moves: pixels are never resampled.
//!
//! Where the centre is, measured on MNIST's 60,000 train images in pixel indices 0 to 27: the
//! centres of mass average 14.007 across and 13.996 down, and spread evenly over 13.5 to 14.5, so
//! MNIST shifted whole pixels towards index 14.0, half a pixel right of and below the field's
//! middle (13.5). Here the shift is a fraction of a pixel and lands on 14.0 itself. MNIST's longer
//! side is 20 pixels in all images but 13.
//!
//! Reference: Y. LeCun, C. Cortes, C. Burges, "The MNIST database of handwritten digits".

use crate::drawing::{Bounds, Drawing, Point};
use crate::pen::Pen;
use crate::raster::{Raster, SIDE};

const FIELD: f32 = SIDE as f32;

/// Where the centre of mass goes on both axes: the centre of the pixel with index 14.
const CENTRE: f32 = 14.5;

/// How drawings become rasters, in raster pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Recipe {
    /// Across the round pen.
    pub pen_width: f32,
    /// Side of the box that the ink is scaled to fit, the pen's width included.
    pub fit: f32,
}

impl Recipe {
    /// MNIST's box, and the pen whose rasters come nearest to MNIST's mean pixel.
    pub const MNIST: Self = Self {
        pen_width: 2.5,
        fit: 20.0,
    };

    /// The drawing as a raster; `None` where it has no finite point. Equal points make a dot.
    ///
    /// Translation, uniform scale, order and direction of strokes and denser points leave the
    /// raster as it is, to within 8 of 255 grey levels.
    #[must_use]
    pub fn raster(&self, drawing: &Drawing) -> Option<Raster> {
        // A width that is no number counts as 0: `max` passes over it, `clamp` would not.
        let fit = FIELD.min(self.fit.max(0.0));
        let pen_width = fit.min(self.pen_width.max(0.0));
        let scaled = Scaled::new(drawing.bounds()?, fit - pen_width);
        let size = scaled.size.map(|side| side + pen_width);
        let drawn = |corner: [f32; 2]| {
            let mut pen = Pen::new(pen_width);
            let origin = corner.map(|edge| edge + pen_width / 2.0);
            for stroke in &drawing.strokes {
                pen.stroke(
                    stroke
                        .finite_points()
                        .map(|point| scaled.place(point, origin)),
                );
            }
            pen.lift()
        };
        let draft_corner = size.map(|side| (FIELD - side) / 2.0);
        // A pen of no width can pass between pixel centres; its box is centred then.
        let mass = drawn(draft_corner)
            .centre_of_mass()
            .unwrap_or([FIELD / 2.0; 2]);
        let in_box = [0, 1].map(|axis| mass[axis] - draft_corner[axis]);
        Some(drawn(settled(size, in_box)).into_raster())
    }
}

impl Drawing {
    /// The raster that the network reads, by [`Recipe::MNIST`].
    #[must_use]
    pub fn raster(&self) -> Option<Raster> {
        Recipe::MNIST.raster(self)
    }
}

/// Where the left upper corner of a box of `size` goes, so that the centre of mass, which lies at
/// `mass` in the box, comes to the field's centre as nearly as keeping the box inside allows.
pub(crate) fn settled(size: [f32; 2], mass: [f32; 2]) -> [f32; 2] {
    [0, 1].map(|axis| (CENTRE - mass[axis]).max(0.0).min(FIELD - size[axis]))
}

/// A drawing's box scaled to raster pixels. Double precision up to the result, so that no finite
/// drawing overflows.
struct Scaled {
    min: Point,
    scale: f64,
    size: [f32; 2],
}

impl Scaled {
    fn new(bounds: Bounds, longer_side: f32) -> Self {
        let longest = bounds.longer_side();
        let scale = if longest > 0.0 {
            f64::from(longer_side) / longest
        } else {
            0.0
        };
        Self {
            min: bounds.min,
            scale,
            size: bounds.size().map(|side| (side * scale) as f32),
        }
    }

    fn place(&self, point: Point, origin: [f32; 2]) -> [f32; 2] {
        let offset = |at: f32, min: f32| ((f64::from(at) - f64::from(min)) * self.scale) as f32;
        [
            offset(point.x, self.min.x) + origin[0],
            offset(point.y, self.min.y) + origin[1],
        ]
    }
}
