//! Which strokes an eraser crosses.

use ink::{Point, Stroke};

/// How far the eraser reaches around its place, in units of the pad's side: somewhat more than half the ink's width.
pub const REACH: f32 = 0.04;

/// Whether the eraser, going straight from one place to another, touches the stroke's line.
#[must_use]
pub fn crosses(stroke: &Stroke, from: Point, to: Point) -> bool {
    let points: Vec<Point> = stroke.finite_points().collect();
    let alone = points.first().map(|point| (*point, *point));
    let lines = points.windows(2).map(|pair| (pair[0], pair[1]));
    alone
        .into_iter()
        .chain(lines)
        .any(|(start, end)| are_near(start, end, from, to))
}

/// Whether two straight lines come within reach of each other.
fn are_near(a: Point, b: Point, c: Point, d: Point) -> bool {
    let ends = [(a, c, d), (b, c, d), (c, a, b), (d, a, b)];
    meet(a, b, c, d)
        || ends
            .iter()
            .any(|(point, start, end)| distance(*point, *start, *end) <= REACH)
}

/// Whether two lines cross: each has its ends on both sides of the other.
fn meet(a: Point, b: Point, c: Point, d: Point) -> bool {
    let side = |p: Point, q: Point, r: Point| (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x);
    side(a, b, c) * side(a, b, d) < 0.0 && side(c, d, a) * side(c, d, b) < 0.0
}

/// From a point to the nearest place of a line.
fn distance(point: Point, start: Point, end: Point) -> f32 {
    let (along, down) = (end.x - start.x, end.y - start.y);
    let square = along * along + down * down;
    let (x, y) = (point.x - start.x, point.y - start.y);
    let share = if square > 0.0 {
        ((x * along + y * down) / square).clamp(0.0, 1.0)
    } else {
        0.0
    };
    (x - share * along).hypot(y - share * down)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(x: f32, y: f32) -> Point {
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
    fn a_line_is_crossed_between_its_points_however_fast_the_eraser_goes() {
        let line = [at(0.1, 0.5), at(0.9, 0.5)];
        check(&line, at(0.5, 0.1), at(0.5, 0.9), true);
        check(&line, at(0.5, 0.1), at(0.5, 0.4), false);
    }

    #[test]
    fn a_line_and_a_dot_are_touched_from_within_reach_and_not_from_beyond() {
        let near = at(0.5, 0.5 + 0.9 * REACH);
        let far = at(0.5, 0.5 + 1.1 * REACH);
        for ink in [&[at(0.1, 0.5), at(0.9, 0.5)][..], &[at(0.5, 0.5)]] {
            check(ink, near, near, true);
            check(ink, far, far, false);
        }
    }

    #[test]
    fn no_points_are_never_crossed() {
        check(&[], at(0.0, 0.0), at(1.0, 1.0), false);
        check(&[at(f32::NAN, 0.0)], at(0.0, 0.0), at(1.0, 1.0), false);
    }
}
