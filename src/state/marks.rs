//! The ink on the pad: strokes, and how heavy each looks along its way.

use ink::{Drawing, Point, Stroke, curve};
use serde::{Deserialize, Serialize};

/// The most points that ink from a pen or a file has: two minutes of a fast pen that is never lifted. What the page
/// does at each move of the pen takes time in proportion to the points that there are.
pub const MOST_POINTS: usize = 32_768;

/// The spacing that thinning begins with, in the pad's sides: a fifth of a pixel on a large pad.
const FINEST: f32 = 1.0 / 4096.0;

/// A drawing with a weight for each of its points.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Marks {
    drawing: Drawing,
    /// For each stroke a weight for each point: 1 is the usual width.
    weights: Vec<Vec<f32>>,
}

/// One stroke with its weights.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mark {
    /// Its points.
    pub stroke: Stroke,
    /// One for each point.
    pub weights: Vec<f32>,
}

impl Marks {
    /// The ink without its weights: all that is ever read.
    #[must_use]
    pub fn drawing(&self) -> &Drawing {
        &self.drawing
    }

    /// How many strokes there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.drawing.strokes.len()
    }

    /// Whether there is no stroke.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.drawing.strokes.is_empty()
    }

    /// Each stroke with its weights.
    pub fn iter(&self) -> impl Iterator<Item = (&Stroke, &[f32])> {
        let weights = self.weights.iter().map(Vec::as_slice);
        self.drawing.strokes.iter().zip(weights)
    }

    /// The last step of the last stroke, which bends when the stroke goes on: where it begins, how heavy it is, where
    /// it ends.
    #[must_use]
    pub fn tail(&self) -> Option<(Point, f32, Point)> {
        let (stroke, weights) = self.drawing.strokes.last().zip(self.weights.last())?;
        let begin = curve::settled_end(&stroke.points)?;
        Some((begin, *weights.last()?, *stroke.points.last()?))
    }

    /// Whether these are those with strokes added, or the last stroke made longer, or just those.
    #[must_use]
    pub fn extends(&self, before: &Self) -> bool {
        let last = before.len().saturating_sub(1);
        let is_whole = before.len() <= self.len();
        is_whole
            && before
                .iter()
                .zip(self.iter())
                .enumerate()
                .all(|(i, (old, new))| {
                    let may_grow = i == last || old.0.points.len() == new.0.points.len();
                    may_grow && new.0.points.starts_with(&old.0.points) && new.1.starts_with(old.1)
                })
    }

    /// Puts a stroke in its place among the others.
    pub(super) fn insert(&mut self, place: usize, mark: Mark) {
        self.drawing.strokes.insert(place, mark.stroke);
        self.weights.insert(place, mark.weights);
    }

    /// Puts a stroke behind the others.
    pub(super) fn push(&mut self, mark: Mark) {
        self.insert(self.len(), mark);
    }

    /// Takes a stroke out.
    pub(super) fn remove(&mut self, place: usize) -> Mark {
        Mark {
            stroke: self.drawing.strokes.remove(place),
            weights: self.weights.remove(place),
        }
    }

    /// Takes the last stroke away.
    pub(super) fn pop(&mut self) -> Option<Mark> {
        let last = self.len().checked_sub(1)?;
        Some(self.remove(last))
    }

    /// Makes the last stroke longer; false where the place is where it ends.
    pub(super) fn extend(&mut self, at: Point, weight: f32) -> bool {
        let last = self.drawing.strokes.last_mut().zip(self.weights.last_mut());
        let Some((stroke, weights)) = last else {
            return false;
        };
        if stroke.points.last() == Some(&at) {
            return false;
        }
        stroke.points.push(at);
        weights.push(weight);
        self.thin();
        true
    }

    fn points(&self) -> usize {
        self.weights.iter().map(Vec::len).sum()
    }

    /// Where there are more points than [`MOST_POINTS`], leaves out those nearer to the one before than a spacing that
    /// doubles until half of them are left. Each stroke keeps its ends, and so there may be more.
    fn thin(&mut self) {
        if self.points() <= MOST_POINTS {
            return;
        }
        let mut spacing = FINEST;
        while self.points() > MOST_POINTS / 2 && spacing < 1.0 {
            let strokes = self.drawing.strokes.iter_mut().zip(&mut self.weights);
            for (stroke, weights) in strokes {
                let stays = apart(&stroke.points, spacing);
                let mut of_points = stays.iter();
                stroke.points.retain(|_| of_points.next() == Some(&true));
                let mut of_weights = stays.iter();
                weights.retain(|_| of_weights.next() == Some(&true));
            }
            spacing *= 2.0;
        }
    }

    /// Whether each point has its weight: of marks that were read back from a browser's storage.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        let lengths = self
            .drawing
            .strokes
            .iter()
            .map(|stroke| stroke.points.len());
        lengths.eq(self.weights.iter().map(Vec::len))
    }
}

