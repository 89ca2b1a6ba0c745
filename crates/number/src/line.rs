//! Strokes in, the facts of the line of writing out: where each stroke lies and how tall the writing is.

use ink::{Bounds, Drawing, Stroke};

/// What a stroke, or several together, cover of the paper. Double precision, so that no finite ink overflows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Extent {
    pub(crate) left: f64,
    pub(crate) right: f64,
    pub(crate) top: f64,
    pub(crate) bottom: f64,
}

/// A stroke with ink, by its index in the drawing.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Placed {
    pub(crate) index: usize,
    pub(crate) extent: Extent,
}

/// The strokes with ink, by their left ends, and their measure.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub(crate) strokes: Vec<Placed>,
    /// The height of the writing: that of its tallest stroke, or a quarter of its widest, if that is more. Gaps and
    /// sizes are told in it; 0 where all strokes are dots.
    pub(crate) height: f64,
}

impl Line {
    pub(crate) fn of(drawing: &Drawing) -> Self {
        let placed = |(index, stroke): (usize, &Stroke)| {
            let extent = Extent::of(stroke.bounds()?);
            Some(Placed { index, extent })
        };
        let mut strokes: Vec<Placed> = drawing
            .strokes
            .iter()
            .enumerate()
            .filter_map(placed)
            .collect();
        strokes.sort_by(|a, b| a.extent.left.total_cmp(&b.extent.left));
        let measure = |placed: &Placed| placed.extent.height().max(placed.extent.width() / 4.0);
        let height = strokes.iter().map(measure).fold(0.0, f64::max);
        Self { strokes, height }
    }

    /// A length in heights of the writing; 0 where there are only dots.
    pub(crate) fn in_heights(&self, length: f64) -> f64 {
        if self.height > 0.0 {
            length / self.height
        } else {
            0.0
        }
    }
}

impl Extent {
    fn of(bounds: Bounds) -> Self {
        Self {
            left: bounds.min.x.into(),
            right: bounds.max.x.into(),
            top: bounds.min.y.into(),
            bottom: bounds.max.y.into(),
        }
    }

    pub(crate) fn width(self) -> f64 {
        self.right - self.left
    }

    pub(crate) fn height(self) -> f64 {
        self.bottom - self.top
    }

    pub(crate) fn longer_side(self) -> f64 {
        self.width().max(self.height())
    }

    /// Twice the middle, across.
    pub(crate) fn middle(self) -> f64 {
        self.left + self.right
    }

    /// The white between two, across; below 0, how far one would have to move until they are apart.
    pub(crate) fn gap(self, other: Self) -> f64 {
        (other.left - self.right).max(self.left - other.right)
    }

    /// The distance between two boxes, 0 where they meet.
    pub(crate) fn distance(self, other: Self) -> f64 {
        let down = (other.top - self.bottom).max(self.top - other.bottom);
        self.gap(other).max(0.0).hypot(down.max(0.0))
    }

    pub(crate) fn union(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            right: self.right.max(other.right),
            top: self.top.min(other.top),
            bottom: self.bottom.max(other.bottom),
        }
    }
}
