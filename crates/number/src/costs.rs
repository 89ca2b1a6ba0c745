//! What a way to split a line costs, in nats as far as it can be: the sum over its digits and over its cuts.
//!
//! A digit costs the surprise of its reading, what looks unlike a digit, and the white inside it; a cut costs
//! where it parts what overlaps. A whole that reads well stays whole because each further digit costs too.

use std::ops::Range;

use net::Prediction;

/// The weights of a split's costs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Costs {
    /// Each nat of `-ln(certainty)` of a digit.
    pub doubt: f64,
    /// Each unit of a digit's score of what is no digit, counted from [`Costs::usual`].
    pub unlike: f64,
    /// From where on that score is counted.
    pub usual: f64,
    /// Each height of the writing of white that lies inside a digit.
    pub apart: f64,
    /// Each height of the writing by which a cut's sides overlap.
    pub across: f64,
    /// Each digit.
    pub digit: f64,
}

impl Costs {
    /// As fitted to numbers by writers whom the network has not met.
    pub const FITTED: Self = Self {
        doubt: 1.0,
        unlike: 1.0,
        usual: -1.0,
        apart: 5.0,
        across: 5.0,
        digit: 0.5,
    };

    /// What a run of atoms costs as a digit, read so, with the cut before it; `gaps` are those between the atoms.
    pub(crate) fn of(&self, prediction: &Prediction, run: &Range<usize>, gaps: &[f64]) -> f64 {
        let inside = &gaps[run.start..run.end - 1];
        let white: f64 = inside.iter().map(|gap| gap.max(0.0)).sum();
        let before = run.start.checked_sub(1).map_or(0.0, |gap| gaps[gap]);
        self.reading(prediction) + self.apart * white + self.cut(before)
    }

    /// What a digit costs that reads so.
    pub(crate) fn reading(&self, prediction: &Prediction) -> f64 {
        let doubt = -f64::from(prediction.certainty()).ln();
        let unlike = (f64::from(prediction.ood_score) - self.usual).max(0.0);
        self.digit + self.doubt * doubt + self.unlike * unlike
    }

    /// What a cut costs at such a gap.
    pub(crate) fn cut(&self, gap: f64) -> f64 {
        self.across * (-gap).max(0.0)
    }
}
