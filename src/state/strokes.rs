//! The ink on the pad: strokes with a line width at each point.

use ink::{Drawing, Point, Stroke, curve};
use serde::{Deserialize, Serialize};

/// Maximum number of points before ink is thinned. The time to handle a pointer event is proportional to the number of
/// points. A fast pen reaches the maximum in about two minutes of continuous drawing.
pub const MAX_POINTS: usize = 32_768;

/// Spacing of the first thinning pass, in units of the pad's side: a fifth of a pixel on a large pad.
const MIN_SPACING: f32 = 1.0 / 4096.0;

/// A drawing with a line width for each of its points.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Ink {
    drawing: Drawing,
    /// For each stroke the width at each point, relative to the default width.
    widths: Vec<Vec<f32>>,
}

/// One stroke with its widths.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct InkStroke {
    /// The points.
    pub stroke: Stroke,
    /// The width at each point, relative to the default width.
    pub widths: Vec<f32>,
}

impl Ink {
    /// Returns the strokes without widths, which is all that the network reads.
    #[must_use]
    pub fn drawing(&self) -> &Drawing {
        &self.drawing
    }

    /// Returns the number of strokes.
    #[must_use]
    pub fn len(&self) -> usize {
        self.drawing.strokes.len()
    }

    /// Returns whether there are no strokes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.drawing.strokes.is_empty()
    }

    /// Iterates over the strokes with their widths.
    pub fn iter(&self) -> impl Iterator<Item = (&Stroke, &[f32])> {
        let widths = self.widths.iter().map(Vec::as_slice);
        self.drawing.strokes.iter().zip(widths)
    }

    /// Returns the start, width and end of the last stroke's final segment, whose curve still changes while the stroke
    /// grows.
    #[must_use]
    pub fn tail(&self) -> Option<(Point, f32, Point)> {
        let (stroke, widths) = self.drawing.strokes.last().zip(self.widths.last())?;
        let start = curve::stable_end(&stroke.points)?;
        Some((start, *widths.last()?, *stroke.points.last()?))
    }

    /// Returns whether this ink equals `before`, possibly with a longer last stroke or additional strokes.
    #[must_use]
    pub fn extends(&self, before: &Self) -> bool {
        let last = before.len().saturating_sub(1);
        let has_enough_strokes = before.len() <= self.len();
        has_enough_strokes
            && before
                .iter()
                .zip(self.iter())
                .enumerate()
                .all(|(i, (old, new))| {
                    let may_grow = i == last || old.0.points.len() == new.0.points.len();
                    may_grow && new.0.points.starts_with(&old.0.points) && new.1.starts_with(old.1)
                })
    }

    /// Inserts a stroke at an index.
    pub(super) fn insert(&mut self, index: usize, stroke: InkStroke) {
        self.drawing.strokes.insert(index, stroke.stroke);
        self.widths.insert(index, stroke.widths);
    }

    /// Appends a stroke.
    pub(super) fn push(&mut self, stroke: InkStroke) {
        self.insert(self.len(), stroke);
    }

    /// Removes the stroke at an index.
    pub(super) fn remove(&mut self, index: usize) -> InkStroke {
        InkStroke {
            stroke: self.drawing.strokes.remove(index),
            widths: self.widths.remove(index),
        }
    }

    /// Removes the last stroke.
    pub(super) fn pop(&mut self) -> Option<InkStroke> {
        let last = self.len().checked_sub(1)?;
        Some(self.remove(last))
    }

    /// Appends a point to the last stroke. Returns `false` if there is no stroke or the point equals the stroke's last
    /// point.
    pub(super) fn extend(&mut self, point: Point, width: f32) -> bool {
        let last = self.drawing.strokes.last_mut().zip(self.widths.last_mut());
        let Some((stroke, widths)) = last else {
            return false;
        };
        if stroke.points.last() == Some(&point) {
            return false;
        }
        stroke.points.push(point);
        widths.push(width);
        self.thin();
        true
    }

    fn point_count(&self) -> usize {
        self.widths.iter().map(Vec::len).sum()
    }

    /// Thins ink with more than [`MAX_POINTS`] points to half of the maximum. Each pass drops the points that are
    /// closer to the previous point than a spacing, which doubles from pass to pass. Every stroke keeps its ends, so
    /// more points may remain.
    fn thin(&mut self) {
        if self.point_count() <= MAX_POINTS {
            return;
        }
        let mut spacing = MIN_SPACING;
        while self.point_count() > MAX_POINTS / 2 && spacing < 1.0 {
            let strokes = self.drawing.strokes.iter_mut().zip(&mut self.widths);
            for (stroke, widths) in strokes {
                let keep = spaced_points(&stroke.points, spacing);
                let mut keep_point = keep.iter();
                stroke.points.retain(|_| keep_point.next() == Some(&true));
                let mut keep_width = keep.iter();
                widths.retain(|_| keep_width.next() == Some(&true));
            }
            spacing *= 2.0;
        }
    }

    /// Returns whether each point has a width. Ink loaded from browser storage may be inconsistent.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        let lengths = self
            .drawing
            .strokes
            .iter()
            .map(|stroke| stroke.points.len());
        lengths.eq(self.widths.iter().map(Vec::len))
    }
}

