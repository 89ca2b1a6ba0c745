//! Finds the cheapest path through the lattice of spans, by dynamic programming over the components.

use std::ops::Range;

/// A span of components and its cost as one digit.
pub(crate) struct CostedSpan {
    pub(crate) span: Range<usize>,
    pub(crate) cost: f64,
}

/// Returns the cheapest sequence of spans that covers all components, as indices into `spans`, from left to right. Of
/// two equally cheap sequences, the first one wins.
///
/// The spans must be sorted by their end. For each component, `spans` must include the span of that component alone.
pub(crate) fn min_cost_path(spans: &[CostedSpan]) -> Vec<usize> {
    let component_count = spans.last().map_or(0, |last| last.span.end);
    // For each boundary between components: the lowest cost to reach it, and the last span on that path.
    let mut best: Vec<(f64, Option<usize>)> = vec![(f64::INFINITY, None); component_count + 1];
    best[0].0 = 0.0;
    for (index, CostedSpan { span, cost }) in spans.iter().enumerate() {
        let total = best[span.start].0 + cost;
        if best[span.end].1.is_none() || total < best[span.end].0 {
            best[span.end] = (total, Some(index));
        }
    }
    let from_end = std::iter::successors(best[component_count].1, |index| {
        best[spans[*index].span.start].1
    });
    let mut path: Vec<usize> = from_end.collect();
    path.reverse();
    path
}
