//! The ink on the pad: strokes with a line width at each point.

use std::sync::Arc;

use ink::simplify::spaced_points;
use ink::{Drawing, Point, Stroke, curve};
use serde::{Deserialize, Serialize};

/// Maximum number of points before ink is thinned. The time to handle a pointer event is proportional to the number of
/// points. A fast pen reaches the maximum in about two minutes of continuous drawing.
pub const MAX_POINTS: usize = 32_768;

/// Spacing of the first thinning pass, in units of the pad's side: a fifth of a pixel on a large pad.
const MIN_SPACING: f32 = 1.0 / 4096.0;

/// Strokes in the order in which they were drawn. Copies share the strokes, so a copy is cheap.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(from = "StoredInk", into = "StoredInk")]
pub struct Ink {
    strokes: Vec<Arc<InkStroke>>,
}

/// One stroke with a line width for each of its points.
#[derive(Clone, Debug, PartialEq)]
struct InkStroke {
    stroke: Stroke,
    /// The width at each point, relative to the default width.
    widths: Vec<f32>,
}

/// The stored form of ink: all points, then all widths.
type StoredInk = (Drawing, Vec<Vec<f32>>);

impl Ink {
    /// Returns the strokes without widths, which is all that the network reads.
    #[must_use]
    pub fn drawing(&self) -> Drawing {
        let strokes = self.strokes.iter().map(|stroke| stroke.stroke.clone());
        Drawing {
            strokes: strokes.collect(),
        }
    }

    /// Returns the number of strokes.
    #[must_use]
    pub fn len(&self) -> usize {
        self.strokes.len()
    }

    /// Returns whether there are no strokes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.strokes.is_empty()
    }

    /// Iterates over the strokes with their widths.
    pub fn iter(&self) -> impl Iterator<Item = (&Stroke, &[f32])> {
        let strokes = self.strokes.iter();
        strokes.map(|stroke| (&stroke.stroke, stroke.widths.as_slice()))
    }

    /// Returns the start, width and end of the last stroke's final segment, whose curve still changes while the stroke
    /// grows.
    #[must_use]
    pub fn tail(&self) -> Option<(Point, f32, Point)> {
        let InkStroke { stroke, widths } = self.strokes.last()?.as_ref();
        let start = curve::stable_end(&stroke.points)?;
        Some((start, *widths.last()?, *stroke.points.last()?))
    }

    /// Returns whether this ink equals `before`, possibly with a longer last stroke or additional strokes.
    #[must_use]
    pub fn extends(&self, before: &Self) -> bool {
        let Some((last, complete)) = before.strokes.split_last() else {
            return true;
        };
        self.len() >= before.len()
            && self.strokes.iter().zip(complete).all(is_same)
            && self.strokes[complete.len()].extends(last)
    }

    /// Returns the first point of each stroke. It identifies the stroke, because it never changes.
    pub(super) fn starts(&self) -> Vec<Option<Point>> {
        let strokes = self.strokes.iter();
        strokes
            .map(|stroke| stroke.stroke.points.first().copied())
            .collect()
    }

    /// Returns the strokes for which `keep` returns true, given the index and the points.
    pub(super) fn filtered(&self, keep: impl Fn(usize, &Stroke) -> bool) -> Self {
        let strokes = self.strokes.iter().enumerate();
        let strokes = strokes.filter(|(index, stroke)| keep(*index, &stroke.stroke));
        Self {
            strokes: strokes.map(|(_, stroke)| Arc::clone(stroke)).collect(),
        }
    }

    /// Starts a stroke.
    pub(super) fn start_stroke(&mut self, point: Point, width: f32) {
        let stroke = Stroke {
            points: vec![point],
        };
        let widths = vec![width];
        self.strokes.push(Arc::new(InkStroke { stroke, widths }));
    }

    /// Appends a point to the last stroke. Returns `false` if there is no stroke or the point equals the stroke's last
    /// point. Copies the last stroke, and no other, if another copy of the ink shares it.
    pub(super) fn extend(&mut self, point: Point, width: f32) -> bool {
        let Some(last) = self.strokes.last_mut() else {
            return false;
        };
        if last.stroke.points.last() == Some(&point) {
            return false;
        }
        let last = Arc::make_mut(last);
        last.stroke.points.push(point);
        last.widths.push(width);
        self.thin();
        true
    }

    fn point_count(&self) -> usize {
        self.strokes.iter().map(|stroke| stroke.widths.len()).sum()
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
            for stroke in &mut self.strokes {
                Arc::make_mut(stroke).thin(spacing);
            }
            spacing *= 2.0;
        }
    }
}

impl InkStroke {
    fn extends(&self, before: &Self) -> bool {
        self.stroke.points.starts_with(&before.stroke.points)
            && self.widths.starts_with(&before.widths)
    }

    fn thin(&mut self, spacing: f32) {
        let keep = spaced_points(&self.stroke.points, spacing);
        let mut keep_point = keep.iter();
        let points = &mut self.stroke.points;
        points.retain(|_| keep_point.next() == Some(&true));
        let mut keep_width = keep.iter();
        self.widths.retain(|_| keep_width.next() == Some(&true));
    }
}

