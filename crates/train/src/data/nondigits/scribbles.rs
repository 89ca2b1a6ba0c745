//! What a hand draws that means nothing, long or scattered enough to be no digit by chance.

use rand::Rng;

use super::figures::{around, coil};
use super::kind::{Kind, held, learnt};
use super::skeleton::{Knot, Place, Skeleton, bend, corner};
use crate::augment::Random;
use crate::augment::warp::normal;

pub(super) const KINDS: &[Kind] = &[
    held("arcs", &[]).made_by(arcs),
    held("blob", &[]).made_by(blob),
    held("cross-hatching", &[]).made_by(cross_hatching),
    learnt("dashes", &[]).made_by(dashes),
    learnt("dots", &[]).made_by(dots),
    learnt("hatching", &[]).made_by(hatching),
    held("loops", &[]).made_by(loops),
    learnt("one dot", &["50,50"]),
    learnt("segments", &[]).made_by(segments),
    learnt("tangle", &[]).made_by(tangle),
    held("two dots", &[]).made_by(two_dots),
    learnt("wandering line", &[]).made_by(wandering_line),
];

/// Short bent strokes across each other.
fn arcs(random: &mut Random) -> Skeleton {
    let count = random.random_range(5..=8);
    let mut arc = || {
        let turn = random.random::<f32>();
        let length = random.random_range(25.0..45.0);
        let middle = anywhere(random);
        let crown = around(middle, turn + 0.25, random.random_range(5.0..20.0));
        vec![
            corner(around(middle, turn, length)),
            bend(crown),
            corner(around(middle, turn + 0.5, length)),
        ]
    };
    (0..count).map(|_| arc()).collect()
}

/// A disc filled by going round and round.
fn blob(random: &mut Random) -> Skeleton {
    let turns = random.random_range(5.0..8.0);
    let radii = [
        random.random_range(30.0..50.0),
        random.random_range(30.0..50.0),
    ];
    vec![coil(turns, radii, random)]
}

fn cross_hatching(random: &mut Random) -> Skeleton {
    let turn = random.random::<f32>();
    [turn, turn + 0.25]
        .map(|turn| back_and_forth(turn, corner, random))
        .to_vec()
}

/// Short straight strokes, apart.
fn dashes(random: &mut Random) -> Skeleton {
    let count = random.random_range(4..=9);
    let mut dash = || {
        let (middle, turn) = (anywhere(random), random.random::<f32>());
        let length = random.random_range(8.0..20.0);
        [turn, turn + 0.5]
            .map(|turn| corner(around(middle, turn, length)))
            .to_vec()
    };
    (0..count).map(|_| dash()).collect()
}

fn dots(random: &mut Random) -> Skeleton {
    let count = random.random_range(4..=15);
    (0..count).map(|_| vec![corner(anywhere(random))]).collect()
}

fn two_dots(random: &mut Random) -> Skeleton {
    (0..2).map(|_| vec![corner(anywhere(random))]).collect()
}

/// Back and forth without lifting the pen.
fn hatching(random: &mut Random) -> Skeleton {
    let knot = if random.random() { corner } else { bend };
    vec![back_and_forth(random.random(), knot, random)]
}

/// Loop after loop, as one tries a pen.
fn loops(random: &mut Random) -> Skeleton {
    let turns = random.random_range(4.0..7.0_f32);
    let knots = (turns * 8.0) as usize;
    let radius = random.random_range(12.0..25.0);
    let knot = |number: usize| {
        let share = number as f32 / knots as f32;
        bend(around([100.0 * share, 50.0], turns * share, radius))
    };
    vec![(0..=knots).map(knot).collect()]
}

/// Straight from place to place.
fn segments(random: &mut Random) -> Skeleton {
    let count = random.random_range(8..=14);
    vec![(0..count).map(|_| corner(anywhere(random))).collect()]
}

/// In bends from place to place.
fn tangle(random: &mut Random) -> Skeleton {
    let count = random.random_range(9..=18);
    vec![(0..count).map(|_| bend(anywhere(random))).collect()]
}

/// A line whose heading wanders, and turns back where it leaves the box.
fn wandering_line(random: &mut Random) -> Skeleton {
    const STEP: f32 = 12.0;
    let count = random.random_range(35..=70);
    let (mut at, mut turn, mut drift) = (anywhere(random), random.random::<f32>(), 0.0);
    let mut knot = || {
        let [x, y] = at.map(|place| place - 50.0);
        let homewards = (-y).atan2(-x) / std::f32::consts::TAU;
        drift = 0.7 * drift + 0.04 * normal(random);
        turn += drift;
        if x.hypot(y) > 42.0 {
            let off = homewards - turn;
            turn += 0.4 * (off - off.round());
        }
        at = around(at, turn, STEP);
        bend(at)
    };
    vec![(0..count).map(|_| knot()).collect()]
}

/// Lines to and fro across the box, turned by a share of a full turn.
fn back_and_forth(turn: f32, knot: fn(Place) -> Knot, random: &mut Random) -> Vec<Knot> {
    let count = random.random_range(8..=16);
    let (sin, cos) = (turn * std::f32::consts::TAU).sin_cos();
    let mut place = |number: usize| {
        let side = if number % 2 == 0 { 50.0 } else { -50.0 };
        let along = side * random.random_range(0.7..1.0);
        let across = 100.0 * number as f32 / (count - 1) as f32 - 50.0;
        [
            50.0 + along * cos - across * sin,
            50.0 + along * sin + across * cos,
        ]
    };
    (0..count).map(|number| knot(place(number))).collect()
}

fn anywhere(random: &mut Random) -> Place {
    [
        random.random_range(0.0..100.0),
        random.random_range(0.0..100.0),
    ]
}
