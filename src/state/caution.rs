//! How much doubt the page puts into words: two limits that people can move.

pub mod measured;

use net::Prediction;
use net::calibration::{SURE_RANGE, SURE_STEP};
use net::ood::{LIMIT_RANGE, LIMIT_STEP};
use serde::{Deserialize, Serialize};

/// The limits between an answer, a doubt and "not a digit".
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Caution {
    /// The least probability of an answer without a doubt, within [`Self::SURE`].
    pub sure_from: f32,
    /// How much stranger than the limit fitted in training ink may be and still pass for a digit, within
    /// [`Self::STRANGE`].
    pub strange_to: f32,
}

impl Default for Caution {
    /// Chosen on the drawings kept aside in training: 10 of those 1,000 are doubted so, and 3 of the 5 that are misread.
    fn default() -> Self {
        Self {
            sure_from: 0.9,
            strange_to: 0.0,
        }
    }
}

impl Caution {
    /// Where the first limit may be.
    pub const SURE: (f32, f32) = SURE_RANGE;
    /// By how much at a time.
    pub const SURE_STEP: f32 = SURE_STEP;
    /// Where the second may be: from strict to lenient.
    pub const STRANGE: (f32, f32) = LIMIT_RANGE;
    /// By how much at a time.
    pub const STRANGE_STEP: f32 = LIMIT_STEP;

    /// Both limits where they may be; the usual ones in place of what is no number.
    #[must_use]
    pub fn within_range(self) -> Self {
        let usual = Self::default();
        let held = |limit: f32, (least, most): (f32, f32), usual| {
            if limit.is_finite() {
                limit.clamp(least, most)
            } else {
                usual
            }
        };
        Self {
            sure_from: held(self.sure_from, Self::SURE, usual.sure_from),
            strange_to: held(self.strange_to, Self::STRANGE, usual.strange_to),
        }
    }

    /// Whether the ink passes for a digit, be it which it may.
    #[must_use]
    pub fn passes(&self, prediction: &Prediction) -> bool {
        prediction.ood_score <= self.strange_to
    }

    /// Whether the answer is beyond doubt.
    #[must_use]
    pub fn is_sure(&self, prediction: &Prediction) -> bool {
        prediction.certainty() >= self.sure_from
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(certainty: f32, ood_score: f32) -> Prediction {
        let mut probabilities = [(1.0 - certainty) / 9.0; 10];
        probabilities[3] = certainty;
        Prediction {
            probabilities,
            ood_score,
        }
    }

    #[test]
    fn the_limits_decide_and_can_be_moved() {
        let prediction = seen(0.92, 1.0);
        let usual = Caution::default();
        assert!(usual.is_sure(&prediction) && !usual.passes(&prediction));
        let moved = Caution {
            sure_from: 0.95,
            strange_to: 2.0,
        };
        assert!(!moved.is_sure(&prediction) && moved.passes(&prediction));
    }

    #[test]
    fn by_default_what_the_network_calls_a_digit_passes() {
        for score in [-1.0, 0.0, 0.1] {
            let prediction = seen(0.8, score);
            let passes = Caution::default().passes(&prediction);
            assert_eq!(passes, prediction.looks_like_a_digit());
        }
    }

    #[test]
    fn limits_from_elsewhere_are_brought_into_their_range() {
        let odd = Caution {
            sure_from: 7.0,
            strange_to: f32::NAN,
        };
        let expected = Caution {
            sure_from: 0.99,
            strange_to: 0.0,
        };
        assert_eq!(odd.within_range(), expected);
    }
}
