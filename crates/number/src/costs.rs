//! What a way to split a line costs, in nats: the sum over its digits.
//!
//! A digit costs the surprise of its reading, what looks unlike a digit, the white inside it, and, if it has several
//! atoms, its width. Nothing speaks for a whole as such: what reads well as one digit costs less than two of which one
//! reads badly. Geometry alone decides before that what is never parted and never joined.

use std::ops::Range;

use net::Prediction;

use crate::line::Line;
use crate::read::Digit;

/// From this width on, in heights of the writing, several atoms look like several digits.
const WIDE: f64 = 0.7;

/// The weights of a split's costs.
///
/// Fitted to numbers composed from writers whom the network was not trained on; docs/accuracy.md says how, and
/// `cargo evaluate --number-costs` shows what each is worth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Costs {
    /// Each unit of a digit's score of what is no digit, counted from [`Costs::usual`].
    pub unlike: f64,
    /// The score that digits usually stay below.
    pub usual: f64,
    /// The share of a digit's width that is white from top to bottom, 0 to 1: much of an 11 taken for a thick 1,
    /// little of a 5 with its bar apart.
    pub apart: f64,
    /// Each height of the writing by which a digit of several atoms is wider than 0.7 of it.
    pub wide: f64,
}

impl Costs {
    /// What [`crate::read()`] uses.
    pub const FITTED: Self = Self {
        unlike: 0.1,
        usual: -11.0,
        apart: 2.0,
        wide: 1.0,
    };

    /// What a run of atoms costs as a digit; `gaps` are those between all atoms.
    pub(crate) fn of(&self, digit: &Digit, run: &Range<usize>, gaps: &[f64], line: &Line) -> f64 {
        let inside = &gaps[run.start..run.end - 1];
        let white: f64 = inside.iter().map(|gap| gap.max(0.0)).sum();
        let [width, _] = digit.bounds.size().map(|side| line.in_heights(side));
        let share = if white > 0.0 { white / width } else { 0.0 };
        let excess = if run.len() > 1 {
            (width - WIDE).max(0.0)
        } else {
            0.0
        };
        self.alone(&digit.prediction) + self.apart * share + self.wide * excess
    }

    /// What a digit costs by its reading alone.
    pub(crate) fn alone(&self, prediction: &Prediction) -> f64 {
        let doubt = -f64::from(prediction.certainty()).ln();
        let unlike = (f64::from(prediction.ood_score) - self.usual).max(0.0);
        doubt + self.unlike * unlike
    }
}
