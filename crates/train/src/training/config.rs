//! Hyperparameters of a training run and the learning rate schedule.

use std::f64::consts::PI;

use net::NetConfig;
use serde::{Deserialize, Serialize};

use crate::augment::Augmentation;

/// Hyperparameters of a training run. Together with the data they determine the resulting weights.
///
/// The serde aliases are the field names in reports and checkpoints of earlier versions.
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
    /// Number of generated non-digits per epoch, relative to the number of digits.
    #[serde(alias = "non_digits")]
    pub non_digit_ratio: f64,
    /// Augmentations that are not applied.
    #[serde(alias = "without")]
    pub disabled_augmentations: Vec<Augmentation>,
    /// Number of larger teacher networks for distillation; 0 trains on the labels only.
    pub teachers: usize,
    /// Number of epochs for which each teacher is trained.
    pub teacher_epochs: usize,
    /// Number of augmented views of each example that the teachers predict. Later epochs repeat these views.
    #[serde(alias = "views")]
    pub augmented_views: usize,
    /// Weight of the teachers' predictions in the target, 0..1; the rest is the label.
    #[serde(alias = "trust")]
    pub distillation_weight: f32,
    /// Seed of all random numbers.
    pub seed: u64,
}

/// Layer sizes of a teacher, which is too large and too slow for the page.
const TEACHER_NET: NetConfig = NetConfig {
    channels: [32, 64, 128],
    hidden: 128,
    dropout: 0.3,
};

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
            non_digit_ratio: 0.0,
            disabled_augmentations: Vec::new(),
            teachers: 0,
            teacher_epochs: 16,
            augmented_views: 10,
            distillation_weight: 0.8,
            seed: 1,
        }
    }
}

/// Fraction of the steps in which the learning rate rises to its peak.
const WARM_UP_FRACTION: f64 = 0.15;

/// First and last learning rate, relative to the peak.
const MIN_RATE_RATIO: f64 = 0.01;

impl TrainingConfig {
    /// Returns the configuration of teacher `number`: a larger network, trained on digits only, without distillation.
    #[must_use]
    pub fn for_teacher(&self, number: usize) -> Self {
        Self {
            net: TEACHER_NET,
            epochs: self.teacher_epochs,
            non_digit_ratio: 0.0,
            teachers: 0,
            seed: self.seed.wrapping_mul(1000).wrapping_add(number as u64),
            ..self.clone()
        }
    }

    /// Returns the learning rate after `step` of `total_steps` steps.
    ///
    /// The rate rises linearly to its peak and then falls along a cosine (one-cycle policy, Smith and Topin 2018).
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
            non_digit_ratio: 0.25,
            disabled_augmentations: vec![Augmentation::Shift],
            augmented_views: 3,
            distillation_weight: 0.75,
            ..TrainingConfig::default()
        };
        let renamed = [
            ("batch_size", "batch"),
            ("label_smoothing", "smoothing"),
            ("ema_decay", "average_decay"),
            ("non_digit_ratio", "non_digits"),
            ("disabled_augmentations", "without"),
            ("augmented_views", "views"),
            ("distillation_weight", "trust"),
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
