//! A hand that draws a skeleton: in, where the pen should pass; out, where it passed.
//!
//! No two drawings are alike: knots are missed by a little (so that lines overshoot and outlines do not quite close),
//! quick hands round their corners, and the whole is turned, slanted, stretched and bent as a digit's drawing is when
//! it is varied to learn from ([`Warp`]). Strokes come in any order and direction, though the raster does not tell.

use ink::{Drawing, Point, Recipe, Stroke};
use rand::Rng;
use rand::seq::SliceRandom;

use super::skeleton::{self, Skeleton};
use crate::augment::Random;
use crate::augment::warp::{Extent, Warp, normal};

const EXTENT: Extent = Extent {
    rotation: 12.0,
    slant: 0.22,
    stretch: 0.22,
    shift: 0.0,
    elastic: 0.5,
};

/// How far a careful and a careless hand miss a knot (standard deviation, of the skeleton's 100).
const MISSED: std::ops::Range<f32> = 1.0..3.5;

/// Distance between points, of the skeleton's 100: a pen read 100 times a second leaves 30 to 60 points on a letter.
const SPACING: std::ops::Range<f32> = 4.0..9.0;

/// Most times that a quick hand's points are averaged with their neighbours.
const ROUNDING: usize = 2;

/// Share of strokes drawn from their other end, and of drawings whose strokes come in any order.
const OTHERWISE: f64 = 0.2;

/// Largest unsteadiness of the hand, in raster pixels (standard deviation of each point).
const TREMOR: f32 = 0.2;

/// What the skeleton's 100 measures in the raster pixels that a [`Warp`] expects.
const RASTER_SIDE: f32 = Recipe::MNIST.fit;

/// What the skeleton's 100 measures on the pad, in pad units.
const HEIGHT: std::ops::Range<f32> = 100.0..300.0;

/// The skeleton as a hand draws it, once.
pub(super) fn drawn(mut skeleton: Skeleton, random: &mut Random) -> Drawing {
    let missed = random.random_range(MISSED);
    for knot in skeleton.iter_mut().flatten() {
        knot.at = knot.at.map(|place| place + missed * normal(random));
    }
    let (spacing, rounding) = (
        random.random_range(SPACING),
        random.random_range(0..=ROUNDING),
    );
    let stroke = |knots: &Vec<_>| {
        let mut points = skeleton::path(knots, spacing);
        (0..rounding).for_each(|_| round(&mut points));
        Stroke { points }
    };
    let mut strokes: Vec<Stroke> = skeleton.iter().map(stroke).collect();
    reorder(&mut strokes, random);
    place_on_pad(&mut strokes, random);
    Drawing { strokes }
}

/// Averages each point with its neighbours; both ends stay.
fn round(points: &mut [Point]) {
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

fn reorder(strokes: &mut [Stroke], random: &mut Random) {
    for stroke in &mut *strokes {
        if random.random_bool(OTHERWISE) {
            stroke.points.reverse();
        }
    }
    if random.random_bool(OTHERWISE) {
        strokes.shuffle(random);
    }
}

/// Warps the strokes, in the raster pixels that a [`Warp`] expects, and gives them their size on the pad.
fn place_on_pad(strokes: &mut [Stroke], random: &mut Random) {
    let warp = Warp::draw(&EXTENT, random);
    let tremor = TREMOR * random.random::<f32>().powi(2);
    let pad_units = random.random_range(HEIGHT) / RASTER_SIDE;
    for point in strokes.iter_mut().flat_map(|stroke| &mut stroke.points) {
        let raster = |place: f32| (place / 100.0 - 0.5) * RASTER_SIDE;
        let warped = warp.apply(Point {
            x: raster(point.x),
            y: raster(point.y),
        });
        let mut on_pad =
            |place: f32| (place + tremor * normal(random) + RASTER_SIDE / 2.0) * pad_units;
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
    fn rounding_cuts_corners_and_keeps_both_ends() {
        let corner = [[0.0, 0.0], [8.0, 0.0], [8.0, 8.0]].map(Point::from);
        let mut rounded = corner;
        round(&mut rounded);
        assert_eq!(rounded, [corner[0], Point { x: 6.0, y: 2.0 }, corner[2]]);
    }

    #[test]
    fn rounding_leaves_dots_and_straight_lines_alone() {
        let line = [[0.0, 0.0], [4.0, 2.0], [8.0, 4.0]].map(Point::from);
        for points in [&line[..0], &line[..1], &line[..2], &line] {
            let mut rounded = points.to_vec();
            round(&mut rounded);
            assert_eq!(rounded, points);
        }
    }
}
