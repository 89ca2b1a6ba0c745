//! How heavy a stroke looks along its way: a pen's pressure, or the hand's speed where nothing tells the pressure.
//!
//! For the eye alone. What the network reads is drawn with one width ([`ink::Recipe`]).

use super::pen::Touch;

/// The weight at the pressure of a hand at ease, and at the speed of one that begins.
const EASE: f32 = 1.0;
/// The lightest and the heaviest.
const RANGE: (f32, f32) = (0.6, 1.3);
/// What a speed of one pad's side a second takes off.
const LIGHTER_PER_SIDE: f32 = 0.12;
/// How much of the last weight stays in the next, so that the line swells and thins without steps.
const INERTIA: f32 = 0.75;

/// The tip that a stroke is being drawn with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Nib {
    last: Touch,
    weight: f32,
}

impl Nib {
    /// A tip that touches down.
    #[must_use]
    pub fn down(touch: Touch) -> Self {
        let weight = touch.pressure.map_or(EASE, pressed);
        Self {
            last: touch,
            weight,
        }
    }

    /// Moves on, and tells the weight there: 1 is the brush's own.
    pub fn follow(&mut self, touch: Touch) -> f32 {
        let wanted = touch.pressure.map_or_else(|| self.hurried(touch), pressed);
        self.weight = INERTIA * self.weight + (1.0 - INERTIA) * wanted;
        self.last = touch;
        self.weight
    }

    /// The weight of this moment.
    #[must_use]
    pub fn weight(&self) -> f32 {
        self.weight
    }

    fn hurried(&self, touch: Touch) -> f32 {
        let seconds = (touch.time_ms - self.last.time_ms) as f32 / 1000.0;
        if seconds <= 0.0 {
            return self.weight;
        }
        let way = (touch.at.x - self.last.at.x).hypot(touch.at.y - self.last.at.y);
        within(EASE - LIGHTER_PER_SIDE * (way / seconds))
    }
}

fn pressed(pressure: f32) -> f32 {
    within(RANGE.0 + 2.0 * (EASE - RANGE.0) * pressure)
}

fn within(weight: f32) -> f32 {
    weight.clamp(RANGE.0, RANGE.1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ink::Point;

    fn touch(x: f32, time_ms: f64, pressure: Option<f32>) -> Touch {
        let at = Point { x, y: 0.0 };
        Touch {
            at,
            time_ms,
            pressure,
        }
    }

    #[test]
    fn a_fast_hand_is_lighter_than_a_slow_one() {
        let after = |step: f32| {
            let mut nib = Nib::down(touch(0.0, 0.0, None));
            (1..40)
                .map(|i| nib.follow(touch(step * i as f32, 10.0 * f64::from(i), None)))
                .last()
        };
        let (slow, fast) = (after(0.001), after(0.03));
        assert!(slow > fast, "{slow:?} {fast:?}");
    }

    #[test]
    fn a_firm_pen_is_heavier_than_a_light_one_and_half_pressure_is_the_brushs_own() {
        let weight = |pressure| Nib::down(touch(0.0, 0.0, Some(pressure))).weight();
        assert!(weight(0.9) > weight(0.5) && weight(0.5) > weight(0.1));
        assert_eq!(weight(0.5), EASE);
    }

    #[test]
    fn weights_stay_in_their_range_whatever_comes() {
        let mut nib = Nib::down(touch(0.0, 0.0, None));
        for (x, time, pressure) in [
            (9e9, 1.0, None),
            (0.0, 1.0, None),
            (0.0, 0.5, None),
            (0.0, 2.0, Some(7.0)),
            (0.0, 3.0, Some(-7.0)),
        ] {
            let weight = nib.follow(touch(x, time, pressure));
            assert!((RANGE.0..=RANGE.1).contains(&weight), "{weight}");
        }
    }
}
