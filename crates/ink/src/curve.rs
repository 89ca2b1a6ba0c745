//! A stroke as a smooth curve: points in, pen path out.
//!
//! Each point between the first and the last bends a quadratic Bézier from the middle of the
//! segment before it to the middle of the segment after it, so that curves join without corners
//! and touch every segment. What the network sees is drawn from the points themselves
//! ([`Recipe`](crate::Recipe)); the curve is for the eye alone: the page's pad and [`svg`](crate::svg).

use crate::Point;

/// One step of the pen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Step {
    /// Puts the pen down here.
    Start(Point),
    /// Draws straight to here.
    Line(Point),
    /// Draws to `end`, pulled towards `control`.
    Bend {
        /// The point that bends the curve.
        control: Point,
        /// Where the step ends.
        end: Point,
    },
}

/// The pen's way along a stroke; a stroke of one point is a line to that point: with round caps, a dot.
pub fn steps(points: &[Point]) -> impl Iterator<Item = Step> {
    let start = points.first().map(|first| Step::Start(*first));
    let bends = points.windows(3).map(|around| Step::Bend {
        control: around[1],
        end: middle(around[1], around[2]),
    });
    let last = points.last().map(|last| Step::Line(*last));
    start.into_iter().chain(bends).chain(last)
}

fn middle(a: Point, b: Point) -> Point {
    Point {
        x: f32::midpoint(a.x, b.x),
        y: f32::midpoint(a.y, b.y),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Step::{Bend, Line, Start};

    fn at(x: f32, y: f32) -> Point {
        Point { x, y }
    }

    fn check<const N: usize>(points: &[Point], expected: [Step; N]) {
        assert_eq!(steps(points).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn no_point_gives_no_path() {
        check(&[], []);
    }

    #[test]
    fn one_point_gives_a_dot() {
        check(&[at(1.0, 2.0)], [Start(at(1.0, 2.0)), Line(at(1.0, 2.0))]);
    }

    #[test]
    fn two_points_give_a_straight_line() {
        check(
            &[at(0.0, 0.0), at(1.0, 1.0)],
            [Start(at(0.0, 0.0)), Line(at(1.0, 1.0))],
        );
    }

    #[test]
    fn inner_points_bend_the_line_between_middles() {
        let [a, b, c, d] = [at(0.0, 0.0), at(2.0, 0.0), at(2.0, 2.0), at(4.0, 2.0)];
        let first = Bend {
            control: b,
            end: at(2.0, 1.0),
        };
        let second = Bend {
            control: c,
            end: at(3.0, 2.0),
        };
        check(&[a, b, c, d], [Start(a), first, second, Line(d)]);
    }
}
