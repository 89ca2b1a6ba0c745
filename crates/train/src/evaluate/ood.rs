//! Measures out-of-distribution detection: how well non-digits are distinguished from digits.
//!
//! Input: digits, and synthetic non-digits ([`crate::data::nondigits`]). Output: the fraction of non-digits that the
//! network rejects, by kind, and the fraction of digits that it wrongly rejects. Non-digits are counted in three
//! groups:
//! - kinds that the OOD head may be trained on;
//! - held-out kinds, which measure how it generalises;
//! - digit-like kinds, which people could also read as a digit, so that rejecting them is not a goal.
//!
//! Limitation: the drawings are generated from skeletons written for this project, so the results apply to these kinds
//! only.

mod separation;
mod table;

use ink::Raster;
use net::Classifier;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::accuracy::{ratio, wilson_interval};
use super::{outputs, predictions};
use crate::data::nondigits::{self, Family, NonDigit, Subset};
use crate::data::raster_or_blank;

pub use separation::{FALSE_REJECTION_RATES, ScoreSeparation};

/// Counts and rates of rejected digits and non-digits.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OodDetection {
    /// Name of the data set of the digits.
    pub dataset: String,
    /// Wrongly rejected digits.
    pub digits: Rejected,
    /// All non-digits.
    pub all: Groups,
    /// Non-digits by family.
    pub families: Vec<ByFamily>,
    /// Non-digits by kind.
    pub kinds: Vec<ByKind>,
    /// How well different scores separate the digits from the held-out kinds.
    pub scores: Vec<ScoreSeparation>,
}

/// Rejected non-digits by group.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Groups {
    /// Kinds that the OOD head may be trained on.
    #[serde(alias = "learnt")]
    pub training: Rejected,
    /// Kinds that it is not trained on.
    pub held_out: Rejected,
    /// Kinds that people could read as a digit; it is not trained on them either.
    pub digit_like: Rejected,
}

/// Number and rate of drawings that are rejected as not a digit.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rejected {
    /// Number of drawings.
    pub n: usize,
    /// Number of rejected drawings.
    #[serde(alias = "caught")]
    pub rejected: usize,
    /// Fraction that is rejected, 0..1.
    #[serde(alias = "share")]
    pub rate: f64,
    /// 95 % confidence interval of the rate, lower bound first.
    pub interval: [f64; 2],
}

/// Rejected non-digits of one family.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ByFamily {
    /// The family.
    pub family: Family,
    /// Its rejected drawings by group.
    #[serde(flatten)]
    pub groups: Groups,
}

/// Rejected non-digits of one kind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ByKind {
    /// Name of the kind, such as "letter K" or "star".
    pub kind: String,
    /// The family that it belongs to.
    pub family: Family,
    /// The group that it is counted in.
    pub group: Group,
    /// Its rejected drawings.
    #[serde(flatten)]
    pub rejected: Rejected,
}

/// A group of kinds; see [`Groups`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// [`Groups::training`].
    #[serde(alias = "learnt")]
    Training,
    /// [`Groups::held_out`].
    HeldOut,
    /// [`Groups::digit_like`].
    DigitLike,
}

/// Number of drawings of each kind in [`synthetic_non_digits`].
const PER_KIND: usize = 20;

/// A non-digit and whether it is rejected.
type Outcome<'a> = (&'a NonDigit, bool);

/// Generates the test set of non-digits. It is always the same and contains no drawing used for training.
pub fn synthetic_non_digits() -> Vec<NonDigit> {
    const SEED: u64 = 1;
    nondigits::test_set(SEED, PER_KIND)
}

/// Renders the non-digits of held-out kinds.
pub(super) fn held_out(non_digits: &[NonDigit]) -> Vec<Raster> {
    let held_out = non_digits
        .iter()
        .filter(|non_digit| Group::new(non_digit) == Group::HeldOut);
    held_out.map(raster).collect()
}

fn raster(non_digit: &NonDigit) -> Raster {
    raster_or_blank(non_digit.drawing.raster())
}

/// Classifies digits and non-digits and counts which are rejected.
pub fn measure(
    classifier: &Classifier,
    dataset: &str,
    digits: &[Raster],
    non_digits: &[NonDigit],
) -> OodDetection {
    let rasters: Vec<Raster> = non_digits.par_iter().map(raster).collect();
    let outcomes: Vec<Outcome> = non_digits
        .iter()
        .zip(is_rejected(classifier, &rasters))
        .collect();
    OodDetection {
        dataset: dataset.to_owned(),
        digits: is_rejected(classifier, digits).collect(),
        all: Groups::new(&outcomes),
        families: Family::ALL
            .map(|family| by_family(&outcomes, family))
            .into(),
        kinds: outcomes
            .chunk_by(|(a, _), (b, _)| a.kind == b.kind)
            .map(by_kind)
            .collect(),
        scores: separation::compare_scores(
            &outputs(classifier, digits),
            &outputs(classifier, &held_out(non_digits)),
        ),
    }
}

fn is_rejected(classifier: &Classifier, rasters: &[Raster]) -> impl Iterator<Item = bool> {
    let predictions = predictions(classifier, rasters).into_iter();
    predictions.map(|prediction| !prediction.is_in_distribution())
}

fn by_family(outcomes: &[Outcome], family: Family) -> ByFamily {
    let members = outcomes
        .iter()
        .filter(|(non_digit, _)| non_digit.family == family);
    ByFamily {
        family,
        groups: Groups::new(&members.copied().collect::<Vec<_>>()),
    }
}

/// Summarises at least one drawing, all of the same kind.
fn by_kind(outcomes: &[Outcome]) -> ByKind {
    let (non_digit, _) = outcomes[0];
    ByKind {
        kind: non_digit.kind.to_owned(),
        family: non_digit.family,
        group: Group::new(non_digit),
        rejected: outcomes.iter().map(|(_, rejected)| *rejected).collect(),
    }
}

impl Group {
    fn new(non_digit: &NonDigit) -> Self {
        match non_digit.subset {
            _ if non_digit.digit_like => Self::DigitLike,
            Subset::Train => Self::Training,
            Subset::HeldOut => Self::HeldOut,
        }
    }
}

impl Groups {
    fn new(outcomes: &[Outcome]) -> Self {
        let in_group = |group| -> Rejected {
            let members = outcomes
                .iter()
                .filter(|(non_digit, _)| Group::new(non_digit) == group);
            members.map(|(_, rejected)| *rejected).collect()
        };
        Self {
            training: in_group(Group::Training),
            held_out: in_group(Group::HeldOut),
            digit_like: in_group(Group::DigitLike),
        }
    }
}

impl FromIterator<bool> for Rejected {
    fn from_iter<T: IntoIterator<Item = bool>>(drawings: T) -> Self {
        let (mut n, mut rejected) = (0, 0);
        for is_rejected in drawings {
            n += 1;
            rejected += usize::from(is_rejected);
        }
        Self {
            n,
            rejected,
            rate: ratio(rejected, n),
            interval: wilson_interval(rejected, n),
        }
    }
}

#[cfg(test)]
mod tests;
