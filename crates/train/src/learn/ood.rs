//! Fitting the score that tells what is no digit: a logistic regression over what a trained network finds in ink.
//!
//! In, a network as it ships and the course that it learnt from; out, the weights of its [`OodHead`]. The digits
//! are images and drawings in equal numbers, varied as in training but in looks that no epoch showed; against them
//! stand as many made-up drawings that are none ([`crate::data::nondigits::for_training`]), varied alike. The network itself
//! stays as it is, so the digits that it reads are the same with the head and without.
//!
//! Limit: it learns from the kinds of drawings that are made up; `cargo evaluate --non-digits` measures on others.

use ink::Raster;
use net::{Classifier, OodHead, ood};
use rand::Rng;
use rayon::prelude::*;

use super::course::Course;
use crate::augment::{self, Random};

/// Digits learnt from, and drawings that are none, at most.
const EACH: usize = 30_000;

/// Steps of the regression, rows a step, and the learning rate at its start.
const STEPS: usize = 3000;
const BATCH: usize = 256;
const RATE: f32 = 5e-3;
const WEIGHT_DECAY: f32 = 0.01;

/// Rasters that the network looks at together.
const LOOK: usize = 64;

/// The head for a network, from the digits of its course.
pub fn fit(classifier: &Classifier, course: &Course) -> OodHead {
    let each = EACH.min(course.meetings());
    let digits = features(classifier, &course.unseen(each));
    let others = features(classifier, &course.non_digits(each));
    let scale = Scale::of(&digits, &others);
    let rows = Rows {
        digits: scale.apply(digits),
        others: scale.apply(others),
    };
    let regression = regress(&rows, &mut augment::random(course.plan().seed, 0, 0));
    OodHead::fitted(scale.undo(&regression))
}

/// What the head reads of each raster.
fn features<L: Fn() -> Raster + Sync>(classifier: &Classifier, looks: &[L]) -> Vec<Vec<f32>> {
    let read = |looks: &[L]| {
        let rasters: Vec<Raster> = looks.iter().map(|look| look()).collect();
        ood::features(&classifier.activations(&rasters))
    };
    looks.par_chunks(LOOK).flat_map_iter(read).collect()
}

/// Brings every feature to mean 0 and deviation 1, where a regression learns fastest.
struct Scale {
    mean: Vec<f32>,
    deviation: Vec<f32>,
}

impl Scale {
    fn of(digits: &[Vec<f32>], others: &[Vec<f32>]) -> Self {
        /// Of a feature that never changes.
        const LEAST_DEVIATION: f64 = 1e-4;
        let rows = || digits.iter().chain(others);
        let (count, width) = ((digits.len() + others.len()) as f64, digits[0].len());
        let average =
            |value: &dyn Fn(&[f32]) -> f64| rows().map(|row| value(row)).sum::<f64>() / count;
        let moments = (0..width).map(|i| {
            let mean = average(&|row| f64::from(row[i]));
            let square = average(&|row| f64::from(row[i]).powi(2));
            let deviation = (square - mean * mean).max(0.0).sqrt().max(LEAST_DEVIATION);
            (mean as f32, deviation as f32)
        });
        let (mean, deviation) = moments.unzip();
        Self { mean, deviation }
    }

    fn apply(&self, mut rows: Vec<Vec<f32>>) -> Vec<Vec<f32>> {
        rows.par_iter_mut().for_each(|row| {
            let scale = self.mean.iter().zip(&self.deviation);
            for (value, (mean, deviation)) in row.iter_mut().zip(scale) {
                *value = (*value - mean) / deviation;
            }
        });
        rows
    }

    /// Weights of scaled features to those of the features themselves; what that adds to every score alike is
    /// left to the limit.
    fn undo(&self, weights: &[f32]) -> Vec<f32> {
        let each = weights.iter().zip(&self.deviation);
        each.map(|(weight, deviation)| weight / deviation).collect()
    }
}

