//! How to train: the numbers that decide a run, and the learning rate they give each step.

use std::f64::consts::PI;

use net::NetConfig;
use serde::{Deserialize, Serialize};

/// Everything that decides a run besides its data.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// The network's sizes.
    pub net: NetConfig,
    /// Passes over the train digits.
    pub epochs: usize,
    /// Digits a step.
    pub batch: usize,
    /// Learning rate at its peak.
    pub learning_rate: f64,
    /// Decoupled weight decay (AdamW).
    pub weight_decay: f32,
    /// Share of the target that is spread evenly over all classes.
    pub smoothing: f32,
    /// Weight of the past in the running average of the weights, a step.
    pub average_decay: f64,
    /// Times that each drawing is met in an epoch, rendered afresh; MNIST's images are met once.
    pub drawing_repeats: usize,
    /// Decides everything random.
    pub seed: u64,
}

impl Default for Plan {
    /// The run that made the shipped weights.
    fn default() -> Self {
        Self {
            net: NetConfig::default(),
            epochs: 16,
            batch: 128,
            learning_rate: 4e-3,
            weight_decay: 0.02,
            smoothing: 0.02,
            average_decay: 0.998,
            drawing_repeats: 4,
            seed: 1,
        }
    }
}

/// Share of the steps in which the learning rate rises to its peak.
const WARM_UP: f64 = 0.15;

/// First and last learning rate, as a share of the peak.
const FLOOR: f64 = 0.01;

impl Plan {
    /// The learning rate when `done` of `all` steps are taken: up, then down again along a cosine
    /// (one cycle, Smith and Topin 2018).
    pub fn rate(&self, done: usize, all: usize) -> f64 {
        let progress = done as f64 / all.max(1) as f64;
        let height = match progress {
            rising if rising < WARM_UP => rising / WARM_UP,
            falling => (1.0 + ((falling - WARM_UP) / (1.0 - WARM_UP) * PI).cos()) / 2.0,
        };
        self.learning_rate * (FLOOR + (1.0 - FLOOR) * height)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rate_rises_to_its_peak_and_falls_to_its_floor() {
        let plan = Plan {
            learning_rate: 1.0,
            ..Plan::default()
        };
        assert!((plan.rate(0, 100) - FLOOR).abs() < 1e-9);
        assert!((plan.rate(15, 100) - 1.0).abs() < 1e-9);
        assert!((plan.rate(100, 100) - FLOOR).abs() < 1e-9);
        assert!(plan.rate(40, 100) > plan.rate(60, 100));
    }
}
