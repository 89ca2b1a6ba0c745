//! Finds the strokes that the eraser crosses.

use ink::{Point, Stroke};

/// Radius of the eraser in units of the pad's side: slightly more than half the line width.
pub const RADIUS: f32 = 0.04;

/// Returns whether the eraser touches the stroke while moving straight from one point to another.
#[must_use]
pub fn crosses(stroke: &Stroke, from: Point, to: Point) -> bool {
    let points: Vec<Point> = stroke.finite_points().collect();
    // A stroke of one point has no segments. The first point counts as a segment of length 0.
    let first = points.first().map(|point| (*point, *point));
    let segments = points.windows(2).map(|pair| (pair[0], pair[1]));
    first
        .into_iter()
        .chain(segments)
        .any(|(start, end)| are_near(start, end, from, to))
}

/// Returns whether segments `ab` and `cd` come within [`RADIUS`] of each other.
fn are_near(a: Point, b: Point, c: Point, d: Point) -> bool {
    let ends = [(a, c, d), (b, c, d), (c, a, b), (d, a, b)];
    intersect(a, b, c, d)
        || ends
            .iter()
            .any(|(point, start, end)| distance(*point, *start, *end) <= RADIUS)
}

/// Returns whether segments `ab` and `cd` cross: the ends of each lie on opposite sides of the other.
fn intersect(a: Point, b: Point, c: Point, d: Point) -> bool {
    let side = |p: Point, q: Point, r: Point| (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x);
    side(a, b, c) * side(a, b, d) < 0.0 && side(c, d, a) * side(c, d, b) < 0.0
}

/// Returns the distance from a point to a segment.
fn distance(point: Point, start: Point, end: Point) -> f32 {
    let (dx, dy) = (end.x - start.x, end.y - start.y);
    let length_squared = dx * dx + dy * dy;
    let (x, y) = (point.x - start.x, point.y - start.y);
    let t = if length_squared > 0.0 {
        ((x * dx + y * dy) / length_squared).clamp(0.0, 1.0)
    } else {
        0.0
    };
    (x - t * dx).hypot(y - t * dy)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(x: f32, y: f32) -> Point {
        Point { x, y }
    }

    #[track_caller]
    fn check(points: &[Point], from: Point, to: Point, expected: bool) {
        let stroke = Stroke {
            points: points.to_vec(),
        };
        assert_eq!(crosses(&stroke, from, to), expected);
    }

    #[test]
    fn an_eraser_crosses_a_line_between_the_sampled_points() {
        let line = [point(0.1, 0.5), point(0.9, 0.5)];
        check(&line, point(0.5, 0.1), point(0.5, 0.9), true);
        check(&line, point(0.5, 0.1), point(0.5, 0.4), false);
    }

    #[test]
    fn the_eraser_touches_a_line_or_a_dot_only_within_its_radius() {
        let near = point(0.5, 0.5 + 0.9 * RADIUS);
        let far = point(0.5, 0.5 + 1.1 * RADIUS);
        for points in [&[point(0.1, 0.5), point(0.9, 0.5)][..], &[point(0.5, 0.5)]] {
            check(points, near, near, true);
            check(points, far, far, false);
        }
    }

    #[test]
    fn a_stroke_without_finite_points_is_never_crossed() {
        check(&[], point(0.0, 0.0), point(1.0, 1.0), false);
        check(
            &[point(f32::NAN, 0.0)],
            point(0.0, 0.0),
            point(1.0, 1.0),
            false,
        );
    }
}
