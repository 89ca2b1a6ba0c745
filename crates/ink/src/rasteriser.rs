//! Rasterises strokes with a round, antialiased pen, by the distance of each pixel from the strokes.
//!
//! Input: strokes in raster pixels. Output: [`Coverage`].
//!
//! Each pixel stores the squared distance from its centre to the nearest line of a stroke. Its coverage is
//! `clamp(radius + 1/2 - distance, 0, 1)`. This is exact for horizontal and vertical edges, within a few hundredths for
//! slanted edges, and up to a third too low in the pixel inside a sharp corner. Caps and joins are round, because a
//! distance has round level sets. The union of lines is a minimum, so neither the order nor the direction of strokes
//! matters.
//!
//! Why not use a library? tiny-skia and zeno convert a stroke to an outline, flatten it and fill it by scanlines. They
//! are large, they allocate for every stroke, and tiny-skia rounds the position of an edge to a quarter of a pixel.
//! This module does not allocate. It uses only `+ - * / sqrt min max`, which IEEE 754 specifies to the last bit, so
//! native code and wasm give the same bytes. A line costs time in proportion to the pixels near it. The tests compare
//! the result with tiny-skia.

use crate::coverage::Coverage;
use crate::raster::SIDE;

/// Points closer than this to the last drawn point are skipped. The resulting error stays below 8 of 255 grey levels,
/// and a million points cost no more than the visible ones.
const MIN_LINE_LENGTH_PX: f32 = 1.0 / 32.0;

/// Draws strokes on 28x28 pixels. Coordinates are `[x, y]` in pixels, where pixel `i` spans `i..i + 1`.
pub(crate) struct Rasteriser {
    /// Distance from a line beyond which a pixel has no ink: the pen's radius plus half a pixel.
    reach: f32,
    min_distance_squared: [[f32; SIDE]; SIDE],
}

impl Rasteriser {
    /// Creates a blank raster and a pen of `width` pixels.
    pub(crate) fn new(width: f32) -> Self {
        Self {
            reach: width / 2.0 + 0.5,
            min_distance_squared: [[f32::MAX; SIDE]; SIDE],
        }
    }

    /// Draws one stroke. A single point gives a dot.
    pub(crate) fn stroke(&mut self, mut points: impl Iterator<Item = [f32; 2]>) {
        let Some(mut last) = points.next() else {
            return;
        };
        self.line(last, last);
        for point in points {
            let (dx, dy) = (point[0] - last[0], point[1] - last[1]);
            if dx * dx + dy * dy >= MIN_LINE_LENGTH_PX * MIN_LINE_LENGTH_PX {
                self.line(last, point);
                last = point;
            }
        }
    }

    /// Returns the coverage of all strokes drawn so far.
    pub(crate) fn into_coverage(self) -> Coverage {
        let reach = self.reach;
        Coverage(
            self.min_distance_squared
                .map(|row| row.map(|squared| (reach - squared.sqrt()).clamp(0.0, 1.0))),
        )
    }

    fn line(&mut self, from: [f32; 2], to: [f32; 2]) {
        let [dx, dy] = [to[0] - from[0], to[1] - from[1]];
        let length_squared = dx * dx + dy * dy;
        let inverse_length_squared = if length_squared > 0.0 {
            1.0 / length_squared
        } else {
            0.0
        };
        let [(left, right), (top, bottom)] =
            [0, 1].map(|axis| self.pixel_range(from[axis], to[axis]));
        for (y, row) in self
            .min_distance_squared
            .iter_mut()
            .enumerate()
            .take(bottom)
            .skip(top)
        {
            let py = y as f32 + 0.5 - from[1];
            for (x, min) in row.iter_mut().enumerate().take(right).skip(left) {
                let px = x as f32 + 0.5 - from[0];
                let t = ((px * dx + py * dy) * inverse_length_squared).clamp(0.0, 1.0);
                let (offset_x, offset_y) = (px - t * dx, py - t * dy);
                *min = min.min(offset_x * offset_x + offset_y * offset_y);
            }
        }
    }

    /// Returns the first pixel, and one past the last, whose centre can be within reach of a line from `a` to `b` on
    /// one axis. `as` saturates, which clips the range at 0.
    fn pixel_range(&self, a: f32, b: f32) -> (usize, usize) {
        (
            (a.min(b) - self.reach + 0.5) as usize,
            (a.max(b) + self.reach + 0.5) as usize,
        )
    }
}

#[cfg(test)]
mod tests {
    use tiny_skia::{FillRule, LineCap, LineJoin, Paint, PathBuilder, Pixmap, Stroke, Transform};

    use super::Rasteriser;
    use crate::raster::SIDE;

    /// Renders the same stroke with tiny-skia. Returns its coverage, row by row.
    fn tiny_skia_coverage(points: &[[f32; 2]], width: f32) -> Vec<f32> {
        let mut path = PathBuilder::new();
        for (i, &[x, y]) in points.iter().enumerate() {
            if i == 0 {
                path.move_to(x, y);
            } else {
                path.line_to(x, y);
            }
        }
        let path = path.finish().expect("a list of points is a valid path");
        let (line_cap, line_join) = (LineCap::Round, LineJoin::Round);
        let stroke = Stroke {
            width,
            line_cap,
            line_join,
            ..Stroke::default()
        };
        let outline = path
            .stroke(&stroke, 8.0)
            .expect("every path has an outline");
        let mut pixmap = Pixmap::new(SIDE as u32, SIDE as u32).expect("28x28 is a valid size");
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
        let mut rasteriser = Rasteriser::new(width);
        rasteriser.stroke(points.iter().copied());
        let coverage = rasteriser.into_coverage();
        let expected = tiny_skia_coverage(points, width);
        let pairs = coverage.0.as_flattened().iter().zip(&expected);
        let errors: Vec<f32> = pairs
            .map(|(actual, expected)| (actual - expected).abs())
            .collect();
        let max = errors.iter().copied().fold(0.0, f32::max);
        assert!(
            max < tolerance,
            "{points:?} with a {width} px pen: the largest error is {max}"
        );
        let ink: f32 = expected.iter().sum();
        let relative = errors.iter().sum::<f32>() / ink;
        assert!(
            relative < 0.05,
            "{points:?} with a {width} px pen: the errors add up to {relative} of the ink"
        );
    }

    /// tiny-skia rounds the position of an edge to a quarter of a pixel.
    const LINE_TOLERANCE: f32 = 0.13;

    /// In a sharp corner, two lines can cover different parts of a pixel. The rasteriser counts only the larger part.
    const CORNER_TOLERANCE: f32 = 0.35;

    #[test]
    fn coverage_agrees_with_tiny_skia() {
        for width in [2.0, 2.5, 4.0] {
            check(&[[5.0, 14.5], [23.0, 14.5]], width, LINE_TOLERANCE);
            check(&[[6.2, 5.1], [20.7, 22.9]], width, LINE_TOLERANCE);
            check(&[[14.0, 4.0], [13.1, 24.0]], width, LINE_TOLERANCE);
            check(
                &[
                    [6.0, 6.0],
                    [21.3, 7.2],
                    [10.0, 14.0],
                    [22.0, 21.5],
                    [7.7, 22.0],
                ],
                width,
                CORNER_TOLERANCE,
            );
        }
    }
}