impl PartialEq for Ink {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.strokes.iter().zip(&other.strokes).all(is_same)
    }
}

/// Compares two strokes, shared ones without looking at their points.
fn is_same((a, b): (&Arc<InkStroke>, &Arc<InkStroke>)) -> bool {
    Arc::ptr_eq(a, b) || a == b
}

impl From<Drawing> for Ink {
    /// Gives every point the default width.
    fn from(drawing: Drawing) -> Self {
        (drawing, Vec::new()).into()
    }
}

impl From<StoredInk> for Ink {
    /// Gives a point without a width the default width, because data from browser storage may be inconsistent.
    fn from((drawing, widths): StoredInk) -> Self {
        let widths = widths.into_iter().chain(std::iter::repeat(Vec::new()));
        let strokes = drawing.strokes.into_iter().zip(widths);
        let strokes = strokes.map(|(stroke, mut widths)| {
            widths.resize(stroke.points.len(), 1.0);
            Arc::new(InkStroke { stroke, widths })
        });
        let mut ink = Self {
            strokes: strokes.collect(),
        };
        ink.thin();
        ink
    }
}

impl From<Ink> for StoredInk {
    fn from(ink: Ink) -> Self {
        let widths = ink.iter().map(|(_, widths)| widths.to_vec());
        (ink.drawing(), widths.collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns ink of dots at these x coordinates, each as wide as its coordinate.
    fn dots(xs: &[f32]) -> Ink {
        let mut ink = Ink::default();
        for x in xs {
            ink.start_stroke(Point { x: *x, y: 0.0 }, *x);
        }
        ink
    }

    fn widths(ink: &Ink) -> Vec<&[f32]> {
        ink.iter().map(|(_, widths)| widths).collect()
    }

    #[test]
    fn every_edit_keeps_widths_with_their_strokes() {
        let mut ink = dots(&[1.0, 3.0, 2.0]);
        assert!(ink.extend(Point { x: 5.0, y: 5.0 }, 0.5));
        assert!(
            !ink.extend(Point { x: 5.0, y: 5.0 }, 0.7),
            "a repeated point is ignored"
        );
        assert_eq!(widths(&ink.filtered(|index, _| index < 2)), [[1.0], [3.0]]);
        let rest = ink.filtered(|_, stroke| stroke.points[0].x != 1.0);
        assert_eq!(widths(&rest), [&[3.0][..], &[2.0, 0.5]]);
    }

    #[test]
    fn copies_share_all_strokes_but_the_one_that_grows() {
        let before = dots(&[1.0, 2.0]);
        let mut longer = before.clone();
        longer.extend(Point { x: 5.0, y: 5.0 }, 0.5);
        let shared = before.strokes.iter().zip(&longer.strokes);
        let shared: Vec<bool> = shared.map(|(a, b)| Arc::ptr_eq(a, b)).collect();
        assert_eq!(shared, [true, false]);
        let last = Arc::as_ptr(&longer.strokes[1]);
        longer.extend(Point { x: 6.0, y: 6.0 }, 0.5);
        assert_eq!(
            Arc::as_ptr(&longer.strokes[1]),
            last,
            "a stroke that is not shared grows in place"
        );
    }

    #[test]
    fn stored_points_without_a_width_get_the_default_width() {
        let drawing = dots(&[2.0, 3.0]).drawing();
        let stored = (drawing, vec![vec![0.5, 0.7]]);
        assert_eq!(widths(&stored.into()), [[0.5], [1.0]]);
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
        assert!(ink.point_count() <= MAX_POINTS);
        let (thinned, points) = (&ink.drawing(), &full.strokes[0].points);
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
        assert!(ink.point_count() <= MAX_POINTS / 2);
    }

    #[test]
    fn empty_ink_has_nothing_to_extend() {
        let mut ink = Ink::default();
        assert!(ink.is_empty() && !ink.extend(Point::default(), 1.0));
    }

    #[test]
    fn ink_extends_only_its_own_earlier_states() {
        let before = dots(&[1.0, 2.0]);
        let mut longer = before.clone();
        longer.extend(Point { x: 5.0, y: 5.0 }, 0.5);
        let mut more = longer.clone();
        more.start_stroke(Point { x: 3.0, y: 0.0 }, 3.0);
        let other_widths = Ink::from(longer.drawing());
        assert!(before.extends(&before) && longer.extends(&before) && more.extends(&longer));
        assert!(more.extends(&Ink::default()));
        assert!(!before.extends(&longer) && !longer.extends(&more));
        assert!(!other_widths.extends(&before));
        let mut first_stroke_grown = dots(&[1.0]);
        first_stroke_grown.extend(Point { x: 5.0, y: 5.0 }, 0.5);
        first_stroke_grown.start_stroke(Point { x: 2.0, y: 0.0 }, 2.0);
        assert!(!first_stroke_grown.extends(&before));
    }
}
