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

impl Step {
    /// The place at this share (0..1) of the way from `from`, where the step before ended.
    #[must_use]
    pub fn at(self, from: Point, share: f32) -> Point {
        match self {
            Self::Start(at) => at,
            Self::Line(to) => from.towards(to, share),
            Self::Bend { control, end } => {
                let [before, after] = [(from, control), (control, end)];
                let pull = |(a, b): (Point, Point)| a.towards(b, share);
                pull(before).towards(pull(after), share)
            }
        }
    }

    /// The part between two shares of the way, as a step from the place at the first.
    #[must_use]
    pub fn piece(self, from: Point, start: f32, end: f32) -> Self {
        match self {
            Self::Start(_) | Self::Line(_) => Self::Line(self.at(from, end)),
            Self::Bend { control, end: last } => {
                let a = from.towards(control, start);
                let b = control.towards(last, start);
                Self::Bend {
                    control: a.towards(b, end),
                    end: self.at(from, end),
                }
            }
        }
    }

    /// Where it ends.
    #[must_use]
    pub fn end(self) -> Point {
        match self {
            Self::Start(end) | Self::Line(end) | Self::Bend { end, .. } => end,
        }
    }
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

/// How many of [`steps`] stay as they are however the stroke goes on: all but the last.
#[must_use]
pub fn settled(points: &[Point]) -> usize {
    match points.len() {
        0 => 0,
        count => (count - 1).max(1),
    }
}

/// Where these end.
#[must_use]
pub fn settled_end(points: &[Point]) -> Option<Point> {
    match points {
        [_, .., before, last] => Some(middle(*before, *last)),
        _ => points.first().copied(),
    }
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
    fn what_is_settled_stays_when_the_stroke_goes_on() {
        let all: Vec<Point> = (0..6_u8)
            .map(|i| at(f32::from(i), f32::from(i * i)))
            .collect();
        assert_eq!((settled(&[]), settled_end(&[])), (0, None));
        for (count, longer) in (1..all.len()).zip(2..) {
            let now: Vec<Step> = steps(&all[..count]).take(settled(&all[..count])).collect();
            let later: Vec<Step> = steps(&all[..longer]).take(now.len()).collect();
            assert_eq!(now, later);
            assert_eq!(
                now.last().map(|step| step.end()),
                settled_end(&all[..count])
            );
        }
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

    #[test]
    fn the_pieces_of_a_step_lie_on_it_and_join() {
        let from = at(0.0, 0.0);
        let bend = Bend {
            control: at(2.0, 0.0),
            end: at(2.0, 2.0),
        };
        for step in [bend, Line(at(3.0, 1.0))] {
            assert_eq!((step.at(from, 0.0), step.at(from, 1.0)), (from, step.end()));
            let first = step.piece(from, 0.0, 0.5);
            let start = first.end();
            let second = step.piece(from, 0.5, 1.0);
            assert_eq!(second.end(), step.end());
            let near = |a: Point, b: Point| (a.x - b.x).hypot(a.y - b.y) < 1e-6;
            assert!(near(first.at(from, 0.5), step.at(from, 0.25)));
            assert!(near(second.at(start, 0.5), step.at(from, 0.75)));
        }
    }
}
