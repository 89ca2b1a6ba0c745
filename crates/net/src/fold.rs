//! Batch normalisation folded into the convolution before it, for inference.
//!
//! `gamma (w x - mean) / sqrt(var + eps) + beta` is a convolution with weights `w gamma / sqrt(var + eps)`
//! and bias `beta - mean gamma / sqrt(var + eps)`: one pass over the pixels instead of five.

use burn::nn::BatchNorm;

use crate::backend::NetBackend;
use crate::block::ConvBlock;
use crate::model::Net;

impl<B: NetBackend> Net<B> {
    /// The same function without batch normalisation. A folded network stays as it is.
    pub fn folded(mut self) -> Self {
        self.blocks = self.blocks.map(ConvBlock::folded);
        self
    }
}

impl<B: NetBackend> ConvBlock<B> {
    pub(crate) fn folded(self) -> Self {
        let Some(norm) = &self.norm else {
            return self;
        };
        let (weight, device) = (self.conv.weight.val(), &self.conv.weight.device());
        let (shape, mut weight) = (weight.dims(), B::values(weight));
        let (scale, shift) = scale_and_shift(norm);
        let outputs = scale.len();
        let kernel = weight.len() / outputs;
        let kernels = weight.chunks_exact_mut(kernel);
        for (kernels, scale) in kernels.zip(&scale) {
            kernels.iter_mut().for_each(|weight| *weight *= scale);
        }
        Self::of_folded(
            B::tensor(weight, shape, device),
            B::tensor(shift, [outputs], device),
        )
    }
}

/// What the normalisation multiplies by and adds, per channel.
fn scale_and_shift<B: NetBackend>(norm: &BatchNorm<B>) -> (Vec<f32>, Vec<f32>) {
    let [gamma, beta] = [&norm.gamma, &norm.beta].map(|param| B::values(param.val()));
    let [mean, variance] =
        [&norm.running_mean, &norm.running_var].map(|state| B::values(state.value()));
    let scale = |c: usize| gamma[c] / (variance[c] + norm.epsilon as f32).sqrt();
    (0..gamma.len())
        .map(|c| (scale(c), beta[c] - mean[c] * scale(c)))
        .unzip()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Inference, NetConfig};
    use burn::module::{Param, RunningState};
    use burn::tensor::{Distribution, Tensor};

    /// A network whose normalisation does something: nothing in it is 0 or 1.
    fn lived_in(config: NetConfig) -> Net<Inference> {
        let device = Default::default();
        let mut net = config.init::<Inference>(&device);
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
    fn the_folded_network_gives_the_unfolded_logits() {
        let net = lived_in(NetConfig::default());
        let input = Tensor::random(
            [3, 1, 28, 28],
            Distribution::Normal(0.0, 1.0),
            &Default::default(),
        );
        let unfolded = net.by_layers(input.clone());
        let folded = net.folded();
        assert!(folded.blocks.iter().all(|block| block.norm.is_none()));
        let difference = (folded.forward(input) - unfolded).abs().max().into_scalar();
        assert!(difference < 1e-4, "logits differ by {difference}");
    }

    #[test]
    fn folding_twice_is_folding_once() {
        let net = lived_in(NetConfig::default()).folded();
        let input = Tensor::random([1, 1, 28, 28], Distribution::Default, &Default::default());
        let once = net.forward(input.clone());
        let difference = (net.folded().forward(input) - once)
            .abs()
            .max()
            .into_scalar();
        assert_eq!(difference, 0.0);
    }
}
