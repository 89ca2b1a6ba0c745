//! Reads the digits of a drawing from left to right.

use ink::{Drawing, Raster};
use model::Classifier;
use recognition::{Digit, Number, StrokeGroups};

use crate::component::{self, Component};
use crate::lattice::{self, CostedSpan};
use crate::text_line::TextLine;
use crate::{Costs, span};

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
            cost: Costs::FITTED.span_cost(digit, &span, &gaps, &line),
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
    assign_strokes_without_ink(&mut number, drawing.strokes.len());
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

/// Assigns each stroke without ink to the digit of the previous stroke, or to the first digit.
fn assign_strokes_without_ink(number: &mut Number, stroke_count: usize) {
    let mut last = 0;
    let group_of = number.stroke_groups().group_indices(stroke_count);
    for (stroke, group) in group_of.into_iter().enumerate() {
        last = group.unwrap_or(last);
        if let Some(digit) = number.digits.get_mut(last).filter(|_| group.is_none()) {
            digit.strokes.push(stroke);
            digit.strokes.sort_unstable();
        }
    }
}
