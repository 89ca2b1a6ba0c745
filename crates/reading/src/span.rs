//! Lists the spans of adjacent components that can be one digit.

use std::ops::Range;

use crate::component::Component;
use crate::text_line::TextLine;

/// Maximum number of components in a digit.
const MAX_COMPONENTS_PER_DIGIT: usize = 4;

/// Maximum white gap inside a digit, in line heights.
const MAX_GAP: f64 = 0.5;

/// Maximum width of a digit with several components, in line heights.
const MAX_WIDTH: f64 = 2.5;

/// Returns the candidate spans, sorted by their end and then by their start. A component alone is always a candidate.
///
/// `gaps` are the gaps between all components, in line heights.
pub(crate) fn candidate_spans(
    components: &[Component],
    gaps: &[f64],
    line: &TextLine,
) -> Vec<Range<usize>> {
    let ends = 1..=components.len();
    let ending_at = |end: usize| {
        (end.saturating_sub(MAX_COMPONENTS_PER_DIGIT)..end).map(move |start| start..end)
    };
    ends.flat_map(ending_at)
        .filter(|span| {
            can_be_digit(
                &components[span.clone()],
                &gaps[span.start..span.end - 1],
                line,
            )
        })
        .collect()
}

fn can_be_digit(components: &[Component], gaps: &[f64], line: &TextLine) -> bool {
    let [first, rest @ ..] = components else {
        return false;
    };
    let bounds = rest.iter().fold(first.bounds, |bounds, component| {
        bounds.union(component.bounds)
    });
    let [width, _] = bounds.size();
    let fixed_count = components
        .iter()
        .filter(|component| component.is_fixed)
        .count();
    let is_narrow =
        line.in_line_heights(width) <= MAX_WIDTH && gaps.iter().all(|gap| *gap <= MAX_GAP);
    rest.is_empty() || (fixed_count <= 1 && is_narrow)
}
