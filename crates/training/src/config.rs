//! Hyperparameters of a training run and the learning rate schedule.

use std::f64::consts::PI;

use model::NetConfig;
use serde::{Deserialize, Serialize};

use crate::augment::Augmentation;

/// Hyperparameters of a training run. Together with the data they determine the resulting weights.
///
/// The serde aliases are the field names in checkpoints of earlier versions; their other fields are ignored.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TrainingConfig {
    /// Layer sizes of the network.
    pub net: NetConfig,
    /// Number of epochs.
    pub epochs: usize,
    /// Number of examples per step.
    #[serde(alias = "batch")]
    pub batch_size: usize,
    /// Peak learning rate.
    pub learning_rate: f64,
    /// Decoupled weight decay (AdamW).
    pub weight_decay: f32,
    /// Label smoothing: the fraction of the target distributed evenly over the ten digits.
    #[serde(alias = "smoothing")]
    pub label_smoothing: f32,
    /// Decay per step of the exponential moving average of the weights.
    #[serde(alias = "average_decay")]
    pub ema_decay: f64,
    /// Repetitions of each image per epoch.
    pub image_repeats: usize,
    /// Repetitions of each drawing per epoch, each with its own augmentation.
    pub drawing_repeats: usize,
    /// Augmentations that are not applied.
    #[serde(alias = "without")]
    pub disabled_augmentations: Vec<Augmentation>,
    /// Seed of all random numbers.
    pub seed: u64,
}

impl Default for TrainingConfig {
    /// Returns the hyperparameters of the shipped weights, except for the seed.
    fn default() -> Self {
        Self {
            net: NetConfig::default(),
            epochs: 36,
            batch_size: 128,
            learning_rate: 4e-3,
            weight_decay: 0.02,
            label_smoothing: 0.02,
            ema_decay: 0.998,
            image_repeats: 1,
            drawing_repeats: 2,
            disabled_augmentations: Vec::new(),
            seed: 1,
        }
    }
}

/// Fraction of the steps in which the learning rate rises to its peak.
const WARM_UP_FRACTION: f64 = 0.15;

/// First and last learning rate, relative to the peak.
const MIN_RATE_RATIO: f64 = 0.01;

impl TrainingConfig {
    /// Returns the learning rate after `step` of `total_steps` steps.
    ///
    /// The rate rises linearly to its peak and then falls along a cosine (one-cycle policy, Smith and Topin 2018).
    #[must_use]
    pub fn learning_rate_at(&self, step: usize, total_steps: usize) -> f64 {
        let progress = step as f64 / total_steps.max(1) as f64;
        let factor = match progress {
            rising if rising < WARM_UP_FRACTION => rising / WARM_UP_FRACTION,
            falling => {
                (1.0 + ((falling - WARM_UP_FRACTION) / (1.0 - WARM_UP_FRACTION) * PI).cos()) / 2.0
            }
        };
        self.learning_rate * (MIN_RATE_RATIO + (1.0 - MIN_RATE_RATIO) * factor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_learning_rate_rises_to_its_peak_and_falls_to_its_minimum() {
        let config = TrainingConfig {
            learning_rate: 1.0,
            ..TrainingConfig::default()
        };
        assert!((config.learning_rate_at(0, 100) - MIN_RATE_RATIO).abs() < 1e-9);
        assert!((config.learning_rate_at(15, 100) - 1.0).abs() < 1e-9);
        assert!((config.learning_rate_at(100, 100) - MIN_RATE_RATIO).abs() < 1e-9);
        assert!(config.learning_rate_at(40, 100) > config.learning_rate_at(60, 100));
    }

    #[test]
    fn the_field_names_of_earlier_versions_are_accepted() {
        let config = TrainingConfig {
            batch_size: 64,
            label_smoothing: 0.125,
            ema_decay: 0.5,
            disabled_augmentations: vec![Augmentation::Shift],
            ..TrainingConfig::default()
        };
        let renamed = [
            ("batch_size", "batch"),
            ("label_smoothing", "smoothing"),
            ("ema_decay", "average_decay"),
            ("disabled_augmentations", "without"),
        ];
        let mut json = serde_json::to_value(&config).unwrap();
        let fields = json.as_object_mut().unwrap();
        for (name, old_name) in renamed {
            let value = fields.remove(name).unwrap();
            fields.insert(old_name.to_owned(), value);
        }
        assert_eq!(
            serde_json::from_value::<TrainingConfig>(json).unwrap(),
            config
        );
    }
}
