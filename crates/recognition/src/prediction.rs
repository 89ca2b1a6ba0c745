//! The classification of one raster.

use serde::{Deserialize, Serialize};

/// Number of classes: the digits 0 to 9.
pub const CLASSES: usize = 10;

/// The classification of one raster.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Prediction {
    /// Entry `d` is the calibrated probability of digit `d`, given that the ink is a digit. Each is 0..1; the sum is 1.
    pub probabilities: [f32; CLASSES],
    /// OOD score relative to the threshold that was fitted on validation data: above 0, the ink does not look like a
    /// digit.
    pub ood_score: f32,
}

impl Prediction {
    /// Returns the most probable digit, 0..=9. If two are equally probable, returns the smaller one.
    pub fn digit(&self) -> u8 {
        let mut best = 0;
        for (digit, probability) in (0..).zip(self.probabilities) {
            if probability > self.probabilities[usize::from(best)] {
                best = digit;
            }
        }
        best
    }

    /// Returns the probability of [`Self::digit`], 0.1..1.
    pub fn confidence(&self) -> f32 {
        self.probabilities[usize::from(self.digit())]
    }

    /// Returns whether the ink looks like a digit at all.
    pub fn is_in_distribution(&self) -> bool {
        self.ood_score <= 0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ood_score_above_zero_is_out_of_distribution() {
        let scored = |ood_score| Prediction {
            probabilities: [0.1; CLASSES],
            ood_score,
        };
        assert!(scored(0.0).is_in_distribution());
        assert!(!scored(0.1).is_in_distribution());
    }

    #[test]
    fn the_digit_is_the_most_probable_class() {
        let mut probabilities = [0.01; CLASSES];
        probabilities[7] = 0.91;
        let prediction = Prediction {
            probabilities,
            ood_score: -1.0,
        };
        assert_eq!((prediction.digit(), prediction.confidence()), (7, 0.91));
    }
}
