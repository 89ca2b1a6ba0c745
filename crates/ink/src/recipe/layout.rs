//! A drawing's box and a recipe in; out, the scale, the pen and the places in raster pixels.

use super::{Aspect, FIELD, Frame, Line, Recipe};
use crate::drawing::{Bounds, Point};

/// How a drawing lies in raster pixels. Double precision up to the results, so that no finite
/// drawing overflows.
pub(super) struct Layout {
    /// Of the ink's box, the pen's width included.
    pub(super) size: [f32; 2],
    pub(super) pen_width: f32,
    frame: Frame,
    min: Point,
    scale: [f64; 2],
}

impl Layout {
    pub(super) fn new(recipe: &Recipe, bounds: Bounds) -> Self {
        // A width that is no number counts as 0: `max` passes over it, `clamp` would not.
        let fit = FIELD.min(recipe.fit.max(0.0));
        let pen_width = fit.min(recipe.pen_width.max(0.0));
        let pen_in_pads = f64::from(pen_width) / f64::from(FIELD);
        let scale = match (recipe.frame, recipe.line) {
            (Frame::Pad, _) => [f64::from(FIELD); 2],
            (Frame::Ink, Line::Even) => scale(recipe.aspect, bounds, fit - pen_width, 0.0),
            (Frame::Ink, Line::Scaled) => scale(recipe.aspect, bounds, fit, pen_in_pads),
        };
        let pen_width = match recipe.line {
            Line::Even => pen_width,
            Line::Scaled => (pen_in_pads * scale[0].min(scale[1])) as f32,
        };
        let size = bounds.size();
        Self {
            size: [0, 1].map(|axis| (size[axis] * scale[axis]) as f32 + pen_width),
            pen_width,
            frame: recipe.frame,
            min: bounds.min,
            scale,
        }
    }

    /// The corner of the ink's box that puts it in the field's middle.
    pub(super) fn centred_corner(&self) -> [f32; 2] {
        self.size.map(|side| (FIELD - side) / 2.0)
    }

    /// The corner of the ink's box that puts the frame in the field's middle.
    pub(super) fn framed_corner(&self) -> [f32; 2] {
        match self.frame {
            Frame::Ink => self.centred_corner(),
            Frame::Pad => {
                let Point { x, y } = self.min;
                let corner = |at: f32| (f64::from(at) * f64::from(FIELD)) as f32;
                [x, y].map(|at| corner(at) - self.pen_width / 2.0)
            }
        }
    }

    /// Where a point goes when the first point of the box lies at `origin`.
    pub(super) fn place(&self, point: Point, origin: [f32; 2]) -> [f32; 2] {
        let offset =
            |at: f32, min: f32, scale: f64| ((f64::from(at) - f64::from(min)) * scale) as f32;
        [
            offset(point.x, self.min.x, self.scale[0]) + origin[0],
            offset(point.y, self.min.y, self.scale[1]) + origin[1],
        ]
    }
}

/// The factors, x first, that make of each side and a margin, in the drawing's unit, `room` pixels.
fn scale(aspect: Aspect, bounds: Bounds, room: f32, margin: f64) -> [f64; 2] {
    let sides = match aspect {
        Aspect::Kept => [bounds.longer_side(); 2],
        Aspect::Stretched => bounds.size(),
    };
    sides.map(|side| {
        if side + margin > 0.0 {
            f64::from(room) / (side + margin)
        } else {
            0.0
        }
    })
}
