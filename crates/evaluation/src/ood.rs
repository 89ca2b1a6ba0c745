//! Measures out-of-distribution detection: how well non-digits are distinguished from digits.
//!
//! Input: digits, and synthetic non-digits ([`training::non_digits`]). Output: the fraction of non-digits that the
//! network rejects, by kind, and the fraction of digits that it wrongly rejects. Non-digits are counted in three
//! groups:
//! - kinds that the OOD head may be trained on;
//! - held-out kinds, which measure how it generalises;
//! - digit-like kinds, which people could also read as a digit, so that rejecting them is not a goal.
//!
//! Limitation: the drawings are generated from skeletons written for this project, so the results apply to these kinds
//! only.

mod separation;
#[cfg(test)]
mod tests;

use ink::Raster;
use model::Classifier;
use rayon::prelude::*;
use recognition::report::{ByFamily, ByKind, Family, Group, Groups, OodDetection, Rejected};
use training::non_digits::{self, NonDigit, Subset};
use training::sample::raster_or_blank;

use crate::accuracy::{ratio, wilson_interval};
use crate::{outputs, predictions};

/// Number of drawings of each kind in [`synthetic_non_digits`].
const PER_KIND: usize = 20;

/// A non-digit and whether it is rejected.
type Outcome<'a> = (&'a NonDigit, bool);

/// Generates the test set of non-digits. It is always the same and contains no drawing used for training.
pub fn synthetic_non_digits() -> Vec<NonDigit> {
    const SEED: u64 = 1;
    non_digits::test_set(SEED, PER_KIND)
}

/// Renders the non-digits of held-out kinds.
pub(super) fn held_out(non_digits: &[NonDigit]) -> Vec<Raster> {
    let held_out = non_digits
        .iter()
        .filter(|non_digit| group(non_digit) == Group::HeldOut);
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
        digits: count(is_rejected(classifier, digits)),
        all: groups(&outcomes),
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
    let Groups {
        training,
        held_out,
        digit_like,
    } = groups(&members.copied().collect::<Vec<_>>());
    ByFamily {
        family,
        training,
        held_out,
        digit_like,
    }
}

/// Summarises at least one drawing, all of the same kind.
fn by_kind(outcomes: &[Outcome]) -> ByKind {
    let (non_digit, _) = outcomes[0];
    let Rejected {
        n,
        rejected,
        rate,
        interval,
    } = count(outcomes.iter().map(|(_, rejected)| *rejected));
    ByKind {
        kind: non_digit.kind.to_owned(),
        family: non_digit.family,
        group: group(non_digit),
        n,
        rejected,
        rate,
        interval,
    }
}

fn group(non_digit: &NonDigit) -> Group {
    match non_digit.subset {
        _ if non_digit.digit_like => Group::DigitLike,
        Subset::Train => Group::Training,
        Subset::HeldOut => Group::HeldOut,
    }
}

fn groups(outcomes: &[Outcome]) -> Groups {
    let in_group = |wanted| {
        let members = outcomes
            .iter()
            .filter(|(non_digit, _)| group(non_digit) == wanted);
        count(members.map(|(_, rejected)| *rejected))
    };
    Groups {
        training: in_group(Group::Training),
        held_out: in_group(Group::HeldOut),
        digit_like: in_group(Group::DigitLike),
    }
}

/// Counts the drawings and the rejected ones.
fn count(drawings: impl Iterator<Item = bool>) -> Rejected {
    let (mut n, mut rejected) = (0, 0);
    for is_rejected in drawings {
        n += 1;
        rejected += usize::from(is_rejected);
    }
    Rejected {
        n,
        rejected,
        rate: ratio(rejected, n),
        interval: wilson_interval(rejected, n),
    }
}
