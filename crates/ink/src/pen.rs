//! Strokes in raster units in, coverage out: a round pen, anti-aliased by distance.
//!
//! Each pixel keeps the squared distance from its centre to the nearest segment; its coverage is
//! then `clamp(radius + 1/2 - distance, 0, 1)`: exact for an upright edge, within a few hundredths
//! for a slanted one, and short by up to a third in the pixel inside a sharp corner. Caps and
//! joins are round because distance is, and the union of segments is a minimum, so neither order
//! nor direction matters.
//!
//! Why not a library: tiny-skia and zeno outline the stroke, flatten it and scan-convert, three
//! machines to load into the page for one pen; they allocate for every stroke, and tiny-skia's
//! edges keep to quarters of a pixel. This takes a page, allocates nothing, and uses only
//! `+ - * / sqrt min max`, which IEEE 754 fixes to the last bit, so that native and wasm draw the
//! same bytes. Short segments are cheap, a long one at most the field. tiny-skia is the
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
                .map(|row| row.map(|squared| (reach - squared.sqrt()).clamp(0.0, 1.0))),
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
                let along = ((px * dx + py * dy) * per_length).clamp(0.0, 1.0);
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

#[cfg(test)]
mod tests {
    use tiny_skia::{FillRule, LineCap, LineJoin, Paint, PathBuilder, Pixmap, Stroke, Transform};

    use super::Pen;
    use crate::raster::SIDE;

    /// The coverage that tiny-skia gives the same stroke, row by row.
    fn by_tiny_skia(points: &[[f32; 2]], width: f32) -> Vec<f32> {
        let mut path = PathBuilder::new();
        for (i, &[x, y]) in points.iter().enumerate() {
            if i == 0 {
                path.move_to(x, y);
            } else {
                path.line_to(x, y);
            }
        }
        let path = path.finish().expect("points make a path");
        let (line_cap, line_join) = (LineCap::Round, LineJoin::Round);
        let stroke = Stroke {
            width,
            line_cap,
            line_join,
            ..Stroke::default()
        };
        let outline = path.stroke(&stroke, 8.0).expect("a path has an outline");
        let mut pixmap = Pixmap::new(SIDE as u32, SIDE as u32).expect("28 pixels are a size");
        let paint = Paint {
            anti_alias: true,
            ..Paint::default()
        };
        pixmap.fill_path(
            &outline,
            &paint,
            FillRule::Winding,
            Transform::identity(),
            None,
        );
        pixmap
            .pixels()
            .iter()
            .map(|pixel| f32::from(pixel.alpha()) / 255.0)
            .collect()
    }

    fn check(points: &[[f32; 2]], width: f32, tolerance: f32) {
        let mut pen = Pen::new(width);
        pen.stroke(points.iter().copied());
        let ours = pen.lift();
        let theirs = by_tiny_skia(points, width);
        let pairs = ours.0.as_flattened().iter().zip(&theirs);
        let off: Vec<f32> = pairs.map(|(ours, theirs)| (ours - theirs).abs()).collect();
        let greatest = off.iter().copied().fold(0.0, f32::max);
        assert!(
            greatest < tolerance,
            "{points:?}, {width} wide: a pixel is off by {greatest}"
        );
        let ink: f32 = theirs.iter().sum();
        let mean = off.iter().sum::<f32>() / ink;
        assert!(
            mean < 0.05,
            "{points:?}, {width} wide: off by {mean} of the ink"
        );
    }

    /// tiny-skia itself places edges to a quarter of a pixel.
    const LINE: f32 = 0.13;

    /// In a sharp corner two segments can cover different parts of a pixel, of which the pen
    /// counts the larger.
    const CORNER: f32 = 0.35;

    #[test]
    fn coverage_agrees_with_tiny_skia() {
        for width in [2.0, 2.5, 4.0] {
            check(&[[5.0, 14.5], [23.0, 14.5]], width, LINE);
            check(&[[6.2, 5.1], [20.7, 22.9]], width, LINE);
            check(&[[14.0, 4.0], [13.1, 24.0]], width, LINE);
            check(
                &[
                    [6.0, 6.0],
                    [21.3, 7.2],
                    [10.0, 14.0],
                    [22.0, 21.5],
                    [7.7, 22.0],
                ],
                width,
                CORNER,
            );
        }
    }
}