impl From<Drawing> for Marks {
    /// All of the usual weight.
    fn from(drawing: Drawing) -> Self {
        let strokes = drawing.strokes.iter();
        let weights = strokes
            .map(|stroke| vec![1.0; stroke.points.len()])
            .collect();
        let mut marks = Self { drawing, weights };
        marks.thin();
        marks
    }
}

/// Which of a stroke's points stay: its ends, and each that lies so far from the last that stays.
fn apart(points: &[Point], spacing: f32) -> Vec<bool> {
    let last = points.len().saturating_sub(1);
    let mut before = None::<Point>;
    let stays = |(i, point): (usize, &Point)| {
        let far = |from: Point| (point.x - from.x).hypot(point.y - from.y) >= spacing;
        let stays = i == last || before.is_none_or(far);
        before = if stays { Some(*point) } else { before };
        stays
    };
    points.iter().enumerate().map(stays).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(x: f32) -> Mark {
        Mark {
            stroke: Stroke {
                points: vec![Point { x, y: 0.0 }],
            },
            weights: vec![x],
        }
    }

    #[test]
    fn strokes_and_weights_stay_together() {
        let mut marks = Marks::default();
        marks.push(mark(1.0));
        marks.push(mark(2.0));
        marks.insert(1, mark(3.0));
        assert!(marks.extend(Point { x: 5.0, y: 5.0 }, 0.5));
        assert!(!marks.extend(Point { x: 5.0, y: 5.0 }, 0.7), "it rests");
        assert_eq!(marks.remove(0), mark(1.0));
        let weights: Vec<&[f32]> = marks.iter().map(|(_, weights)| weights).collect();
        assert_eq!(weights, [&[3.0][..], &[2.0, 0.5]]);
        assert!(marks.is_whole());
    }

    /// A ring that is gone round again and again.
    fn ring(points: usize) -> Drawing {
        let place = |i: usize| {
            let angle = i as f32 / 1000.0;
            Point {
                x: 0.5 + 0.3 * angle.cos(),
                y: 0.5 + 0.3 * angle.sin(),
            }
        };
        let points = (0..points).map(place).collect();
        Drawing {
            strokes: vec![Stroke { points }],
        }
    }

    #[test]
    fn a_million_points_are_thinned_and_look_and_read_the_same() {
        let whole = ring(1_000_000);
        let marks = Marks::from(whole.clone());
        assert!(marks.is_whole() && marks.points() <= MOST_POINTS);
        let (thinned, points) = (marks.drawing(), &whole.strokes[0].points);
        let kept = &thinned.strokes[0].points;
        assert_eq!((kept.first(), kept.last()), (points.first(), points.last()));
        let [seen, expected] = [thinned, &whole].map(|drawing| drawing.raster().expect("a ring"));
        let pairs = seen.pixels().iter().zip(expected.pixels());
        let worst = pairs.map(|(a, b)| a.abs_diff(*b)).max();
        assert!(worst <= Some(8), "off by {worst:?} of 255");
    }

    #[test]
    fn ink_that_a_pen_makes_longer_is_thinned_too_and_no_other() {
        let mut marks = Marks::from(ring(MOST_POINTS));
        assert_eq!(marks.points(), MOST_POINTS);
        assert!(marks.extend(Point { x: 0.5, y: 0.5 }, 1.0));
        assert!(marks.points() <= MOST_POINTS / 2 && marks.is_whole());
    }

    #[test]
    fn nothing_comes_of_no_strokes() {
        let mut marks = Marks::default();
        assert!(marks.is_empty() && marks.pop().is_none());
        assert!(!marks.extend(Point::default(), 1.0));
    }

    #[test]
    fn marks_extend_those_that_they_grew_from_and_no_others() {
        let mut before = Marks::default();
        before.push(mark(1.0));
        before.push(mark(2.0));
        let mut longer = before.clone();
        longer.extend(Point { x: 5.0, y: 5.0 }, 0.5);
        let mut more = longer.clone();
        more.push(mark(3.0));
        let other = Marks::from(longer.drawing().clone());
        assert!(before.extends(&before) && longer.extends(&before) && more.extends(&longer));
        assert!(more.extends(&Marks::default()));
        assert!(!before.extends(&longer) && !longer.extends(&more) && !other.extends(&before));
        let mut first_grown = Marks::default();
        first_grown.push(mark(1.0));
        first_grown.extend(Point { x: 5.0, y: 5.0 }, 0.5);
        first_grown.push(mark(2.0));
        assert!(!first_grown.extends(&before));
    }
}
