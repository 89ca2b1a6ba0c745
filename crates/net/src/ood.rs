//! How unlike any digit the ink is: a linear score over what the network has found in it.
//!
//! The score reads the last feature maps, the dense layer and the energy of the logits, all of which the way to
//! the answer computes anyway; the digits' own layers know nothing of it. Its weights are fitted after training,
//! with the network as it ships, to tell drawings that are no digits from digits. Unfitted, it is the energy
//! alone (Liu et al. 2020, Energy-based Out-of-distribution Detection).

use crate::backend::NetBackend;
use crate::model::{Activations, NetConfig};
use crate::{CLASSES, Inference};

/// How far from the limit fitted in training a person may move it, in units of the score: from strict to lenient.
pub const LIMIT_RANGE: (f32, f32) = (-6.0, 6.0);
/// By how much at a time.
pub const LIMIT_STEP: f32 = 0.5;

/// The weights of the score: the higher it is, the less the ink is like a digit.
#[derive(Clone, Debug, PartialEq)]
pub struct OodHead {
    /// One for each of [`features`].
    pub(crate) weights: Vec<f32>,
}

impl OodHead {
    /// The energy of the logits and nothing else, for networks of this shape.
    pub fn energy_alone(config: &NetConfig) -> Self {
        let mut weights = vec![0.0; feature_count(config)];
        if let Some(of_energy) = weights.last_mut() {
            *of_energy = 1.0;
        }
        Self { weights }
    }

    /// A fitted head: a weight for each of [`features`].
    pub fn fitted(weights: Vec<f32>) -> Self {
        Self { weights }
    }

    /// The score of one raster's features.
    pub(crate) fn score(&self, features: &[f32]) -> f32 {
        let products = self.weights.iter().zip(features);
        products.map(|(weight, feature)| weight * feature).sum()
    }
}

/// How many [`features`] a network of this shape has.
pub fn feature_count(config: &NetConfig) -> usize {
    config.flattened() + config.hidden + 1
}

/// What a head reads of each raster of a batch: the last feature maps, the dense layer, the energy.
pub fn features(activations: &Activations<Inference>) -> Vec<Vec<f32>> {
    let [_, _, maps] = &activations.blocks;
    let batch = maps.dims()[0];
    let maps = Inference::values(maps.clone());
    let hidden = Inference::values(activations.hidden.clone());
    let logits = Inference::values(activations.logits.clone());
    let (logits, _) = logits.as_chunks();
    maps.chunks_exact(maps.len() / batch)
        .zip(hidden.chunks_exact(hidden.len() / batch))
        .zip(logits)
        // The energy is not the backend's, whose sums differ in their last bits with where its memory lies.
        .map(|((maps, hidden), logits)| [maps, hidden, &[energy(logits)]].concat())
        .collect()
}

/// The energy of logits, `-ln(sum of exp(logit))`: the lower, the more the ink is like a digit.
pub fn energy(logits: &[f32; CLASSES]) -> f32 {
    // The largest logit is taken out of the sum, or exp would overflow.
    let largest = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let rest: f32 = logits.iter().map(|logit| (logit - largest).exp()).sum();
    -(largest + rest.ln())
}

#[cfg(test)]
mod tests {
    use super::*;
    use burn::tensor::Tensor;

    fn activations() -> Activations<Inference> {
        let device = Default::default();
        let maps = |channels, side| Tensor::ones([2, channels, side, side], &device) * 3.0;
        Activations {
            blocks: [maps(2, 14), maps(3, 7), maps(4, 3)],
            hidden: Tensor::ones([2, 5], &device) * 2.0,
            logits: Tensor::from_floats([[0.0; CLASSES], [300.0; CLASSES]], &device),
        }
    }

    const CONFIG: NetConfig = NetConfig {
        channels: [2, 3, 4],
        hidden: 5,
        dropout: 0.0,
    };

    #[test]
    fn features_are_the_last_maps_the_dense_layer_and_the_energy() {
        let features = features(&activations());
        assert_eq!(features.len(), 2);
        for (row, logit) in features.iter().zip([0.0, 300.0]) {
            assert_eq!(row.len(), feature_count(&CONFIG));
            let (maps, rest) = row.split_at(CONFIG.flattened());
            assert!(maps.iter().all(|value| *value == 3.0));
            assert_eq!(rest[..5], [2.0; 5]);
            assert!((rest[5] - energy(&[logit; CLASSES])).abs() < 1e-4);
        }
    }

    #[test]
    fn an_unfitted_score_is_the_energy_and_a_fitted_one_the_sum_of_its_parts() {
        let mut row = vec![1.0; feature_count(&CONFIG)];
        row[feature_count(&CONFIG) - 1] = -7.5;
        assert_eq!(OodHead::energy_alone(&CONFIG).score(&row), -7.5);
        let fitted = OodHead::fitted(vec![2.0; row.len()]);
        assert_eq!(fitted.score(&row), 2.0 * (row.len() as f32 - 1.0) - 15.0);
    }

    #[test]
    fn equal_logits_have_the_energy_of_minus_ln_ten_however_large_they_are() {
        assert!((energy(&[0.0; CLASSES]) + 10f32.ln()).abs() < 1e-6);
        assert!((energy(&[300.0; CLASSES]) + 300.0 + 10f32.ln()).abs() < 1e-4);
    }
}
