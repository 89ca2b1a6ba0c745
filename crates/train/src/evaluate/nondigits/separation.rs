//! Scores that could tell non-digits from digits, compared by how well they part the two.
//!
//! In, what the network says of digits and of non-digits; out, for each score the area under the ROC curve (the chance
//! that a non-digit scores higher than a digit, a tie counting half) and the share of non-digits above the
//! limit that turns a given share of the digits away. [`net`] exports the first.

use net::ood::energy;
use net::{CLASSES, Outputs};
use serde::Serialize;

use crate::evaluate::accuracy::share;

/// Shares of digits turned away at which the scores are compared.
pub const TURNED_AWAY: [f64; 2] = [0.005, 0.01];

type Logits = [f32; CLASSES];

/// Rises with what speaks against a digit.
type Score = fn(&Outputs) -> f64;

/// How well a score parts digits from non-digits.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Separation {
    /// Which score, in words.
    pub score: &'static str,
    /// The area under the ROC curve: 0.5 is chance, 1 is perfect.
    pub auroc: f64,
    /// The share of non-digits caught at each share of [`TURNED_AWAY`].
    pub caught: [f64; TURNED_AWAY.len()],
}

const SCORES: [(&str, Score); 5] = [
    ("fitted head", |outputs| outputs.ood.into()),
    ("energy", |outputs| energy(&outputs.logits).into()),
    ("largest logit", |outputs| {
        (-largest(&outputs.logits)).into()
    }),
    ("largest probability", |outputs| doubt(&outputs.logits)),
    ("entropy of the probabilities", |outputs| {
        entropy(&outputs.logits)
    }),
];

/// Every score's separation of the digits from the non-digits.
pub(super) fn compared(digits: &[Outputs], non_digits: &[Outputs]) -> Vec<Separation> {
    let of = |(name, score): (&'static str, Score)| {
        let mut digits: Vec<f64> = digits.iter().map(score).collect();
        digits.sort_by(f64::total_cmp);
        let non_digits: Vec<f64> = non_digits.iter().map(score).collect();
        Separation {
            score: name,
            auroc: auroc(&digits, &non_digits),
            caught: TURNED_AWAY.map(|turned_away| caught(&digits, &non_digits, turned_away)),
        }
    };
    SCORES.into_iter().map(of).collect()
}

/// One less the largest probability (Hendrycks and Gimpel 2017), exact where that is nearly one.
fn doubt(logits: &Logits) -> f64 {
    let mut shares: Vec<f64> = shares(logits).collect();
    shares.sort_by(f64::total_cmp);
    let others: f64 = shares[..CLASSES - 1].iter().sum();
    others / (1.0 + others)
}

/// In nats; 0 where all probability is with one digit.
fn entropy(logits: &Logits) -> f64 {
    let total: f64 = shares(logits).sum();
    let probabilities = shares(logits).map(|share| share / total);
    -probabilities
        .filter(|p| *p > 0.0)
        .map(|p| p * p.ln())
        .sum::<f64>()
}

/// The probabilities in units of the largest.
fn shares(logits: &Logits) -> impl Iterator<Item = f64> {
    let largest = f64::from(largest(logits));
    logits
        .iter()
        .map(move |logit| (f64::from(*logit) - largest).exp())
}

fn largest(logits: &Logits) -> f32 {
    logits.iter().copied().fold(f32::NEG_INFINITY, f32::max)
}

/// The Mann-Whitney statistic as a share; `digits` rise.
fn auroc(digits: &[f64], non_digits: &[f64]) -> f64 {
    let below = |score: &f64| {
        let less = digits.partition_point(|digit| digit < score);
        let no_more = digits.partition_point(|digit| digit <= score);
        (less + no_more) as f64 / 2.0
    };
    let pairs = (digits.len() * non_digits.len()).max(1);
    non_digits.iter().map(below).sum::<f64>() / pairs as f64
}

/// The share of non-digits above the limit that no more than `turned_away` of the digits lie above; these
/// rise.
fn caught(digits: &[f64], non_digits: &[f64], turned_away: f64) -> f64 {
    let above = (digits.len() as f64 * turned_away) as usize;
    let limit = digits
        .iter()
        .rev()
        .nth(above)
        .copied()
        .unwrap_or(f64::NEG_INFINITY);
    let caught = non_digits.iter().filter(|score| **score > limit).count();
    share(caught, non_digits.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_area_is_the_share_of_pairs_in_order() {
        assert_eq!(auroc(&[1.0, 2.0], &[3.0, 4.0]), 1.0);
        assert_eq!(auroc(&[1.0, 2.0], &[0.0]), 0.0);
        // Of six pairs, four are in order and one is a tie.
        assert_eq!(auroc(&[1.0, 2.0], &[1.5, 2.0, 9.0]), 4.5 / 6.0);
        assert_eq!(auroc(&[], &[]), 0.0);
    }

    #[test]
    fn the_limit_turns_no_more_digits_away_than_allowed() {
        let digits: Vec<f64> = (0..200).map(f64::from).collect();
        // One in 200 is 0.5 %: the digit at 199 goes, the one at 198 is the limit.
        assert_eq!(caught(&digits, &[198.0, 198.5], 0.005), 0.5);
        assert_eq!(caught(&digits, &[198.0, 198.5], 0.0), 0.0);
        assert_eq!(caught(&digits, &[198.0, 198.5], 0.01), 1.0);
    }

    #[test]
    fn the_scores_have_their_known_values() {
        let even = [2.0; CLASSES];
        assert!((doubt(&even) - 0.9).abs() < 1e-12);
        assert!((entropy(&even) - 10_f64.ln()).abs() < 1e-12);
        let mut sure = [0.0; CLASSES];
        sure[3] = 60.0;
        assert!((doubt(&sure) / (9.0 * (-60_f64).exp()) - 1.0).abs() < 1e-9);
        assert!((0.0..1e-20).contains(&entropy(&sure)));
    }

    #[test]
    fn every_score_puts_faint_logits_above_strong_ones() {
        let outputs = |height: f32| {
            let mut logits = [0.0; CLASSES];
            logits[5] = height;
            let ood = -height;
            Outputs { logits, ood }
        };
        for separation in compared(&[outputs(9.0), outputs(8.0)], &[outputs(1.0)]) {
            assert_eq!(
                (separation.auroc, separation.caught),
                (1.0, [1.0; 2]),
                "{separation:?}"
            );
        }
    }
}
