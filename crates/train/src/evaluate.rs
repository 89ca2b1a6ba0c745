//! How well a network reads a set of labelled digits.

use std::fmt;

use ink::Raster;
use net::{CLASSES, Classifier, Prediction};
use rayon::prelude::*;
use serde::Serialize;

use crate::data::Sample;

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
    /// The same among the digits of each class; 0 where there is none.
    pub per_class: [f64; CLASSES],
    /// Row: what it was; column: what it was read as.
    pub confusion: [[usize; CLASSES]; CLASSES],
}

/// Reads all samples, on every core.
pub fn evaluate(classifier: &Classifier, dataset: &str, samples: &[Sample]) -> Evaluation {
    let labels: Vec<u8> = samples.iter().map(|sample| sample.label).collect();
    let digits: Vec<u8> = predictions(classifier, samples)
        .iter()
        .map(Prediction::digit)
        .collect();
    Evaluation::of(dataset, &labels, &digits)
}

/// The predictions for all samples, in their order.
pub fn predictions(classifier: &Classifier, samples: &[Sample]) -> Vec<Prediction> {
    let read = |samples: &[Sample]| {
        let rasters: Vec<Raster> = samples.iter().map(Sample::raster).collect();
        classifier.classify_batch(&rasters)
    };
    samples.par_chunks(BATCH).flat_map_iter(read).collect()
}

impl Evaluation {
    /// Counts labels (what it was) against digits (what it was read as), pair by pair.
    pub fn of(dataset: &str, labels: &[u8], digits: &[u8]) -> Self {
        let mut confusion = [[0; CLASSES]; CLASSES];
        for (label, digit) in labels.iter().zip(digits) {
            confusion[usize::from(*label)][usize::from(*digit)] += 1;
        }
        let right: [usize; CLASSES] = std::array::from_fn(|class| confusion[class][class]);
        let correct = right.iter().sum();
        Self {
            dataset: dataset.to_owned(),
            n: labels.len(),
            correct,
            accuracy: share(correct, labels.len()),
            per_class: std::array::from_fn(|class| {
                share(right[class], confusion[class].iter().sum())
            }),
            confusion,
        }
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}

impl fmt::Display for Evaluation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            dataset,
            n,
            correct,
            accuracy,
            ..
        } = self;
        writeln!(
            f,
            "{dataset}: {correct} of {n} right, {:.2} %",
            accuracy * 100.0
        )?;
        writeln!(
            f,
            "\n  was   right  read as 0     1     2     3     4     5     6     7     8     9"
        )?;
        for (class, row) in self.confusion.iter().enumerate() {
            write!(f, "{class:>5} {:>6.2}%  ", self.per_class[class] * 100.0)?;
            for count in row {
                let cell = if *count == 0 {
                    "·".to_owned()
                } else {
                    count.to_string()
                };
                write!(f, "{cell:>6}")?;
            }
            writeln!(f)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_and_digits_are_counted_pair_by_pair() {
        let evaluation = Evaluation::of("four", &[1, 1, 7, 3], &[1, 7, 7, 3]);
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
    fn a_class_without_digits_has_no_share() {
        assert_eq!(Evaluation::of("none", &[], &[]).per_class, [0.0; CLASSES]);
    }

    #[test]
    fn the_json_has_the_documented_fields() {
        let json = serde_json::to_value(Evaluation::of("two", &[0, 1], &[0, 0])).unwrap();
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
            "per_class",
            "confusion",
        ];
        documented.sort_unstable();
        assert_eq!(fields, documented);
        assert_eq!(json["confusion"][1][0], 1);
    }
}
