//! Measures how well numbers of several digits are split and read.
//!
//! Input: the drawings of a stroke file, from which numbers of each length and spacing are composed
//! ([`crate::data::numbers`]). Output: how many numbers are read correctly, and the counts of two kinds of digit
//! errors. In a segmentation error, no predicted digit has the same strokes. In a classification error, the strokes are
//! right and the digit is wrong.
//!
//! Single drawings are also read as numbers, unchanged and with a detached stroke. Here the error is to split a drawing
//! into several digits.

#[cfg(test)]
mod tests;

use ink::Drawing;
use model::Classifier;
use rayon::prelude::*;
use recognition::Number;
use serde::Serialize;
use training::{Sample, SampleData};

use crate::accuracy::{ratio, wilson_interval};
use crate::data::numbers::{self, ComposedNumber, NumberComposer, Spacing};

/// Digit counts of the composed numbers.
pub const LENGTHS: std::ops::RangeInclusive<usize> = 2..=6;

/// How many numbers `digits evaluate numbers` composes for each length and spacing.
pub const PER_LENGTH: usize = 1000;

/// Seed of the composed numbers and of the detached strokes.
const SEED: u64 = 1;

/// Results for numbers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NumberEvaluation {
    /// Name of the data set that the numbers are composed from.
    pub dataset: String,
    /// Results for each spacing.
    pub spacings: Vec<BySpacing>,
    /// Results for the single drawings.
    pub singles: SingleDigits,
    /// Results for the drawings of [`numbers::detached_samples`].
    pub detached: SingleDigits,
}

/// Results for numbers of one spacing.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BySpacing {
    /// The spacing of the digits.
    pub spacing: Spacing,
    /// Results for each length.
    pub lengths: Vec<ByLength>,
}

/// Results for numbers of one length.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ByLength {
    /// Number of digits in each number.
    pub length: usize,
    /// Number of composed numbers.
    pub n: usize,
    /// Number of composed numbers whose digits are all split and read correctly.
    pub correct: usize,
    /// `correct / n`, 0..1.
    pub accuracy: f64,
    /// 95 % confidence interval of the accuracy, lower bound first.
    pub interval: [f64; 2],
    /// Number of digits, over all numbers, for which no predicted digit has the same strokes.
    pub segmentation_errors: usize,
    /// Number of misread digits, over all numbers, whose strokes are right.
    pub classification_errors: usize,
}

/// Results for single drawings that are read as numbers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SingleDigits {
    /// Number of drawings.
    pub n: usize,
    /// Number of drawings that are read as one digit.
    pub unsplit: usize,
    /// `unsplit / n`, 0..1.
    pub unsplit_rate: f64,
    /// 95 % confidence interval of the rate, lower bound first.
    pub interval: [f64; 2],
    /// Number of drawings that are read as one digit, which is the right one.
    pub correct: usize,
    /// Indices, from 0, of the drawings that are split.
    pub split: Vec<usize>,
}

/// Counts of the digit errors in one number.
#[derive(Clone, Copy, Default)]
struct DigitErrors {
    segmentation: usize,
    classification: usize,
}

impl NumberEvaluation {
    /// Composes `n` numbers of each length and spacing and reads them, on all cores.
    pub fn measure(classifier: &Classifier, dataset: &str, drawings: &[Sample], n: usize) -> Self {
        let composer = NumberComposer::new(drawings);
        let read = |drawing: &Drawing| reading::read(classifier, drawing);
        let by_length = |length, spacing| {
            ByLength::measure(&compose(&composer, length, spacing, n), length, &read)
        };
        let by_spacing = |spacing| BySpacing {
            spacing,
            lengths: LENGTHS.map(|length| by_length(length, spacing)).collect(),
        };
        let detached = numbers::detached_samples(drawings, SEED);
        Self {
            dataset: dataset.to_owned(),
            spacings: Spacing::ALL.map(by_spacing).into(),
            singles: SingleDigits::measure(drawings, &read),
            detached: SingleDigits::measure(&detached, &read),
        }
    }
}

fn compose(
    composer: &NumberComposer,
    length: usize,
    spacing: Spacing,
    n: usize,
) -> Vec<ComposedNumber> {
    let number = |index| composer.compose(length, spacing, SEED, index);
    (0..n).into_par_iter().map(number).collect()
}

impl ByLength {
    fn measure(
        numbers: &[ComposedNumber],
        length: usize,
        read: &(impl Fn(&Drawing) -> Number + Sync),
    ) -> Self {
        let errors = numbers
            .par_iter()
            .map(|number| DigitErrors::new(number, &read(&number.drawing)));
        let errors: Vec<DigitErrors> = errors.collect();
        let correct = errors
            .iter()
            .filter(|errors| errors.segmentation + errors.classification == 0)
            .count();
        Self {
            length,
            n: numbers.len(),
            correct,
            accuracy: ratio(correct, numbers.len()),
            interval: wilson_interval(correct, numbers.len()),
            segmentation_errors: errors.iter().map(|errors| errors.segmentation).sum(),
            classification_errors: errors.iter().map(|errors| errors.classification).sum(),
        }
    }
}

impl DigitErrors {
    fn new(number: &ComposedNumber, predicted: &Number) -> Self {
        let mut errors = Self::default();
        for (strokes, label) in number.groups.iter().zip(&number.labels) {
            let same_strokes = predicted
                .digits
                .iter()
                .find(|digit| digit.strokes == *strokes);
            match same_strokes {
                None => errors.segmentation += 1,
                Some(digit) => {
                    errors.classification += usize::from(digit.prediction.digit() != *label);
                }
            }
        }
        errors
    }
}

impl SingleDigits {
    fn measure(samples: &[Sample], read: &(impl Fn(&Drawing) -> Number + Sync)) -> Self {
        // `None` for a drawing that is not read as one digit, else whether that digit is correct.
        let outcome = |sample: &Sample| match &sample.data {
            SampleData::Drawing(drawing) => match read(drawing).digits.as_slice() {
                [digit] => Some(digit.prediction.digit() == sample.label),
                _ => None,
            },
            SampleData::Image(_) => None,
        };
        let outcomes: Vec<Option<bool>> = samples.par_iter().map(outcome).collect();
        let unsplit = outcomes.iter().flatten().count();
        let split = (0..)
            .zip(&outcomes)
            .filter(|(_, outcome)| outcome.is_none());
        Self {
            n: outcomes.len(),
            unsplit,
            unsplit_rate: ratio(unsplit, outcomes.len()),
            interval: wilson_interval(unsplit, outcomes.len()),
            correct: outcomes
                .iter()
                .flatten()
                .filter(|is_correct| **is_correct)
                .count(),
            split: split.map(|(index, _)| index).collect(),
        }
    }
}
