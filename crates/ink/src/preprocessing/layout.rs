//! Computes the scale, pen width and position of a drawing in raster pixels.

use super::{AspectRatio, FIELD, Frame, PenScaling, Preprocessing};
use crate::drawing::{Bounds, Point};

/// The mapping of a drawing to raster pixels. Intermediate values are `f64`, so no finite drawing overflows.
pub(super) struct Layout {
    /// Size of the ink's bounding box, pen width included.
    pub(super) size: [f32; 2],
    pub(super) pen_width: f32,
    frame: Frame,
    min: Point,
    scale: [f64; 2],
}

impl Layout {
    pub(super) fn new(preprocessing: &Preprocessing, bounds: Bounds) -> Self {
        // NaN counts as 0, because `max` ignores it; `clamp` would not.
        let box_side = FIELD.min(preprocessing.box_side.max(0.0));
        let pen_width = box_side.min(preprocessing.pen_width.max(0.0));
        let relative_pen_width = f64::from(pen_width) / f64::from(FIELD);
        let aspect_ratio = preprocessing.aspect_ratio;
        let scale = match (preprocessing.frame, preprocessing.pen_scaling) {
            (Frame::Pad, _) => [f64::from(FIELD); 2],
            (Frame::Ink, PenScaling::Fixed) => {
                scale(aspect_ratio, bounds, box_side - pen_width, 0.0)
            }
            (Frame::Ink, PenScaling::Proportional) => {
                scale(aspect_ratio, bounds, box_side, relative_pen_width)
            }
        };
        let pen_width = match preprocessing.pen_scaling {
            PenScaling::Fixed => pen_width,
            PenScaling::Proportional => (relative_pen_width * scale[0].min(scale[1])) as f32,
        };
        let size = bounds.size();
        Self {
            size: [0, 1].map(|axis| (size[axis] * scale[axis]) as f32 + pen_width),
            pen_width,
            frame: preprocessing.frame,
            min: bounds.min,
            scale,
        }
    }

    /// Returns the corner of the ink's bounding box that centres the box in the field.
    pub(super) fn corner_for_centred_ink(&self) -> [f32; 2] {
        self.size.map(|side| (FIELD - side) / 2.0)
    }

    /// Returns the corner of the ink's bounding box that centres the frame in the field.
    pub(super) fn corner_for_centred_frame(&self) -> [f32; 2] {
        match self.frame {
            Frame::Ink => self.corner_for_centred_ink(),
            Frame::Pad => {
                let Point { x, y } = self.min;
                let to_pixels = |value: f32| (f64::from(value) * f64::from(FIELD)) as f32;
                [x, y].map(|value| to_pixels(value) - self.pen_width / 2.0)
            }
        }
    }

    /// Maps a point to raster pixels; `origin` is the position of the minimum of the drawing's bounds.
    pub(super) fn to_pixels(&self, point: Point, origin: [f32; 2]) -> [f32; 2] {
        let offset =
            |value: f32, min: f32, scale: f64| ((f64::from(value) - f64::from(min)) * scale) as f32;
        [
            offset(point.x, self.min.x, self.scale[0]) + origin[0],
            offset(point.y, self.min.y, self.scale[1]) + origin[1],
        ]
    }
}

/// Returns the scale per axis, x first, at which each side plus `margin` is `length` pixels long. `margin` is in the
/// drawing's unit.
fn scale(aspect_ratio: AspectRatio, bounds: Bounds, length: f32, margin: f64) -> [f64; 2] {
    let sides = match aspect_ratio {
        AspectRatio::Preserved => [bounds.longer_side(); 2],
        AspectRatio::Stretched => bounds.size(),
    };
    sides.map(|side| {
        if side + margin > 0.0 {
            f64::from(length) / (side + margin)
        } else {
            0.0
        }
    })
}
