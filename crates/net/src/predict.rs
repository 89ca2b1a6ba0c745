//! From rasters to predictions: the whole of inference behind one type.

use ink::Raster;
use serde::{Deserialize, Serialize};

use crate::calibration::Calibration;
use crate::model::Net;
use crate::{CLASSES, Inference, input};

/// What the network makes of one raster.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Prediction {
    /// Entry `d` is the probability, calibrated, of digit `d` if the ink is a digit at all: 0..1, all adding
    /// up to 1.
    pub probabilities: [f32; CLASSES],
    /// How unlike a digit the ink is: above 0 it does not look like one (see [`Calibration`]).
    pub ood_score: f32,
}

impl Prediction {
    /// The most probable digit, 0..=9; the smaller one of two that are equal.
    pub fn digit(&self) -> u8 {
        let mut best = 0;
        for (digit, probability) in (0..).zip(self.probabilities) {
            if probability > self.probabilities[usize::from(best)] {
                best = digit;
            }
        }
        best
    }

    /// The probability of [`Self::digit`], 0.1..1.
    pub fn certainty(&self) -> f32 {
        self.probabilities[usize::from(self.digit())]
    }

    /// Whether the ink looks like a digit, be it which it may.
    pub fn looks_like_a_digit(&self) -> bool {
        self.ood_score <= 0.0
    }
}

/// A network ready to answer: its normalisation folded, its logits read by a calibration.
///
/// [`Classifier::from_bytes`] loads one; [`crate::weights`] is the format.
#[derive(Debug)]
pub struct Classifier {
    pub(crate) net: Net<Inference>,
    pub(crate) calibration: Calibration,
}

impl Classifier {
    /// The same network, its logits read by this calibration.
    #[must_use]
    pub fn calibrated(self, calibration: Calibration) -> Self {
        Self {
            calibration,
            ..self
        }
    }

    /// One raster, 28x28, 0 = paper, 255 = ink, to its prediction.
    pub fn classify(&self, raster: &Raster) -> Prediction {
        let [prediction] = self
            .classify_batch(std::slice::from_ref(raster))
            .try_into()
            .expect("one in, one out");
        prediction
    }

    /// Many rasters at once, predictions in the same order.
    pub fn classify_batch(&self, rasters: &[Raster]) -> Vec<Prediction> {
        let logits = self.logits(rasters);
        logits
            .iter()
            .map(|logits| self.calibration.prediction(logits))
            .collect()
    }

    /// What the network itself says of many rasters, before any calibration: ten values of any size for each,
    /// in the same order.
    pub fn logits(&self, rasters: &[Raster]) -> Vec<[f32; CLASSES]> {
        if rasters.is_empty() {
            return Vec::new();
        }
        let input = input::tensor(rasters, &Default::default());
        let logits = self.net.forward(input).into_data();
        let values = logits
            .as_slice::<f32>()
            .expect("the backend computes in f32");
        let (rows, _) = values.as_chunks::<CLASSES>();
        rows.to_vec()
    }
}

impl From<Net<Inference>> for Classifier {
    /// With the default calibration.
    fn from(net: Net<Inference>) -> Self {
        Self {
            net: net.folded(),
            calibration: Calibration::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::NetConfig;
    use ink::SIDE;

    fn classifier() -> Classifier {
        NetConfig::default().init(&Default::default()).into()
    }

    fn rasters() -> Vec<Raster> {
        (0..4u8)
            .map(|i| Raster::from_pixels([i * 60; SIDE * SIDE]))
            .collect()
    }

    #[test]
    fn probabilities_are_within_0_and_1_and_add_up_to_1() {
        for prediction in classifier().classify_batch(&rasters()) {
            assert!(
                prediction
                    .probabilities
                    .iter()
                    .all(|p| (0.0..=1.0).contains(p))
            );
            assert!((prediction.probabilities.iter().sum::<f32>() - 1.0).abs() < 1e-5);
        }
    }

    #[test]
    fn a_batch_gives_what_each_raster_gives_alone() {
        let classifier = classifier();
        for (raster, together) in rasters().iter().zip(classifier.classify_batch(&rasters())) {
            let alone = classifier.classify(raster);
            for (a, b) in alone.probabilities.iter().zip(together.probabilities) {
                assert!((a - b).abs() < 1e-5);
            }
        }
    }

    #[test]
    fn a_calibration_changes_the_predictions_and_not_the_logits() {
        let classifier = classifier();
        let logits = classifier.logits(&rasters());
        let calibration = Calibration {
            temperature: 2.0,
            energy_limit: -1.0,
        };
        let classifier = classifier.calibrated(calibration);
        assert_eq!(classifier.logits(&rasters()), logits);
        let expected: Vec<Prediction> = logits
            .iter()
            .map(|row| calibration.prediction(row))
            .collect();
        assert_eq!(classifier.classify_batch(&rasters()), expected);
    }

    #[test]
    fn a_score_above_0_does_not_look_like_a_digit() {
        let scored = |ood_score| Prediction {
            probabilities: [0.1; CLASSES],
            ood_score,
        };
        assert!(scored(0.0).looks_like_a_digit());
        assert!(!scored(0.1).looks_like_a_digit());
    }

    #[test]
    fn no_rasters_give_no_predictions() {
        assert_eq!(classifier().classify_batch(&[]), []);
    }

    #[test]
    fn the_digit_is_the_most_probable_class() {
        let mut probabilities = [0.01; CLASSES];
        probabilities[7] = 0.91;
        let prediction = Prediction {
            probabilities,
            ood_score: -1.0,
        };
        assert_eq!((prediction.digit(), prediction.certainty()), (7, 0.91));
    }
}
