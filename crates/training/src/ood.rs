//! Fits the out-of-distribution head: a logistic regression on the features of a trained network.
//!
//! Input: [`model::ood::features`] of digits and of non-digits, from the quantised network. Output: the weights of the
//! [`OodHead`]. The digits are augmented views that training does not use
//! ([`unseen_digit_views`](crate::EpochSampler::unseen_digit_views)), the non-digits are generated
//! ([`non_digit_views`](crate::EpochSampler::non_digit_views)), in equal numbers. The network does not change, so its
//! predictions do not depend on the head.
//!
//! Limitation: the head is trained on generated kinds of drawings. `digits evaluate non-digits` measures how it
//! generalises to held-out kinds.

use model::OodHead;
use rand::Rng;

use crate::random::{SeededRng, seeded_rng};

/// Maximum number of digits and of non-digits.
pub const MAX_PER_CLASS: usize = 30_000;

/// Hyperparameters of the regression. The learning rate falls linearly to 0.
const STEPS: usize = 3000;
const BATCH_SIZE: usize = 256;
const LEARNING_RATE: f32 = 5e-3;
const WEIGHT_DECAY: f32 = 0.01;

/// Fits the head to the features of digits and of non-digits, at least one row each.
#[must_use]
pub fn fit(digits: Vec<Vec<f32>>, non_digits: Vec<Vec<f32>>, seed: u64) -> OodHead {
    let standardisation = Standardisation::fit(&digits, &non_digits);
    let rows = ScaledFeatures {
        digits: standardisation.apply(digits),
        non_digits: standardisation.apply(non_digits),
    };
    let weights = fit_logistic_regression(&rows, &mut seeded_rng(seed, 0, 0));
    OodHead::from_weights(standardisation.unscale_weights(&weights))
}

/// Scales every feature to mean 0 and standard deviation 1, which makes the regression converge faster.
struct Standardisation {
    mean: Vec<f32>,
    deviation: Vec<f32>,
}

impl Standardisation {
    fn fit(digits: &[Vec<f32>], non_digits: &[Vec<f32>]) -> Self {
        /// Avoids a division by zero for constant features.
        const MIN_DEVIATION: f64 = 1e-4;
        let rows = || digits.iter().chain(non_digits);
        let (count, feature_count) = ((digits.len() + non_digits.len()) as f64, digits[0].len());
        let mean_of =
            |value: &dyn Fn(&[f32]) -> f64| rows().map(|row| value(row)).sum::<f64>() / count;
        let moments = (0..feature_count).map(|i| {
            let mean = mean_of(&|row| f64::from(row[i]));
            let square = mean_of(&|row| f64::from(row[i]).powi(2));
            let deviation = (square - mean * mean).max(0.0).sqrt().max(MIN_DEVIATION);
            (mean as f32, deviation as f32)
        });
        let (mean, deviation) = moments.unzip();
        Self { mean, deviation }
    }

    fn apply(&self, mut rows: Vec<Vec<f32>>) -> Vec<Vec<f32>> {
        for row in &mut rows {
            let moments = self.mean.iter().zip(&self.deviation);
            for (value, (mean, deviation)) in row.iter_mut().zip(moments) {
                *value = (*value - mean) / deviation;
            }
        }
        rows
    }

    /// Converts weights of scaled features to weights of the original features.
    ///
    /// This shifts all scores by a constant, which the threshold absorbs when it is fitted later.
    fn unscale_weights(&self, weights: &[f32]) -> Vec<f32> {
        let pairs = weights.iter().zip(&self.deviation);
        pairs
            .map(|(weight, deviation)| weight / deviation)
            .collect()
    }
}

/// Scaled features of both classes.
struct ScaledFeatures {
    digits: Vec<Vec<f32>>,
    non_digits: Vec<Vec<f32>>,
}

impl ScaledFeatures {
    /// Returns a random row and its class: 1 for a non-digit, -1 for a digit.
    fn random_row(&self, rng: &mut SeededRng) -> (&[f32], f32) {
        let (rows, sign) = if rng.random_bool(0.5) {
            (&self.digits, -1.0)
        } else {
            (&self.non_digits, 1.0)
        };
        (&rows[rng.random_range(0..rows.len())], sign)
    }
}

