//! Positions in polar coordinates, and rings and coils made of them.
//!
//! Angles are fractions of a full turn, clockwise on the screen (y down), starting from the right.

use std::f32::consts::TAU;

use rand::Rng;

use super::skeleton::{Knot, Position, smooth};
use crate::random::SeededRng;

/// The centre of a skeleton's box.
pub(super) const CENTRE: Position = [50.0, 50.0];

const KNOTS_PER_TURN: usize = 8;

/// Returns the position at `radius` and `angle` around a centre.
pub(super) fn point_at(centre: Position, angle: f32, radius: f32) -> Position {
    let (sin, cos) = (angle * TAU).sin_cos();
    [centre[0] + radius * cos, centre[1] + radius * sin]
}

/// Returns a closed ring around the centre of the box, with a random start and direction.
pub(super) fn ring(radius: f32, rng: &mut SeededRng) -> Vec<Knot> {
    let start = rng.random::<f32>();
    let step = random_sign(rng) / KNOTS_PER_TURN as f32;
    (0..=KNOTS_PER_TURN)
        .map(|index| smooth(point_at(CENTRE, start + step * index as f32, radius)))
        .collect()
}

/// Returns a spiral from the centre of the box out to the radii `[x, y]`, with a random start and direction.
pub(super) fn coil(turns: f32, radii: Position, rng: &mut SeededRng) -> Vec<Knot> {
    let start = rng.random::<f32>();
    let step = random_sign(rng) / KNOTS_PER_TURN as f32;
    let knots = (turns * KNOTS_PER_TURN as f32) as usize;
    let knot = |index: usize| {
        let steps = index as f32;
        let [x, y] = point_at([0.0; 2], start + step * steps, steps / knots as f32);
        smooth([CENTRE[0] + radii[0] * x, CENTRE[1] + radii[1] * y])
    };
    (1..=knots).map(knot).collect()
}

/// Returns 1 or -1 with equal probability.
pub(super) fn random_sign(rng: &mut SeededRng) -> f32 {
    if rng.random() { 1.0 } else { -1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::seeded_rng;

    fn radius(knot: &Knot) -> f32 {
        (knot.position[0] - CENTRE[0]).hypot(knot.position[1] - CENTRE[1])
    }

    #[test]
    fn a_ring_keeps_its_radius_and_closes() {
        let ring = ring(30.0, &mut seeded_rng(1, 0, 0));
        assert!(ring.iter().all(|knot| (radius(knot) - 30.0).abs() < 1e-3));
        let [first, last] = [ring[0], ring[KNOTS_PER_TURN]].map(|knot| knot.position);
        assert!((first[0] - last[0]).hypot(first[1] - last[1]) < 1e-3);
    }

    #[test]
    fn a_coil_widens_to_its_radius() {
        let coil = coil(2.5, [40.0; 2], &mut seeded_rng(1, 0, 0));
        assert_eq!(coil.len(), 20);
        let wider = |pair: &[Knot]| radius(&pair[1]) > radius(&pair[0]);
        assert!(coil.windows(2).all(wider));
        assert!((radius(&coil[19]) - 40.0).abs() < 1e-3);
    }
}
