//! Merges strokes that certainly belong to one digit into components, ordered from left to right.
//!
//! Strokes that overlap clearly along the line form one component, and a dot joins its nearest neighbour. A group that
//! the user has fixed is one component, or part of a larger one; two such groups are never merged. All thresholds are
//! relative to the line height, so the result does not depend on the unit or size of the drawing.

use std::collections::BTreeMap;

use ink::Bounds;

use crate::text_line::{LineStroke, TextLine, distance, horizontal_gap};

/// Strokes that overlap along the line by more than this, in line heights, belong to one digit.
const MIN_OVERLAP: f64 = 0.25;

/// A stroke whose longer side is at most this, in line heights, is a dot.
const MAX_DOT_SIZE: f64 = 0.1;

/// Number of following strokes, sorted by their left edge, that a stroke is compared with. This bounds the cost for
/// drawings with hundreds of strokes; overlapping strokes beyond this limit are still connected through others.
const MAX_COMPARISONS: usize = 64;

/// Maximum number of components. If there are more, those with the narrowest gaps are merged.
const MAX_COMPONENTS: usize = 64;

/// Strokes that are never separated.
#[derive(Clone, Debug)]
pub(crate) struct Component {
    /// Indices of the strokes in the drawing, ascending.
    pub(crate) strokes: Vec<usize>,
    pub(crate) bounds: Bounds,
    /// Whether it contains a group that the user has fixed.
    pub(crate) is_fixed: bool,
}

/// Returns the components of a line. `fixed_groups` holds, for each stroke of the drawing, the index of the group that
/// the user has put it into.
pub(crate) fn components(line: &TextLine, fixed_groups: &[Option<usize>]) -> Vec<Component> {
    let mut sets = DisjointSets::new(line, fixed_groups);
    sets.merge_overlapping();
    sets.merge_dots();
    sorted_and_limited(sets.into_components(), line)
}

/// Sorts components by their centre and merges those with the narrowest gaps until at most [`MAX_COMPONENTS`] remain.
/// More remain only if the user has fixed more groups.
pub(crate) fn sorted_and_limited(
    mut components: Vec<Component>,
    line: &TextLine,
) -> Vec<Component> {
    components.sort_by(|a, b| {
        let by_centre = twice_centre_x(a.bounds).total_cmp(&twice_centre_x(b.bounds));
        by_centre.then_with(|| a.strokes.cmp(&b.strokes))
    });
    let gaps = gaps(&components, line);
    let surplus = components.len().saturating_sub(MAX_COMPONENTS);
    let mut narrowest: Vec<usize> = (0..gaps.len()).collect();
    narrowest.sort_by(|a, b| gaps[*a].total_cmp(&gaps[*b]));
    let mut merges_with_previous = vec![false; components.len()];
    for gap in narrowest.into_iter().take(surplus) {
        merges_with_previous[gap + 1] = true;
    }
    let mut merged: Vec<Component> = Vec::new();
    for (component, merges) in components.into_iter().zip(merges_with_previous) {
        match merged.last_mut() {
            Some(last) if merges && !(last.is_fixed && component.is_fixed) => {
                last.absorb(&component);
            }
            _ => merged.push(component),
        }
    }
    merged
}

/// Returns twice the x coordinate of the centre, which is enough for sorting.
fn twice_centre_x(bounds: Bounds) -> f64 {
    f64::from(bounds.min.x) + f64::from(bounds.max.x)
}

/// Returns the gap before each component except the first, in line heights. A negative gap is an overlap.
///
/// The gap is the smallest one between a component on its left and a component on its right.
pub(crate) fn gaps(components: &[Component], line: &TextLine) -> Vec<f64> {
    let mut lefts: Vec<f64> = components
        .iter()
        .map(|component| component.bounds.min.x.into())
        .collect();
    for i in (1..lefts.len()).rev() {
        lefts[i - 1] = lefts[i - 1].min(lefts[i]);
    }
    let mut right = f64::NEG_INFINITY;
    let pairs = components.iter().zip(lefts.into_iter().skip(1));
    let gap = |(component, left): (&Component, f64)| {
        right = right.max(component.bounds.max.x.into());
        line.in_line_heights(left - right)
    };
    pairs.map(gap).collect()
}

