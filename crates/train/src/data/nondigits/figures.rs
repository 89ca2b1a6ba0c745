//! Shapes with a number in them (turns, petals, steps), drawn anew each time.

use std::f32::consts::TAU;
use std::iter;

use rand::Rng;

use super::skeleton::{Knot, Place, Skeleton, bend, corner};
use crate::augment::Random;

const CENTRE: Place = [50.0, 50.0];

/// Two to four turns, inwards or outwards as the hand's order has it.
pub(super) fn spiral(random: &mut Random) -> Skeleton {
    let turns = random.random_range(2.2..4.0);
    vec![coil(turns, [50.0, 50.0], random)]
}

/// Petals around an eye.
pub(super) fn flower(random: &mut Random) -> Skeleton {
    let petals = random.random_range(5..=7);
    let petal = |number: usize| {
        let at = |part: f32, radius| around(CENTRE, (number as f32 + part) / petals as f32, radius);
        [
            corner(at(0.0, 22.0)),
            bend(at(0.25, 48.0)),
            bend(at(0.75, 48.0)),
        ]
    };
    let outline = (0..petals).flat_map(petal);
    let close = corner(around(CENTRE, 0.0, 22.0));
    vec![outline.chain([close]).collect(), ring(12.0, random)]
}

/// Lines across and down.
pub(super) fn grid(random: &mut Random) -> Skeleton {
    let lines = |count: usize| (0..count).map(move |i| 100.0 * i as f32 / (count - 1) as f32);
    let down =
        lines(random.random_range(3..=5)).map(|x| vec![corner([x, 0.0]), corner([x, 100.0])]);
    let across =
        lines(random.random_range(3..=5)).map(|y| vec![corner([0.0, y]), corner([100.0, y])]);
    down.chain(across).collect()
}

/// Steps up or down.
pub(super) fn stairs(random: &mut Random) -> Skeleton {
    let steps = random.random_range(3..=5);
    let side = 100.0 / steps as f32;
    let (start, rise) = if random.random() {
        (0.0, side)
    } else {
        (100.0, -side)
    };
    let step = |number: usize| {
        let (x, y) = (side * number as f32, start + rise * number as f32);
        [corner([x, y]), corner([x + side, y])]
    };
    vec![(0..steps).flat_map(step).collect()]
}

/// A disc and its rays.
pub(super) fn sun(random: &mut Random) -> Skeleton {
    let rays = random.random_range(6..=10);
    let ray = |number: usize| {
        [32.0, 50.0]
            .map(|radius| corner(around(CENTRE, number as f32 / rays as f32, radius)))
            .to_vec()
    };
    iter::once(ring(24.0, random))
        .chain((0..rays).map(ray))
        .collect()
}

/// Two or three rings in each other.
pub(super) fn target(random: &mut Random) -> Skeleton {
    let rings = random.random_range(2..=3);
    (1..=rings)
        .map(|number| ring(50.0 * number as f32 / rings as f32, random))
        .collect()
}

/// Up and down in bends.
pub(super) fn wave(random: &mut Random) -> Skeleton {
    vec![to_and_fro(random).map(bend).collect()]
}

/// Up and down in corners.
pub(super) fn zigzag(random: &mut Random) -> Skeleton {
    vec![to_and_fro(random).map(corner).collect()]
}

/// A coil of `turns` from the centre to the outermost radii (across, down).
pub(super) fn coil(turns: f32, radii: [f32; 2], random: &mut Random) -> Vec<Knot> {
    let start = random.random::<f32>();
    let sense = sign(random);
    let knots = (turns * KNOTS_A_TURN) as usize;
    let knot = |number: usize| {
        let share = (number + 1) as f32 / knots as f32;
        let [x, y] = around([0.0; 2], start + sense * turns * share, share);
        bend([CENTRE[0] + radii[0] * x, CENTRE[1] + radii[1] * y])
    };
    (0..knots).map(knot).collect()
}

/// A closed ring around the centre.
pub(super) fn ring(radius: f32, random: &mut Random) -> Vec<Knot> {
    let start = random.random::<f32>();
    let sense = sign(random);
    let knot = |number: usize| {
        bend(around(
            CENTRE,
            start + sense * number as f32 / KNOTS_A_TURN,
            radius,
        ))
    };
    (0..=KNOTS_A_TURN as usize).map(knot).collect()
}

/// The place at a share of a full turn around a centre.
pub(super) fn around(centre: Place, turn: f32, radius: f32) -> Place {
    let (sin, cos) = (turn * TAU).sin_cos();
    [centre[0] + radius * cos, centre[1] + radius * sin]
}

const KNOTS_A_TURN: f32 = 8.0;

fn sign(random: &mut Random) -> f32 {
    if random.random() { 1.0 } else { -1.0 }
}

/// Places from left to right, above and below the middle in turn.
fn to_and_fro(random: &mut Random) -> impl Iterator<Item = Place> + use<> {
    let count = random.random_range(6..=11);
    let height = random.random_range(10.0..28.0) * sign(random);
    (0..count).map(move |number| {
        let side = if number % 2 == 0 { height } else { -height };
        [100.0 * number as f32 / (count - 1) as f32, 50.0 + side]
    })
}
