//! Reads the digits of a drawing from left to right.

use std::fmt;

use ink::{Bounds, Drawing, Raster};
use net::{Classifier, Prediction};
use serde::{Deserialize, Serialize};

use crate::component::{self, Component};
use crate::lattice::{self, CostedSpan};
use crate::text_line::TextLine;
use crate::{Costs, StrokeGroups, span};

/// A sequence of digits.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Number {
    /// The digits from left to right. Empty if the drawing has no ink.
    pub digits: Vec<Digit>,
}

/// One digit of a [`Number`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Digit {
    /// Indices of its strokes in the drawing, ascending. Every stroke of the drawing belongs to exactly one digit,
    /// including strokes without ink.
    pub strokes: Vec<usize>,
    /// Bounding box of its ink, in the drawing's unit.
    pub bounds: Bounds,
    /// The prediction for these strokes.
    pub prediction: Prediction,
}

/// Reads the digits of a drawing.
///
/// If all strokes form one digit, its prediction equals that of [`Classifier::classify`] for the drawing's raster.
pub fn read(classifier: &Classifier, drawing: &Drawing) -> Number {
    read_with_groups(classifier, drawing, &StrokeGroups::default())
}

/// Reads a drawing with groups that the user has fixed. The drawing may have more strokes than the groups.
///
/// Fixed groups are neither split nor merged with each other. A stroke that is in no group joins the fixed group that
/// it clearly overlaps. The remaining strokes are grouped as in [`read`]. A digit contains at most one fixed group.
pub fn read_with_groups(
    classifier: &Classifier,
    drawing: &Drawing,
    groups: &StrokeGroups,
) -> Number {
    read_with_costs(&Costs::FITTED, classifier, drawing, groups)
}

/// Like [`read_with_groups`], but with the given costs. Used to measure the effect of each cost term.
pub fn read_with_costs(
    costs: &Costs,
    classifier: &Classifier,
    drawing: &Drawing,
    groups: &StrokeGroups,
) -> Number {
    let line = TextLine::new(drawing);
    let components = component::components(&line, &groups.group_indices(drawing.strokes.len()));
    let gaps = component::gaps(&components, &line);
    let spans = span::candidate_spans(&components, &gaps, &line);
    let candidates = spans
        .iter()
        .map(|span| stroke_indices(&components[span.clone()]));
    let digits = classify_groups(classifier, drawing, candidates.collect());
    let costed: Vec<CostedSpan> = spans
        .into_iter()
        .zip(&digits)
        .map(|(span, digit)| CostedSpan {
            cost: costs.span_cost(digit, &span, &gaps, &line),
            span,
        })
        .collect();
    let path = lattice::min_cost_path(&costed);
    let mut number = Number {
        digits: path
            .into_iter()
            .map(|index| digits[index].clone())
            .collect(),
    };
    number.assign_strokes_without_ink(drawing.strokes.len());
    number
}

/// Classifies groups of strokes in one batch. Omits groups without ink.
pub(crate) fn classify_groups(
    classifier: &Classifier,
    drawing: &Drawing,
    groups: Vec<Vec<usize>>,
) -> Vec<Digit> {
    let rendered = |strokes: Vec<usize>| {
        let part = Drawing {
            strokes: strokes
                .iter()
                .map(|stroke| drawing.strokes[*stroke].clone())
                .collect(),
        };
        Some(((strokes, part.bounds()?), part.raster()?))
    };
    let (groups, rasters): (Vec<_>, Vec<Raster>) = groups.into_iter().filter_map(rendered).unzip();
    let predictions = classifier.classify_batch(&rasters);
    groups
        .into_iter()
        .zip(predictions)
        .map(|((strokes, bounds), prediction)| Digit {
            strokes,
            bounds,
            prediction,
        })
        .collect()
}

/// Returns the stroke indices of several components, ascending.
pub(crate) fn stroke_indices(components: &[Component]) -> Vec<usize> {
    let mut strokes: Vec<usize> = components
        .iter()
        .flat_map(|component| component.strokes.iter().copied())
        .collect();
    strokes.sort_unstable();
    strokes
}

impl Number {
    /// Returns the strokes of each digit.
    #[must_use]
    pub fn stroke_groups(&self) -> StrokeGroups {
        let groups = self.digits.iter().map(|digit| digit.strokes.clone());
        StrokeGroups {
            groups: groups.collect(),
        }
    }

    /// Assigns each stroke without ink to the digit of the previous stroke, or to the first digit.
    fn assign_strokes_without_ink(&mut self, stroke_count: usize) {
        let mut last = 0;
        let group_of = self.stroke_groups().group_indices(stroke_count);
        for (stroke, group) in group_of.into_iter().enumerate() {
            last = group.unwrap_or(last);
            if let Some(digit) = self.digits.get_mut(last).filter(|_| group.is_none()) {
                digit.strokes.push(stroke);
                digit.strokes.sort_unstable();
            }
        }
    }
}

/// Formats the digits without separators, such as "2026".
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.digits
            .iter()
            .try_for_each(|digit| write!(f, "{}", digit.prediction.digit()))
    }
}
