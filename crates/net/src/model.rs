//! The network: three convolutional blocks, then two dense layers, each after dropout.

use burn::module::{Module, ModuleVisitor, Param};
use burn::nn::{Dropout, DropoutConfig, Linear, LinearConfig};
use burn::tensor::activation::relu;
use burn::tensor::{Tensor, backend::Backend};
use ink::SIDE;
use serde::{Deserialize, Serialize};

use crate::CLASSES;
use crate::backend::NetBackend;
use crate::block::{ConvBlock, KERNEL_AREA, POOL_SIZE};

/// Layer sizes and dropout of a network.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct NetConfig {
    /// Output channels of each convolution.
    pub channels: [usize; 3],
    /// Outputs of the hidden dense layer, between the feature maps and the ten logits.
    pub hidden: usize,
    /// Probability with which training zeroes an input of a dense layer, 0..1.
    pub dropout: f64,
}

impl Default for NetConfig {
    /// Returns the configuration of the shipped network.
    fn default() -> Self {
        Self {
            channels: [16, 40, 96],
            hidden: 64,
            dropout: 0.05,
        }
    }
}

impl NetConfig {
    /// Returns the input and output channels of each convolution.
    pub(crate) fn conv_channels(&self) -> [(usize, usize); 3] {
        let [first, second, third] = self.channels;
        [(1, first), (first, second), (second, third)]
    }

    /// Returns the length of the flattened feature maps. Each pooling halves the side, rounded down.
    pub(crate) fn flattened_len(&self) -> usize {
        let side = SIDE / POOL_SIZE / POOL_SIZE / POOL_SIZE;
        self.channels[2] * side * side
    }

    /// Returns the number of trainable parameters: weights, biases of dense layers, and gamma and beta of each batch
    /// normalisation.
    pub fn parameter_count(&self) -> usize {
        let layers = self
            .layer_shapes()
            .map(|(outputs, weights)| outputs * (weights + 1));
        // In training a convolution has gamma and beta instead of a bias: one more for each channel.
        layers.iter().sum::<usize>() + self.channels.iter().sum::<usize>()
    }

    /// Returns the number of outputs and of weights per output for each layer, convolutions first.
    pub(crate) fn layer_shapes(&self) -> [(usize, usize); 5] {
        let [first, second, third] = self
            .conv_channels()
            .map(|(inputs, outputs)| (outputs, inputs * KERNEL_AREA));
        let hidden = (self.hidden, self.flattened_len());
        [first, second, third, hidden, (CLASSES, self.hidden)]
    }

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

/// Reads every parameter, which forces Burn to initialise it.
///
/// Burn initialises a random parameter when it is first read, so clones made before that would differ.
pub(crate) struct ForceInit;

impl<B: Backend> ModuleVisitor<B> for ForceInit {
    fn visit_float<const D: usize>(&mut self, param: &Param<Tensor<B, D>>) {
        param.val();
    }
}

/// The network.
#[derive(Module, Debug)]
pub struct Net<B: Backend> {
    pub(crate) blocks: [ConvBlock<B>; 3],
    pub(crate) dropout: Dropout,
    pub(crate) hidden: Linear<B>,
    pub(crate) output: Linear<B>,
}

/// The outputs of every layer in one forward pass.
#[derive(Clone, Debug)]
pub struct Activations<B: Backend> {
    /// After each block: `[n, channels[0], 14, 14]`, `[n, channels[1], 7, 7]`, `[n, channels[2], 3, 3]`,
    /// all >= 0.
    pub blocks: [Tensor<B, 4>; 3],
    /// After the hidden layer: `[n, hidden]`, >= 0.
    pub hidden: Tensor<B, 2>,
    /// Before softmax: `[n, 10]`, unbounded.
    pub logits: Tensor<B, 2>,
}

impl<B: NetBackend> Net<B> {
    /// Computes the logits.
    ///
    /// # Shapes
    /// `[n, 1, 28, 28]`, normalised by [`crate::input::from_rasters`], to `[n, 10]`.
    pub fn forward(&self, input: Tensor<B, 4>) -> Tensor<B, 2> {
        self.forward_with_activations(input).logits
    }

    /// Computes the logits and returns the outputs of every layer.
    ///
    /// # Shapes
    /// `[n, 1, 28, 28]`, normalised by [`crate::input::from_rasters`], to those of [`Activations`].
    pub fn forward_with_activations(&self, input: Tensor<B, 4>) -> Activations<B> {
        let [first, second, third] = &self.blocks;
        let first = B::conv_block(first, input);
        let second = B::conv_block(second, first.clone());
        let third = B::conv_block(third, second.clone());
        let flat = self.dropout.forward(B::flatten(third.clone()));
        let hidden = B::rectify(B::dense(&self.hidden, flat));
        let logits = B::dense(&self.output, self.dropout.forward(hidden.clone()));
        Activations {
            blocks: [first, second, third],
            hidden,
            logits,
        }
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
    use crate::InferenceBackend;
    use burn::tensor::Distribution;

    #[test]
    fn every_layer_has_its_documented_shape() {
        let device = Default::default();
        let net = NetConfig::default().init::<InferenceBackend>(&device);
        let input = Tensor::random([2, 1, SIDE, SIDE], Distribution::Default, &device);
        let activations = net.forward_with_activations(input);
        let [first, second, third] = activations.blocks;
        assert_eq!(first.dims(), [2, 16, 14, 14]);
        assert_eq!(second.dims(), [2, 40, 7, 7]);
        assert_eq!(third.dims(), [2, 96, 3, 3]);
        assert_eq!(activations.hidden.dims(), [2, 64]);
        assert_eq!(activations.logits.dims(), [2, CLASSES]);
    }

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
        assert_eq!(
            config
                .init::<InferenceBackend>(&Default::default())
                .config(),
            config
        );
    }
}
