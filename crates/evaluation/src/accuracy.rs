//! Accuracy, confidence intervals and confusion matrices.

use recognition::Prediction;
use recognition::report::{ConfusedPair, ConfusionMatrix};
use training::Sample;

/// Accuracy on a set of digits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Accuracy {
    /// Number of digits read correctly.
    pub correct: usize,
    /// Fraction of digits read correctly, 0..1.
    pub accuracy: f64,
    /// 95 % confidence interval of the accuracy, lower bound first.
    pub interval: [f64; 2],
}

impl Accuracy {
    /// Compares the labels with the predictions, pair by pair.
    pub fn new(samples: &[Sample], predictions: &[Prediction]) -> Self {
        let pairs = samples.iter().zip(predictions);
        let correct = pairs
            .filter(|(sample, prediction)| sample.label == prediction.digit())
            .count();
        Self {
            correct,
            accuracy: ratio(correct, samples.len()),
            interval: wilson_interval(correct, samples.len()),
        }
    }
}

/// Returns `part / whole`, 0..1, or 0 when `whole` is 0.
pub fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}

/// Returns the 95 % confidence interval of `part / whole`, lower bound first, or `[0, 1]` when `whole` is 0.
///
/// This is Wilson's score interval (E. B. Wilson 1927). It keeps its coverage for proportions near 1, where the normal
/// approximation is too narrow (Brown, Cai, DasGupta 2001).
pub fn wilson_interval(part: usize, whole: usize) -> [f64; 2] {
    /// 97.5 % quantile of the standard normal distribution.
    const Z: f64 = 1.959_964;
    if whole == 0 {
        return [0.0, 1.0];
    }
    let (n, p) = (whole as f64, ratio(part, whole));
    let shrink = 1.0 + Z * Z / n;
    let centre = (p + Z * Z / (2.0 * n)) / shrink;
    let half_width = Z / shrink * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
    [
        (centre - half_width).max(0.0),
        (centre + half_width).min(1.0),
    ]
}

/// Returns the errors of a confusion matrix, most frequent first.
pub fn confused_pairs(confusion: &ConfusionMatrix) -> Vec<ConfusedPair> {
    let cells = (0..).zip(confusion).flat_map(|(label, row)| {
        (0..).zip(row).map(move |(predicted, count)| ConfusedPair {
            label,
            predicted,
            count: *count,
        })
    });
    let mut pairs: Vec<ConfusedPair> = cells
        .filter(|cell| cell.label != cell.predicted && cell.count > 0)
        .collect();
    pairs.sort_by_key(|pair| std::cmp::Reverse(pair.count));
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use recognition::CLASSES;

    /// Compares with the values of R's `binom::binom.wilson`.
    #[track_caller]
    fn check(part: usize, whole: usize, expected: [f64; 2]) {
        for (bound, expected) in wilson_interval(part, whole).into_iter().zip(expected) {
            assert!(
                (bound - expected).abs() < 5e-5,
                "{part} of {whole}: {bound} is not {expected}"
            );
        }
    }

    #[test]
    fn the_wilson_interval_equals_reference_values() {
        check(8, 10, [0.4902, 0.9433]);
        check(0, 10, [0.0, 0.2775]);
        check(10, 10, [0.7225, 1.0]);
        check(0, 0, [0.0, 1.0]);
    }

    #[test]
    fn confused_pairs_are_sorted_by_count_and_exclude_correct_predictions() {
        let mut confusion = [[0; CLASSES]; CLASSES];
        (confusion[3][3], confusion[4][9], confusion[7][1]) = (90, 2, 5);
        let expected = [(7, 1, 5), (4, 9, 2)].map(|(label, predicted, count)| ConfusedPair {
            label,
            predicted,
            count,
        });
        assert_eq!(confused_pairs(&confusion), expected);
    }
}
