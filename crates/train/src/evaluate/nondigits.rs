//! Whether ink that is no digit is told from digits.
//!
//! In, digits, and drawings made up to be none ([`crate::data::nondigits`]); out, the share of each kind of
//! them that the network finds unlike a digit, and the share of digits that it turns away with them. Three
//! groups are counted apart: kinds that may be learnt from; kinds held out, which tell how it fares on what
//! it has never met; and kinds that a person too could take for a digit, where being caught is no merit.
//!
//! Limit: the drawings come from skeletons written for this project, not from people, so the shares tell of
//! these kinds and no others.

mod separation;
mod table;

use ink::Raster;
use net::Classifier;
use rayon::prelude::*;
use serde::Serialize;

use super::accuracy::{interval, share};
use super::{outputs, predictions};
use crate::data::nondigits::{self, Family, NonDigit, Part};
use crate::data::rendered;

pub use separation::{Separation, TURNED_AWAY};

/// How ink that is no digit fares, and what that costs digits.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NonDigits {
    /// Which digits, in words.
    pub dataset: String,
    /// The digits turned away.
    pub digits: Caught,
    /// The made-up drawings.
    pub all: Groups,
    /// The same by family.
    pub families: Vec<OfFamily>,
    /// The same by kind.
    pub kinds: Vec<OfKind>,
    /// How well several scores part the digits from the kinds held out.
    pub scores: Vec<Separation>,
}

/// What is counted apart.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Groups {
    /// Kinds that a network may learn from.
    pub learnt: Caught,
    /// Kinds that it has not met.
    pub held_out: Caught,
    /// Kinds that a person could take for a digit; not met either.
    pub digit_like: Caught,
}

/// Drawings found unlike a digit.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Caught {
    /// Drawings in all.
    pub n: usize,
    /// Those found unlike a digit.
    pub caught: usize,
    /// Their share, 0..1.
    pub share: f64,
    /// The share's 95 % confidence interval, lower end first.
    pub interval: [f64; 2],
}

/// The drawings of a family.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct OfFamily {
    /// Which.
    pub family: Family,
    /// Its drawings.
    #[serde(flatten)]
    pub groups: Groups,
}

/// The drawings of a kind.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OfKind {
    /// "letter K", "star".
    pub kind: &'static str,
    /// What sort of drawing it is.
    pub family: Family,
    /// With which group it is counted.
    pub group: Group,
    /// Its drawings.
    #[serde(flatten)]
    pub caught: Caught,
}

/// The name of a field of [`Groups`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// [`Groups::learnt`].
    Learnt,
    /// [`Groups::held_out`].
    HeldOut,
    /// [`Groups::digit_like`].
    DigitLike,
}

/// Drawings of each kind in the set of [`made_up`].
const PER_KIND: usize = 20;

/// A drawing and whether it was found unlike a digit.
type Judged<'a> = (&'a NonDigit, bool);

/// The drawings that are measured on: always the same, and not of the stream that is learnt from.
pub fn made_up() -> Vec<NonDigit> {
    const SEED: u64 = 1;
    nondigits::test_set(SEED, PER_KIND)
}

/// Those of kinds held out.
pub(super) fn held_out(non_digits: &[NonDigit]) -> Vec<Raster> {
    let drawn = non_digits.iter();
    let held_out = drawn.filter(|drawn| Group::of(drawn) == Group::HeldOut);
    held_out.map(raster).collect()
}

fn raster(drawn: &NonDigit) -> Raster {
    rendered(drawn.drawing.raster())
}

/// Has digits and non-digits judged.
pub fn measure(
    classifier: &Classifier,
    dataset: &str,
    digits: &[Raster],
    non_digits: &[NonDigit],
) -> NonDigits {
    let rasters: Vec<Raster> = non_digits.par_iter().map(raster).collect();
    let judged: Vec<Judged> = non_digits
        .iter()
        .zip(caught(classifier, &rasters))
        .collect();
    NonDigits {
        dataset: dataset.to_owned(),
        digits: caught(classifier, digits).collect(),
        all: Groups::of(&judged),
        families: Family::ALL.map(|family| of_family(&judged, family)).into(),
        kinds: judged
            .chunk_by(|(a, _), (b, _)| a.kind == b.kind)
            .map(of_kind)
            .collect(),
        scores: separation::compared(
            &outputs(classifier, digits),
            &outputs(classifier, &held_out(non_digits)),
        ),
    }
}

fn caught(classifier: &Classifier, rasters: &[Raster]) -> impl Iterator<Item = bool> {
    let predictions = predictions(classifier, rasters).into_iter();
    predictions.map(|prediction| !prediction.looks_like_a_digit())
}

fn of_family(judged: &[Judged], family: Family) -> OfFamily {
    let of_it = judged.iter().filter(|(drawn, _)| drawn.family == family);
    OfFamily {
        family,
        groups: Groups::of(&of_it.copied().collect::<Vec<_>>()),
    }
}

/// Of drawings that are all of one kind, at least one.
fn of_kind(judged: &[Judged]) -> OfKind {
    let (drawn, _) = judged[0];
    OfKind {
        kind: drawn.kind,
        family: drawn.family,
        group: Group::of(drawn),
        caught: judged.iter().map(|(_, caught)| *caught).collect(),
    }
}

impl Group {
    fn of(drawn: &NonDigit) -> Self {
        match drawn.part {
            _ if drawn.digit_like => Self::DigitLike,
            Part::Train => Self::Learnt,
            Part::Held => Self::HeldOut,
        }
    }
}

impl Groups {
    fn of(judged: &[Judged]) -> Self {
        let of = |group| -> Caught {
            let of_it = judged.iter().filter(|(drawn, _)| Group::of(drawn) == group);
            of_it.map(|(_, caught)| *caught).collect()
        };
        Self {
            learnt: of(Group::Learnt),
            held_out: of(Group::HeldOut),
            digit_like: of(Group::DigitLike),
        }
    }
}

impl FromIterator<bool> for Caught {
    fn from_iter<T: IntoIterator<Item = bool>>(each: T) -> Self {
        let (mut n, mut caught) = (0, 0);
        for is_caught in each {
            n += 1;
            caught += usize::from(is_caught);
        }
        Self {
            n,
            caught,
            share: share(caught, n),
            interval: interval(caught, n),
        }
    }
}

#[cfg(test)]
mod tests;
