//! Scribbles: random strokes that are too long or too scattered to look like a digit by chance.

use std::f32::consts::TAU;
use std::iter;
use std::ops::RangeInclusive;

use rand::Rng;

use super::kind::SkeletonSource::{Generated, Variants};
use super::kind::{Kind, held_out, training};
use super::polar::{CENTRE, coil, point_at};
use super::skeleton::{Knot, Position, Skeleton, corner, distance, smooth};
use crate::random::{SeededRng, standard_normal};

pub(super) const KINDS: &[Kind] = &[
    held_out("arcs", Generated(arcs)),
    held_out("blob", Generated(blob)),
    held_out("cross-hatching", Generated(cross_hatching)),
    training("dashes", Generated(dashes)),
    training("dots", Generated(dots)),
    training("hatching", Generated(hatching)),
    held_out("loops", Generated(loops)),
    training("one dot", Variants(&["50,50"])),
    training("segments", Generated(segments)),
    training("tangle", Generated(tangle)),
    held_out("two dots", Generated(two_dots)),
    training("wandering line", Generated(wandering_line)),
];

/// Draws curved strokes that cross each other.
fn arcs(rng: &mut SeededRng) -> Skeleton {
    let centres = random_positions(5..=8, rng);
    let arc = |centre| {
        let angle = rng.random::<f32>();
        let radius = rng.random_range(25.0..45.0);
        let height = rng.random_range(5.0..20.0);
        vec![
            corner(point_at(centre, angle, radius)),
            smooth(point_at(centre, angle + 0.25, height)),
            corner(point_at(centre, angle + 0.5, radius)),
        ]
    };
    centres.map(arc).collect()
}

/// Draws a disc filled by a dense spiral.
fn blob(rng: &mut SeededRng) -> Skeleton {
    let turns = rng.random_range(5.0..8.0);
    let radii = [0; 2].map(|_| rng.random_range(30.0..50.0));
    vec![coil(turns, radii, rng)]
}

fn cross_hatching(rng: &mut SeededRng) -> Skeleton {
    let angle = rng.random::<f32>();
    [angle, angle + 0.25]
        .map(|angle| back_and_forth(rng.random_range(5..=8), angle, corner, rng))
        .to_vec()
}

/// Draws short straight strokes at a distance from each other.
fn dashes(rng: &mut SeededRng) -> Skeleton {
    let centres = random_positions(4..=9, rng);
    let dash = |centre| {
        let angle = rng.random::<f32>();
        let radius = rng.random_range(8.0..20.0);
        [angle, angle + 0.5]
            .map(|angle| corner(point_at(centre, angle, radius)))
            .to_vec()
    };
    centres.map(dash).collect()
}

fn dots(rng: &mut SeededRng) -> Skeleton {
    random_positions(4..=15, rng).map(dot).collect()
}

fn two_dots(rng: &mut SeededRng) -> Skeleton {
    random_positions(2..=2, rng).map(dot).collect()
}

fn hatching(rng: &mut SeededRng) -> Skeleton {
    let knot = if rng.random() { corner } else { smooth };
    let lines = rng.random_range(6..=13);
    vec![back_and_forth(lines, rng.random(), knot, rng)]
}

/// Draws consecutive loops, as when trying out a pen.
fn loops(rng: &mut SeededRng) -> Skeleton {
    const KNOTS_PER_LOOP: usize = 8;
    let knots = rng.random_range(3..=5) * KNOTS_PER_LOOP;
    let advance = rng.random_range(22.0..34.0);
    let knot = |index: usize| {
        let turns = index as f32 / KNOTS_PER_LOOP as f32;
        smooth(point_at([advance * turns, 50.0], turns, 24.0))
    };
    vec![(0..=knots).map(knot).collect()]
}

/// Draws a polyline through random positions.
fn segments(rng: &mut SeededRng) -> Skeleton {
    vec![random_positions(9..=15, rng).map(corner).collect()]
}

/// Draws a smooth curve through random positions.
fn tangle(rng: &mut SeededRng) -> Skeleton {
    vec![random_positions(10..=18, rng).map(smooth).collect()]
}

/// Draws a random walk with a smoothly changing heading that turns back at the edge of the box.
fn wandering_line(rng: &mut SeededRng) -> Skeleton {
    const STEP: f32 = 10.0;
    let count = rng.random_range(45..=80);
    let (mut position, mut heading, mut drift) = (random_position(rng), rng.random::<f32>(), 0.0);
    let knot = || {
        drift = 0.8 * drift + 0.04 * standard_normal(rng);
        heading += drift;
        if distance(position, CENTRE) > 45.0 {
            let to_centre = (CENTRE[1] - position[1]).atan2(CENTRE[0] - position[0]) / TAU;
            let error = to_centre - heading;
            heading += 0.5 * (error - error.round());
        }
        position = point_at(position, heading, STEP);
        smooth(position)
    };
    vec![iter::repeat_with(knot).take(count).collect()]
}

/// Returns a stroke that runs back and forth across the box in the direction `angle`.
fn back_and_forth(
    lines: usize,
    angle: f32,
    knot: fn(Position) -> Knot,
    rng: &mut SeededRng,
) -> Vec<Knot> {
    let end = |index: usize| {
        let offset = 100.0 * index as f32 / lines as f32 - 50.0;
        let half_turn = if index.is_multiple_of(2) { 0.0 } else { 0.5 };
        let centre = point_at(CENTRE, angle + 0.25, offset);
        knot(point_at(
            centre,
            angle + half_turn,
            rng.random_range(35.0..50.0),
        ))
    };
    (0..=lines).map(end).collect()
}

fn dot(position: Position) -> Vec<Knot> {
    vec![corner(position)]
}

/// Returns random positions in the box, each at a minimum distance from the previous one.
fn random_positions(
    counts: RangeInclusive<usize>,
    rng: &mut SeededRng,
) -> impl Iterator<Item = Position> + use<> {
    const MIN_DISTANCE: f32 = 35.0;
    let count = rng.random_range(counts);
    let mut positions: Vec<Position> = Vec::new();
    while positions.len() < count {
        let position = random_position(rng);
        if positions
            .last()
            .is_none_or(|last| distance(*last, position) > MIN_DISTANCE)
        {
            positions.push(position);
        }
    }
    positions.into_iter()
}

fn random_position(rng: &mut SeededRng) -> Position {
    [0; 2].map(|_| rng.random_range(0.0..100.0))
}
