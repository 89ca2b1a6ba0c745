//! The assignment of strokes to digits.

use serde::{Deserialize, Serialize};

/// Strokes grouped into digits, from left to right.
///
/// Any lists of indices are valid. Readers ignore empty groups and indices of strokes that do not exist (for example
/// after undo). A stroke in several groups belongs to the first of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StrokeGroups {
    /// For each digit, the indices of its strokes in the drawing.
    pub groups: Vec<Vec<usize>>,
}

impl StrokeGroups {
    /// Merges group `i` with the next one; `None` if either does not exist.
    #[must_use]
    pub fn merged(&self, i: usize) -> Option<Self> {
        let next = self.groups.get(i.checked_add(1)?)?;
        let mut merged = [self.groups[i].as_slice(), next].concat();
        merged.sort_unstable();
        let mut groups = self.groups.clone();
        groups.splice(i..i + 2, [merged]);
        Some(Self { groups })
    }

    /// Maps each of `stroke_count` strokes to the index of the first group that contains it.
    #[must_use]
    pub fn group_indices(&self, stroke_count: usize) -> Vec<Option<usize>> {
        let mut indices = vec![None; stroke_count];
        for (group, strokes) in self.groups.iter().enumerate() {
            for stroke in strokes {
                if let Some(index) = indices.get_mut(*stroke) {
                    index.get_or_insert(group);
                }
            }
        }
        indices
    }
}
