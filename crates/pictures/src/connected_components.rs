//! Finds connected components of ink in a picture.

use crate::plane::Plane;

/// Minimum coverage of the pixels that form components.
const MIN_COVERAGE: f32 = 0.25;

/// A connected component of ink.
pub(crate) struct ConnectedComponent {
    /// Indices of its pixels in the plane.
    pub(crate) pixels: Vec<usize>,
}

impl ConnectedComponent {
    /// Returns all components of the ink.
    pub(crate) fn find_all(ink: &Plane) -> Vec<Self> {
        let mut unvisited: Vec<bool> = ink
            .values
            .iter()
            .map(|&value| value >= MIN_COVERAGE)
            .collect();
        let found =
            (0..unvisited.len()).map(|start| Self::flood_fill(start, ink.width, &mut unvisited));
        found
            .filter(|component| !component.pixels.is_empty())
            .collect()
    }

    /// Returns the sum of the component's coverage.
    pub(crate) fn mass(&self, ink: &Plane) -> f32 {
        let values = self.pixels.iter().filter_map(|&i| ink.values.get(i));
        values.sum()
    }

    /// Sets the component's pixels to paper.
    pub(crate) fn erase_from(&self, ink: &mut Plane) {
        for &i in &self.pixels {
            if let Some(value) = ink.values.get_mut(i) {
                *value = 0.0;
            }
        }
    }

    /// Collects the unvisited pixels that are 8-connected with `start`, and marks them as visited.
    fn flood_fill(start: usize, width: usize, unvisited: &mut [bool]) -> Self {
        let mut pixels = Vec::new();
        let mut stack = vec![start];
        while let Some(i) = stack.pop() {
            let Some(is_unvisited @ true) = unvisited.get_mut(i) else {
                continue;
            };
            *is_unvisited = false;
            pixels.push(i);
            let (x, above) = (i % width.max(1), i.checked_sub(width));
            for middle in [above, Some(i), Some(i + width)].into_iter().flatten() {
                stack.push(middle);
                stack.extend((x > 0).then(|| middle - 1));
                stack.extend((x + 1 < width).then_some(middle + 1));
            }
        }
        Self { pixels }
    }
}