impl From<Drawing> for Ink {
    /// Gives every point the default width.
    fn from(drawing: Drawing) -> Self {
        let strokes = drawing.strokes.iter();
        let widths = strokes
            .map(|stroke| vec![1.0; stroke.points.len()])
            .collect();
        let mut ink = Self { drawing, widths };
        ink.thin();
        ink
    }
}

/// Returns for each point whether to keep it: the ends, and points at least `spacing` from the last kept point.
fn spaced_points(points: &[Point], spacing: f32) -> Vec<bool> {
    let last = points.len().saturating_sub(1);
    let mut previous = None::<Point>;
    let should_keep = |(i, point): (usize, &Point)| {
        let is_far = |from: Point| (point.x - from.x).hypot(point.y - from.y) >= spacing;
        let keep = i == last || previous.is_none_or(is_far);
        previous = if keep { Some(*point) } else { previous };
        keep
    };
    points.iter().enumerate().map(should_keep).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dot(x: f32) -> InkStroke {
        InkStroke {
            stroke: Stroke {
                points: vec![Point { x, y: 0.0 }],
            },
            widths: vec![x],
        }
    }

    #[test]
    fn every_edit_keeps_widths_with_their_strokes() {
        let mut ink = Ink::default();
        ink.push(dot(1.0));
        ink.push(dot(2.0));
        ink.insert(1, dot(3.0));
        assert!(ink.extend(Point { x: 5.0, y: 5.0 }, 0.5));
        assert!(
            !ink.extend(Point { x: 5.0, y: 5.0 }, 0.7),
            "a repeated point is ignored"
        );
        assert_eq!(ink.remove(0), dot(1.0));
        let widths: Vec<&[f32]> = ink.iter().map(|(_, widths)| widths).collect();
        assert_eq!(widths, [&[3.0][..], &[2.0, 0.5]]);
        assert!(ink.is_valid());
    }

    /// Returns one stroke that traces a circle repeatedly.
    fn circle(point_count: usize) -> Drawing {
        let point = |i: usize| {
            let angle = i as f32 / 1000.0;
            Point {
                x: 0.5 + 0.3 * angle.cos(),
                y: 0.5 + 0.3 * angle.sin(),
            }
        };
        let points = (0..point_count).map(point).collect();
        Drawing {
            strokes: vec![Stroke { points }],
        }
    }

    #[test]
    fn thinning_a_million_points_keeps_the_ends_and_the_raster() {
        let full = circle(1_000_000);
        let ink = Ink::from(full.clone());
        assert!(ink.is_valid() && ink.point_count() <= MAX_POINTS);
        let (thinned, points) = (ink.drawing(), &full.strokes[0].points);
        let kept = &thinned.strokes[0].points;
        assert_eq!((kept.first(), kept.last()), (points.first(), points.last()));
        let [actual, expected] =
            [thinned, &full].map(|drawing| drawing.raster().expect("a circle has ink"));
        let pairs = actual.pixels().iter().zip(expected.pixels());
        let max_difference = pairs.map(|(a, b)| a.abs_diff(*b)).max();
        assert!(
            max_difference <= Some(8),
            "off by {max_difference:?} of 255"
        );
    }

    #[test]
    fn only_ink_above_the_maximum_is_thinned_as_it_grows() {
        let mut ink = Ink::from(circle(MAX_POINTS));
        assert_eq!(ink.point_count(), MAX_POINTS);
        assert!(ink.extend(Point { x: 0.5, y: 0.5 }, 1.0));
        assert!(ink.point_count() <= MAX_POINTS / 2 && ink.is_valid());
    }

    #[test]
    fn empty_ink_has_nothing_to_remove_or_extend() {
        let mut ink = Ink::default();
        assert!(ink.is_empty() && ink.pop().is_none());
        assert!(!ink.extend(Point::default(), 1.0));
    }

    #[test]
    fn ink_extends_only_its_own_earlier_states() {
        let mut before = Ink::default();
        before.push(dot(1.0));
        before.push(dot(2.0));
        let mut longer = before.clone();
        longer.extend(Point { x: 5.0, y: 5.0 }, 0.5);
        let mut more = longer.clone();
        more.push(dot(3.0));
        let other_widths = Ink::from(longer.drawing().clone());
        assert!(before.extends(&before) && longer.extends(&before) && more.extends(&longer));
        assert!(more.extends(&Ink::default()));
        assert!(!before.extends(&longer) && !longer.extends(&more));
        assert!(!other_widths.extends(&before));
        let mut first_stroke_grown = Ink::default();
        first_stroke_grown.push(dot(1.0));
        first_stroke_grown.extend(Point { x: 5.0, y: 5.0 }, 0.5);
        first_stroke_grown.push(dot(2.0));
        assert!(!first_stroke_grown.extends(&before));
    }
}
