//! Measures a line of writing: the extent of each stroke and the height of the line.

use ink::{Bounds, Drawing, Stroke};

/// Bounding box of one or several strokes, in `f64` so that no finite drawing overflows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Extent {
    pub(crate) left: f64,
    pub(crate) right: f64,
    pub(crate) top: f64,
    pub(crate) bottom: f64,
}

/// The extent of a stroke that has ink.
#[derive(Clone, Copy, Debug)]
pub(crate) struct StrokeExtent {
    /// Index of the stroke in the drawing.
    pub(crate) index: usize,
    pub(crate) extent: Extent,
}

/// The strokes that have ink, and the height of the line.
#[derive(Clone, Debug)]
pub(crate) struct TextLine {
    /// Sorted by their left edge.
    pub(crate) strokes: Vec<StrokeExtent>,
    /// The height of the tallest stroke, or a quarter of the widest stroke's width if that is larger. 0 if all strokes
    /// are dots. Gaps and sizes are measured relative to it.
    pub(crate) height: f64,
}

impl TextLine {
    pub(crate) fn new(drawing: &Drawing) -> Self {
        let with_extent = |(index, stroke): (usize, &Stroke)| {
            let extent = Extent::from_bounds(stroke.bounds()?);
            Some(StrokeExtent { index, extent })
        };
        let mut strokes: Vec<StrokeExtent> = drawing
            .strokes
            .iter()
            .enumerate()
            .filter_map(with_extent)
            .collect();
        strokes.sort_by(|a, b| a.extent.left.total_cmp(&b.extent.left));
        let height =
            |stroke: &StrokeExtent| stroke.extent.height().max(stroke.extent.width() / 4.0);
        let height = strokes.iter().map(height).fold(0.0, f64::max);
        Self { strokes, height }
    }

    /// Converts a length to line heights; 0 if all strokes are dots.
    pub(crate) fn in_line_heights(&self, length: f64) -> f64 {
        if self.height > 0.0 {
            length / self.height
        } else {
            0.0
        }
    }
}

impl Extent {
    fn from_bounds(bounds: Bounds) -> Self {
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

    /// Returns twice the x coordinate of the centre, which is enough for sorting.
    pub(crate) fn twice_centre_x(self) -> f64 {
        self.left + self.right
    }

    /// Returns the horizontal gap between two extents. A negative gap is an overlap: the distance that one would have
    /// to move to clear the other.
    pub(crate) fn gap(self, other: Self) -> f64 {
        (other.left - self.right).max(self.left - other.right)
    }

    /// Returns the distance between two boxes, 0 if they touch or overlap.
    pub(crate) fn distance(self, other: Self) -> f64 {
        let vertical_gap = (other.top - self.bottom).max(self.top - other.bottom);
        self.gap(other).max(0.0).hypot(vertical_gap.max(0.0))
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
