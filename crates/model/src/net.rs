//! The network in training: three convolutional blocks, then two dense layers, each after dropout.

use burn::module::Module;
use burn::nn::{Dropout, DropoutConfig, Linear, LinearConfig};
use burn::tensor::activation::relu;
use burn::tensor::{Tensor, backend::Backend};
use recognition::CLASSES;

use crate::block::{ConvBlock, ForceInit};
use crate::config::NetConfig;
#[cfg(feature = "training")]
use crate::kernels::TrainingBackend;

/// The network in training. [`Net::fold`] makes the inference network from it.
#[derive(Module, Debug)]
pub struct Net<B: Backend> {
    pub(crate) blocks: [ConvBlock<B>; 3],
    pub(crate) dropout: Dropout,
    pub(crate) hidden: Linear<B>,
    pub(crate) output: Linear<B>,
}

impl NetConfig {
    /// Creates a network with random weights.
    pub fn init<B: Backend>(&self, device: &B::Device) -> Net<B> {
        let net = Net {
            blocks: self
                .conv_channels()
                .map(|(inputs, outputs)| ConvBlock::new(inputs, outputs, device)),
            dropout: DropoutConfig::new(self.dropout).init(),
            hidden: LinearConfig::new(self.flattened_len(), self.hidden).init(device),
            output: LinearConfig::new(self.hidden, CLASSES).init(device),
        };
        net.visit(&mut ForceInit);
        net
    }
}

#[cfg(feature = "training")]
impl<B: TrainingBackend> Net<B> {
    /// Computes the logits in training: with dropout, and normalised by the statistics of the batch.
    ///
    /// # Shapes
    /// `[n, 1, 28, 28]`, normalised by [`crate::input::from_rasters`], to `[n, 10]`.
    pub fn forward(&self, input: Tensor<B, 4>) -> Tensor<B, 2> {
        let blocks = self.blocks.iter();
        let maps = blocks.fold(input, |x, block| block.forward(x));
        let flat = self.dropout.forward(maps.flatten(1, 3));
        let hidden = relu(self.hidden.forward(flat));
        self.output.forward(self.dropout.forward(hidden))
    }
}

impl<B: Backend> Net<B> {
    /// Computes the logits with Burn's own layers, without dropout: the reference for the fused kernels.
    ///
    /// # Shapes
    /// `[n, 1, 28, 28]` to `[n, 10]`.
    pub fn forward_reference(&self, input: Tensor<B, 4>) -> Tensor<B, 2> {
        let blocks = self.blocks.iter();
        let maps = blocks.fold(input, |x, block| block.forward_reference(x));
        let hidden = relu(self.hidden.forward(maps.flatten(1, 3)));
        self.output.forward(hidden)
    }

    /// Returns the configuration of this network, read from its tensors.
    pub fn config(&self) -> NetConfig {
        NetConfig {
            channels: self
                .blocks
                .each_ref()
                .map(|block| block.conv.weight.dims()[0]),
            hidden: self.hidden.weight.dims()[1],
            dropout: self.dropout.prob,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernels::InferenceBackend;

    #[test]
    fn the_parameter_count_matches_burns_count() {
        let config = NetConfig::default();
        let net = config.init::<InferenceBackend>(&Default::default());
        let running_stats = 2 * config.channels.iter().sum::<usize>();
        assert_eq!(net.num_params(), config.parameter_count() + running_stats);
    }

    #[test]
    fn a_network_returns_the_configuration_it_was_created_from() {
        let config = NetConfig {
            channels: [3, 5, 7],
            hidden: 11,
            dropout: 0.25,
        };
        let net = config.init::<InferenceBackend>(&Default::default());
        assert_eq!(net.config(), config);
    }
}
