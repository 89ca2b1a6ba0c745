//! The bones of a drawing: the knots that the pen passes, and its way between them.
//!
//! A skeleton lies in a box of about 0..100 both ways, y down. Between knots the pen follows a centripetal
//! Catmull-Rom curve (Yuksel, Schaefer and Keyser 2011: it never loops or cusps between knots), broken at corners:
//! a piece between two corners is straight, and one between a corner and a bend a parabola.

use ink::Point;

/// A place on the plane, `[x, y]`.
pub(super) type Place = [f32; 2];

/// The strokes, each a list of knots; a lone knot is a dot.
pub(super) type Skeleton = Vec<Vec<Knot>>;

/// A place that the pen passes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Knot {
    pub(super) at: Place,
    pub(super) joint: Joint,
}

/// How the pen passes a knot; at a stroke's ends both are the same.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Joint {
    Corner,
    Bend,
}

/// A knot where the pen turns sharply, or starts, or ends.
pub(super) fn corner(at: Place) -> Knot {
    let joint = Joint::Corner;
    Knot { at, joint }
}

/// A knot that the pen passes smoothly.
pub(super) fn bend(at: Place) -> Knot {
    let joint = Joint::Bend;
    Knot { at, joint }
}

/// Reads `"20,0 20,100 / 20,2 ~75,25 20,50"`: knots `x,y`, a bend marked by `~`, strokes parted by `/`.
///
/// # Panics
/// On anything else; only this module's tables are read, and a test reads them all.
pub(super) fn parsed(text: &str) -> Skeleton {
    let number = |text: &str| text.parse().expect("a knot's place is two numbers");
    let place = |text: &str| {
        let (x, y) = text.split_once(',').expect("a knot's place is x,y");
        [number(x), number(y)]
    };
    let knot = |text: &str| match text.strip_prefix('~') {
        Some(text) => bend(place(text)),
        None => corner(place(text)),
    };
    let stroke = |text: &str| text.split_whitespace().map(knot).collect();
    text.split('/').map(stroke).collect()
}

/// The pen's way along a stroke, a point at each knot and others between, about `spacing` apart.
pub(super) fn path(knots: &[Knot], spacing: f32) -> Vec<Point> {
    let start = knots.first().map(|knot| Point::from(knot.at));
    let pieces = (1..knots.len()).flat_map(|end| {
        let piece = Piece::before(knots, end);
        let steps = (piece.chord() / spacing).ceil().max(1.0) as usize;
        (1..=steps).map(move |step| Point::from(piece.at(step as f32 / steps as f32)))
    });
    start.into_iter().chain(pieces).collect()
}

/// A cubic in Hermite's form: two ends and the velocities there.
struct Piece {
    from: Place,
    to: Place,
    leaving: Place,
    arriving: Place,
}

impl Piece {
    /// The piece that ends at the knot numbered `end`, which is not the first.
    fn before(knots: &[Knot], end: usize) -> Self {
        let (from, to) = (knots[end - 1].at, knots[end].at);
        let duration = duration(from, to);
        let velocity = |place: usize| {
            let around = [place.checked_sub(1)?, place, place + 1];
            let [before, here, after] = [
                knots.get(around[0])?,
                knots.get(around[1])?,
                knots.get(around[2])?,
            ];
            (here.joint == Joint::Bend)
                .then(|| velocity(before.at, here.at, after.at).map(|v| v * duration))
        };
        let straight = combined(1.0, to, -1.0, from);
        // With one velocity given, this other one makes a parabola.
        let parabolic = |other: Place| combined(2.0, straight, -1.0, other);
        let (leaving, arriving) = match (velocity(end - 1), velocity(end)) {
            (Some(leaving), Some(arriving)) => (leaving, arriving),
            (Some(leaving), None) => (leaving, parabolic(leaving)),
            (None, Some(arriving)) => (parabolic(arriving), arriving),
            (None, None) => (straight, straight),
        };
        Self {
            from,
            to,
            leaving,
            arriving,
        }
    }

    fn chord(&self) -> f32 {
        length(self.from, self.to)
    }

    /// The place at the share `t` (0..1) of the piece's duration.
    fn at(&self, t: f32) -> Place {
        let (t2, t3) = (t * t, t * t * t);
        let ends = combined(
            2.0 * t3 - 3.0 * t2 + 1.0,
            self.from,
            3.0 * t2 - 2.0 * t3,
            self.to,
        );
        let pulls = combined(t3 - 2.0 * t2 + t, self.leaving, t3 - t2, self.arriving);
        combined(1.0, ends, 1.0, pulls)
    }
}

/// The velocity at `here` on the way from `before` to `after`.
fn velocity(before: Place, here: Place, after: Place) -> Place {
    let (first, second) = (duration(before, here), duration(here, after));
    std::array::from_fn(|axis| {
        (here[axis] - before[axis]) / first - (after[axis] - before[axis]) / (first + second)
            + (after[axis] - here[axis]) / second
    })
}

/// What makes the curve centripetal: time goes with the square root of the way.
fn duration(from: Place, to: Place) -> f32 {
    length(from, to).sqrt().max(1e-3)
}

fn length(from: Place, to: Place) -> f32 {
    (to[0] - from[0]).hypot(to[1] - from[1])
}

fn combined(a: f32, first: Place, b: f32, second: Place) -> Place {
    std::array::from_fn(|axis| a * first[axis] + b * second[axis])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_notation_gives_strokes_corners_and_bends() {
        assert_eq!(
            parsed("1,2 ~3,4.5 / 6,7"),
            [
                vec![corner([1.0, 2.0]), bend([3.0, 4.5])],
                vec![corner([6.0, 7.0])]
            ]
        );
    }

    #[test]
    fn a_lone_knot_is_a_dot() {
        assert_eq!(path(&[corner([3.0, 4.0])], 1.0), [Point { x: 3.0, y: 4.0 }]);
    }

    #[test]
    fn between_corners_the_pen_goes_straight() {
        let points = path(&parsed("0,0 30,40")[0], 10.0);
        assert_eq!(points.len(), 6);
        for point in points {
            assert!((point.y * 30.0 - point.x * 40.0).abs() < 1e-3, "{point:?}");
        }
    }

    #[test]
    fn bends_on_a_circle_stay_near_it() {
        let knots = |i: usize| {
            let (sin, cos) = (i as f32 * std::f32::consts::FRAC_PI_4).sin_cos();
            bend([50.0 * cos, 50.0 * sin])
        };
        let knots: Vec<Knot> = (0..=8).map(knots).collect();
        for point in path(&knots, 2.0) {
            let radius = point.x.hypot(point.y);
            assert!((48.0..52.0).contains(&radius), "{point:?}");
        }
    }

    #[test]
    fn equal_knots_are_no_trouble() {
        let points = path(&[bend([1.0, 1.0]); 4], 1.0);
        assert!(
            points
                .iter()
                .all(|point| *point == Point { x: 1.0, y: 1.0 })
        );
    }
}
