//! [`NetConfig`]: the sizes of a network's layers.

use ink::SIDE;
use recognition::CLASSES;
use serde::{Deserialize, Serialize};

/// Side of a convolution kernel, in pixels.
pub const KERNEL_SIZE: usize = 3;

/// Number of weights of a convolution kernel for one input channel.
pub const KERNEL_AREA: usize = KERNEL_SIZE * KERNEL_SIZE;

/// Side and stride of a pooling window, in pixels.
pub const POOL_SIZE: usize = 2;

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
    pub fn layer_shapes(&self) -> [(usize, usize); 5] {
        let [first, second, third] = self
            .conv_channels()
            .map(|(inputs, outputs)| (outputs, inputs * KERNEL_AREA));
        let hidden = (self.hidden, self.flattened_len());
        [first, second, third, hidden, (CLASSES, self.hidden)]
    }
}
