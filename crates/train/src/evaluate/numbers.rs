//! How well digits that stand side by side are parted and read.
//!
//! In, a stroke file's drawings; out, for numbers composed of them ([`crate::data::numbers`]) of each length and
//! spacing, how many are read whole, and of the digits, how many were split wrongly (some other strokes were taken
//! for a digit) and how many split rightly and read wrongly. A number is read whole if every digit is split and
//! read right. The single drawings are read the same way, as they are and with a stroke moved away: a drawing that is
//! not left whole is a mistake that only reading numbers can make.

mod costs;
mod table;
#[cfg(test)]
mod tests;

use ink::Drawing;
use net::Classifier;
use number::{Costs, Number, Split};
use rayon::prelude::*;
use serde::Serialize;

use super::accuracy::{interval, share};
use crate::data::numbers::{self, Composed, Composer, Spacing};
use crate::data::strokes::Written;
use crate::data::{Ink, Sample};

pub use costs::{Varied, Worth, worth};

/// Digits in a number.
pub const LENGTHS: std::ops::RangeInclusive<usize> = 2..=6;

/// Numbers of each length and spacing that `cargo evaluate` composes.
pub const PER_LENGTH: usize = 1000;

/// Of the numbers and of how far strokes are moved away.
const SEED: u64 = 1;

/// The figures of numbers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Numbers {
    /// Of what they were composed, in words.
    pub dataset: String,
    /// Each spacing by itself.
    pub spacings: Vec<OfSpacing>,
    /// The drawings one by one.
    pub singles: Singles,
    /// Those of [`numbers::detached`].
    pub detached: Singles,
}

/// Numbers of one spacing.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OfSpacing {
    /// How neighbours stand.
    pub spacing: Spacing,
    /// The numbers by how many digits they have.
    pub lengths: Vec<OfLength>,
}

/// Numbers of one length.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OfLength {
    /// Digits in each.
    pub length: usize,
    /// How many numbers.
    pub n: usize,
    /// Those with every digit split and read right.
    pub whole: usize,
    /// `whole / n`, 0..1.
    pub share: f64,
    /// The share's 95 % confidence interval, lower end first.
    pub interval: [f64; 2],
    /// Digits, in all numbers, whose strokes were not taken for a digit.
    pub digits_split_wrong: usize,
    /// Digits split right and read wrong.
    pub digits_read_wrong: usize,
}

/// The drawings read one by one.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Singles {
    /// How many.
    pub n: usize,
    /// Those left whole.
    pub whole: usize,
    /// `whole / n`, 0..1.
    pub share: f64,
    /// The share's 95 % confidence interval, lower end first.
    pub interval: [f64; 2],
    /// Those left whole and read right.
    pub right: usize,
    /// The places in the set, from 0, of those that were parted.
    pub parted: Vec<usize>,
}

/// What became of one number's digits.
#[derive(Clone, Copy, Default)]
struct Mistakes {
    split: usize,
    read: usize,
}

impl Numbers {
    /// Composes numbers, `n` of each length and spacing, and has them read, on every core.
    pub fn measured(classifier: &Classifier, dataset: &str, written: &[Written], n: usize) -> Self {
        let composer = Composer::new(written);
        let read = |drawing: &Drawing| number::read(classifier, drawing);
        let of_length = |length, spacing| {
            OfLength::measured(&composed(&composer, length, spacing, n), length, &read)
        };
        let of_spacing = |spacing| OfSpacing {
            spacing,
            lengths: LENGTHS.map(|length| of_length(length, spacing)).collect(),
        };
        let detached = numbers::detached(written, SEED);
        Self {
            dataset: dataset.to_owned(),
            spacings: Spacing::ALL.map(of_spacing).into(),
            singles: Singles::measured(&samples(written), &read),
            detached: Singles::measured(&detached, &read),
        }
    }
}

fn composed(composer: &Composer, length: usize, spacing: Spacing, n: usize) -> Vec<Composed> {
    let number = |place| composer.number(length, spacing, SEED, place);
    (0..n).into_par_iter().map(number).collect()
}

impl OfLength {
    fn measured(
        numbers: &[Composed],
        length: usize,
        read: &(impl Fn(&Drawing) -> Number + Sync),
    ) -> Self {
        let mistakes = numbers
            .par_iter()
            .map(|number| Mistakes::of(number, &read(&number.drawing)));
        let mistakes: Vec<Mistakes> = mistakes.collect();
        let whole = mistakes.iter().filter(|m| m.split + m.read == 0).count();
        Self {
            length,
            n: numbers.len(),
            whole,
            share: share(whole, numbers.len()),
            interval: interval(whole, numbers.len()),
            digits_split_wrong: mistakes.iter().map(|m| m.split).sum(),
            digits_read_wrong: mistakes.iter().map(|m| m.read).sum(),
        }
    }
}

impl Mistakes {
    fn of(number: &Composed, read: &Number) -> Self {
        let mut mistakes = Self::default();
        for (strokes, label) in number.groups.iter().zip(&number.labels) {
            match read.digits.iter().find(|digit| digit.strokes == *strokes) {
                None => mistakes.split += 1,
                Some(digit) => mistakes.read += usize::from(digit.prediction.digit() != *label),
            }
        }
        mistakes
    }
}

fn samples(written: &[Written]) -> Vec<Sample> {
    let samples = written.iter().map(|written| written.sample.clone());
    samples.collect()
}

impl Singles {
    fn measured(samples: &[Sample], read: &(impl Fn(&Drawing) -> Number + Sync)) -> Self {
        let answer = |sample: &Sample| match &sample.ink {
            Ink::Pen(drawing) => match read(drawing).digits.as_slice() {
                [digit] => Some(digit.prediction.digit() == sample.label),
                _ => None,
            },
            Ink::Image(_) => None,
        };
        let answers: Vec<Option<bool>> = samples.par_iter().map(answer).collect();
        let whole = answers.iter().flatten().count();
        let parted = (0..).zip(&answers).filter(|(_, answer)| answer.is_none());
        Self {
            n: answers.len(),
            whole,
            share: share(whole, answers.len()),
            interval: interval(whole, answers.len()),
            right: answers.iter().flatten().filter(|right| **right).count(),
            parted: parted.map(|(place, _)| place).collect(),
        }
    }
}
