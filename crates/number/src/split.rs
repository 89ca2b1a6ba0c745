//! Which strokes make which digit.

use serde::{Deserialize, Serialize};

/// Strokes grouped into digits: each group holds the indices of its strokes in the drawing, and the groups stand from
/// left to right.
///
/// Any lists of indices may stand in it: a reader passes over indices that the drawing lacks (its strokes were
/// undone), over a stroke's second group, and over groups without a stroke.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Split {
    /// The strokes of each digit.
    pub groups: Vec<Vec<usize>>,
}

impl Split {
    /// The same with digit `i` and the next one joined; `None` where there are not two.
    #[must_use]
    pub fn merged(&self, i: usize) -> Option<Self> {
        let next = self.groups.get(i.checked_add(1)?)?;
        let mut joined = [self.groups[i].as_slice(), next].concat();
        joined.sort_unstable();
        let mut groups = self.groups.clone();
        groups.splice(i..i + 2, [joined]);
        Some(Self { groups })
    }

    /// For each of `count` strokes, the group that it stands in first.
    pub(crate) fn places(&self, count: usize) -> Vec<Option<usize>> {
        let mut places = vec![None; count];
        for (group, strokes) in self.groups.iter().enumerate() {
            for stroke in strokes {
                if let Some(place) = places.get_mut(*stroke) {
                    place.get_or_insert(group);
                }
            }
        }
        places
    }
}
