//! Measures a line of writing: the bounding box of each stroke and the height of the line.
//!
//! Distances are `f64`, so that no finite drawing overflows.

use ink::{Bounds, Drawing, Stroke};

/// A stroke that has ink.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LineStroke {
    /// Index of the stroke in the drawing.
    pub(crate) index: usize,
    pub(crate) bounds: Bounds,
}

/// The strokes that have ink, and the height of the line.
#[derive(Clone, Debug)]
pub(crate) struct TextLine {
    /// Sorted by their left edge.
    pub(crate) strokes: Vec<LineStroke>,
    /// The height of the tallest stroke, or a quarter of the widest stroke's width if that is larger. 0 if all strokes
    /// are dots. Gaps and sizes are measured relative to it.
    pub(crate) height: f64,
}

impl TextLine {
    pub(crate) fn new(drawing: &Drawing) -> Self {
        let with_bounds = |(index, stroke): (usize, &Stroke)| {
            let bounds = stroke.bounds()?;
            Some(LineStroke { index, bounds })
        };
        let strokes = drawing.strokes.iter().enumerate();
        let mut strokes: Vec<LineStroke> = strokes.filter_map(with_bounds).collect();
        strokes.sort_by(|a, b| a.bounds.min.x.total_cmp(&b.bounds.min.x));
        let height = |stroke: &LineStroke| {
            let [width, height] = stroke.bounds.size();
            height.max(width / 4.0)
        };
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

/// Returns the horizontal gap between two boxes. A negative gap is an overlap: the distance that one would have to move
/// to clear the other.
pub(crate) fn horizontal_gap(a: Bounds, b: Bounds) -> f64 {
    gap([a.min.x, a.max.x], [b.min.x, b.max.x])
}

/// Returns the distance between two boxes, 0 if they touch or overlap.
pub(crate) fn distance(a: Bounds, b: Bounds) -> f64 {
    let vertical_gap = gap([a.min.y, a.max.y], [b.min.y, b.max.y]);
    horizontal_gap(a, b).max(0.0).hypot(vertical_gap.max(0.0))
}

fn gap(a: [f32; 2], b: [f32; 2]) -> f64 {
    let ([a_min, a_max], [b_min, b_max]) = (a.map(f64::from), b.map(f64::from));
    (b_min - a_max).max(a_min - b_max)
}
