//! What a hand draws that means nothing, long or scattered enough to be no digit by chance.

use std::f32::consts::TAU;
use std::iter;
use std::ops::RangeInclusive;

use rand::Rng;

use super::circle::{CENTRE, around, coil};
use super::kind::Form::{Made, Written};
use super::kind::{Kind, held, learnt};
use super::skeleton::{Knot, Place, Skeleton, bend, corner, length};
use crate::augment::Random;
use crate::augment::warp::normal;

pub(super) const KINDS: &[Kind] = &[
    held("arcs", Made(arcs)),
    held("blob", Made(blob)),
    held("cross-hatching", Made(cross_hatching)),
    learnt("dashes", Made(dashes)),
    learnt("dots", Made(dots)),
    learnt("hatching", Made(hatching)),
    held("loops", Made(loops)),
    learnt("one dot", Written(&["50,50"])),
    learnt("segments", Made(segments)),
    learnt("tangle", Made(tangle)),
    held("two dots", Made(two_dots)),
    learnt("wandering line", Made(wandering_line)),
];

/// Bent strokes across each other.
fn arcs(random: &mut Random) -> Skeleton {
    let middles = scattered(5..=8, random);
    let arc = |middle| {
        let angle = random.random::<f32>();
        let reach = random.random_range(25.0..45.0);
        let height = random.random_range(5.0..20.0);
        vec![
            corner(around(middle, angle, reach)),
            bend(around(middle, angle + 0.25, height)),
            corner(around(middle, angle + 0.5, reach)),
        ]
    };
    middles.map(arc).collect()
}

/// A disc filled by going round and round.
fn blob(random: &mut Random) -> Skeleton {
    let turns = random.random_range(5.0..8.0);
    let radii = [0; 2].map(|_| random.random_range(30.0..50.0));
    vec![coil(turns, radii, random)]
}

fn cross_hatching(random: &mut Random) -> Skeleton {
    let angle = random.random::<f32>();
    [angle, angle + 0.25]
        .map(|angle| back_and_forth(random.random_range(5..=8), angle, corner, random))
        .to_vec()
}

/// Short straight strokes, apart.
fn dashes(random: &mut Random) -> Skeleton {
    let middles = scattered(4..=9, random);
    let dash = |middle| {
        let angle = random.random::<f32>();
        let reach = random.random_range(8.0..20.0);
        [angle, angle + 0.5]
            .map(|angle| corner(around(middle, angle, reach)))
            .to_vec()
    };
    middles.map(dash).collect()
}

fn dots(random: &mut Random) -> Skeleton {
    scattered(4..=15, random).map(dot).collect()
}

fn two_dots(random: &mut Random) -> Skeleton {
    scattered(2..=2, random).map(dot).collect()
}

fn hatching(random: &mut Random) -> Skeleton {
    let knot = if random.random() { corner } else { bend };
    let lines = random.random_range(6..=13);
    vec![back_and_forth(lines, random.random(), knot, random)]
}

/// Loop after loop, as one tries a pen.
fn loops(random: &mut Random) -> Skeleton {
    const KNOTS_A_LOOP: usize = 8;
    let knots = random.random_range(3..=5) * KNOTS_A_LOOP;
    let advance = random.random_range(22.0..34.0);
    let knot = |number: usize| {
        let turns = number as f32 / KNOTS_A_LOOP as f32;
        bend(around([advance * turns, 50.0], turns, 24.0))
    };
    vec![(0..=knots).map(knot).collect()]
}

/// Straight from place to place.
fn segments(random: &mut Random) -> Skeleton {
    vec![scattered(9..=15, random).map(corner).collect()]
}

/// In bends from place to place.
fn tangle(random: &mut Random) -> Skeleton {
    vec![scattered(10..=18, random).map(bend).collect()]
}

/// A line whose heading wanders, and turns back where it leaves the box.
fn wandering_line(random: &mut Random) -> Skeleton {
    const STEP: f32 = 10.0;
    let count = random.random_range(45..=80);
    let (mut at, mut heading, mut drift) = (anywhere(random), random.random::<f32>(), 0.0);
    let knot = || {
        drift = 0.8 * drift + 0.04 * normal(random);
        heading += drift;
        if length(at, CENTRE) > 45.0 {
            let homewards = (CENTRE[1] - at[1]).atan2(CENTRE[0] - at[0]) / TAU;
            let off = homewards - heading;
            heading += 0.5 * (off - off.round());
        }
        at = around(at, heading, STEP);
        bend(at)
    };
    vec![iter::repeat_with(knot).take(count).collect()]
}

/// Lines to and fro across the box without lifting the pen, in the direction `angle`.
fn back_and_forth(
    lines: usize,
    angle: f32,
    knot: fn(Place) -> Knot,
    random: &mut Random,
) -> Vec<Knot> {
    let end = |number: usize| {
        let across = 100.0 * number as f32 / lines as f32 - 50.0;
        let side = if number.is_multiple_of(2) { 0.0 } else { 0.5 };
        let middle = around(CENTRE, angle + 0.25, across);
        knot(around(
            middle,
            angle + side,
            random.random_range(35.0..50.0),
        ))
    };
    (0..=lines).map(end).collect()
}

fn dot(place: Place) -> Vec<Knot> {
    vec![corner(place)]
}

/// Places in the box, each well away from the one before.
fn scattered(
    counts: RangeInclusive<usize>,
    random: &mut Random,
) -> impl Iterator<Item = Place> + use<> {
    const APART: f32 = 35.0;
    let count = random.random_range(counts);
    let mut places: Vec<Place> = Vec::new();
    while places.len() < count {
        let place = anywhere(random);
        if places
            .last()
            .is_none_or(|last| length(*last, place) > APART)
        {
            places.push(place);
        }
    }
    places.into_iter()
}

fn anywhere(random: &mut Random) -> Place {
    [0; 2].map(|_| random.random_range(0.0..100.0))
}
