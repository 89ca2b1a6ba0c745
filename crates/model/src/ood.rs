//! The out-of-distribution (OOD) head: a linear score of how unlike a digit the ink is.
//!
//! Input: the last feature maps, the hidden layer and the energy of the logits, which are by-products of every
//! classification. Output: a score that is higher for ink that is less like a digit. The weights of the score are
//! fitted after training, with the network frozen, to separate non-digits from digits. The logits do not depend on
//! them. Before fitting, the score is the energy (Liu et al. 2020, Energy-based Out-of-distribution Detection).

use recognition::CLASSES;

use crate::config::NetConfig;
use crate::folded_net::Activations;
use crate::kernels::{InferenceBackend, KernelBackend};

/// The weights of the OOD score.
#[derive(Clone, Debug, PartialEq)]
pub struct OodHead {
    /// One weight for each of [`features`].
    pub(crate) weights: Vec<f32>,
}

impl OodHead {
    /// Creates a head whose score is the energy of the logits.
    pub fn energy_only(config: &NetConfig) -> Self {
        let mut weights = vec![0.0; feature_count(config)];
        if let Some(energy_weight) = weights.last_mut() {
            *energy_weight = 1.0;
        }
        Self { weights }
    }

    /// Creates a head from fitted weights, one for each of [`features`].
    pub fn from_weights(weights: Vec<f32>) -> Self {
        Self { weights }
    }

    /// Returns the score of one raster's features: unbounded, higher for ink that is less like a digit.
    pub(crate) fn score(&self, features: &[f32]) -> f32 {
        let products = self.weights.iter().zip(features);
        products.map(|(weight, feature)| weight * feature).sum()
    }
}

/// Returns the number of [`features`] of a network.
pub fn feature_count(config: &NetConfig) -> usize {
    config.flattened_len() + config.hidden + 1
}

/// Returns the head's input for each raster of a batch: last feature maps, hidden layer, energy.
///
/// # Shapes
/// `n` rows of `channels[2] * 3 * 3 + hidden + 1` values.
pub fn features(activations: &Activations<InferenceBackend>) -> Vec<Vec<f32>> {
    let [_, _, maps] = &activations.blocks;
    let batch = maps.dims()[0];
    let maps = InferenceBackend::tensor_into_vec(maps.clone());
    let hidden = InferenceBackend::tensor_into_vec(activations.hidden.clone());
    let logits = InferenceBackend::tensor_into_vec(activations.logits.clone());
    let (logits, _) = logits.as_chunks();
    maps.chunks_exact(maps.len() / batch)
        .zip(hidden.chunks_exact(hidden.len() / batch))
        .zip(logits)
        // The backend does not compute the sums, because their last bits would depend on the alignment of its memory.
        .map(|((maps, hidden), logits)| [maps, hidden, &[energy(logits)]].concat())
        .collect()
}

/// Returns the energy of the logits, `-ln(sum(exp(logit)))`: lower for ink that is more like a digit.
///
/// Source: Liu et al. 2020, Energy-based Out-of-distribution Detection.
pub fn energy(logits: &[f32; CLASSES]) -> f32 {
    // Subtracting the largest logit keeps exp from overflowing.
    let largest = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let rest: f32 = logits.iter().map(|logit| (logit - largest).exp()).sum();
    -(largest + rest.ln())
}

#[cfg(test)]
mod tests {
    use super::*;
    use burn::tensor::Tensor;

    fn activations() -> Activations<InferenceBackend> {
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
    fn features_are_the_last_feature_maps_the_hidden_layer_and_the_energy() {
        let features = features(&activations());
        assert_eq!(features.len(), 2);
        for (row, logit) in features.iter().zip([0.0, 300.0]) {
            assert_eq!(row.len(), feature_count(&CONFIG));
            let (maps, rest) = row.split_at(CONFIG.flattened_len());
            assert!(maps.iter().all(|value| *value == 3.0));
            assert_eq!(rest[..5], [2.0; 5]);
            assert!((rest[5] - energy(&[logit; CLASSES])).abs() < 1e-4);
        }
    }

    #[test]
    fn an_unfitted_score_is_the_energy_and_a_fitted_score_is_a_weighted_sum() {
        let mut row = vec![1.0; feature_count(&CONFIG)];
        row[feature_count(&CONFIG) - 1] = -7.5;
        assert_eq!(OodHead::energy_only(&CONFIG).score(&row), -7.5);
        let fitted = OodHead::from_weights(vec![2.0; row.len()]);
        assert_eq!(fitted.score(&row), 2.0 * (row.len() as f32 - 1.0) - 15.0);
    }

    #[test]
    fn ten_equal_logits_have_an_energy_of_minus_the_logit_minus_ln_ten() {
        assert!((energy(&[0.0; CLASSES]) + 10f32.ln()).abs() < 1e-6);
        assert!((energy(&[300.0; CLASSES]) + 300.0 + 10f32.ln()).abs() < 1e-4);
    }
}
