//! Shapes and saved tensors shared by the block's forward and backward pass.
//!
//! Inputs and outputs of the block are row-major `[n, channels, side, side]`. Within the block, images are stored in
//! groups (see [`super::padded_layout`]), which are distributed over the cores. Partial sums are added in the order of
//! the groups, whichever core finishes first, so the same input gives the same bits.

use std::ops::Range;

use super::padded_layout::PaddedLayout;
use crate::config::{KERNEL_SIZE, POOL_SIZE};
use crate::kernels::storage::HostSlice;

/// The sizes of a block's tensors.
#[derive(Clone, Copy, Debug)]
pub(super) struct BlockShape {
    pub(super) batch: usize,
    /// Input channels.
    pub(super) inputs: usize,
    /// Output channels.
    pub(super) outputs: usize,
    /// Side of the input images, in pixels.
    pub(super) side: usize,
}

impl BlockShape {
    /// Reads the sizes from the shapes of the input, `[n, inputs, side, side]`, and of the weights.
    pub(super) fn new([batch, inputs, side, _]: [usize; 4], [outputs, ..]: [usize; 4]) -> Self {
        Self {
            batch,
            inputs,
            outputs,
            side,
        }
    }

    /// Returns the shape of the input.
    pub(super) fn input(&self) -> [usize; 4] {
        [self.batch, self.inputs, self.side, self.side]
    }

    /// Returns the shape of the convolution's weights.
    pub(super) fn weight(&self) -> [usize; 4] {
        [self.outputs, self.inputs, KERNEL_SIZE, KERNEL_SIZE]
    }

    /// Returns the shape of the pooled output.
    pub(super) fn output(&self) -> [usize; 4] {
        let side = self.pooled_side();
        [self.batch, self.outputs, side, side]
    }

    pub(super) fn layout(&self) -> PaddedLayout {
        PaddedLayout { side: self.side }
    }

    pub(super) fn pooled_side(&self) -> usize {
        self.side / POOL_SIZE
    }

    pub(super) fn group_count(&self) -> usize {
        self.batch.div_ceil(self.layout().images_per_group())
    }

    /// Returns the number of images in a group. The last group may have fewer than the others.
    pub(super) fn images_in_group(&self, group: usize) -> usize {
        let images = self.layout().images_per_group();
        images.min(self.batch - group * images)
    }

    /// Returns the number of input values of one image.
    pub(super) fn input_len(&self) -> usize {
        self.inputs * self.side * self.side
    }

    /// Returns the number of pooled output values of one image.
    pub(super) fn output_len(&self) -> usize {
        self.outputs * self.pooled_side() * self.pooled_side()
    }

    /// Returns the number of values of one group's padded input.
    pub(super) fn padded_group_len(&self) -> usize {
        self.inputs * self.layout().padded_plane_len()
    }

    /// Returns the number of values of one group's convolution output.
    pub(super) fn conv_group_len(&self) -> usize {
        self.outputs * self.layout().plane_len()
    }

    /// Returns the number of values per channel over which batch normalisation takes mean and variance.
    pub(super) fn values_per_channel(&self) -> usize {
        self.batch * self.side * self.side
    }

    /// Calls `visit` for each pooled plane of a group, with its channel and the range of its values within the group's
    /// `[n, outputs, side / 2, side / 2]`.
    #[inline(always)]
    pub(super) fn for_each_pooled_plane(
        &self,
        group: usize,
        mut visit: impl FnMut(usize, Range<usize>),
    ) {
        let plane_len = self.pooled_side() * self.pooled_side();
        for n in 0..self.images_in_group(group) {
            for channel in 0..self.outputs {
                let start = (n * self.outputs + channel) * plane_len;
                visit(channel, start..start + plane_len);
            }
        }
    }
}

/// The trainable parameters of a block, and the epsilon of its batch normalisation.
#[derive(Clone, Debug)]
pub struct BlockParams<T> {
    /// The convolution's weights, `[outputs, inputs, 3, 3]`.
    pub weight: T,
    /// Scale after the normalisation, `[outputs]`.
    pub gamma: T,
    /// Shift after the normalisation, `[outputs]`.
    pub beta: T,
    /// Added to the variance before the square root, which is then above 0.
    pub epsilon: f32,
}

impl<T> BlockParams<T> {
    /// Converts the parameters and keeps epsilon.
    pub(in crate::kernels) fn map<U>(self, mut convert: impl FnMut(T) -> U) -> BlockParams<U> {
        BlockParams {
            weight: convert(self.weight),
            gamma: convert(self.gamma),
            beta: convert(self.beta),
            epsilon: self.epsilon,
        }
    }
}

/// Mean and biased variance of the convolution's output over a batch.
#[derive(Clone, Debug)]
pub struct BatchStats {
    /// `[outputs]`.
    pub mean: Vec<f32>,
    /// `[outputs]`.
    pub variance: Vec<f32>,
}

/// The tensors that the forward pass saves for the backward pass.
#[derive(Clone, Debug)]
pub(in crate::kernels) struct SavedTensors {
    pub(super) shape: BlockShape,
    /// The padded input, group by group.
    pub(super) input: Vec<f32>,
    pub(super) params: BlockParams<HostSlice>,
    /// The convolution's output, group by group, 0 between the images.
    pub(super) conv_output: Vec<f32>,
    /// The value of `conv_output` that each pooled value came from: `[n, outputs, side / 2, side / 2]`.
    pub(super) max_values: Vec<f32>,
    /// The index of that value in its pooling window: 0 to 3, row by row, or [`RELU_ZERO`] where ReLU returned 0. Has
    /// the same shape.
    ///
    /// [`RELU_ZERO`]: crate::kernels::fused_block::RELU_ZERO
    pub(super) max_indices: Vec<u8>,
    pub(in crate::kernels) stats: BatchStats,
}