/// Scaled features.
struct Rows {
    digits: Vec<Vec<f32>>,
    others: Vec<Vec<f32>>,
}

impl Rows {
    /// A row drawn by chance, and 1 where it is no digit, -1 where it is.
    fn draw(&self, random: &mut Random) -> (&[f32], f32) {
        let (rows, sign) = if random.random_bool(0.5) {
            (&self.digits, -1.0)
        } else {
            (&self.others, 1.0)
        };
        (&rows[random.random_range(0..rows.len())], sign)
    }
}

/// The weights by which the odds of "no digit" are likeliest, without a bias: both groups are equally large around
/// a mean of 0.
///
/// By plain loops: the backend's sums differ in their last bits with where its memory lies, and the same seed is to
/// give the same weights.
fn regress(rows: &Rows, random: &mut Random) -> Vec<f32> {
    let mut weights = vec![0.0; rows.digits[0].len()];
    let mut adam = Adam::new(weights.len());
    for step in 0..STEPS {
        let mut gradient = vec![0.0; weights.len()];
        for _ in 0..BATCH {
            let (row, sign) = rows.draw(random);
            let score: f32 = weights.iter().zip(row).map(|(w, x)| w * x).sum();
            // Of ln(1 + exp(-sign * score)), by the score.
            let slope = -sign / (1.0 + (sign * score).exp()) / BATCH as f32;
            let each = gradient.iter_mut().zip(row);
            each.for_each(|(gradient, x)| *gradient += slope * x);
        }
        let rate = RATE * (1.0 - step as f32 / STEPS as f32);
        adam.step(&mut weights, &gradient, rate);
    }
    weights
}

/// Adam with decoupled weight decay (Loshchilov and Hutter 2019).
struct Adam {
    mean: Vec<f32>,
    square: Vec<f32>,
    steps: i32,
}

impl Adam {
    fn new(width: usize) -> Self {
        Self {
            mean: vec![0.0; width],
            square: vec![0.0; width],
            steps: 0,
        }
    }

    fn step(&mut self, weights: &mut [f32], gradient: &[f32], rate: f32) {
        const MEAN: f32 = 0.9;
        const SQUARE: f32 = 0.999;
        self.steps += 1;
        let unbiased = |value: f32, decay: f32| value / (1.0 - decay.powi(self.steps));
        let moments = self.mean.iter_mut().zip(&mut self.square);
        for ((weight, gradient), (mean, square)) in weights.iter_mut().zip(gradient).zip(moments) {
            *mean += (1.0 - MEAN) * (gradient - *mean);
            *square += (1.0 - SQUARE) * (gradient * gradient - *square);
            let direction = unbiased(*mean, MEAN) / (unbiased(*square, SQUARE).sqrt() + 1e-8);
            *weight -= rate * (direction + WEIGHT_DECAY * *weight);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows of two features far apart in size, the second of which tells.
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
    fn the_weights_part_what_can_be_parted_in_the_features_own_units() {
        let (digits, others) = (rows(-1.0), rows(1.0));
        let scale = Scale::of(&digits, &others);
        let scaled = Rows {
            digits: scale.apply(digits.clone()),
            others: scale.apply(others.clone()),
        };
        let weights = scale.undo(&regress(&scaled, &mut augment::random(1, 2, 3)));
        let score = |row: &Vec<f32>| row[0] * weights[0] + row[1] * weights[1];
        let highest = digits.iter().map(score).fold(f32::MIN, f32::max);
        let lowest = others.iter().map(score).fold(f32::MAX, f32::min);
        assert!(highest < lowest, "{highest} is not below {lowest}");
    }

    #[test]
    fn a_feature_that_never_changes_does_no_harm() {
        let still = vec![vec![3.0]; 4];
        let scale = Scale::of(&still, &still);
        assert_eq!(scale.apply(still), vec![vec![0.0]; 4]);
    }
}
