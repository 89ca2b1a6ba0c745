//! How well a network reads a set of labelled digits.
//!
//! [`conditions`] draws the digits as other hands and devices would, [`evaluate`] has them read; an
//! [`Evaluation`] holds what comes of it, counted by [`accuracy`] and [`reliability`]. [`sweep`] repeats all
//! that over a range of each condition; [`nondigits`] measures what becomes of ink that is no digit, [`limits`] what
//! the page's limits of doubt come to, [`numbers`] how digits side by side are parted and read, [`inside`] what changes as the
//! page's panels change things.

pub mod accuracy;
pub mod conditions;
pub mod faithfulness;
pub mod inside;
pub mod limits;
pub mod misread;
pub mod nondigits;
pub mod numbers;
pub mod reliability;
pub mod sweep;
mod table;

use ink::Raster;
use net::{CLASSES, Classifier, Outputs, Prediction};
use rayon::prelude::*;
use serde::Serialize;

use crate::data::Sample;
use accuracy::{Confused, Confusion, interval, most_frequent, share};
use reliability::Reliability;

/// Rasters classified together.
const BATCH: usize = 50;

/// The figures of one data set.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Evaluation {
    /// What was read, in words.
    pub dataset: String,
    /// How many digits.
    pub n: usize,
    /// How many were read right.
    pub correct: usize,
    /// `correct / n`, 0..1.
    pub accuracy: f64,
    /// The accuracy's 95 % confidence interval, lower end first (Wilson's score interval).
    pub interval: [f64; 2],
    /// The same among the digits of each class; 0 where there is none.
    pub per_class: [f64; CLASSES],
    /// Row: what it was; column: what it was read as.
    pub confusion: Confusion,
    /// The digits taken for others, the most frequent first.
    pub confused: Vec<Confused>,
    /// How honest the probabilities are.
    pub reliability: Reliability,
    /// Every digit read wrong, in the set's order.
    pub misread: Vec<Misread>,
}

/// A digit read wrong.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Misread {
    /// Its place in the set, from 0.
    pub index: usize,
    /// What it was.
    pub label: u8,
    /// What it was read as.
    pub answer: u8,
    /// The probability of that, 0..1.
    pub certainty: f32,
}

/// Reads all samples as they are, on every core.
pub fn evaluate(classifier: &Classifier, dataset: &str, samples: &[Sample]) -> Evaluation {
    let rasters: Vec<Raster> = samples.par_iter().map(Sample::raster).collect();
    Evaluation::of(
        dataset,
        &labels(samples),
        &predictions(classifier, &rasters),
    )
}

/// What the samples were meant to be, in their order.
pub fn labels(samples: &[Sample]) -> Vec<u8> {
    samples.iter().map(|sample| sample.label).collect()
}

/// The predictions for all rasters, in their order, on every core.
pub fn predictions(classifier: &Classifier, rasters: &[Raster]) -> Vec<Prediction> {
    let read = |rasters: &[Raster]| classifier.classify_batch(rasters);
    rasters.par_chunks(BATCH).flat_map_iter(read).collect()
}

/// What the network itself says of all rasters, in their order, on every core.
pub fn outputs(classifier: &Classifier, rasters: &[Raster]) -> Vec<Outputs> {
    let read = |rasters: &[Raster]| classifier.outputs(rasters);
    rasters.par_chunks(BATCH).flat_map_iter(read).collect()
}

impl Evaluation {
    /// Counts labels (what it was) against predictions (what it was read as), pair by pair.
    pub fn of(dataset: &str, labels: &[u8], predictions: &[Prediction]) -> Self {
        let mut confusion = [[0; CLASSES]; CLASSES];
        for (label, prediction) in labels.iter().zip(predictions) {
            confusion[usize::from(*label)][usize::from(prediction.digit())] += 1;
        }
        let right: [usize; CLASSES] = std::array::from_fn(|class| confusion[class][class]);
        let (n, correct) = (labels.len(), right.iter().sum());
        Self {
            dataset: dataset.to_owned(),
            n,
            correct,
            accuracy: share(correct, n),
            interval: interval(correct, n),
            per_class: std::array::from_fn(|class| {
                share(right[class], confusion[class].iter().sum())
            }),
            confusion,
            confused: most_frequent(&confusion),
            reliability: Reliability::of(labels, predictions),
            misread: misread(labels, predictions),
        }
    }
}

fn misread(labels: &[u8], predictions: &[Prediction]) -> Vec<Misread> {
    let pairs = labels.iter().zip(predictions).enumerate();
    let read = pairs.map(|(index, (label, prediction))| Misread {
        index,
        label: *label,
        answer: prediction.digit(),
        certainty: prediction.certainty(),
    });
    read.filter(|read| read.answer != read.label).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Predictions of the digits, each with a probability of 0.82.
    fn read(digits: &[u8]) -> Vec<Prediction> {
        let prediction = |digit: &u8| {
            let mut probabilities = [0.02; CLASSES];
            probabilities[usize::from(*digit)] = 0.82;
            Prediction {
                probabilities,
                ood_score: 0.0,
            }
        };
        digits.iter().map(prediction).collect()
    }

    #[test]
    fn labels_and_digits_are_counted_pair_by_pair() {
        let evaluation = Evaluation::of("four", &[1, 1, 7, 3], &read(&[1, 7, 7, 3]));
        assert_eq!(
            (evaluation.n, evaluation.correct, evaluation.accuracy),
            (4, 3, 0.75)
        );
        assert_eq!(evaluation.per_class[1], 0.5);
        assert_eq!(evaluation.per_class[7], 1.0);
        assert_eq!(evaluation.confusion[1][7], 1);
        assert_eq!(evaluation.confusion[7][1], 0);
    }

    #[test]
    fn a_digit_read_wrong_is_listed_with_its_place_and_the_certainty_of_the_answer() {
        let evaluation = Evaluation::of("four", &[1, 1, 7, 3], &read(&[1, 7, 7, 3]));
        let expected = Misread {
            index: 1,
            label: 1,
            answer: 7,
            certainty: 0.82,
        };
        assert_eq!(evaluation.misread, [expected]);
        assert_eq!(evaluation.confused.len(), 1);
    }

    #[test]
    fn a_class_without_digits_has_no_share() {
        assert_eq!(Evaluation::of("none", &[], &[]).per_class, [0.0; CLASSES]);
    }

    #[test]
    fn the_json_has_the_documented_fields() {
        let json = serde_json::to_value(Evaluation::of("two", &[0, 1], &read(&[0, 0]))).unwrap();
        let fields: Vec<&str> = json
            .as_object()
            .unwrap()
            .keys()
            .map(String::as_str)
            .collect();
        let mut documented = [
            "dataset",
            "n",
            "correct",
            "accuracy",
            "interval",
            "per_class",
            "confusion",
            "confused",
            "reliability",
            "misread",
        ];
        documented.sort_unstable();
        assert_eq!(fields, documented);
        assert_eq!(json["confusion"][1][0], 1);
    }

    #[test]
    fn the_text_names_the_figures_the_confusions_and_the_probabilities() {
        let text = Evaluation::of("four", &[1, 1, 7, 3], &read(&[1, 7, 7, 3])).to_string();
        for part in [
            "four: 3 of 4 right, 75.00 % (95 % interval 30.06 to 95.44)",
            "1 as 7 (1)",
            "expected calibration error 0.0700",
            "0.800 to 0.867       4  0.8200  0.7500",
        ] {
            assert!(text.contains(part), "{text}");
        }
    }
}
