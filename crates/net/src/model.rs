//! The network: three convolutional blocks, then two dense layers with dropout before each.

use burn::module::{Module, ModuleVisitor, Param};
use burn::nn::{Dropout, DropoutConfig, Linear, LinearConfig};
use burn::tensor::activation::relu;
use burn::tensor::{Tensor, backend::Backend};
use ink::SIDE;
use serde::{Deserialize, Serialize};

use crate::CLASSES;
use crate::backend::NetBackend;
use crate::block::{ConvBlock, KERNEL, POOL};

/// The sizes that make one network of the family.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct NetConfig {
    /// Feature maps after each convolution.
    pub channels: [usize; 3],
    /// Width of the dense layer between the feature maps and the ten logits.
    pub hidden: usize,
    /// Share of values dropped before each dense layer while training, 0..1.
    pub dropout: f64,
}

impl Default for NetConfig {
    /// The network that ships.
    fn default() -> Self {
        Self {
            channels: [16, 40, 96],
            hidden: 64,
            dropout: 0.05,
        }
    }
}

impl NetConfig {
    /// Inputs and outputs of each convolution.
    pub(crate) fn stages(&self) -> [(usize, usize); 3] {
        let [first, second, third] = self.channels;
        [(1, first), (first, second), (second, third)]
    }

    /// Values that reach the dense layers: each pooling halves the side, rounding down.
    pub(crate) fn flattened(&self) -> usize {
        let side = SIDE / POOL / POOL / POOL;
        self.channels[2] * side * side
    }

    /// Parameters that training changes: weights and biases, and in place of a convolution's biases the gamma
    /// and beta of its normalisation.
    pub fn parameters(&self) -> usize {
        let layers = self
            .rows()
            .map(|(outputs, weights)| outputs * (weights + 1));
        layers.iter().sum::<usize>() + self.channels.iter().sum::<usize>()
    }

    /// The outputs of each layer, convolutions first, and the weights that lead to each output.
    pub(crate) fn rows(&self) -> [(usize, usize); 5] {
        let [first, second, third] = self
            .stages()
            .map(|(inputs, outputs)| (outputs, inputs * KERNEL * KERNEL));
        let hidden = (self.hidden, self.flattened());
        [first, second, third, hidden, (CLASSES, self.hidden)]
    }

    /// A network of this shape with random weights.
    pub fn init<B: Backend>(&self, device: &B::Device) -> Net<B> {
        let net = Net {
            blocks: self
                .stages()
                .map(|(inputs, outputs)| ConvBlock::new(inputs, outputs, device)),
            dropout: DropoutConfig::new(self.dropout).init(),
            hidden: LinearConfig::new(self.flattened(), self.hidden).init(device),
            output: LinearConfig::new(self.hidden, CLASSES).init(device),
        };
        net.visit(&mut Drawn);
        net
    }
}

/// Reads every parameter: Burn draws a random one when it is first read, and each clone draws its own.
pub(crate) struct Drawn;

impl<B: Backend> ModuleVisitor<B> for Drawn {
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

/// What every layer computed on the way to the answer.
#[derive(Clone, Debug)]
pub struct Activations<B: Backend> {
    /// After each block: `[n, channels[0], 14, 14]`, `[n, channels[1], 7, 7]`, `[n, channels[2], 3, 3]`,
    /// all >= 0.
    pub blocks: [Tensor<B, 4>; 3],
    /// After the dense layer: `[n, hidden]`, >= 0.
    pub hidden: Tensor<B, 2>,
    /// Before softmax: `[n, 10]`, any value.
    pub logits: Tensor<B, 2>,
}

impl<B: NetBackend> Net<B> {
    /// Normalised input to logits.
    ///
    /// # Shapes
    /// `[n, 1, 28, 28]` as [`crate::input::tensor`] makes it, to `[n, 10]`.
    pub fn forward(&self, input: Tensor<B, 4>) -> Tensor<B, 2> {
        self.forward_with_activations(input).logits
    }

    /// The same pass, keeping what each layer computed.
    pub fn forward_with_activations(&self, input: Tensor<B, 4>) -> Activations<B> {
        let [first, second, third] = &self.blocks;
        let first = B::block(first, input);
        let second = B::block(second, first.clone());
        let third = B::block(third, second.clone());
        let flat = self.dropout.forward(B::flat(third.clone()));
        let hidden = B::rectified(B::dense(&self.hidden, flat));
        let logits = B::dense(&self.output, self.dropout.forward(hidden.clone()));
        Activations {
            blocks: [first, second, third],
            hidden,
            logits,
        }
    }
}

impl<B: Backend> Net<B> {
    /// The logits by Burn's own layers alone, without dropout: what the other ways are compared with.
    pub fn by_layers(&self, input: Tensor<B, 4>) -> Tensor<B, 2> {
        let blocks = self.blocks.iter();
        let maps = blocks.fold(input, |x, block| block.by_layers(x));
        let hidden = relu(self.hidden.forward(maps.flatten(1, 3)));
        self.output.forward(hidden)
    }

    /// The sizes of this network, read from its tensors.
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
    use crate::Inference;
    use burn::tensor::Distribution;

    #[test]
    fn every_layer_has_its_documented_shape() {
        let device = Default::default();
        let net = NetConfig::default().init::<Inference>(&device);
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
    fn the_parameters_counted_are_those_that_burn_counts() {
        let config = NetConfig::default();
        let net = config.init::<Inference>(&Default::default());
        let running = 2 * config.channels.iter().sum::<usize>();
        assert_eq!(net.num_params(), config.parameters() + running);
    }

    #[test]
    fn a_network_knows_its_own_configuration() {
        let config = NetConfig {
            channels: [3, 5, 7],
            hidden: 11,
            dropout: 0.25,
        };
        assert_eq!(
            config.init::<Inference>(&Default::default()).config(),
            config
        );
    }
}
