//! Calibration of the probabilities: reliability bins, expected calibration error, Brier score and log loss.
//!
//! The confidence of a prediction is the probability of its digit. Predictions are grouped by confidence into 15 bins
//! of equal width. In a calibrated network, the accuracy of each bin equals its mean confidence. The expected
//! calibration error is the mean difference between the two, weighted by the size of each bin (Guo et al. 2017, "On
//! Calibration of Modern Neural Networks").
//!
//! Limitation: with few misread digits, most bins are nearly empty. The uncertainty of the expected calibration error
//! is about half the width of the accuracy's confidence interval.

use recognition::report::{BIN_COUNT, Bin, Reliability};
use recognition::{CLASSES, Prediction};

use crate::accuracy::ratio;

/// Compares labels with predictions, pair by pair.
pub fn measure(labels: &[u8], predictions: &[Prediction]) -> Reliability {
    let pairs = || labels.iter().copied().zip(predictions);
    let n = labels.len().max(1) as f64;
    let mean = |score: fn(u8, &Prediction) -> f64| {
        let scores = pairs().map(|(label, prediction)| score(label, prediction));
        scores.sum::<f64>() / n
    };
    let bins = bins(pairs());
    let gap = |bin: &Bin| bin.n as f64 * (bin.accuracy - bin.confidence).abs();
    Reliability {
        negative_log_likelihood: mean(log_loss),
        brier_score: mean(squared_error),
        expected_calibration_error: bins.iter().map(gap).sum::<f64>() / n,
        bins,
    }
}

fn log_loss(label: u8, prediction: &Prediction) -> f64 {
    let probability = prediction.probabilities[usize::from(label)];
    -f64::from(probability.max(f32::MIN_POSITIVE)).ln()
}

fn squared_error(label: u8, prediction: &Prediction) -> f64 {
    let squared = |class: usize| {
        let target = f64::from(u8::from(class == usize::from(label)));
        (f64::from(prediction.probabilities[class]) - target).powi(2)
    };
    (0..CLASSES).map(squared).sum()
}

fn bins<'a>(pairs: impl Iterator<Item = (u8, &'a Prediction)>) -> [Bin; BIN_COUNT] {
    let mut sums = [(0, 0.0, 0); BIN_COUNT];
    for (label, prediction) in pairs {
        let confidence = f64::from(prediction.confidence());
        let bin = ((confidence * BIN_COUNT as f64).ceil() as usize).clamp(1, BIN_COUNT) - 1;
        let (n, sum, correct) = &mut sums[bin];
        *n += 1;
        *sum += confidence;
        *correct += usize::from(prediction.digit() == label);
    }
    sums.map(|(n, sum, correct)| Bin {
        n,
        confidence: sum / n.max(1) as f64,
        accuracy: ratio(correct, n),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns a prediction that gives the remaining probability to the next digit.
    fn prediction(digit: u8, probability: f32) -> Prediction {
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
    fn the_scores_equal_hand_computed_values() {
        // Confidences 0.9, 0.9, 0.8, 0.6; the second prediction is wrong.
        let predictions = [
            prediction(1, 0.9),
            prediction(2, 0.9),
            prediction(3, 0.8),
            prediction(4, 0.6),
        ];
        let reliability = measure(&[1, 3, 3, 4], &predictions);
        let logs = [0.9_f64, 0.1, 0.8, 0.6].map(f64::ln);
        check(
            reliability.negative_log_likelihood,
            -logs.iter().sum::<f64>() / 4.0,
        );
        check(reliability.brier_score, (0.02 + 1.62 + 0.08 + 0.32) / 4.0);
        // Bin 13 (0.867 to 0.933): half correct at 0.9. Bins 11 and 8: all correct at 0.8 and 0.6.
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
    fn a_confidence_on_the_boundary_of_two_bins_is_counted_in_the_lower_one() {
        let reliability = measure(&[0], &[prediction(0, 1.0)]);
        assert_eq!(reliability.bins[BIN_COUNT - 1].n, 1);
        check(reliability.expected_calibration_error, 0.0);
    }

    #[test]
    fn a_label_of_probability_0_has_a_finite_log_loss() {
        let reliability = measure(&[5], &[prediction(0, 1.0)]);
        assert!((80.0..90.0).contains(&reliability.negative_log_likelihood));
    }

    #[test]
    fn the_scores_of_an_empty_set_are_0() {
        assert_eq!(measure(&[], &[]), Reliability::default());
    }
}
