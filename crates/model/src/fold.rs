//! Folds batch normalisation into the convolution before it, for inference.
//!
//! `gamma (w x - mean) / sqrt(var + eps) + beta` is a convolution with weights `w gamma / sqrt(var + eps)` and bias
//! `beta - mean gamma / sqrt(var + eps)`. Folding therefore replaces five passes over the pixels by one.

use burn::module::Param;
use burn::nn::Linear;
use burn::tensor::Tensor;

use crate::block::ConvBlock;
use crate::folded_net::{FoldedNet, Layer};
use crate::kernels::{InferenceBackend, KernelBackend};
use crate::net::Net;

impl Net<InferenceBackend> {
    /// Returns the inference network, which computes the same function without batch normalisation.
    pub fn fold(&self) -> FoldedNet {
        let [first, second, third] = self.blocks.each_ref().map(fold_block);
        let [hidden, output] = [&self.hidden, &self.output].map(dense_layer);
        FoldedNet::from_layers(self.config(), [first, second, third, hidden, output])
    }
}

fn fold_block(block: &ConvBlock<InferenceBackend>) -> Layer {
    let norm = &block.norm;
    let [gamma, beta] = [&norm.gamma, &norm.beta].map(values);
    let [mean, variance] = [&norm.running_mean, &norm.running_var]
        .map(|state| InferenceBackend::tensor_into_vec(state.value()));
    let scale = |c: usize| gamma[c] / (variance[c] + norm.epsilon as f32).sqrt();
    let mut weights = values(&block.conv.weight);
    let row_len = weights.len() / gamma.len();
    for (c, row) in weights.chunks_exact_mut(row_len).enumerate() {
        let scale = scale(c);
        row.iter_mut().for_each(|weight| *weight *= scale);
    }
    let biases = (0..gamma.len()).map(|c| beta[c] - mean[c] * scale(c));
    Layer {
        weights,
        biases: biases.collect(),
    }
}

fn dense_layer(linear: &Linear<InferenceBackend>) -> Layer {
    let bias = linear.bias.as_ref();
    Layer {
        // Burn stores dense weights as [inputs, outputs].
        weights: InferenceBackend::tensor_into_vec(linear.weight.val().transpose()),
        biases: values(bias.expect("the dense layers have biases")),
    }
}

fn values<const D: usize>(param: &Param<Tensor<InferenceBackend, D>>) -> Vec<f32> {
    InferenceBackend::tensor_into_vec(param.val())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::NetConfig;
    use burn::module::RunningState;
    use burn::tensor::Distribution;

    /// Creates a network whose batch normalisation is not the identity.
    fn net_with_random_norms(config: NetConfig) -> Net<InferenceBackend> {
        let device = Default::default();
        let mut net = config.init::<InferenceBackend>(&device);
        for block in &mut net.blocks {
            let channels = block.conv.weight.dims()[0];
            let random =
                |low, high| Tensor::random([channels], Distribution::Uniform(low, high), &device);
            block.norm.gamma = Param::from_tensor(random(-1.5, 1.5));
            block.norm.beta = Param::from_tensor(random(-0.5, 0.5));
            block.norm.running_mean = RunningState::new(random(-0.5, 0.5));
            block.norm.running_var = RunningState::new(random(0.2, 2.0));
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
        let folded = net.fold().forward(input).logits;
        let difference = (folded - unfolded).abs().max().into_scalar();
        assert!(difference < 1e-4, "logits differ by {difference}");
    }
}
