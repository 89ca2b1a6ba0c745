//! The [`Classifier`]: rasters in, predictions out.

use ink::Raster;
use recognition::Prediction;

use crate::calibration::{Calibration, Outputs};
use crate::folded_net::{Activations, FoldedNet};
use crate::input;
use crate::kernels::{InferenceBackend, KernelBackend};
use crate::net::Net;
use crate::ood::{self, OodHead};

/// A folded network with its OOD head and its calibration.
///
/// [`Classifier::from_bytes`] loads one from the format of [`crate::weights`].
#[derive(Debug)]
pub struct Classifier {
    pub(crate) net: FoldedNet,
    pub(crate) ood_head: OodHead,
    pub(crate) calibration: Calibration,
}

impl Classifier {
    /// Replaces the OOD head.
    ///
    /// # Panics
    /// If the head does not have one weight for each of [`ood::features`].
    #[must_use]
    pub fn with_ood_head(self, ood_head: OodHead) -> Self {
        let feature_count = ood::feature_count(self.net.config());
        assert_eq!(
            ood_head.weights.len(),
            feature_count,
            "the OOD head must match the network"
        );
        Self { ood_head, ..self }
    }

    /// Replaces the calibration.
    #[must_use]
    pub fn with_calibration(self, calibration: Calibration) -> Self {
        Self {
            calibration,
            ..self
        }
    }

    /// Classifies one raster (28x28, 0 = paper, 255 = ink).
    pub fn classify(&self, raster: &Raster) -> Prediction {
        let [prediction] = self
            .classify_batch(std::slice::from_ref(raster))
            .try_into()
            .expect("one raster gives one prediction");
        prediction
    }

    /// Classifies a batch of rasters. The predictions are in the same order.
    pub fn classify_batch(&self, rasters: &[Raster]) -> Vec<Prediction> {
        let outputs = self.outputs(rasters);
        let predictions = outputs
            .iter()
            .map(|outputs| self.calibration.apply(outputs));
        predictions.collect()
    }

    /// Computes the outputs for a batch of rasters, in the same order, before calibration.
    pub fn outputs(&self, rasters: &[Raster]) -> Vec<Outputs> {
        if rasters.is_empty() {
            return Vec::new();
        }
        let activations = self.activations(rasters);
        let features = ood::features(&activations);
        let logits = InferenceBackend::tensor_into_vec(activations.logits);
        let (rows, _) = logits.as_chunks();
        rows.iter()
            .zip(features)
            .map(|(logits, features)| Outputs {
                logits: *logits,
                raw_ood_score: self.ood_head.score(&features),
            })
            .collect()
    }

    /// Returns the calibration.
    pub fn calibration(&self) -> &Calibration {
        &self.calibration
    }

    /// Returns the network.
    pub fn net(&self) -> &FoldedNet {
        &self.net
    }

    /// Computes the outputs of every layer for a batch of rasters.
    ///
    /// # Panics
    /// If `rasters` is empty.
    pub fn activations(&self, rasters: &[Raster]) -> Activations<InferenceBackend> {
        self.net.forward(input::from_rasters(rasters))
    }
}

impl From<Net<InferenceBackend>> for Classifier {
    /// Folds the network. The OOD score is the energy; the calibration is the default one.
    fn from(net: Net<InferenceBackend>) -> Self {
        let net = net.fold();
        Self {
            ood_head: OodHead::energy_only(net.config()),
            net,
            calibration: Calibration::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::NetConfig;
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
    fn a_batch_gives_the_same_predictions_as_single_rasters() {
        let classifier = classifier();
        for (raster, batched) in rasters().iter().zip(classifier.classify_batch(&rasters())) {
            let single = classifier.classify(raster);
            for (a, b) in single.probabilities.iter().zip(batched.probabilities) {
                assert!((a - b).abs() < 1e-5);
            }
        }
    }

    #[test]
    fn a_calibration_changes_the_predictions_but_not_the_outputs() {
        let classifier = classifier();
        let outputs = classifier.outputs(&rasters());
        let calibration = Calibration {
            temperature: 2.0,
            ood_threshold: -1.0,
        };
        let classifier = classifier.with_calibration(calibration);
        assert_eq!(classifier.outputs(&rasters()), outputs);
        let expected: Vec<Prediction> = outputs.iter().map(|row| calibration.apply(row)).collect();
        assert_eq!(classifier.classify_batch(&rasters()), expected);
    }

    #[test]
    fn the_ood_score_of_an_unfitted_classifier_is_the_energy_of_its_logits() {
        for Outputs {
            logits,
            raw_ood_score,
        } in classifier().outputs(&rasters())
        {
            assert!((raw_ood_score - ood::energy(&logits)).abs() < 1e-4);
        }
    }

    #[test]
    #[should_panic = "match the network"]
    fn an_ood_head_of_another_network_is_rejected() {
        let _ = classifier().with_ood_head(OodHead::from_weights(vec![1.0; 3]));
    }

    #[test]
    fn an_empty_batch_gives_no_predictions() {
        assert_eq!(classifier().classify_batch(&[]), []);
    }
}
