//! Calibration: turns a network's [`Outputs`] into a [`Prediction`].
//!
//! Two numbers are fitted on the validation set after training. The temperature divides the logits before softmax, so
//! that about 90 % of the predictions with a confidence of 90 % are correct (Guo et al. 2017, On Calibration of Modern
//! Neural Networks). The OOD threshold is the highest score of [`crate::ood`] at which ink still counts as a digit.
//! Neither changes which digit is the most probable.

use recognition::{CLASSES, Prediction};
use serde::{Deserialize, Serialize};

use crate::ood::energy;

/// The network's outputs for one raster, before calibration.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outputs {
    /// One logit for each digit, unbounded.
    pub logits: [f32; CLASSES],
    /// OOD score before the threshold is subtracted: unbounded, higher for ink that is less like a digit. Comparable
    /// only between rasters of the same network.
    pub raw_ood_score: f32,
}

/// The fitted temperature and OOD threshold of a network.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Calibration {
    /// Divisor of the logits before softmax: above 0, and above 1 for an overconfident network.
    pub temperature: f32,
    /// The highest OOD score at which ink counts as a digit. Unbounded, in units of [`Outputs::raw_ood_score`].
    #[serde(alias = "ood_limit")]
    pub ood_threshold: f32,
}

impl Default for Calibration {
    /// Returns the calibration before fitting: plain softmax and an OOD threshold of 0.
    fn default() -> Self {
        Self {
            temperature: 1.0,
            ood_threshold: 0.0,
        }
    }
}

impl Calibration {
    /// Applies the calibration to a network's outputs.
    ///
    /// With the temperature `T`: `probabilities = softmax(logits / T)`, `ood_score = raw_ood_score - ood_threshold`.
    pub fn apply(&self, outputs: &Outputs) -> Prediction {
        let scaled = outputs.logits.map(|logit| logit / self.temperature);
        let log_sum = -energy(&scaled);
        Prediction {
            probabilities: scaled.map(|logit| (logit - log_sum).exp()),
            ood_score: outputs.raw_ood_score - self.ood_threshold,
        }
    }

    /// Returns whether both numbers are finite and the temperature is above 0.
    pub(crate) fn is_valid(&self) -> bool {
        self.temperature.is_finite() && self.temperature > 0.0 && self.ood_threshold.is_finite()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Creates outputs with these logits, padded with zeros, and their energy as the OOD score.
    fn outputs(first: &[f32]) -> Outputs {
        let mut logits = [0.0; CLASSES];
        logits[..first.len()].copy_from_slice(first);
        let raw_ood_score = energy(&logits);
        Outputs {
            logits,
            raw_ood_score,
        }
    }

    #[track_caller]
    fn check(calibration: Calibration, first: &[f32], confidence: f32, ood_score: f32) {
        let prediction = calibration.apply(&outputs(first));
        let total: f32 = prediction.probabilities.iter().sum();
        assert!((total - 1.0).abs() < 1e-5, "{total}");
        assert!(
            (prediction.confidence() - confidence).abs() < 1e-5,
            "{prediction:?}"
        );
        assert!(
            (prediction.ood_score - ood_score).abs() < 1e-5,
            "{prediction:?}"
        );
    }

    #[test]
    fn equal_logits_give_equal_probabilities_and_an_energy_of_minus_ln_ten() {
        check(Calibration::default(), &[], 0.1, -10f32.ln());
    }

    #[test]
    fn a_logit_of_ln_n_weighs_as_much_as_n_logits_of_zero() {
        check(Calibration::default(), &[81f32.ln()], 0.9, -90f32.ln());
    }

    #[test]
    fn the_temperature_scales_the_probabilities_but_not_the_ood_score() {
        let calibration = Calibration {
            temperature: 2.0,
            ..Calibration::default()
        };
        check(
            calibration,
            &[2.0 * 81f32.ln()],
            0.9,
            -(81f32 * 81.0 + 9.0).ln(),
        );
    }

    #[test]
    fn the_ood_score_is_zero_at_the_threshold() {
        let calibration = Calibration {
            ood_threshold: -90f32.ln(),
            ..Calibration::default()
        };
        check(calibration, &[81f32.ln()], 0.9, 0.0);
    }

    #[test]
    fn logits_that_overflow_exp_still_give_probabilities() {
        check(Calibration::default(), &[300.0], 1.0, -300.0);
        check(Calibration::default(), &[-300.0], 1.0 / 9.0, -9f32.ln());
    }

    #[test]
    fn the_former_key_of_the_ood_threshold_is_still_read() {
        let json = r#"{ "temperature": 1.25, "ood_limit": -3.5 }"#;
        let calibration: Calibration = serde_json::from_str(json).unwrap();
        assert_eq!(calibration.ood_threshold, -3.5);
    }

    #[test]
    fn a_valid_calibration_is_finite_and_has_a_positive_temperature() {
        let is_valid = |temperature, ood_threshold| {
            let calibration = Calibration {
                temperature,
                ood_threshold,
            };
            calibration.is_valid()
        };
        assert!(is_valid(0.7, f32::MAX));
        for temperature in [0.0, -1.0, f32::INFINITY, f32::NAN] {
            assert!(!is_valid(temperature, 0.0), "{temperature}");
        }
        assert!(!is_valid(1.0, f32::INFINITY) && !is_valid(1.0, f32::NAN));
    }
}
