//! Counts of right and wrong: shares, how sure a share is, and which digits are taken for which.

use net::{CLASSES, Prediction};
use serde::Serialize;

use crate::data::Sample;

/// Row: what it was; column: what it was read as.
pub type Confusion = [[usize; CLASSES]; CLASSES];

/// One digit taken for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Confused {
    /// What it was.
    pub label: u8,
    /// What it was read as.
    pub answer: u8,
    /// How often.
    pub count: usize,
}

/// How many of some digits were read right.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Right {
    /// How many.
    pub correct: usize,
    /// Their share, 0..1.
    pub accuracy: f64,
    /// The share's 95 % confidence interval, lower end first.
    pub interval: [f64; 2],
}

impl Right {
    /// Counts what the samples were meant to be against what they were read as, pair by pair.
    pub fn of(samples: &[Sample], read: &[Prediction]) -> Self {
        let pairs = samples.iter().zip(read);
        let correct = pairs
            .filter(|(sample, read)| sample.label == read.digit())
            .count();
        Self {
            correct,
            accuracy: share(correct, samples.len()),
            interval: interval(correct, samples.len()),
        }
    }
}

/// The part of a whole, 0..1; 0 of nothing.
pub fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}

/// The 95 % confidence interval of a share, 0..1, lower end first; `[0, 1]` of nothing.
///
/// Wilson's score interval, which keeps its promise for shares near 1, where the textbook's normal interval
/// is too narrow (E. B. Wilson 1927; Brown, Cai, DasGupta 2001).
pub fn interval(part: usize, whole: usize) -> [f64; 2] {
    /// The standard normal distribution's quantile at 97.5 %.
    const Z: f64 = 1.959_964;
    if whole == 0 {
        return [0.0, 1.0];
    }
    let (n, p) = (whole as f64, share(part, whole));
    let shrink = 1.0 + Z * Z / n;
    let centre = (p + Z * Z / (2.0 * n)) / shrink;
    let half = Z / shrink * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
    [(centre - half).max(0.0), (centre + half).min(1.0)]
}

/// The mistakes of a confusion matrix, the most frequent first.
pub fn most_frequent(confusion: &Confusion) -> Vec<Confused> {
    let cells = (0..).zip(confusion).flat_map(|(label, row)| {
        (0..).zip(row).map(move |(answer, count)| Confused {
            label,
            answer,
            count: *count,
        })
    });
    let mut mistakes: Vec<Confused> = cells
        .filter(|cell| cell.label != cell.answer && cell.count > 0)
        .collect();
    mistakes.sort_by_key(|cell| std::cmp::Reverse(cell.count));
    mistakes
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Expected values as R's `binom::binom.wilson` gives them.
    #[track_caller]
    fn check(part: usize, whole: usize, expected: [f64; 2]) {
        for (end, expected) in interval(part, whole).into_iter().zip(expected) {
            assert!(
                (end - expected).abs() < 5e-5,
                "{part} of {whole}: {end} is not {expected}"
            );
        }
    }

    #[test]
    fn wilsons_interval_has_the_known_values() {
        check(8, 10, [0.4902, 0.9433]);
        check(0, 10, [0.0, 0.2775]);
        check(10, 10, [0.7225, 1.0]);
        check(0, 0, [0.0, 1.0]);
    }

    #[test]
    fn mistakes_come_most_frequent_first_and_right_answers_not_at_all() {
        let mut confusion = [[0; CLASSES]; CLASSES];
        (confusion[3][3], confusion[4][9], confusion[7][1]) = (90, 2, 5);
        let expected = [(7, 1, 5), (4, 9, 2)].map(|(label, answer, count)| Confused {
            label,
            answer,
            count,
        });
        assert_eq!(most_frequent(&confusion), expected);
    }
}
