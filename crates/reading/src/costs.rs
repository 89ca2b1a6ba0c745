//! The cost of a segmentation, in nats: the sum of the costs of its digits.
//!
//! The cost of a digit is the negative logarithm of its confidence, plus penalties for a high OOD score, for the white
//! gaps inside it and, if it has several components, for its width. There is no bonus for fewer digits: two digits cost
//! more than one clear digit if either of the two is unclear. Which strokes are always or never merged is decided
//! earlier, from geometry alone.

use std::ops::Range;

use recognition::{Digit, Prediction};

use crate::text_line::TextLine;

/// Width in line heights above which a digit with several components is penalised.
const MAX_UNPENALISED_WIDTH: f64 = 0.7;

/// The weights of the cost terms.
///
/// They were fitted to numbers composed of digits by writers that the network was not trained on; see
/// docs/decisions/0019-segmentation-costs.md.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Costs {
    /// Cost per unit of the OOD score above [`Costs::ood_baseline`].
    pub ood_weight: f64,
    /// The OOD score above which the score adds to the cost. Most digits score lower.
    pub ood_baseline: f64,
    /// Cost per unit of the fraction of a digit's width that is white from top to bottom, 0 to 1. The fraction is large
    /// for an 11 read as one wide digit, and small for a 5 with a detached bar.
    pub gap_weight: f64,
    /// Cost per line height of width above 0.7 line heights, for a digit with several components.
    pub width_weight: f64,
}

impl Costs {
    /// The weights that [`crate::read()`] uses.
    pub const FITTED: Self = Self {
        ood_weight: 0.1,
        ood_baseline: -11.0,
        gap_weight: 2.0,
        width_weight: 1.0,
    };

    /// Returns the cost of a span of components as one digit. `gaps` are the gaps between all components, in line
    /// heights.
    pub(crate) fn span_cost(
        &self,
        digit: &Digit,
        span: &Range<usize>,
        gaps: &[f64],
        line: &TextLine,
    ) -> f64 {
        let inner_gaps = &gaps[span.start..span.end - 1];
        let white: f64 = inner_gaps.iter().map(|gap| gap.max(0.0)).sum();
        let [width, _] = digit.bounds.size().map(|side| line.in_line_heights(side));
        let white_fraction = if white > 0.0 { white / width } else { 0.0 };
        let excess_width = if span.len() > 1 {
            (width - MAX_UNPENALISED_WIDTH).max(0.0)
        } else {
            0.0
        };
        self.prediction_cost(&digit.prediction)
            + self.gap_weight * white_fraction
            + self.width_weight * excess_width
    }

    /// Returns the part of a digit's cost that depends only on its prediction.
    pub(crate) fn prediction_cost(&self, prediction: &Prediction) -> f64 {
        let surprisal = -f64::from(prediction.confidence()).ln();
        let ood_excess = (f64::from(prediction.ood_score) - self.ood_baseline).max(0.0);
        surprisal + self.ood_weight * ood_excess
    }
}
