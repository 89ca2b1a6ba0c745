//! A folded block with constant weights, which are transformed once for [`super::fused_block`].

use burn::tensor::{TensorMetadata, ops::FloatTensor};

use super::fused_block::{FusedBlock, LANES};
use super::storage::{HostSlice, InferenceBackend, from_nhwc};
use super::winograd::{self, TILE_AREA};
use crate::config::{KERNEL_AREA, POOL_SIZE};

/// The weights of a folded block.
#[derive(Clone, Debug)]
pub struct FoldedBlock {
    pub(super) inputs: usize,
    pub(super) outputs: usize,
    /// `[outputs, inputs, 3, 3]`.
    weights: HostSlice,
    /// `[outputs]`.
    biases: HostSlice,
    /// The weights after the Winograd transform, in the order in which the kernel reads them: `[outputs / LANES,
    /// TILE_AREA, inputs, LANES]`, with zeros where the last group of lanes is not full.
    transformed: HostSlice,
}

impl FoldedBlock {
    /// Transforms the weights.
    ///
    /// # Shapes
    /// `weights` is `[outputs, inputs, 3, 3]`, `biases` is `[outputs]`.
    pub(crate) fn new(weights: Vec<f32>, biases: Vec<f32>) -> Self {
        let outputs = biases.len();
        let inputs = weights.len() / KERNEL_AREA / outputs;
        Self {
            inputs,
            outputs,
            transformed: transform(&weights, inputs, outputs).into(),
            weights: weights.into(),
            biases: biases.into(),
        }
    }

    /// Returns the weights, `[outputs, inputs, 3, 3]`, and the biases, `[outputs]`.
    pub(crate) fn parameters(&self) -> [&[f32]; 2] {
        [self.weights.as_slice(), self.biases.as_slice()]
    }

    /// Applies the block. The result is stored in NHWC order, the order in which the next block reads it.
    pub(super) fn forward(
        &self,
        x: FloatTensor<InferenceBackend>,
    ) -> FloatTensor<InferenceBackend> {
        let [batch, _, side, _] = x.shape().dims();
        let pixels = HostSlice::nhwc(x);
        let pooled = self.kernel(side).forward_batch(pixels.as_slice());
        self.output(pooled, batch, side)
    }

    fn kernel(&self, side: usize) -> FusedBlock<'_> {
        FusedBlock {
            kernels: self.transformed.as_slice().as_chunks().0,
            bias: self.biases.as_slice(),
            inputs: self.inputs,
            side,
        }
    }

    /// Does the same as [`Self::forward`] and returns the index of the largest pixel of each pooling window, as
    /// [`FusedBlock::forward_batch_with_indices`] does.
    #[cfg(feature = "input-gradient")]
    pub(super) fn forward_with_indices(
        &self,
        x: FloatTensor<InferenceBackend>,
    ) -> (FloatTensor<InferenceBackend>, Vec<u8>) {
        let [batch, _, side, _] = x.shape().dims();
        let pixels = HostSlice::nhwc(x);
        let kernel = self.kernel(side);
        let (pooled, indices) = kernel.forward_batch_with_indices(pixels.as_slice());
        (self.output(pooled, batch, side), indices)
    }

    fn output(&self, pooled: Vec<f32>, batch: usize, side: usize) -> FloatTensor<InferenceBackend> {
        let pooled_side = side / POOL_SIZE;
        from_nhwc(pooled, [batch, pooled_side, pooled_side, self.outputs])
    }
}

/// Transforms the kernels of `weights`, `[outputs, inputs, 3, 3]`.
fn transform(weights: &[f32], inputs: usize, outputs: usize) -> Vec<f32> {
    let lane_groups = outputs.div_ceil(LANES);
    let mut transformed = vec![0.0; lane_groups * TILE_AREA * inputs * LANES];
    let (lanes, _) = transformed.as_chunks_mut::<LANES>();
    let (kernels, _) = weights.as_chunks::<KERNEL_AREA>();
    for (index, kernel) in kernels.iter().enumerate() {
        let (output, input) = (index / inputs, index % inputs);
        let first = output / LANES * TILE_AREA * inputs + input;
        let values = winograd::transform_kernel(kernel);
        for (position, value) in values.into_iter().enumerate() {
            lanes[first + position * inputs][output % LANES] = value;
        }
    }
    transformed
}
