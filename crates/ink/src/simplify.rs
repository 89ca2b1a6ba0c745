//! Thins strokes: drops points that are close to the previous retained point.

use crate::Point;

/// Returns for each point of a stroke whether to keep it: the ends, and points at least `spacing` from the last kept
/// point.
#[must_use]
pub fn spaced_points(points: &[Point], spacing: f32) -> Vec<bool> {
    let last = points.len().saturating_sub(1);
    let mut previous = None::<Point>;
    let should_keep = |(i, point): (usize, &Point)| {
        let is_far = |from: Point| {
            let [x, y] = [point.x - from.x, point.y - from.y].map(f64::from);
            x * x + y * y >= f64::from(spacing) * f64::from(spacing)
        };
        let keep = i == last || previous.is_none_or(is_far);
        previous = if keep { Some(*point) } else { previous };
        keep
    };
    points.iter().enumerate().map(should_keep).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(xs: &[f32], spacing: f32, expected: &[bool]) {
        let points: Vec<Point> = xs.iter().map(|x| Point { x: *x, y: 0.0 }).collect();
        assert_eq!(spaced_points(&points, spacing), expected, "{xs:?}");
    }

    #[test]
    fn the_ends_and_spaced_points_are_kept() {
        check(&[], 1.0, &[]);
        check(&[5.0], 1.0, &[true]);
        check(
            &[0.0, 0.5, 1.0, 1.5, 1.9],
            1.0,
            &[true, false, true, false, true],
        );
        check(&[0.0, 0.5, 0.0], 1.0, &[true, false, true]);
    }
}