/// Fits a logistic regression without a bias and returns its weights. The classes are balanced and the features have
/// mean 0, so a bias is unnecessary.
///
/// Uses plain loops instead of tensors: the sums of the backend depend on memory alignment in their last bits, and the
/// same seed must give the same weights.
fn fit_logistic_regression(rows: &ScaledFeatures, rng: &mut SeededRng) -> Vec<f32> {
    let mut weights = vec![0.0; rows.digits[0].len()];
    let mut optimiser = AdamW::new(weights.len());
    for step in 0..STEPS {
        let mut gradient = vec![0.0; weights.len()];
        for _ in 0..BATCH_SIZE {
            let (row, sign) = rows.random_row(rng);
            let score: f32 = weights.iter().zip(row).map(|(w, x)| w * x).sum();
            // Derivative of ln(1 + exp(-sign * score)) with respect to the score.
            let score_gradient = -sign / (1.0 + (sign * score).exp()) / BATCH_SIZE as f32;
            let terms = gradient.iter_mut().zip(row);
            terms.for_each(|(gradient, x)| *gradient += score_gradient * x);
        }
        let rate = LEARNING_RATE * (1.0 - step as f32 / STEPS as f32);
        optimiser.step(&mut weights, &gradient, rate);
    }
    weights
}

/// The AdamW optimiser (Loshchilov and Hutter 2019).
struct AdamW {
    mean: Vec<f32>,
    mean_square: Vec<f32>,
    steps: i32,
}

impl AdamW {
    fn new(len: usize) -> Self {
        Self {
            mean: vec![0.0; len],
            mean_square: vec![0.0; len],
            steps: 0,
        }
    }

    fn step(&mut self, weights: &mut [f32], gradient: &[f32], rate: f32) {
        const BETA_1: f32 = 0.9;
        const BETA_2: f32 = 0.999;
        self.steps += 1;
        let bias_corrected = |value: f32, decay: f32| value / (1.0 - decay.powi(self.steps));
        let moments = self.mean.iter_mut().zip(&mut self.mean_square);
        for ((weight, gradient), (mean, square)) in weights.iter_mut().zip(gradient).zip(moments) {
            *mean += (1.0 - BETA_1) * (gradient - *mean);
            *square += (1.0 - BETA_2) * (gradient * gradient - *square);
            let direction =
                bias_corrected(*mean, BETA_1) / (bias_corrected(*square, BETA_2).sqrt() + 1e-8);
            *weight -= rate * (direction + WEIGHT_DECAY * *weight);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns rows of two features of very different scale. Only the second one depends on the class.
    fn rows(sign: f32) -> Vec<Vec<f32>> {
        let row = |i: u8| {
            vec![
                1000.0 + f32::from(i % 7) * 50.0,
                sign * 0.01 + f32::from(i % 5) * 0.001,
            ]
        };
        (0..200).map(row).collect()
    }

    #[test]
    fn the_weights_separate_the_classes_in_the_original_units() {
        let (digits, non_digits) = (rows(-1.0), rows(1.0));
        let standardisation = Standardisation::fit(&digits, &non_digits);
        let scaled = ScaledFeatures {
            digits: standardisation.apply(digits.clone()),
            non_digits: standardisation.apply(non_digits.clone()),
        };
        let weights = fit_logistic_regression(&scaled, &mut seeded_rng(1, 2, 3));
        let weights = standardisation.unscale_weights(&weights);
        let score = |row: &Vec<f32>| row[0] * weights[0] + row[1] * weights[1];
        let highest = digits.iter().map(score).fold(f32::MIN, f32::max);
        let lowest = non_digits.iter().map(score).fold(f32::MAX, f32::min);
        assert!(highest < lowest, "{highest} is not below {lowest}");
    }

    #[test]
    fn a_constant_feature_is_scaled_to_zero() {
        let constant = vec![vec![3.0]; 4];
        let standardisation = Standardisation::fit(&constant, &constant);
        assert_eq!(standardisation.apply(constant), vec![vec![0.0]; 4]);
    }
}
