//! Converts a drawing into a raster with the steps that normalised MNIST's digits.
//!
//! The drawing, pen width included, is scaled to fit a 20x20 box with its aspect ratio preserved and rasterised. It is
//! then translated so that the ink's centre of mass lies at the centre of the 28x28 field, and rasterised again. Only
//! the geometry moves; pixels are never resampled.
//!
//! Each step is a field of [`Preprocessing`], so that an ablation can disable it ([`Preprocessing::without`]). With all
//! steps disabled, a drawing becomes the pad scaled down to 28x28.
//!
//! The target of the centre of mass was measured on MNIST's 60,000 training images, in pixel indices 0 to 27. The mean
//! centre of mass is 14.007 horizontally and 13.996 vertically, and the values are spread evenly over 13.5 to 14.5. We
//! conclude that MNIST translated by whole pixels towards index 14.0, half a pixel right of and below the middle of the
//! field (13.5). This module translates by fractions of a pixel and reaches exactly 14.0. The longer side of the ink is
//! 20 pixels in all but 13 of the images.
//!
//! Reference: Y. LeCun, C. Cortes, C. Burges, "The MNIST database of handwritten digits".

mod layout;
mod stage;

use crate::coverage::Coverage;
use crate::drawing::Drawing;
use crate::raster::{Raster, SIDE};
use crate::rasteriser::Rasteriser;
use layout::Layout;

pub use stage::{Stage, UnknownStage};

const FIELD: f32 = SIDE as f32;

/// Target of the centre of mass on both axes: the centre of the pixel with index 14.
const CENTRE: f32 = 14.5;

/// The settings for converting drawings into rasters. Lengths are in raster pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Preprocessing {
    /// Width of the round pen.
    pub pen_width: f32,
    /// Side of the square box that the ink is scaled to fit, pen width included.
    pub box_side: f32,
    /// The region that is scaled.
    pub frame: Frame,
    /// Whether scaling preserves the aspect ratio.
    pub aspect_ratio: AspectRatio,
    /// The point that is moved to the centre of the field.
    pub centring: Centring,
    /// Whether the pen scales with the drawing.
    pub pen_scaling: PenScaling,
    /// How partly covered pixels are rendered.
    pub edges: Edges,
}

/// The region of the drawing that is scaled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Frame {
    /// The bounding box of the ink, scaled to [`Preprocessing::box_side`].
    Ink,
    /// The whole pad, scaled to the field. Ink outside the pad is clipped. The drawing's unit must be the pad's side.
    Pad,
}

/// Whether scaling the ink's bounding box preserves its aspect ratio.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AspectRatio {
    /// Both axes have the same scale; the longer side fits the box.
    Preserved,
    /// Each axis has its own scale; both sides fit the box.
    Stretched,
}

/// The point that is moved to the centre of the field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Centring {
    /// The centre of mass of the ink.
    CentreOfMass,
    /// The centre of the frame. With [`Frame::Pad`], the ink keeps its position on the pad.
    Frame,
}

/// Whether the pen scales with the drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PenScaling {
    /// The pen has [`Preprocessing::pen_width`] in every raster.
    Fixed,
    /// The pen scales with the drawing, by the smaller factor if the axes differ. [`Preprocessing::pen_width`] is its
    /// width when the whole pad is 28 pixels wide. The drawing's unit must be the pad's side.
    Proportional,
}

/// How partly covered pixels are rendered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edges {
    /// Grey, in proportion to their coverage.
    Antialiased,
    /// Black or white, whichever is nearer.
    Binary,
}

impl Preprocessing {
    /// MNIST's box, and the pen width that gives the mean pixel value closest to MNIST's.
    pub const MNIST: Self = Self {
        pen_width: 2.5,
        box_side: 20.0,
        frame: Frame::Ink,
        aspect_ratio: AspectRatio::Preserved,
        centring: Centring::CentreOfMass,
        pen_scaling: PenScaling::Fixed,
        edges: Edges::Antialiased,
    };

    /// Converts a drawing into a raster; `None` if it has no finite point. If all points are equal, the result is a
    /// dot.
    ///
    /// With [`Preprocessing::MNIST`], the raster is invariant under translation, uniform scaling, the order and
    /// direction of strokes, and denser sampling, to within 8 of 255 grey levels.
    #[must_use]
    pub fn raster(&self, drawing: &Drawing) -> Option<Raster> {
        self.raster_of_part(drawing, drawing)
    }

    /// Rasterises a part of a drawing with the scale and position that the whole drawing has. `None` if the whole has
    /// no finite point.
    #[must_use]
    pub fn raster_of_part(&self, whole: &Drawing, part: &Drawing) -> Option<Raster> {
        let layout = Layout::new(self, whole.bounds()?);
        let corner = self.corner(whole, &layout);
        Some(self.coverage(part, &layout, corner).into_raster())
    }

    /// Returns the position of the top left corner of the ink's bounding box.
    fn corner(&self, drawing: &Drawing, layout: &Layout) -> [f32; 2] {
        match self.centring {
            Centring::Frame => layout.corner_for_centred_frame(),
            Centring::CentreOfMass => {
                let draft = layout.corner_for_centred_ink();
                // A pen of width 0 can pass between all pixel centres and leave no ink. In that case, centre the box.
                let mass = self
                    .coverage(drawing, layout, draft)
                    .centre_of_mass()
                    .unwrap_or([FIELD / 2.0; 2]);
                corner_for_centred_mass(layout.size, [0, 1].map(|axis| mass[axis] - draft[axis]))
            }
        }
    }

    /// Rasterises the drawing with the top left corner of its bounding box at `corner`.
    fn coverage(&self, drawing: &Drawing, layout: &Layout, corner: [f32; 2]) -> Coverage {
        let mut rasteriser = Rasteriser::new(layout.pen_width);
        let origin = corner.map(|edge| edge + layout.pen_width / 2.0);
        for stroke in &drawing.strokes {
            let points = stroke.finite_points();
            rasteriser.stroke(points.map(|point| layout.to_pixels(point, origin)));
        }
        match self.edges {
            Edges::Antialiased => rasteriser.into_coverage(),
            Edges::Binary => rasteriser.into_coverage().binarised(),
        }
    }
}

impl Drawing {
    /// Returns the network's input, by [`Preprocessing::MNIST`]; `None` if the drawing has no finite point.
    #[must_use]
    pub fn raster(&self) -> Option<Raster> {
        Preprocessing::MNIST.raster(self)
    }
}

/// Returns the position of a box's top left corner that puts its centre of mass at the centre of the field, or as close
/// to it as possible while the box stays inside the field. `mass` is relative to the corner. All values are in
/// raster pixels.
#[must_use]
pub fn corner_for_centred_mass(size: [f32; 2], mass: [f32; 2]) -> [f32; 2] {
    [0, 1].map(|axis| (CENTRE - mass[axis]).max(0.0).min(FIELD - size[axis]))
}
