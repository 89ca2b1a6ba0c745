//! How to train: the numbers that decide a run, and the learning rate they give each step.

use std::f64::consts::PI;

use net::NetConfig;
use serde::{Deserialize, Serialize};

use crate::augment::Variation;

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
    /// Share of the target that is spread evenly over all digits.
    pub smoothing: f32,
    /// Weight of the past in the running average of the weights, a step.
    pub average_decay: f64,
    /// Times that each image is met in an epoch.
    pub image_repeats: usize,
    /// Times that each drawing is met in an epoch, rendered afresh.
    pub drawing_repeats: usize,
    /// Drawings that are no digits, as a share of the digits met.
    pub non_digits: f64,
    /// Ways in which digits are not varied.
    pub without: Vec<Variation>,
    /// How many larger networks teach this one; 0 for learning from the labels alone.
    pub teachers: usize,
    /// Passes of each teacher's own training.
    pub teacher_epochs: usize,
    /// Epochs whose digits the teachers look at; later ones show the same again.
    pub views: usize,
    /// Weight of what the teachers say against the label.
    pub trust: f32,
    /// Decides everything random.
    pub seed: u64,
}

/// A network that is too slow and too large to ship, for teaching those that do.
const TEACHER: NetConfig = NetConfig {
    channels: [32, 64, 128],
    hidden: 128,
    dropout: 0.3,
};

impl Default for Plan {
    /// The run that made the shipped weights.
    fn default() -> Self {
        Self {
            net: NetConfig::default(),
            epochs: 36,
            batch: 128,
            learning_rate: 4e-3,
            weight_decay: 0.02,
            smoothing: 0.02,
            average_decay: 0.998,
            image_repeats: 1,
            drawing_repeats: 2,
            non_digits: 0.0,
            without: Vec::new(),
            teachers: 0,
            teacher_epochs: 16,
            views: 10,
            trust: 0.8,
            seed: 1,
        }
    }
}

/// Share of the steps in which the learning rate rises to its peak.
const WARM_UP: f64 = 0.15;

/// First and last learning rate, as a share of the peak.
const FLOOR: f64 = 0.01;

impl Plan {
    /// The plan of teacher `number`: this one's for a larger network, which learns digits alone and has no
    /// teachers of its own.
    #[must_use]
    pub fn of_teacher(&self, number: usize) -> Self {
        Self {
            net: TEACHER,
            epochs: self.teacher_epochs,
            non_digits: 0.0,
            teachers: 0,
            seed: self.seed.wrapping_mul(1000).wrapping_add(number as u64),
            ..self.clone()
        }
    }

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
