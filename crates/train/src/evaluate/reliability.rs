//! Whether probabilities are honest: labels and predictions in, scores of the probabilities out.
//!
//! A prediction's confidence is the probability of its answer. Confidences are sorted into 15 bins of equal
//! width; among the digits of a bin, the share read right should be their mean confidence. The expected
//! calibration error is the mean of the differences, weighted by the digits in each bin (Guo et al. 2017,
//! "On Calibration of Modern Neural Networks"). Limit: with few misread digits most bins are nearly empty,
//! and the error's own uncertainty is about the half width of the accuracy's confidence interval.

use std::fmt;

use net::{CLASSES, Prediction};
use serde::Serialize;

use super::accuracy::share;

/// Bins of equal width between 0 and 1.
pub const BINS: usize = 15;

/// How honest the probabilities are; of no digits, all 0.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Reliability {
    /// Mean of `-ln` of the label's probability; a probability below 1.2e-38 counts as that.
    pub negative_log_likelihood: f64,
    /// Mean squared distance from the probabilities to the truth (1 for the label, 0 for the rest), 0..2.
    pub brier_score: f64,
    /// Weighted mean difference between a bin's confidence and its accuracy, 0..1.
    pub expected_calibration_error: f64,
    /// The reliability table: bin `i` holds the confidences above `i / 15` up to `(i + 1) / 15`.
    pub bins: [Bin; BINS],
}

/// The digits of like confidence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Bin {
    /// How many digits.
    pub n: usize,
    /// Their mean confidence, 0..1; 0 where there is none.
    pub confidence: f64,
    /// The share of them read right, 0..1; 0 where there is none.
    pub accuracy: f64,
}

impl Reliability {
    /// Scores predictions against labels, pair by pair.
    pub fn of(labels: &[u8], predictions: &[Prediction]) -> Self {
        let pairs = || labels.iter().copied().zip(predictions);
        let mean = |score: fn(u8, &Prediction) -> f64| {
            let sum: f64 = pairs().map(|(label, read)| score(label, read)).sum();
            sum / labels.len().max(1) as f64
        };
        let bins = table(pairs());
        let gap = |bin: &Bin| bin.n as f64 * (bin.accuracy - bin.confidence).abs();
        Self {
            negative_log_likelihood: mean(surprise),
            brier_score: mean(squared_distance),
            expected_calibration_error: bins.iter().map(gap).sum::<f64>()
                / labels.len().max(1) as f64,
            bins,
        }
    }
}

fn surprise(label: u8, prediction: &Prediction) -> f64 {
    let probability = prediction.probabilities[usize::from(label)];
    -f64::from(probability.max(f32::MIN_POSITIVE)).ln()
}

fn squared_distance(label: u8, prediction: &Prediction) -> f64 {
    let squared = |class: usize| {
        let truth = f64::from(u8::from(class == usize::from(label)));
        (f64::from(prediction.probabilities[class]) - truth).powi(2)
    };
    (0..CLASSES).map(squared).sum()
}

fn table<'a>(pairs: impl Iterator<Item = (u8, &'a Prediction)>) -> [Bin; BINS] {
    let mut sums = [(0, 0.0, 0); BINS];
    for (label, prediction) in pairs {
        let confidence = f64::from(prediction.certainty());
        let bin = ((confidence * BINS as f64).ceil() as usize).clamp(1, BINS) - 1;
        let (n, sum, right) = &mut sums[bin];
        *n += 1;
        *sum += confidence;
        *right += usize::from(prediction.digit() == label);
    }
    sums.map(|(n, sum, right)| Bin {
        n,
        confidence: sum / n.max(1) as f64,
        accuracy: share(right, n),
    })
}

impl fmt::Display for Reliability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            negative_log_likelihood,
            brier_score,
            expected_calibration_error,
            bins,
        } = self;
        writeln!(
            f,
            "negative log likelihood {negative_log_likelihood:.4}, Brier score {brier_score:.4}, expected \
             calibration error {expected_calibration_error:.4}"
        )?;
        writeln!(f, "\n  probability      digits  mean    right")?;
        for (place, bin) in bins.iter().enumerate().filter(|(_, bin)| bin.n > 0) {
            let edge = |place: usize| place as f64 / BINS as f64;
            let (low, high) = (edge(place), edge(place + 1));
            writeln!(
                f,
                "  {low:.3} to {high:.3} {:>7}  {:.4}  {:.4}",
                bin.n, bin.confidence, bin.accuracy
            )?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All that is left goes to the digit's successor.
    fn sure(digit: u8, probability: f32) -> Prediction {
        let mut probabilities = [0.0; CLASSES];
        probabilities[usize::from(digit)] = probability;
        probabilities[usize::from(digit + 1)] = 1.0 - probability;
        Prediction {
            probabilities,
            ood_score: 0.0,
        }
    }

    #[track_caller]
    fn check(actual: f64, expected: f64) {
        assert!((actual - expected).abs() < 1e-6, "{actual}, not {expected}");
    }

    #[test]
    fn the_scores_are_those_worked_out_by_hand() {
        // Confidences 0.9, 0.9, 0.8, 0.6; the second is wrong.
        let predictions = [sure(1, 0.9), sure(2, 0.9), sure(3, 0.8), sure(4, 0.6)];
        let reliability = Reliability::of(&[1, 3, 3, 4], &predictions);
        let logs = [0.9_f64, 0.1, 0.8, 0.6].map(f64::ln);
        check(
            reliability.negative_log_likelihood,
            -logs.iter().sum::<f64>() / 4.0,
        );
        check(reliability.brier_score, (0.02 + 1.62 + 0.08 + 0.32) / 4.0);
        // Bin 13 (0.867 to 0.933): half right at 0.9. Bins 11 and 8: all right at 0.8 and 0.6.
        check(
            reliability.expected_calibration_error,
            (2.0 * 0.4 + 0.2 + 0.4) / 4.0,
        );
        assert_eq!(reliability.bins.map(|bin| bin.n).iter().sum::<usize>(), 4);
        assert_eq!(
            (reliability.bins[13].n, reliability.bins[13].accuracy),
            (2, 0.5)
        );
    }

    #[test]
    fn a_confidence_on_an_edge_counts_below_it() {
        let reliability = Reliability::of(&[0], &[sure(0, 1.0)]);
        assert_eq!(reliability.bins[BINS - 1].n, 1);
        check(reliability.expected_calibration_error, 0.0);
    }

    #[test]
    fn a_label_thought_impossible_costs_much_but_not_infinitely_much() {
        let reliability = Reliability::of(&[5], &[sure(0, 1.0)]);
        assert!((80.0..90.0).contains(&reliability.negative_log_likelihood));
    }

    #[test]
    fn no_digits_score_nothing() {
        assert_eq!(Reliability::of(&[], &[]), Reliability::default());
    }
}
