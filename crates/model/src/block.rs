//! A convolutional block that is trained: 3x3 convolution, batch normalisation, ReLU, 2x2 max pooling.

use burn::module::{Module, ModuleVisitor, Param};
use burn::nn::conv::{Conv2d, Conv2dConfig};
use burn::nn::pool::{MaxPool2d, MaxPool2dConfig};
use burn::nn::{BatchNorm, BatchNormConfig, PaddingConfig2d};
use burn::tensor::activation::relu;
use burn::tensor::{Tensor, backend::Backend};

use crate::config::{KERNEL_SIZE, POOL_SIZE};
#[cfg(feature = "training")]
use crate::kernels::{BatchStats, BlockParams, TrainingBackend, from_primitive, into_primitive};

/// Convolution without biases, batch normalisation, ReLU and max pooling.
#[derive(Module, Debug)]
pub struct ConvBlock<B: Backend> {
    pub(crate) conv: Conv2d<B>,
    pub(crate) norm: BatchNorm<B>,
    pool: MaxPool2d,
}

impl<B: Backend> ConvBlock<B> {
    /// Creates a block with random weights.
    pub fn new(inputs: usize, outputs: usize, device: &B::Device) -> Self {
        let conv = Conv2dConfig::new([inputs, outputs], [KERNEL_SIZE, KERNEL_SIZE])
            .with_padding(PaddingConfig2d::Same)
            .with_bias(false);
        let pool =
            MaxPool2dConfig::new([POOL_SIZE, POOL_SIZE]).with_strides([POOL_SIZE, POOL_SIZE]);
        Self {
            conv: conv.init(device),
            norm: BatchNormConfig::new(outputs).init(device),
            pool: pool.init(),
        }
    }

    /// Applies the block with Burn's own layers: the reference for the fused kernels.
    ///
    /// # Shapes
    /// `[n, inputs, side, side]` to `[n, outputs, side / 2, side / 2]`, rounded down, all >= 0.
    pub fn forward_reference(&self, x: Tensor<B, 4>) -> Tensor<B, 4> {
        self.pool
            .forward(relu(self.norm.forward(self.conv.forward(x))))
    }
}

#[cfg(feature = "training")]
impl<B: TrainingBackend> ConvBlock<B> {
    /// Applies the block in training: normalises by the batch statistics and updates the running statistics.
    ///
    /// # Shapes
    /// Those of [`Self::forward_reference`].
    pub fn forward(&self, x: Tensor<B, 4>) -> Tensor<B, 4> {
        let params = BlockParams {
            weight: into_primitive(self.conv.weight.val()),
            gamma: into_primitive(self.norm.gamma.val()),
            beta: into_primitive(self.norm.beta.val()),
            epsilon: self.norm.epsilon as f32,
        };
        let (output, stats) = B::training_block(into_primitive(x), params);
        self.update_running_stats(&stats);
        from_primitive(output)
    }

    /// Moves the running mean and variance towards those of the batch, as Burn's layer does.
    fn update_running_stats(&self, stats: &BatchStats) {
        for (running, batch) in [
            (&self.norm.running_mean, &stats.mean),
            (&self.norm.running_var, &stats.variance),
        ] {
            let old = running.value_sync();
            let new = Tensor::from_floats(batch.as_slice(), &old.device());
            running.update(old * (1.0 - self.norm.momentum) + new * self.norm.momentum);
        }
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

#[cfg(all(test, feature = "training"))]
mod tests;
