//! Decision thresholds: which answers are flagged as uncertain and which ink is rejected as not a digit.

pub mod counts;

use recognition::Prediction;
use recognition::thresholds::{CONFIDENCE_RANGE, CONFIDENCE_STEP};
use recognition::thresholds::{OOD_THRESHOLD_RANGE, OOD_THRESHOLD_STEP};
use serde::{Deserialize, Serialize};

/// The thresholds that the user can change.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Thresholds {
    /// Minimum confidence: answers below it are flagged. Within [`Self::CONFIDENCE_RANGE`].
    pub confidence: f32,
    /// Maximum OOD (out-of-distribution) score: ink above it is rejected. Within [`Self::OOD_RANGE`]. 0 is the
    /// threshold fitted for the network.
    pub ood: f32,
}

impl Default for Thresholds {
    /// Returns the thresholds chosen on the validation set. Of its 1,000 drawings, they flag 10, including 3 of the 5
    /// misread ones.
    fn default() -> Self {
        Self {
            confidence: 0.9,
            ood: 0.0,
        }
    }
}

impl Thresholds {
    /// Allowed range of the confidence threshold.
    pub const CONFIDENCE_RANGE: (f32, f32) = CONFIDENCE_RANGE;
    /// Step of the confidence threshold.
    pub const CONFIDENCE_STEP: f32 = CONFIDENCE_STEP;
    /// Allowed range of the OOD threshold, from strict to lenient.
    pub const OOD_RANGE: (f32, f32) = OOD_THRESHOLD_RANGE;
    /// Step of the OOD threshold.
    pub const OOD_STEP: f32 = OOD_THRESHOLD_STEP;

    /// Clamps both thresholds to their ranges. Replaces a non-finite threshold with its default.
    #[must_use]
    pub fn clamped(self) -> Self {
        let default = Self::default();
        let clamp = |threshold: f32, (min, max): (f32, f32), default| {
            if threshold.is_finite() {
                threshold.clamp(min, max)
            } else {
                default
            }
        };
        Self {
            confidence: clamp(self.confidence, Self::CONFIDENCE_RANGE, default.confidence),
            ood: clamp(self.ood, Self::OOD_RANGE, default.ood),
        }
    }

    /// Returns whether the ink is accepted as a digit.
    #[must_use]
    pub fn accepts(&self, prediction: &Prediction) -> bool {
        prediction.ood_score <= self.ood
    }

    /// Returns whether the confidence reaches the threshold.
    #[must_use]
    pub fn is_confident(&self, prediction: &Prediction) -> bool {
        prediction.confidence() >= self.confidence
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prediction(confidence: f32, ood_score: f32) -> Prediction {
        let mut probabilities = [(1.0 - confidence) / 9.0; 10];
        probabilities[3] = confidence;
        Prediction {
            probabilities,
            ood_score,
        }
    }

    #[test]
    fn changing_a_threshold_changes_the_decision() {
        let prediction = prediction(0.92, 1.0);
        let default = Thresholds::default();
        assert!(default.is_confident(&prediction) && !default.accepts(&prediction));
        let changed = Thresholds {
            confidence: 0.95,
            ood: 2.0,
        };
        assert!(!changed.is_confident(&prediction) && changed.accepts(&prediction));
    }

    #[test]
    fn the_default_accepts_exactly_the_in_distribution_predictions() {
        for score in [-1.0, 0.0, 0.1] {
            let prediction = prediction(0.8, score);
            let accepts = Thresholds::default().accepts(&prediction);
            assert_eq!(accepts, prediction.is_in_distribution());
        }
    }

    #[test]
    fn stored_thresholds_are_clamped_to_their_ranges() {
        let stored = Thresholds {
            confidence: 7.0,
            ood: f32::NAN,
        };
        let expected = Thresholds {
            confidence: 0.99,
            ood: 0.0,
        };
        assert_eq!(stored.clamped(), expected);
    }
}
