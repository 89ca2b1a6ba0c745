//! Drawing in, raster out: the recipe by which MNIST's digits were normalised.
//!
//! The drawing, with the pen's width around it, is scaled to fit a 20x20 box, aspect ratio kept,
//! and drawn; then it is moved so that the drawn ink's centre of mass lies at the centre of the
//! field, and drawn again. Only the geometry moves: pixels are never resampled.
//!
//! Each stage of that is a value of [`Recipe`], so that one can be left out to see what it is worth
//! ([`Recipe::without`]). Without any, a drawing becomes what shrinking the pad to 28x28 makes of it.
//!
//! Where the centre is, measured on MNIST's 60,000 train images in pixel indices 0 to 27: the
//! centres of mass average 14.007 across and 13.996 down, and spread evenly over 13.5 to 14.5, so
//! MNIST shifted whole pixels towards index 14.0, half a pixel right of and below the field's
//! middle (13.5). Here the shift is a fraction of a pixel and lands on 14.0 itself. MNIST's longer
//! side is 20 pixels in all images but 13.
//!
//! Reference: Y. LeCun, C. Cortes, C. Burges, "The MNIST database of handwritten digits".

mod layout;
mod stage;

use crate::coverage::Coverage;
use crate::drawing::Drawing;
use crate::pen::Pen;
use crate::raster::{Raster, SIDE};
use layout::Layout;

pub use stage::{Stage, UnknownStage};

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
    /// What is scaled.
    pub frame: Frame,
    /// What scaling keeps.
    pub aspect: Aspect,
    /// What comes to the field's middle.
    pub centre: Centre,
    /// How thick the line becomes.
    pub line: Line,
    /// How a pixel that is partly ink becomes grey.
    pub edges: Edges,
}

/// What is scaled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Frame {
    /// The box around the ink, to [`Recipe::fit`].
    Ink,
    /// The whole pad, to the field; the ink beyond it is cut off. The drawing's unit must be the
    /// pad's side, as it is on the page.
    Pad,
}

/// What scaling the ink's box keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aspect {
    /// The proportions: the longer side fits.
    Kept,
    /// Nothing: both sides are stretched until they fit.
    Stretched,
}

/// What comes to the field's middle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Centre {
    /// The ink's centre of mass.
    Mass,
    /// The middle of the frame: of the ink's box, or of the pad, which leaves the ink in its place.
    Frame,
}

/// How thick the line becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// [`Recipe::pen_width`] in every raster.
    Even,
    /// The pen has that width where the whole pad is 28 pixels wide, and is scaled with the
    /// drawing, by the smaller factor where it is stretched. The drawing's unit must be the pad's
    /// side.
    Scaled,
}

/// How a pixel that is partly ink becomes grey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edges {
    /// By the share of ink.
    Smooth,
    /// Not at all: it is what it is more of, ink or paper.
    Hard,
}

impl Recipe {
    /// MNIST's box, and the pen whose rasters come nearest to MNIST's mean pixel.
    pub const MNIST: Self = Self {
        pen_width: 2.5,
        fit: 20.0,
        frame: Frame::Ink,
        aspect: Aspect::Kept,
        centre: Centre::Mass,
        line: Line::Even,
        edges: Edges::Smooth,
    };

    /// The drawing as a raster; `None` where it has no finite point. Equal points make a dot.
    ///
    /// By [`Recipe::MNIST`], translation, uniform scale, order and direction of strokes and denser
    /// points leave the raster as it is, to within 8 of 255 grey levels.
    #[must_use]
    pub fn raster(&self, drawing: &Drawing) -> Option<Raster> {
        self.raster_in_frame_of(drawing, drawing)
    }

    /// A part of a drawing as it lies in the whole drawing's raster: nothing moves into the place
    /// of what is left out. `None` where the whole has no finite point.
    #[must_use]
    pub fn raster_in_frame_of(&self, whole: &Drawing, part: &Drawing) -> Option<Raster> {
        let layout = Layout::new(self, whole.bounds()?);
        let corner = self.corner(whole, &layout);
        Some(self.drawn(part, &layout, corner).into_raster())
    }

    /// Where the left upper corner of the ink's box goes.
    fn corner(&self, drawing: &Drawing, layout: &Layout) -> [f32; 2] {
        match self.centre {
            Centre::Frame => layout.framed_corner(),
            Centre::Mass => {
                let draft = layout.centred_corner();
                // A pen of no width can pass between pixel centres; its box is centred then.
                let mass = self
                    .drawn(drawing, layout, draft)
                    .centre_of_mass()
                    .unwrap_or([FIELD / 2.0; 2]);
                settled(layout.size, [0, 1].map(|axis| mass[axis] - draft[axis]))
            }
        }
    }

    /// The ink with the left upper corner of its box at `corner`.
    fn drawn(&self, drawing: &Drawing, layout: &Layout, corner: [f32; 2]) -> Coverage {
        let mut pen = Pen::new(layout.pen_width);
        let origin = corner.map(|edge| edge + layout.pen_width / 2.0);
        for stroke in &drawing.strokes {
            let places = stroke.finite_points();
            pen.stroke(places.map(|point| layout.place(point, origin)));
        }
        match self.edges {
            Edges::Smooth => pen.lift(),
            Edges::Hard => pen.lift().hardened(),
        }
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
