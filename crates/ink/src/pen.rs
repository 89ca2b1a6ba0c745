//! Strokes in raster units in, coverage out: a round pen, anti-aliased by distance.
//!
//! Each pixel keeps the squared distance from its centre to the nearest segment; its coverage is
//! then `clamp(radius + 1/2 - distance, 0, 1)`: exact for an upright edge, within a few hundredths
//! for a slanted one. Caps and joins are round because distance is, and the union of segments is
//! a minimum, so neither order nor direction matters.
//!
//! Why not a library: tiny-skia and zeno outline the stroke, flatten it and scan-convert, which
//! adds about 100 KB of wasm, allocates for every stroke and quantises edges to a quarter of a
//! pixel. This takes a page, allocates nothing, and uses only `+ - * / sqrt min max`, which IEEE
//! 754 fixes to the last bit, so that native and wasm draw the same bytes. tiny-skia is the
//! independent check in the tests.

use crate::coverage::Coverage;
use crate::raster::SIDE;

/// A pen moves at least this far, in raster pixels, before it leaves a new segment: a hidden
/// deviation costs under 8 of 255 grey levels, and a million points cost no more than they show.
const LEAST_MOVE: f32 = 1.0 / 32.0;

/// A round pen on a field of 28x28 pixels, `[x, y]` in the plane whose pixel `i` spans `i..i + 1`.
pub(crate) struct Pen {
    /// Beyond this distance from a segment a pixel holds no ink: the radius and half a pixel.
    reach: f32,
    nearest_squared: [[f32; SIDE]; SIDE],
}

impl Pen {
    /// A pen `width` pixels across over blank paper.
    pub(crate) fn new(width: f32) -> Self {
        Self {
            reach: width / 2.0 + 0.5,
            nearest_squared: [[f32::MAX; SIDE]; SIDE],
        }
    }

    /// Draws one stroke; a single point leaves a dot.
    pub(crate) fn stroke(&mut self, mut points: impl Iterator<Item = [f32; 2]>) {
        let Some(mut last) = points.next() else {
            return;
        };
        self.segment(last, last);
        for point in points {
            let (dx, dy) = (point[0] - last[0], point[1] - last[1]);
            if dx * dx + dy * dy >= LEAST_MOVE * LEAST_MOVE {
                self.segment(last, point);
                last = point;
            }
        }
    }

    /// What the pen has drawn.
    pub(crate) fn lift(self) -> Coverage {
        let reach = self.reach;
        Coverage(
            self.nearest_squared
                .map(|row| row.map(|squared| (reach - squared.sqrt()).max(0.0).min(1.0))),
        )
    }

    fn segment(&mut self, from: [f32; 2], to: [f32; 2]) {
        let [dx, dy] = [to[0] - from[0], to[1] - from[1]];
        let squared_length = dx * dx + dy * dy;
        let per_length = if squared_length > 0.0 {
            1.0 / squared_length
        } else {
            0.0
        };
        let [(left, right), (top, bottom)] = [0, 1].map(|axis| self.touched(from[axis], to[axis]));
        for (y, row) in self
            .nearest_squared
            .iter_mut()
            .enumerate()
            .take(bottom)
            .skip(top)
        {
            let py = y as f32 + 0.5 - from[1];
            for (x, nearest) in row.iter_mut().enumerate().take(right).skip(left) {
                let px = x as f32 + 0.5 - from[0];
                let along = ((px * dx + py * dy) * per_length).max(0.0).min(1.0);
                let (off_x, off_y) = (px - along * dx, py - along * dy);
                *nearest = nearest.min(off_x * off_x + off_y * off_y);
            }
        }
    }

    /// The pixels, first and one past the last, whose centres can lie within reach of a segment
    /// that runs from `a` to `b` on this axis; `as` cuts off what lies outside the field.
    fn touched(&self, a: f32, b: f32) -> (usize, usize) {
        (
            (a.min(b) - self.reach + 0.5) as usize,
            (a.max(b) + self.reach + 0.5) as usize,
        )
    }
}
