//! One stage of the network: 3x3 convolution, batch normalisation, ReLU, 2x2 max pooling.
//!
//! A block has two forms. As trained, the convolution has no bias and [`BatchNorm`] follows it; folded
//! for inference, the convolution has a bias and the normalisation is gone (see `fold`).

use burn::module::{Module, Param};
use burn::nn::conv::{Conv2d, Conv2dConfig};
use burn::nn::pool::{MaxPool2d, MaxPool2dConfig};
use burn::nn::{BatchNorm, BatchNormConfig, PaddingConfig2d};
use burn::tensor::activation::relu;
use burn::tensor::{Tensor, backend::Backend};

use crate::infer::Remembered;

/// Side of the convolution's kernel, in pixels.
pub const KERNEL: usize = 3;

/// Side of the pooling window and its stride, in pixels.
pub const POOL: usize = 2;

/// Convolution, normalisation (unless folded), ReLU and pooling.
#[derive(Module, Debug)]
pub struct ConvBlock<B: Backend> {
    pub(crate) conv: Conv2d<B>,
    pub(crate) norm: Option<BatchNorm<B>>,
    pool: MaxPool2d,
    /// What inference has made of the convolution's weights.
    #[module(skip)]
    pub(crate) kernels: Remembered,
}

impl<B: Backend> ConvBlock<B> {
    /// A block as trained, with random weights.
    pub fn new(inputs: usize, outputs: usize, device: &B::Device) -> Self {
        let conv = Conv2dConfig::new([inputs, outputs], [KERNEL, KERNEL])
            .with_padding(PaddingConfig2d::Same)
            .with_bias(false);
        Self {
            conv: conv.init(device),
            norm: Some(BatchNormConfig::new(outputs).init(device)),
            pool: pool(),
            kernels: Remembered::default(),
        }
    }

    /// A folded block of these weights, `[outputs, inputs, 3, 3]` and `[outputs]`.
    pub(crate) fn of_folded(weight: Tensor<B, 4>, bias: Tensor<B, 1>) -> Self {
        Self {
            conv: Conv2d {
                weight: Param::from_tensor(weight),
                bias: Some(Param::from_tensor(bias)),
                stride: [1, 1],
                kernel_size: [KERNEL, KERNEL],
                dilation: [1, 1],
                groups: 1,
                padding: PaddingConfig2d::Same,
            },
            norm: None,
            pool: pool(),
            kernels: Remembered::default(),
        }
    }

    /// The block by Burn's own layers.
    ///
    /// # Shapes
    /// `[n, inputs, side, side]` to `[n, outputs, side / 2, side / 2]`, rounded down, all >= 0.
    pub fn by_layers(&self, x: Tensor<B, 4>) -> Tensor<B, 4> {
        let x = self.conv.forward(x);
        let x = match &self.norm {
            Some(norm) => norm.forward(x),
            None => x,
        };
        self.pool.forward(relu(x))
    }
}

fn pool() -> MaxPool2d {
    MaxPool2dConfig::new([POOL, POOL])
        .with_strides([POOL, POOL])
        .init()
}
