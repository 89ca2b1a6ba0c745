//! Resamples strokes at another sampling rate. The lower the rate, the more angular a fast stroke becomes.
//!
//! The points of a file are assumed to be equally spaced in time, and the pen to move uniformly along a straight line
//! between two of them. A higher rate therefore adds points but no detail. The first and last point of a stroke,
//! where the pen touches down and lifts off, are always kept.

use ink::{Drawing, Stroke};

/// Sampling rate of the tablet that recorded the pen digits, in points per second.
///
/// Their documentation says "sampling rate 100 milliseconds". With a median of 40 points per digit, that would be four
/// seconds per digit; an interval of 10 ms gives a plausible 0.4 s.
pub const TABLET_RATE_HZ: f32 = 100.0;

/// Resamples each stroke.
pub(super) fn resample(drawing: &mut Drawing, points_per_second: f32) {
    let step = TABLET_RATE_HZ / points_per_second;
    for stroke in &mut drawing.strokes {
        *stroke = resampled(stroke, step);
    }
}

/// Returns the stroke sampled every `step` points, with its last point.
fn resampled(stroke: &Stroke, step: f32) -> Stroke {
    let Some((last, before)) = stroke.points.split_last() else {
        return Stroke::default();
    };
    let count = (before.len() as f32 / step).ceil() as usize;
    let sample = |index: usize| {
        let position = index as f32 * step;
        let from = position as usize;
        let to = stroke.points.get(from + 1).unwrap_or(last);
        stroke.points[from].lerp(*to, position.fract())
    };
    Stroke {
        points: (0..count).map(sample).chain([*last]).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ink::Point;

    /// Returns a stroke with points at x = 0, 1, 4, 9, ...
    fn stroke(points: usize) -> Stroke {
        let point = |i: usize| Point {
            x: (i * i) as f32,
            y: 0.0,
        };
        Stroke {
            points: (0..points).map(point).collect(),
        }
    }

    #[track_caller]
    fn check(points: usize, points_per_second: f32, expected: &[f32]) {
        let mut drawing = Drawing {
            strokes: vec![stroke(points)],
        };
        resample(&mut drawing, points_per_second);
        let xs: Vec<f32> = drawing.strokes[0]
            .points
            .iter()
            .map(|point| point.x)
            .collect();
        assert_eq!(xs, expected);
    }

    #[test]
    fn the_rate_of_the_tablet_changes_nothing() {
        check(5, TABLET_RATE_HZ, &[0.0, 1.0, 4.0, 9.0, 16.0]);
    }

    #[test]
    fn twice_the_rate_adds_midpoints() {
        check(3, 200.0, &[0.0, 0.5, 1.0, 2.5, 4.0]);
    }

    #[test]
    fn a_lower_rate_keeps_equal_time_steps_and_the_last_point() {
        check(6, 50.0, &[0.0, 4.0, 16.0, 25.0]);
        check(5, 10.0, &[0.0, 16.0]);
    }

    #[test]
    fn dots_and_empty_strokes_do_not_change() {
        check(1, 10.0, &[0.0]);
        check(1, 240.0, &[0.0]);
        check(0, 240.0, &[]);
    }

    #[test]
    fn every_rate_ends_at_the_last_point() {
        for points in 0..200 {
            for rate in [1.0, 7.0, 33.3, 99.9, 100.1, 144.0, 240.0, 1000.0] {
                let sampled = resampled(&stroke(points), TABLET_RATE_HZ / rate).points;
                assert_eq!(sampled.last(), stroke(points).points.last());
            }
        }
    }
}
