//! What logits mean: honest probabilities, and how unlike any digit the ink is.
//!
//! Two numbers, fitted on validation digits after training, turn a network's [`Outputs`] into a [`Prediction`]. The
//! temperature divides the logits before softmax, so that of the answers given with 90 % about 90 % are
//! right (Guo et al. 2017, On Calibration of Modern Neural Networks). The score of [`crate::ood`] is low for
//! ink like the digits that were learnt from; above the limit the ink does not look like a digit. Neither changes
//! which digit is the most probable.

use serde::{Deserialize, Serialize};

use crate::ood::energy;
use crate::predict::{Outputs, Prediction};

/// Between which probabilities a person may set from where on an answer is given without a doubt.
pub const SURE_RANGE: (f32, f32) = (0.5, 0.99);
/// By how much at a time.
pub const SURE_STEP: f32 = 0.01;

/// The numbers that a network's outputs are read by.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Calibration {
    /// Divides the logits before softmax; above 0, and above 1 where the network is too sure of itself.
    pub temperature: f32,
    /// The highest score at which ink still looks like a digit.
    pub ood_limit: f32,
}

impl Default for Calibration {
    /// Before anything is fitted: softmax as it is, and, for a network that has learnt "no digit" as a class
    /// whose logit is always 0, the energy at which a digit is as likely as none.
    fn default() -> Self {
        Self {
            temperature: 1.0,
            ood_limit: 0.0,
        }
    }
}

impl Calibration {
    /// Outputs, as the network gives them, to what they say.
    pub fn prediction(&self, outputs: &Outputs) -> Prediction {
        let tempered = outputs.logits.map(|logit| logit / self.temperature);
        let log_total = -energy(&tempered);
        Prediction {
            probabilities: tempered.map(|logit| (logit - log_total).exp()),
            ood_score: outputs.ood - self.ood_limit,
        }
    }

    /// Whether the numbers can be used: both finite, the temperature above 0.
    pub(crate) fn is_usable(&self) -> bool {
        self.temperature.is_finite() && self.temperature > 0.0 && self.ood_limit.is_finite()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::CLASSES;

    /// Ten logits, those given and then zeros, with their energy as the score.
    fn outputs(first: &[f32]) -> Outputs {
        let mut logits = [0.0; CLASSES];
        logits[..first.len()].copy_from_slice(first);
        let ood = energy(&logits);
        Outputs { logits, ood }
    }

    #[track_caller]
    fn check(calibration: Calibration, first: &[f32], certainty: f32, ood_score: f32) {
        let prediction = calibration.prediction(&outputs(first));
        let total: f32 = prediction.probabilities.iter().sum();
        assert!((total - 1.0).abs() < 1e-5, "{total}");
        assert!(
            (prediction.certainty() - certainty).abs() < 1e-5,
            "{prediction:?}"
        );
        assert!(
            (prediction.ood_score - ood_score).abs() < 1e-5,
            "{prediction:?}"
        );
    }

    #[test]
    fn equal_logits_are_equal_probabilities_with_an_energy_of_minus_ln_ten() {
        check(Calibration::default(), &[], 0.1, -10f32.ln());
    }

    #[test]
    fn a_logit_of_ln_n_weighs_as_n_logits_of_0() {
        check(Calibration::default(), &[81f32.ln()], 0.9, -90f32.ln());
    }

    #[test]
    fn the_temperature_divides_the_logits_of_the_probabilities_alone() {
        let cool = Calibration {
            temperature: 2.0,
            ..Calibration::default()
        };
        check(cool, &[2.0 * 81f32.ln()], 0.9, -(81f32 * 81.0 + 9.0).ln());
    }

    #[test]
    fn the_score_is_0_at_the_limit() {
        let limited = Calibration {
            ood_limit: -90f32.ln(),
            ..Calibration::default()
        };
        check(limited, &[81f32.ln()], 0.9, 0.0);
    }

    #[test]
    fn logits_too_large_for_exp_still_give_probabilities() {
        check(Calibration::default(), &[300.0], 1.0, -300.0);
        check(Calibration::default(), &[-300.0], 1.0 / 9.0, -9f32.ln());
    }

    #[test]
    fn only_finite_numbers_with_a_temperature_above_0_can_be_used() {
        let usable = |temperature, ood_limit| {
            let calibration = Calibration {
                temperature,
                ood_limit,
            };
            calibration.is_usable()
        };
        assert!(usable(0.7, f32::MAX));
        for temperature in [0.0, -1.0, f32::INFINITY, f32::NAN] {
            assert!(!usable(temperature, 0.0), "{temperature}");
        }
        assert!(!usable(1.0, f32::INFINITY) && !usable(1.0, f32::NAN));
    }
}
