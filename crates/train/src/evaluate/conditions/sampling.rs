//! The rate at which a device takes points, which decides how angular a fast stroke becomes.
//!
//! A file's points are taken to lie equally far apart in time. Between two of them the pen is taken to have
//! moved straight and evenly, so a higher rate adds points but no detail. The first and the last point of a
//! stroke, where the pen touches down and lifts off, are always taken.

use ink::{Drawing, Stroke};

/// Points a second of the tablet behind the pen digits.
///
/// Their documentation says "sampling rate 100 milliseconds"; with a median of 40 points a digit, that would
/// be four seconds for each, where 10 ms make it 0.4.
pub const TABLET_RATE: f32 = 100.0;

/// Takes the points of each stroke anew.
pub(super) fn resample(drawing: &mut Drawing, points_per_second: f32) {
    let step = TABLET_RATE / points_per_second;
    for stroke in &mut drawing.strokes {
        *stroke = resampled(stroke, step);
    }
}

/// The stroke at every `step` of its points, the last one included.
fn resampled(stroke: &Stroke, step: f32) -> Stroke {
    let Some((last, before)) = stroke.points.split_last() else {
        return Stroke::default();
    };
    let taken = (before.len() as f32 / step).ceil() as usize;
    let at = |number: usize| {
        let place = number as f32 * step;
        let from = place as usize;
        let to = stroke.points.get(from + 1).unwrap_or(last);
        stroke.points[from].towards(*to, place.fract())
    };
    Stroke {
        points: (0..taken).map(at).chain([*last]).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ink::Point;

    /// Points at x = 0, 1, 4, 9, ...
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
        let places: Vec<f32> = drawing.strokes[0]
            .points
            .iter()
            .map(|point| point.x)
            .collect();
        assert_eq!(places, expected);
    }

    #[test]
    fn the_tablets_own_rate_changes_nothing() {
        check(5, TABLET_RATE, &[0.0, 1.0, 4.0, 9.0, 16.0]);
    }

    #[test]
    fn twice_the_rate_adds_points_half_way() {
        check(3, 200.0, &[0.0, 0.5, 1.0, 2.5, 4.0]);
    }

    #[test]
    fn a_lower_rate_keeps_points_equally_far_apart_in_time_and_the_last() {
        check(6, 50.0, &[0.0, 4.0, 16.0, 25.0]);
        check(5, 10.0, &[0.0, 16.0]);
    }

    #[test]
    fn a_dot_stays_a_dot_and_nothing_stays_nothing() {
        check(1, 10.0, &[0.0]);
        check(1, 240.0, &[0.0]);
        check(0, 240.0, &[]);
    }

    #[test]
    fn no_rate_asks_for_points_that_are_not_there() {
        for points in 0..200 {
            for rate in [1.0, 7.0, 33.3, 99.9, 100.1, 144.0, 240.0, 1000.0] {
                let taken = resampled(&stroke(points), TABLET_RATE / rate).points;
                assert_eq!(taken.last(), stroke(points).points.last());
            }
        }
    }
}
