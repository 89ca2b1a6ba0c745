//! Places around a centre, and the rings and coils that they make. An angle is a share of a full turn, clockwise as
//! seen, from the right.

use std::f32::consts::TAU;

use rand::Rng;

use super::skeleton::{Knot, Place, bend};
use crate::augment::Random;

/// The middle of a skeleton's box.
pub(super) const CENTRE: Place = [50.0, 50.0];

const KNOTS_A_TURN: usize = 8;

/// The place `radius` away from a centre, in the direction `angle`.
pub(super) fn around(centre: Place, angle: f32, radius: f32) -> Place {
    let (sin, cos) = (angle * TAU).sin_cos();
    [centre[0] + radius * cos, centre[1] + radius * sin]
}

/// A closed ring around the box's middle.
pub(super) fn ring(radius: f32, random: &mut Random) -> Vec<Knot> {
    let start = random.random::<f32>();
    let step = sense(random) / KNOTS_A_TURN as f32;
    (0..=KNOTS_A_TURN)
        .map(|number| bend(around(CENTRE, start + step * number as f32, radius)))
        .collect()
}

/// A coil of so many turns from the box's middle out to the radii `[across, down]`.
pub(super) fn coil(turns: f32, radii: Place, random: &mut Random) -> Vec<Knot> {
    let start = random.random::<f32>();
    let step = sense(random) / KNOTS_A_TURN as f32;
    let knots = (turns * KNOTS_A_TURN as f32) as usize;
    let knot = |number: usize| {
        let way = number as f32;
        let [x, y] = around([0.0; 2], start + step * way, way / knots as f32);
        bend([CENTRE[0] + radii[0] * x, CENTRE[1] + radii[1] * y])
    };
    (1..=knots).map(knot).collect()
}

/// 1 or -1: this way round or the other.
pub(super) fn sense(random: &mut Random) -> f32 {
    if random.random() { 1.0 } else { -1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::augment;

    fn radius(knot: &Knot) -> f32 {
        (knot.at[0] - CENTRE[0]).hypot(knot.at[1] - CENTRE[1])
    }

    #[test]
    fn a_ring_keeps_its_radius_and_closes() {
        let ring = ring(30.0, &mut augment::random(1, 0, 0));
        assert!(ring.iter().all(|knot| (radius(knot) - 30.0).abs() < 1e-3));
        let [first, last] = [ring[0], ring[KNOTS_A_TURN]].map(|knot| knot.at);
        assert!((first[0] - last[0]).hypot(first[1] - last[1]) < 1e-3);
    }

    #[test]
    fn a_coil_widens_up_to_its_radius() {
        let coil = coil(2.5, [40.0; 2], &mut augment::random(1, 0, 0));
        assert_eq!(coil.len(), 20);
        let wider = |pair: &[Knot]| radius(&pair[1]) > radius(&pair[0]);
        assert!(coil.windows(2).all(wider));
        assert!((radius(&coil[19]) - 40.0).abs() < 1e-3);
    }
}
