//! Skeleton of a drawing: the knots of its strokes and the curve through them.
//!
//! A skeleton lies in a box of about 0..100 on each axis, y down. The curve through the knots is a centripetal
//! Catmull-Rom spline, which has no loops or cusps between knots (Yuksel, Schaefer and Keyser 2011). Corners interrupt
//! the spline: a segment between two corners is straight, a segment between a corner and a smooth knot is a parabola.

use ink::Point;

/// A position `[x, y]`.
pub(super) type Position = [f32; 2];

/// Strokes as lists of knots. A single knot is a dot.
pub(super) type Skeleton = Vec<Vec<Knot>>;

/// A point on the curve of a stroke.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Knot {
    pub(super) position: Position,
    pub(super) kind: KnotKind,
}

/// Shape of the curve at a knot. At the ends of a stroke both kinds are equivalent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum KnotKind {
    Corner,
    Smooth,
}

/// Returns a knot at which the stroke changes direction abruptly, starts or ends.
pub(super) fn corner(position: Position) -> Knot {
    let kind = KnotKind::Corner;
    Knot { position, kind }
}

/// Returns a knot at which the curve is smooth.
pub(super) fn smooth(position: Position) -> Knot {
    let kind = KnotKind::Smooth;
    Knot { position, kind }
}

/// Parses a skeleton such as `"20,0 20,100 / 20,2 ~75,25 20,50"`: knots `x,y`, smooth ones prefixed by `~`, strokes
/// separated by `/`.
///
/// # Panics
/// Panics on any other text. The input is always a constant of `non_digits`, and a test parses all of them.
pub(super) fn parse(text: &str) -> Skeleton {
    let coordinate = |text: &str| text.parse().expect("a knot coordinate is a number");
    let position = |text: &str| {
        let (x, y) = text.split_once(',').expect("a knot is written as x,y");
        [coordinate(x), coordinate(y)]
    };
    let knot = |text: &str| match text.strip_prefix('~') {
        Some(text) => smooth(position(text)),
        None => corner(position(text)),
    };
    let stroke = |text: &str| text.split_whitespace().map(knot).collect();
    text.split('/').map(stroke).collect()
}

/// Samples the curve of a stroke: a point at each knot and points between them, about `spacing` apart.
pub(super) fn sample_curve(knots: &[Knot], spacing: f32) -> Vec<Point> {
    let start = knots.first().map(|knot| Point::from(knot.position));
    let segments = (1..knots.len()).flat_map(|end| {
        let segment = HermiteSegment::ending_at(knots, end);
        let steps = (segment.chord() / spacing).ceil().max(1.0) as usize;
        (1..=steps).map(move |step| Point::from(segment.at(step as f32 / steps as f32)))
    });
    start.into_iter().chain(segments).collect()
}

/// A cubic Hermite segment: two end points and their velocities.
struct HermiteSegment {
    from: Position,
    to: Position,
    start_velocity: Position,
    end_velocity: Position,
}

impl HermiteSegment {
    /// Returns the segment that ends at knot `end`, which is not the first one.
    fn ending_at(knots: &[Knot], end: usize) -> Self {
        let (from, to) = (knots[end - 1].position, knots[end].position);
        let duration = duration(from, to);
        let velocity_at = |index: usize| {
            let around = [index.checked_sub(1)?, index, index + 1];
            let [before, here, after] = [
                knots.get(around[0])?,
                knots.get(around[1])?,
                knots.get(around[2])?,
            ];
            (here.kind == KnotKind::Smooth).then(|| {
                velocity(before.position, here.position, after.position).map(|v| v * duration)
            })
        };
        let straight = linear_combination(1.0, to, -1.0, from);
        // Given the velocity at one end, this velocity at the other end makes the segment a parabola.
        let parabola_end = |other: Position| linear_combination(2.0, straight, -1.0, other);
        let (start_velocity, end_velocity) = match (velocity_at(end - 1), velocity_at(end)) {
            (Some(start_velocity), Some(end_velocity)) => (start_velocity, end_velocity),
            (Some(start_velocity), None) => (start_velocity, parabola_end(start_velocity)),
            (None, Some(end_velocity)) => (parabola_end(end_velocity), end_velocity),
            (None, None) => (straight, straight),
        };
        Self {
            from,
            to,
            start_velocity,
            end_velocity,
        }
    }

    fn chord(&self) -> f32 {
        distance(self.from, self.to)
    }

    /// Returns the position at `t` (0..1).
    fn at(&self, t: f32) -> Position {
        let (t2, t3) = (t * t, t * t * t);
        let ends = linear_combination(
            2.0 * t3 - 3.0 * t2 + 1.0,
            self.from,
            3.0 * t2 - 2.0 * t3,
            self.to,
        );
        let tangents = linear_combination(
            t3 - 2.0 * t2 + t,
            self.start_velocity,
            t3 - t2,
            self.end_velocity,
        );
        linear_combination(1.0, ends, 1.0, tangents)
    }
}

/// Returns the velocity at `here`, between its neighbours `before` and `after`.
fn velocity(before: Position, here: Position, after: Position) -> Position {
    let (first, second) = (duration(before, here), duration(here, after));
    std::array::from_fn(|axis| {
        (here[axis] - before[axis]) / first - (after[axis] - before[axis]) / (first + second)
            + (after[axis] - here[axis]) / second
    })
}

/// Returns the knot interval of the centripetal parametrisation: the square root of the distance.
fn duration(from: Position, to: Position) -> f32 {
    distance(from, to).sqrt().max(1e-3)
}

pub(super) fn distance(from: Position, to: Position) -> f32 {
    (to[0] - from[0]).hypot(to[1] - from[1])
}

fn linear_combination(a: f32, first: Position, b: f32, second: Position) -> Position {
    std::array::from_fn(|axis| a * first[axis] + b * second[axis])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_notation_gives_strokes_corners_and_smooth_knots() {
        assert_eq!(
            parse("1,2 ~3,4.5 / 6,7"),
            [
                vec![corner([1.0, 2.0]), smooth([3.0, 4.5])],
                vec![corner([6.0, 7.0])]
            ]
        );
    }

    #[test]
    fn a_lone_knot_is_a_dot() {
        assert_eq!(
            sample_curve(&[corner([3.0, 4.0])], 1.0),
            [Point { x: 3.0, y: 4.0 }]
        );
    }

    #[test]
    fn the_curve_between_corners_is_straight() {
        let points = sample_curve(&parse("0,0 30,40")[0], 10.0);
        assert_eq!(points.len(), 6);
        for point in points {
            assert!((point.y * 30.0 - point.x * 40.0).abs() < 1e-3, "{point:?}");
        }
    }

    #[test]
    fn smooth_knots_on_a_circle_stay_near_it() {
        let knots = |i: usize| {
            let (sin, cos) = (i as f32 * std::f32::consts::FRAC_PI_4).sin_cos();
            smooth([50.0 * cos, 50.0 * sin])
        };
        let knots: Vec<Knot> = (0..=8).map(knots).collect();
        for point in sample_curve(&knots, 2.0) {
            let radius = point.x.hypot(point.y);
            assert!((48.0..52.0).contains(&radius), "{point:?}");
        }
    }

    #[test]
    fn equal_knots_give_a_finite_curve() {
        let points = sample_curve(&[smooth([1.0, 1.0]); 4], 1.0);
        assert!(
            points
                .iter()
                .all(|point| *point == Point { x: 1.0, y: 1.0 })
        );
    }
}
