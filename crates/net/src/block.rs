//! A convolutional block: 3x3 convolution, batch normalisation, ReLU, 2x2 max pooling.
//!
//! A block has two forms. In training the convolution has no bias and [`BatchNorm`] follows it. Folded for inference,
//! the convolution has a bias and there is no [`BatchNorm`] (see `fold`).

use burn::module::{Module, Param};
use burn::nn::conv::{Conv2d, Conv2dConfig};
use burn::nn::pool::{MaxPool2d, MaxPool2dConfig};
use burn::nn::{BatchNorm, BatchNormConfig, PaddingConfig2d};
use burn::tensor::activation::relu;
use burn::tensor::{Tensor, backend::Backend};

use crate::inference::KernelCache;

/// Side of a convolution kernel, in pixels.
pub const KERNEL_SIZE: usize = 3;

/// Number of weights of a convolution kernel for one input channel.
pub const KERNEL_AREA: usize = KERNEL_SIZE * KERNEL_SIZE;

/// Side and stride of a pooling window, in pixels.
pub const POOL_SIZE: usize = 2;

/// Convolution, batch normalisation (unless folded), ReLU and max pooling.
#[derive(Module, Debug)]
pub struct ConvBlock<B: Backend> {
    pub(crate) conv: Conv2d<B>,
    pub(crate) norm: Option<BatchNorm<B>>,
    pool: MaxPool2d,
    /// The convolution's weights, transformed for inference.
    #[module(skip)]
    pub(crate) kernels: KernelCache,
}

impl<B: Backend> ConvBlock<B> {
    /// Creates a block for training, with random weights.
    pub fn new(inputs: usize, outputs: usize, device: &B::Device) -> Self {
        let conv = Conv2dConfig::new([inputs, outputs], [KERNEL_SIZE, KERNEL_SIZE])
            .with_padding(PaddingConfig2d::Same)
            .with_bias(false);
        Self {
            conv: conv.init(device),
            norm: Some(BatchNormConfig::new(outputs).init(device)),
            pool: max_pool(),
            kernels: KernelCache::default(),
        }
    }

    /// Creates a folded block from its weights.
    ///
    /// # Shapes
    /// `weight` is `[outputs, inputs, 3, 3]`, `bias` is `[outputs]`.
    pub(crate) fn from_folded(weight: Tensor<B, 4>, bias: Tensor<B, 1>) -> Self {
        Self {
            conv: Conv2d {
                weight: Param::from_tensor(weight),
                bias: Some(Param::from_tensor(bias)),
                stride: [1, 1],
                kernel_size: [KERNEL_SIZE, KERNEL_SIZE],
                dilation: [1, 1],
                groups: 1,
                padding: PaddingConfig2d::Same,
            },
            norm: None,
            pool: max_pool(),
            kernels: KernelCache::default(),
        }
    }

    /// Applies the block with Burn's own layers: the reference for the fused kernels.
    ///
    /// # Shapes
    /// `[n, inputs, side, side]` to `[n, outputs, side / 2, side / 2]`, rounded down, all >= 0.
    pub fn forward_reference(&self, x: Tensor<B, 4>) -> Tensor<B, 4> {
        let x = self.conv.forward(x);
        let x = match &self.norm {
            Some(norm) => norm.forward(x),
            None => x,
        };
        self.pool.forward(relu(x))
    }
}

fn max_pool() -> MaxPool2d {
    MaxPool2dConfig::new([POOL_SIZE, POOL_SIZE])
        .with_strides([POOL_SIZE, POOL_SIZE])
        .init()
}
