//! Converts the points of a stroke into a smooth path.
//!
//! Each inner point is the control point of a quadratic Bézier curve. The curve connects the midpoints of the two lines
//! that meet at the point, so consecutive curves join smoothly. The path is only for display, on the page's pad and in
//! [`svg`](crate::svg). The network's input is drawn with straight lines between the points
//! ([`Preprocessing`](crate::Preprocessing)).

use crate::Point;

/// One segment of a path. It starts where the previous segment ended.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Segment {
    /// Moves to a point without drawing.
    MoveTo(Point),
    /// Draws a straight line to a point.
    LineTo(Point),
    /// Draws a quadratic Bézier curve.
    QuadTo {
        /// The control point.
        control: Point,
        /// The end point.
        end: Point,
    },
}

impl Segment {
    /// Returns the point at parameter `t` (0 to 1); `from` is the end of the previous segment.
    #[must_use]
    pub fn eval(self, from: Point, t: f32) -> Point {
        match self {
            Self::MoveTo(to) => to,
            Self::LineTo(to) => from.lerp(to, t),
            // De Casteljau's algorithm.
            Self::QuadTo { control, end } => {
                let [before, after] = [(from, control), (control, end)];
                let interpolate = |(a, b): (Point, Point)| a.lerp(b, t);
                interpolate(before).lerp(interpolate(after), t)
            }
        }
    }

    /// Returns the part between the parameters `start` and `end`. It starts at `self.eval(from, start)`.
    #[must_use]
    pub fn subsegment(self, from: Point, start: f32, end: f32) -> Self {
        match self {
            Self::MoveTo(_) | Self::LineTo(_) => Self::LineTo(self.eval(from, end)),
            Self::QuadTo { control, end: last } => {
                let a = from.lerp(control, start);
                let b = control.lerp(last, start);
                Self::QuadTo {
                    control: a.lerp(b, end),
                    end: self.eval(from, end),
                }
            }
        }
    }

    /// Returns the end point.
    #[must_use]
    pub fn end(self) -> Point {
        match self {
            Self::MoveTo(end) | Self::LineTo(end) | Self::QuadTo { end, .. } => end,
        }
    }
}

/// Returns the path through the points. A single point becomes a line of length zero, which round caps render as a dot.
pub fn segments(points: &[Point]) -> impl Iterator<Item = Segment> {
    let start = points.first().map(|first| Segment::MoveTo(*first));
    let curves = points.windows(3).map(|window| Segment::QuadTo {
        control: window[1],
        end: midpoint(window[1], window[2]),
    });
    let last = points.last().map(|last| Segment::LineTo(*last));
    start.into_iter().chain(curves).chain(last)
}

/// Returns the number of leading [`segments`] that stay the same when points are appended: all except the last.
#[must_use]
pub fn stable_len(points: &[Point]) -> usize {
    match points.len() {
        0 => 0,
        count => (count - 1).max(1),
    }
}

/// Returns the end point of the last segment counted by [`stable_len`].
#[must_use]
pub fn stable_end(points: &[Point]) -> Option<Point> {
    match points {
        [_, .., before, last] => Some(midpoint(*before, *last)),
        _ => points.first().copied(),
    }
}

fn midpoint(a: Point, b: Point) -> Point {
    Point {
        x: f32::midpoint(a.x, b.x),
        y: f32::midpoint(a.y, b.y),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Segment::{LineTo, MoveTo, QuadTo};

    fn at(x: f32, y: f32) -> Point {
        Point { x, y }
    }

    fn check<const N: usize>(points: &[Point], expected: [Segment; N]) {
        assert_eq!(segments(points).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn no_points_give_an_empty_path() {
        check(&[], []);
    }

    #[test]
    fn one_point_gives_a_dot() {
        check(
            &[at(1.0, 2.0)],
            [MoveTo(at(1.0, 2.0)), LineTo(at(1.0, 2.0))],
        );
    }

    #[test]
    fn two_points_give_a_straight_line() {
        check(
            &[at(0.0, 0.0), at(1.0, 1.0)],
            [MoveTo(at(0.0, 0.0)), LineTo(at(1.0, 1.0))],
        );
    }

    #[test]
    fn stable_segments_do_not_change_when_points_are_appended() {
        let all: Vec<Point> = (0..6_u8)
            .map(|i| at(f32::from(i), f32::from(i * i)))
            .collect();
        assert_eq!((stable_len(&[]), stable_end(&[])), (0, None));
        for (count, longer) in (1..all.len()).zip(2..) {
            let before: Vec<Segment> = segments(&all[..count])
                .take(stable_len(&all[..count]))
                .collect();
            let after: Vec<Segment> = segments(&all[..longer]).take(before.len()).collect();
            assert_eq!(before, after);
            assert_eq!(
                before.last().map(|segment| segment.end()),
                stable_end(&all[..count])
            );
        }
    }

    #[test]
    fn inner_points_are_control_points_between_midpoints() {
        let [a, b, c, d] = [at(0.0, 0.0), at(2.0, 0.0), at(2.0, 2.0), at(4.0, 2.0)];
        let first = QuadTo {
            control: b,
            end: at(2.0, 1.0),
        };
        let second = QuadTo {
            control: c,
            end: at(3.0, 2.0),
        };
        check(&[a, b, c, d], [MoveTo(a), first, second, LineTo(d)]);
    }

    #[test]
    fn subsegments_lie_on_the_segment_and_join() {
        let from = at(0.0, 0.0);
        let curve = QuadTo {
            control: at(2.0, 0.0),
            end: at(2.0, 2.0),
        };
        for segment in [curve, LineTo(at(3.0, 1.0))] {
            assert_eq!(
                (segment.eval(from, 0.0), segment.eval(from, 1.0)),
                (from, segment.end())
            );
            let first = segment.subsegment(from, 0.0, 0.5);
            let start = first.end();
            let second = segment.subsegment(from, 0.5, 1.0);
            assert_eq!(second.end(), segment.end());
            let near = |a: Point, b: Point| (a.x - b.x).hypot(a.y - b.y) < 1e-6;
            assert!(near(first.eval(from, 0.5), segment.eval(from, 0.25)));
            assert!(near(second.eval(start, 0.5), segment.eval(from, 0.75)));
        }
    }
}
