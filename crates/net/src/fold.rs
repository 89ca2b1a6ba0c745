//! Folds batch normalisation into the convolution before it, for inference.
//!
//! `gamma (w x - mean) / sqrt(var + eps) + beta` is a convolution with weights `w gamma / sqrt(var + eps)` and bias
//! `beta - mean gamma / sqrt(var + eps)`. Folding therefore replaces five passes over the pixels by one.

use burn::nn::BatchNorm;

use crate::backend::NetBackend;
use crate::block::ConvBlock;
use crate::model::Net;

impl<B: NetBackend> Net<B> {
    /// Returns a network that computes the same function without batch normalisation.
    ///
    /// A network that is already folded is returned unchanged.
    pub fn fold_batch_norm(mut self) -> Self {
        self.blocks = self.blocks.map(ConvBlock::fold_batch_norm);
        self
    }
}

impl<B: NetBackend> ConvBlock<B> {
    pub(crate) fn fold_batch_norm(self) -> Self {
        let Some(norm) = &self.norm else {
            return self;
        };
        let (weight, device) = (self.conv.weight.val(), &self.conv.weight.device());
        let (shape, mut weight) = (weight.dims(), B::tensor_into_vec(weight));
        let (scale, shift) = scale_and_shift(norm);
        let outputs = scale.len();
        let row_len = weight.len() / outputs;
        for (row, scale) in weight.chunks_exact_mut(row_len).zip(&scale) {
            row.iter_mut().for_each(|weight| *weight *= scale);
        }
        Self::from_folded(
            B::tensor_from_vec(weight, shape, device),
            B::tensor_from_vec(shift, [outputs], device),
        )
    }
}

/// Returns the scale and the shift of the normalisation for each channel.
fn scale_and_shift<B: NetBackend>(norm: &BatchNorm<B>) -> (Vec<f32>, Vec<f32>) {
    let [gamma, beta] = [&norm.gamma, &norm.beta].map(|param| B::tensor_into_vec(param.val()));
    let [mean, variance] =
        [&norm.running_mean, &norm.running_var].map(|state| B::tensor_into_vec(state.value()));
    let scale = |c: usize| gamma[c] / (variance[c] + norm.epsilon as f32).sqrt();
    (0..gamma.len())
        .map(|c| (scale(c), beta[c] - mean[c] * scale(c)))
        .unzip()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{InferenceBackend, NetConfig};
    use burn::module::{Param, RunningState};
    use burn::tensor::{Distribution, Tensor};

    /// Creates a network whose batch normalisation is not the identity.
    fn net_with_random_norms(config: NetConfig) -> Net<InferenceBackend> {
        let device = Default::default();
        let mut net = config.init::<InferenceBackend>(&device);
        for block in &mut net.blocks {
            let channels = block.conv.weight.dims()[0];
            let random =
                |low, high| Tensor::random([channels], Distribution::Uniform(low, high), &device);
            let norm = block.norm.as_mut().expect("a new network is not folded");
            norm.gamma = Param::from_tensor(random(-1.5, 1.5));
            norm.beta = Param::from_tensor(random(-0.5, 0.5));
            norm.running_mean = RunningState::new(random(-0.5, 0.5));
            norm.running_var = RunningState::new(random(0.2, 2.0));
        }
        net
    }

    #[test]
    fn folding_leaves_the_logits_unchanged() {
        let net = net_with_random_norms(NetConfig::default());
        let input = Tensor::random(
            [3, 1, 28, 28],
            Distribution::Normal(0.0, 1.0),
            &Default::default(),
        );
        let unfolded = net.forward_reference(input.clone());
        let folded = net.fold_batch_norm();
        assert!(folded.blocks.iter().all(|block| block.norm.is_none()));
        let difference = (folded.forward(input) - unfolded).abs().max().into_scalar();
        assert!(difference < 1e-4, "logits differ by {difference}");
    }

    #[test]
    fn folding_twice_equals_folding_once() {
        let net = net_with_random_norms(NetConfig::default()).fold_batch_norm();
        let input = Tensor::random([1, 1, 28, 28], Distribution::Default, &Default::default());
        let once = net.forward(input.clone());
        let difference = (net.fold_batch_norm().forward(input) - once)
            .abs()
            .max()
            .into_scalar();
        assert_eq!(difference, 0.0);
    }
}
