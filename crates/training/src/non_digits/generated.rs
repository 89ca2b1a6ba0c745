//! Generated shapes with a random parameter, such as the number of petals or steps.

use std::iter;

use rand::Rng;

use super::polar::{CENTRE, coil, point_at, random_sign, ring};
use super::skeleton::{Position, Skeleton, corner, smooth};
use crate::random::SeededRng;

/// Draws petals around a circle.
pub(super) fn flower(rng: &mut SeededRng) -> Skeleton {
    let petals = rng.random_range(5..=7);
    let at = |petal: usize, fraction: f32, radius: f32| {
        point_at(CENTRE, (petal as f32 + fraction) / petals as f32, radius)
    };
    let petal = |index| {
        [
            corner(at(index, 0.0, 22.0)),
            smooth(at(index, 0.25, 48.0)),
            smooth(at(index, 0.75, 48.0)),
        ]
    };
    let end = corner(at(0, 0.0, 22.0));
    let outline = (0..petals).flat_map(petal).chain([end]);
    vec![outline.collect(), ring(12.0, rng)]
}

/// Draws horizontal and vertical lines, including the outline.
pub(super) fn grid(rng: &mut SeededRng) -> Skeleton {
    let mut lines = || {
        let count = rng.random_range(3..=5);
        (0..count).map(move |index| 100.0 * index as f32 / (count - 1) as f32)
    };
    let vertical = lines().map(|x| vec![corner([x, 0.0]), corner([x, 100.0])]);
    let horizontal = lines().map(|y| vec![corner([0.0, y]), corner([100.0, y])]);
    vertical.chain(horizontal).collect()
}

pub(super) fn spiral(rng: &mut SeededRng) -> Skeleton {
    let turns = rng.random_range(2.2..3.4);
    vec![coil(turns, [50.0, 50.0], rng)]
}

/// Draws ascending or descending steps.
pub(super) fn stairs(rng: &mut SeededRng) -> Skeleton {
    let steps = rng.random_range(3..=5);
    let width = 100.0 / steps as f32;
    let rise = width * random_sign(rng);
    let step = |index: usize| {
        let (x, y) = (width * index as f32, rise * index as f32);
        [corner([x, y]), corner([x + width, y])]
    };
    vec![(0..steps).flat_map(step).collect()]
}

/// Draws a circle with rays.
pub(super) fn sun(rng: &mut SeededRng) -> Skeleton {
    let rays = rng.random_range(6..=10);
    let ray = |index: usize| {
        let angle = index as f32 / rays as f32;
        [32.0, 50.0]
            .map(|radius| corner(point_at(CENTRE, angle, radius)))
            .to_vec()
    };
    iter::once(ring(24.0, rng))
        .chain((0..rays).map(ray))
        .collect()
}

/// Draws concentric circles.
pub(super) fn target(rng: &mut SeededRng) -> Skeleton {
    let rings = rng.random_range(2..=3);
    (1..=rings)
        .map(|index| ring(50.0 * index as f32 / rings as f32, rng))
        .collect()
}

pub(super) fn wave(rng: &mut SeededRng) -> Skeleton {
    vec![up_and_down(rng).map(smooth).collect()]
}

pub(super) fn zigzag(rng: &mut SeededRng) -> Skeleton {
    vec![up_and_down(rng).map(corner).collect()]
}

/// Returns positions from left to right, alternately above and below the centre line.
fn up_and_down(rng: &mut SeededRng) -> impl Iterator<Item = Position> + use<> {
    let count = rng.random_range(6..=11);
    let height = rng.random_range(10.0..28.0) * random_sign(rng);
    (0..count).map(move |index| {
        let dy = if index % 2 == 0 { height } else { -height };
        [100.0 * index as f32 / (count - 1) as f32, 50.0 + dy]
    })
}
