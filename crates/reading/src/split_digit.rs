//! Splits one digit into two at the best cut.

use ink::Drawing;
use model::Classifier;
use recognition::{Digit, StrokeGroups};

use crate::component::{self, Component};
use crate::text_line::TextLine;
use crate::{Costs, read};

/// Splits group `i` into two and returns the new groups; `None` if the group has fewer than two strokes with ink.
///
/// Orders the strokes of the group from left to right, tries every cut between two of them, and takes the one with the
/// lowest cost. Strokes on either side of the cut may overlap.
pub fn split_digit(
    classifier: &Classifier,
    drawing: &Drawing,
    groups: &StrokeGroups,
    i: usize,
) -> Option<StrokeGroups> {
    let group_of = groups.group_indices(drawing.strokes.len());
    let mut line = TextLine::new(drawing);
    line.strokes
        .retain(|stroke| group_of[stroke.index] == Some(i));
    let components = component::sorted_and_limited(
        line.strokes.iter().map(Component::from_stroke).collect(),
        &line,
    );
    let halves = (1..components.len()).flat_map(|cut| [&components[..cut], &components[cut..]]);
    let digits = read::classify_groups(
        classifier,
        drawing,
        halves.map(read::stroke_indices).collect(),
    );
    let (pairs, _) = digits.as_chunks::<2>();
    let digit_cost = |digit: &Digit| Costs::FITTED.prediction_cost(&digit.prediction);
    let cost = |pair: &[Digit; 2]| pair.iter().map(digit_cost).sum::<f64>();
    let pair = pairs.iter().min_by(|a, b| cost(a).total_cmp(&cost(b)))?;
    let mut groups = groups.groups.clone();
    groups.splice(i..=i, pair.iter().map(|digit| digit.strokes.clone()));
    Some(StrokeGroups { groups })
}
