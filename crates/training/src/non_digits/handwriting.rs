//! Simulates handwriting: turns a skeleton into a drawing.
//!
//! Each drawing differs. Knots are displaced slightly, so lines overshoot and outlines do not quite close. Smoothing
//! rounds the corners as fast writing does. A [`Warp`] rotates, slants, stretches and bends the drawing, as in the
//! augmentation of digits. The order and direction of strokes vary too, although the raster does not depend on them.

use ink::{Drawing, Point, Preprocessing, Stroke};
use rand::Rng;
use rand::seq::SliceRandom;

use super::skeleton::{self, Skeleton};
use crate::augment::warp::{Warp, WarpRanges};
use crate::random::{SeededRng, standard_normal};

const WARP_RANGES: WarpRanges = WarpRanges {
    rotation: 12.0,
    slant: 0.22,
    stretch: 0.22,
    shift: 0.0,
    elastic: 0.5,
};

/// Range of the standard deviation of a knot's displacement, in skeleton units.
const KNOT_ERRORS: std::ops::Range<f32> = 1.0..3.5;

/// Range of the distance between points, in skeleton units. It gives 30 to 60 points per letter, like a pen sampled
/// at 100 Hz.
const POINT_SPACINGS: std::ops::Range<f32> = 4.0..9.0;

/// Maximum number of passes that average each point with its neighbours.
const MAX_SMOOTHING_PASSES: usize = 2;

/// Probability that a stroke is reversed, and that the strokes of a drawing are shuffled.
const REORDER_PROBABILITY: f64 = 0.2;

/// Maximum standard deviation of the random offset of each point, in raster pixels.
const MAX_TREMOR_PX: f32 = 0.2;

/// Size of the skeleton's box in the raster pixels that a [`Warp`] expects.
const RASTER_BOX_PX: f32 = Preprocessing::MNIST.box_side;

/// Range of the size of the skeleton's box on the pad, in pad units.
const PAD_SIZES: std::ops::Range<f32> = 100.0..300.0;

/// Returns a random drawing of the skeleton.
pub(super) fn draw(mut skeleton: Skeleton, rng: &mut SeededRng) -> Drawing {
    let knot_error = rng.random_range(KNOT_ERRORS);
    for knot in skeleton.iter_mut().flatten() {
        knot.position = knot
            .position
            .map(|coordinate| coordinate + knot_error * standard_normal(rng));
    }
    let (spacing, smoothing_passes) = (
        rng.random_range(POINT_SPACINGS),
        rng.random_range(0..=MAX_SMOOTHING_PASSES),
    );
    let stroke = |knots: &Vec<_>| {
        let mut points = skeleton::sample_curve(knots, spacing);
        (0..smoothing_passes).for_each(|_| smooth(&mut points));
        Stroke { points }
    };
    let mut strokes: Vec<Stroke> = skeleton.iter().map(stroke).collect();
    reorder(&mut strokes, rng);
    place_on_pad(&mut strokes, rng);
    Drawing { strokes }
}

/// Averages each point with its neighbours, except at the ends.
fn smooth(points: &mut [Point]) {
    let Some(mut before) = points.first().copied() else {
        return;
    };
    for i in 1..points.len().saturating_sub(1) {
        let (here, after) = (points[i], points[i + 1]);
        points[i] = Point {
            x: (before.x + 2.0 * here.x + after.x) / 4.0,
            y: (before.y + 2.0 * here.y + after.y) / 4.0,
        };
        before = here;
    }
}

fn reorder(strokes: &mut [Stroke], rng: &mut SeededRng) {
    for stroke in &mut *strokes {
        if rng.random_bool(REORDER_PROBABILITY) {
            stroke.points.reverse();
        }
    }
    if rng.random_bool(REORDER_PROBABILITY) {
        strokes.shuffle(rng);
    }
}

/// Warps the strokes and scales them to a random size on the pad.
fn place_on_pad(strokes: &mut [Stroke], rng: &mut SeededRng) {
    let warp = Warp::random(&WARP_RANGES, rng);
    let tremor = MAX_TREMOR_PX * rng.random::<f32>().powi(2);
    let pad_units = rng.random_range(PAD_SIZES) / RASTER_BOX_PX;
    for point in strokes.iter_mut().flat_map(|stroke| &mut stroke.points) {
        let raster = |coordinate: f32| (coordinate / 100.0 - 0.5) * RASTER_BOX_PX;
        let warped = warp.apply(Point {
            x: raster(point.x),
            y: raster(point.y),
        });
        let mut on_pad = |coordinate: f32| {
            (coordinate + tremor * standard_normal(rng) + RASTER_BOX_PX / 2.0) * pad_units
        };
        *point = Point {
            x: on_pad(warped.x),
            y: on_pad(warped.y),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn smoothing_cuts_corners_and_keeps_both_ends() {
        let corner = [[0.0, 0.0], [8.0, 0.0], [8.0, 8.0]].map(Point::from);
        let mut smoothed = corner;
        smooth(&mut smoothed);
        assert_eq!(smoothed, [corner[0], Point { x: 6.0, y: 2.0 }, corner[2]]);
    }

    #[test]
    fn smoothing_leaves_dots_and_straight_lines_alone() {
        let line = [[0.0, 0.0], [4.0, 2.0], [8.0, 4.0]].map(Point::from);
        for points in [&line[..0], &line[..1], &line[..2], &line] {
            let mut smoothed = points.to_vec();
            smooth(&mut smoothed);
            assert_eq!(smoothed, points);
        }
    }
}
