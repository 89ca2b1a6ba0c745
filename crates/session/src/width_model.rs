//! Computes the line width of a stroke from the pen's pressure, or from the pointer's speed if there is no pressure.
//!
//! Only the display uses the width. The network reads all ink at one width ([`ink::Preprocessing`]).

use super::pointer::PointerSample;

/// Width at half pressure, and at the start of a stroke whose device measures no pressure.
const DEFAULT_WIDTH: f32 = 1.0;
/// Minimum and maximum width.
const WIDTH_RANGE: (f32, f32) = (0.6, 1.3);
/// Reduction of the width at a speed of one pad side per second.
const SPEED_FACTOR: f32 = 0.12;
/// Weight of the previous width in the next one, in exponential smoothing.
const SMOOTHING: f32 = 0.75;

/// The width of a stroke while it is drawn, relative to the width of the brush.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WidthModel {
    last: PointerSample,
    width: f32,
}

impl WidthModel {
    /// Starts a stroke.
    #[must_use]
    pub fn new(sample: PointerSample) -> Self {
        let width = sample.pressure.map_or(DEFAULT_WIDTH, width_at_pressure);
        Self {
            last: sample,
            width,
        }
    }

    /// Advances to the next sample and returns the width there.
    pub fn advance(&mut self, sample: PointerSample) -> f32 {
        let target = sample
            .pressure
            .map_or_else(|| self.width_at_speed(sample), width_at_pressure);
        self.width = SMOOTHING * self.width + (1.0 - SMOOTHING) * target;
        self.last = sample;
        self.width
    }

    /// Returns the current width.
    #[must_use]
    pub fn width(&self) -> f32 {
        self.width
    }

    fn width_at_speed(&self, sample: PointerSample) -> f32 {
        let seconds = (sample.time_ms - self.last.time_ms) as f32 / 1000.0;
        if seconds <= 0.0 {
            return self.width;
        }
        let [from, to] = [self.last.position, sample.position];
        let distance = (to.x - from.x).hypot(to.y - from.y);
        clamped(DEFAULT_WIDTH - SPEED_FACTOR * (distance / seconds))
    }
}

fn width_at_pressure(pressure: f32) -> f32 {
    clamped(WIDTH_RANGE.0 + 2.0 * (DEFAULT_WIDTH - WIDTH_RANGE.0) * pressure)
}

fn clamped(width: f32) -> f32 {
    width.clamp(WIDTH_RANGE.0, WIDTH_RANGE.1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ink::Point;

    fn sample(x: f32, time_ms: f64, pressure: Option<f32>) -> PointerSample {
        PointerSample {
            position: Point { x, y: 0.0 },
            time_ms,
            pressure,
        }
    }

    #[test]
    fn a_fast_stroke_is_thinner_than_a_slow_one() {
        let final_width = |step: f32| {
            let mut model = WidthModel::new(sample(0.0, 0.0, None));
            (1..40)
                .map(|i| model.advance(sample(step * i as f32, 10.0 * f64::from(i), None)))
                .last()
        };
        let (slow, fast) = (final_width(0.001), final_width(0.03));
        assert!(slow > fast, "{slow:?} {fast:?}");
    }

    #[test]
    fn more_pressure_is_wider_and_half_pressure_is_the_default() {
        let width = |pressure| WidthModel::new(sample(0.0, 0.0, Some(pressure))).width();
        assert!(width(0.9) > width(0.5) && width(0.5) > width(0.1));
        assert_eq!(width(0.5), DEFAULT_WIDTH);
    }

    #[test]
    fn widths_stay_in_range_for_extreme_samples() {
        let mut model = WidthModel::new(sample(0.0, 0.0, None));
        for (x, time, pressure) in [
            (9e9, 1.0, None),
            (0.0, 1.0, None),
            (0.0, 0.5, None),
            (0.0, 2.0, Some(7.0)),
            (0.0, 3.0, Some(-7.0)),
        ] {
            let width = model.advance(sample(x, time, pressure));
            assert!((WIDTH_RANGE.0..=WIDTH_RANGE.1).contains(&width), "{width}");
        }
    }
}
