//! Shapes with a number in them (turns, petals, steps), drawn anew each time.

use std::iter;

use rand::Rng;

use super::circle::{CENTRE, around, coil, ring, sense};
use super::skeleton::{Place, Skeleton, bend, corner};
use crate::augment::Random;

/// Petals around an eye.
pub(super) fn flower(random: &mut Random) -> Skeleton {
    let petals = random.random_range(5..=7);
    let at = |petal: usize, part: f32, radius: f32| {
        around(CENTRE, (petal as f32 + part) / petals as f32, radius)
    };
    let petal = |number| {
        [
            corner(at(number, 0.0, 22.0)),
            bend(at(number, 0.25, 48.0)),
            bend(at(number, 0.75, 48.0)),
        ]
    };
    let end = corner(at(0, 0.0, 22.0));
    let outline = (0..petals).flat_map(petal).chain([end]);
    vec![outline.collect(), ring(12.0, random)]
}

/// Lines across and down, the frame included.
pub(super) fn grid(random: &mut Random) -> Skeleton {
    let mut lines = || {
        let count = random.random_range(3..=5);
        (0..count).map(move |number| 100.0 * number as f32 / (count - 1) as f32)
    };
    let down = lines().map(|x| vec![corner([x, 0.0]), corner([x, 100.0])]);
    let across = lines().map(|y| vec![corner([0.0, y]), corner([100.0, y])]);
    down.chain(across).collect()
}

pub(super) fn spiral(random: &mut Random) -> Skeleton {
    let turns = random.random_range(2.2..3.4);
    vec![coil(turns, [50.0, 50.0], random)]
}

/// Steps up or down.
pub(super) fn stairs(random: &mut Random) -> Skeleton {
    let steps = random.random_range(3..=5);
    let width = 100.0 / steps as f32;
    let rise = width * sense(random);
    let step = |number: usize| {
        let (x, y) = (width * number as f32, rise * number as f32);
        [corner([x, y]), corner([x + width, y])]
    };
    vec![(0..steps).flat_map(step).collect()]
}

/// A disc and its rays.
pub(super) fn sun(random: &mut Random) -> Skeleton {
    let rays = random.random_range(6..=10);
    let ray = |number: usize| {
        let angle = number as f32 / rays as f32;
        [32.0, 50.0]
            .map(|radius| corner(around(CENTRE, angle, radius)))
            .to_vec()
    };
    iter::once(ring(24.0, random))
        .chain((0..rays).map(ray))
        .collect()
}

/// Rings in each other.
pub(super) fn target(random: &mut Random) -> Skeleton {
    let rings = random.random_range(2..=3);
    (1..=rings)
        .map(|number| ring(50.0 * number as f32 / rings as f32, random))
        .collect()
}

pub(super) fn wave(random: &mut Random) -> Skeleton {
    vec![up_and_down(random).map(bend).collect()]
}

pub(super) fn zigzag(random: &mut Random) -> Skeleton {
    vec![up_and_down(random).map(corner).collect()]
}

/// Places from left to right, above and below the middle in turn.
fn up_and_down(random: &mut Random) -> impl Iterator<Item = Place> + use<> {
    let count = random.random_range(6..=11);
    let height = random.random_range(10.0..28.0) * sense(random);
    (0..count).map(move |number| {
        let side = if number % 2 == 0 { height } else { -height };
        [100.0 * number as f32 / (count - 1) as f32, 50.0 + side]
    })
}
