//! Removes clutter at the edges of the picture: a table next to the paper, a shadow, ruled lines.
//!
//! Clutter is removed only if the picture has a component that is as large as a digit and touches no edge. Otherwise
//! the digit itself may touch the edges, as in a tightly cropped picture, and must stay complete.

use crate::connected_components::ConnectedComponent;
use crate::plane::Plane;

/// A component can be a digit if its longer side is at least one eighth of the picture's longer side.
const DIGIT_SIDE_DIVISOR: usize = 8;

/// A component from edge to edge is a ruled line if its area is at most one fortieth of the square of the picture's
/// longer side. The pen strokes of a digit cropped to its edges are thicker.
const LINE_AREA_DIVISOR: usize = 40;

/// Returns the ink without clutter.
pub(crate) fn clear_border(mut ink: Plane) -> Plane {
    let border = Border::new(&ink);
    let components = ConnectedComponent::find_all(&ink);
    if components
        .iter()
        .any(|component| border.is_inner_digit(component))
    {
        for component in &components {
            if border.is_clutter(component) {
                component.erase_from(&mut ink);
            }
        }
    }
    ink
}

/// The edges of a picture.
struct Border {
    width: usize,
    height: usize,
}

impl Border {
    fn new(ink: &Plane) -> Self {
        Self {
            width: ink.width,
            height: ink.rows().len(),
        }
    }

    fn longer_side(&self) -> usize {
        self.width.max(self.height)
    }

    /// Returns the position `[x, y]` of each pixel of the component.
    fn positions(&self, component: &ConnectedComponent) -> impl Iterator<Item = [usize; 2]> {
        let width = self.width.max(1);
        component.pixels.iter().map(move |i| [i % width, i / width])
    }

    /// Counts the component's pixels on the left, right, top and bottom edge.
    fn edge_counts(&self, component: &ConnectedComponent) -> [usize; 4] {
        let mut counts = [0; 4];
        for [x, y] in self.positions(component) {
            let on_edge = [x == 0, x + 1 == self.width, y == 0, y + 1 == self.height];
            for (count, on_edge) in counts.iter_mut().zip(on_edge) {
                *count += usize::from(on_edge);
            }
        }
        counts
    }

    /// Returns whether the component is as large as a digit and touches no edge.
    fn is_inner_digit(&self, component: &ConnectedComponent) -> bool {
        let extent = |axis: usize| {
            let coordinates = || {
                self.positions(component)
                    .map(move |position| position[axis])
            };
            let ends = coordinates().max().zip(coordinates().min());
            ends.map_or(0, |(last, first)| last - first + 1)
        };
        extent(0).max(extent(1)) * DIGIT_SIDE_DIVISOR >= self.longer_side()
            && self.edge_counts(component) == [0; 4]
    }

    /// Returns whether the component covers most of an edge, as a table does, or is a line from edge to edge.
    fn is_clutter(&self, component: &ConnectedComponent) -> bool {
        let [left, right, top, bottom] = self.edge_counts(component);
        let covers_an_edge = 2 * left.max(right) > self.height || 2 * top.max(bottom) > self.width;
        let crosses = left.min(right) > 0 || top.min(bottom) > 0;
        let longer = self.longer_side();
        covers_an_edge || crosses && component.pixels.len() * LINE_AREA_DIVISOR <= longer * longer
    }
}
