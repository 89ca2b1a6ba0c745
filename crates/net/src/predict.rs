//! From rasters to predictions: the whole of inference behind one type.

use ink::Raster;
use serde::{Deserialize, Serialize};

use crate::backend::NetBackend;
use crate::calibration::Calibration;
use crate::model::{Activations, Net};
use crate::ood::{self, OodHead};
use crate::{CLASSES, Inference, input};

/// What the network itself says of one raster, before any calibration.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outputs {
    /// One for each digit, of any size.
    pub logits: [f32; CLASSES],
    /// How unlike a digit the ink is, of any size; comparable within one network alone.
    pub ood: f32,
}

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

/// A network ready to answer: its normalisation folded, its outputs read by a calibration.
///
/// [`Classifier::from_bytes`] loads one; [`crate::weights`] is the format.
#[derive(Debug)]
pub struct Classifier {
    pub(crate) net: Net<Inference>,
    pub(crate) ood: OodHead,
    pub(crate) calibration: Calibration,
}

impl Classifier {
    /// The same network with this score of what is no digit.
    ///
    /// # Panics
    /// When the head is of a network of another shape.
    #[must_use]
    pub fn with_ood_head(self, ood: OodHead) -> Self {
        let features = ood::feature_count(&self.net.config());
        assert_eq!(ood.weights.len(), features, "the head must fit the network");
        Self { ood, ..self }
    }

    /// The same network, its outputs read by this calibration.
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
        let outputs = self.outputs(rasters);
        let predictions = outputs
            .iter()
            .map(|outputs| self.calibration.prediction(outputs));
        predictions.collect()
    }

    /// What the network itself says of many rasters, before any calibration, in the same order.
    pub fn outputs(&self, rasters: &[Raster]) -> Vec<Outputs> {
        if rasters.is_empty() {
            return Vec::new();
        }
        let activations = self.activations(rasters);
        let features = ood::features(&activations);
        let logits = Inference::values(activations.logits);
        let (rows, _) = logits.as_chunks();
        rows.iter()
            .zip(features)
            .map(|(logits, features)| Outputs {
                logits: *logits,
                ood: self.ood.score(&features),
            })
            .collect()
    }

    /// The network itself.
    pub fn net(&self) -> &Net<Inference> {
        &self.net
    }

    /// What every layer computes for many rasters, at least one.
    pub fn activations(&self, rasters: &[Raster]) -> Activations<Inference> {
        let input = input::tensor(rasters, &Default::default());
        self.net.forward_with_activations(input)
    }
}

impl From<Net<Inference>> for Classifier {
    /// With the energy as its score and the default calibration.
    fn from(net: Net<Inference>) -> Self {
        Self {
            ood: OodHead::energy_alone(&net.config()),
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
    fn a_calibration_changes_the_predictions_and_not_the_outputs() {
        let classifier = classifier();
        let outputs = classifier.outputs(&rasters());
        let calibration = Calibration {
            temperature: 2.0,
            ood_limit: -1.0,
        };
        let classifier = classifier.calibrated(calibration);
        assert_eq!(classifier.outputs(&rasters()), outputs);
        let expected: Vec<Prediction> = outputs
            .iter()
            .map(|row| calibration.prediction(row))
            .collect();
        assert_eq!(classifier.classify_batch(&rasters()), expected);
    }

    #[test]
    fn an_unfitted_network_scores_by_the_energy_of_its_logits() {
        for Outputs { logits, ood } in classifier().outputs(&rasters()) {
            assert!((ood - ood::energy(&logits)).abs() < 1e-4);
        }
    }

    #[test]
    #[should_panic = "fit the network"]
    fn a_head_of_another_shape_is_refused() {
        let _ = classifier().with_ood_head(OodHead::fitted(vec![1.0; 3]));
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
