//! Compares scores by how well they separate non-digits from digits.
//!
//! Input: the network's outputs for digits and for non-digits. Output for each score: the area under the ROC curve,
//! and the fraction of non-digits above the threshold that rejects a given fraction of the digits. The area is the
//! probability that a non-digit scores higher than a digit, where a tie counts as one half. The shipped network uses
//! the first score.

use model::Outputs;
use model::ood::energy;
use recognition::CLASSES;
use recognition::report::{FALSE_REJECTION_RATES, ScoreSeparation};

use crate::accuracy::ratio;

type Logits = [f32; CLASSES];

/// A score that is higher for less digit-like ink.
type Score = fn(&Outputs) -> f64;

const SCORES: [(&str, Score); 5] = [
    ("fitted head", |outputs| outputs.raw_ood_score.into()),
    ("energy", |outputs| energy(&outputs.logits).into()),
    ("maximum logit", |outputs| {
        (-max_logit(&outputs.logits)).into()
    }),
    ("maximum softmax probability", |outputs| {
        uncertainty(&outputs.logits)
    }),
    ("softmax entropy", |outputs| entropy(&outputs.logits)),
];

/// Computes how well each score separates the digits from the non-digits.
pub(super) fn compare_scores(digits: &[Outputs], non_digits: &[Outputs]) -> Vec<ScoreSeparation> {
    let separation = |(name, score): (&str, Score)| {
        let mut digits: Vec<f64> = digits.iter().map(score).collect();
        digits.sort_by(f64::total_cmp);
        let non_digits: Vec<f64> = non_digits.iter().map(score).collect();
        ScoreSeparation {
            score: name.to_owned(),
            auroc: auroc(&digits, &non_digits),
            detection_rates: FALSE_REJECTION_RATES
                .map(|false_rejections| detection_rate(&digits, &non_digits, false_rejections)),
        }
    };
    SCORES.into_iter().map(separation).collect()
}

/// Returns one minus the maximum softmax probability (Hendrycks and Gimpel 2017), with full precision even close to 0.
fn uncertainty(logits: &Logits) -> f64 {
    let mut weights: Vec<f64> = softmax_weights(logits).collect();
    weights.sort_by(f64::total_cmp);
    let others: f64 = weights[..CLASSES - 1].iter().sum();
    others / (1.0 + others)
}

/// Returns the entropy of the softmax distribution in nats.
fn entropy(logits: &Logits) -> f64 {
    let total: f64 = softmax_weights(logits).sum();
    let probabilities = softmax_weights(logits).map(|weight| weight / total);
    -probabilities
        .filter(|p| *p > 0.0)
        .map(|p| p * p.ln())
        .sum::<f64>()
}

/// Returns the softmax probabilities, scaled so that the largest is 1.
fn softmax_weights(logits: &Logits) -> impl Iterator<Item = f64> {
    let max = f64::from(max_logit(logits));
    logits
        .iter()
        .map(move |logit| (f64::from(*logit) - max).exp())
}

fn max_logit(logits: &Logits) -> f32 {
    logits.iter().copied().fold(f32::NEG_INFINITY, f32::max)
}

/// Returns the area under the ROC curve (normalised Mann-Whitney statistic); `digits` must be sorted.
fn auroc(digits: &[f64], non_digits: &[f64]) -> f64 {
    let below = |score: &f64| {
        let less = digits.partition_point(|digit| digit < score);
        let less_or_equal = digits.partition_point(|digit| digit <= score);
        (less + less_or_equal) as f64 / 2.0
    };
    let pairs = (digits.len() * non_digits.len()).max(1);
    non_digits.iter().map(below).sum::<f64>() / pairs as f64
}

/// Returns the fraction of non-digits above the lowest threshold that rejects at most `false_rejections` of the digits;
/// `digits` must be sorted.
fn detection_rate(digits: &[f64], non_digits: &[f64], false_rejections: f64) -> f64 {
    let above = (digits.len() as f64 * false_rejections) as usize;
    let threshold = digits
        .iter()
        .rev()
        .nth(above)
        .copied()
        .unwrap_or(f64::NEG_INFINITY);
    let detected = non_digits
        .iter()
        .filter(|score| **score > threshold)
        .count();
    ratio(detected, non_digits.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_auroc_is_the_fraction_of_correctly_ordered_pairs() {
        assert_eq!(auroc(&[1.0, 2.0], &[3.0, 4.0]), 1.0);
        assert_eq!(auroc(&[1.0, 2.0], &[0.0]), 0.0);
        // Of six pairs, four are correctly ordered and one is a tie.
        assert_eq!(auroc(&[1.0, 2.0], &[1.5, 2.0, 9.0]), 4.5 / 6.0);
        assert_eq!(auroc(&[], &[]), 0.0);
    }

    #[test]
    fn the_threshold_rejects_at_most_the_given_fraction_of_digits() {
        let digits: Vec<f64> = (0..200).map(f64::from).collect();
        // 0.5 % is one of 200 digits: the digit with score 199 is rejected, and 198 is the threshold.
        assert_eq!(detection_rate(&digits, &[198.0, 198.5], 0.005), 0.5);
        assert_eq!(detection_rate(&digits, &[198.0, 198.5], 0.0), 0.0);
        assert_eq!(detection_rate(&digits, &[198.0, 198.5], 0.01), 1.0);
    }

    #[test]
    fn the_scores_equal_known_values() {
        let uniform = [2.0; CLASSES];
        assert!((uncertainty(&uniform) - 0.9).abs() < 1e-12);
        assert!((entropy(&uniform) - 10_f64.ln()).abs() < 1e-12);
        let mut confident = [0.0; CLASSES];
        confident[3] = 60.0;
        assert!((uncertainty(&confident) / (9.0 * (-60_f64).exp()) - 1.0).abs() < 1e-9);
        assert!((0.0..1e-20).contains(&entropy(&confident)));
    }

    #[test]
    fn every_score_is_higher_for_smaller_logits() {
        let outputs = |height: f32| {
            let mut logits = [0.0; CLASSES];
            logits[5] = height;
            let raw_ood_score = -height;
            Outputs {
                logits,
                raw_ood_score,
            }
        };
        for separation in compare_scores(&[outputs(9.0), outputs(8.0)], &[outputs(1.0)]) {
            assert_eq!(
                (separation.auroc, separation.detection_rates),
                (1.0, [1.0; 2]),
                "{separation:?}"
            );
        }
    }
}