/// Union-find over the strokes of a line.
struct DisjointSets<'a> {
    line: &'a TextLine,
    /// For each stroke, another stroke of its set, or itself if it is the set's root.
    parents: Vec<usize>,
    /// For the root of each set, the fixed group that the set contains.
    fixed_groups: Vec<Option<usize>>,
}

impl<'a> DisjointSets<'a> {
    /// Creates one set for each fixed group and one for each of the other strokes.
    fn new(line: &'a TextLine, fixed_groups: &[Option<usize>]) -> Self {
        let fixed_groups: Vec<Option<usize>> = line
            .strokes
            .iter()
            .map(|stroke| fixed_groups.get(stroke.index).copied().flatten())
            .collect();
        let mut roots = BTreeMap::new();
        let parents = (0..).zip(&fixed_groups).map(|(stroke, group)| {
            group.map_or(stroke, |group| *roots.entry(group).or_insert(stroke))
        });
        let parents = parents.collect();
        Self {
            line,
            parents,
            fixed_groups,
        }
    }

    /// Returns the root of the stroke's set.
    fn find(&mut self, mut stroke: usize) -> usize {
        while self.parents[stroke] != stroke {
            self.parents[stroke] = self.parents[self.parents[stroke]];
            stroke = self.parents[stroke];
        }
        stroke
    }

    /// Merges the sets of two strokes, unless both contain a fixed group.
    fn merge(&mut self, a: usize, b: usize) {
        let (a, b) = (self.find(a), self.find(b));
        if self.fixed_groups[a].is_none() || self.fixed_groups[b].is_none() {
            let (root, other) = (a.min(b), a.max(b));
            self.fixed_groups[root] = self.fixed_groups[root].or(self.fixed_groups[other]);
            self.parents[other] = root;
        }
    }

    fn merge_overlapping(&mut self) {
        let strokes = &self.line.strokes;
        for (a, stroke) in strokes.iter().enumerate() {
            for (b, other) in strokes.iter().enumerate().skip(a + 1).take(MAX_COMPARISONS) {
                if horizontal_gap(stroke.bounds, other.bounds) < -MIN_OVERLAP * self.line.height {
                    self.merge(a, b);
                }
            }
        }
    }

    fn merge_dots(&mut self) {
        let line = self.line;
        let is_dot =
            |stroke: &LineStroke| stroke.bounds.longer_side() <= MAX_DOT_SIZE * line.height;
        let (dots, others): (Vec<usize>, Vec<usize>) =
            (0..line.strokes.len()).partition(|stroke| is_dot(&line.strokes[*stroke]));
        for dot in dots {
            let distance =
                |other: &usize| distance(line.strokes[dot].bounds, line.strokes[*other].bounds);
            let nearest = others
                .iter()
                .min_by(|a, b| distance(a).total_cmp(&distance(b)));
            self.merge(dot, nearest.copied().unwrap_or_default());
        }
    }

    fn into_components(mut self) -> Vec<Component> {
        let mut components = BTreeMap::new();
        for (i, stroke) in self.line.strokes.iter().enumerate() {
            let root = self.find(i);
            let single = Component {
                is_fixed: self.fixed_groups[root].is_some(),
                ..Component::from_stroke(stroke)
            };
            components
                .entry(root)
                .and_modify(|component: &mut Component| component.absorb(&single))
                .or_insert(single);
        }
        components.into_values().collect()
    }
}

impl Component {
    pub(crate) fn from_stroke(stroke: &LineStroke) -> Self {
        Self {
            strokes: vec![stroke.index],
            bounds: stroke.bounds,
            is_fixed: false,
        }
    }

    /// Adds another component's strokes.
    fn absorb(&mut self, other: &Self) {
        self.strokes.extend(&other.strokes);
        self.strokes.sort_unstable();
        self.bounds = self.bounds.union(other.bounds);
        self.is_fixed |= other.is_fixed;
    }
}
