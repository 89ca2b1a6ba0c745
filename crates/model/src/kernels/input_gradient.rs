//! The backward passes of a folded network's layers: gradients with respect to their inputs.
//!
//! The weights are constants. The forward pass of a block is the inference kernel, which also saves the index of the
//! largest pixel of each pooling window. The backward pass is a transposed convolution over these pixels: it multiplies
//! the gradient of each pooled value by the kernel and adds the products to the inputs under the kernel.

use burn::tensor::{Shape, ops::FloatTensor};

use super::backward_op::Saved;
use super::dense::{Activation, Dense};
use super::folded_block::FoldedBlock;
use super::fused_block::RELU_ZERO;
use super::storage::{HostSlice, InferenceBackend, from_nhwc, from_vec};
use crate::config::{KERNEL_AREA, KERNEL_SIZE, POOL_SIZE};

/// What a folded block saves for the gradient of its input.
#[derive(Clone, Debug)]
pub(super) struct BlockInput {
    pub(super) block: FoldedBlock,
    /// Side of the input images, in pixels.
    pub(super) side: usize,
    /// The index of the largest pixel of each pooling window: `[n, side / 2, side / 2, outputs]`.
    pub(super) max_indices: Vec<u8>,
}

impl Saved<1> for BlockInput {
    /// # Shapes
    /// `[n, outputs, side / 2, side / 2]` to `[n, inputs, side, side]`.
    fn gradients(
        self,
        output_gradient: FloatTensor<InferenceBackend>,
        _: [bool; 1],
    ) -> [Option<FloatTensor<InferenceBackend>>; 1] {
        let (inputs, side) = (self.block.inputs, self.side);
        let kernels = self.kernels();
        let pooled_side = side / POOL_SIZE;
        let image_len = pooled_side * pooled_side * self.block.outputs;
        let batch = self.max_indices.len() / image_len;
        let padded_side = side + KERNEL_SIZE - 1;
        let stride = padded_side * inputs;
        // The gradient of one image, with a border for the part of a kernel that lies outside the image.
        let mut padded = vec![0.0; padded_side * stride];
        let mut input_gradient = Vec::with_capacity(batch * side * side * inputs);
        let output_gradient = HostSlice::nhwc(output_gradient);
        let images = output_gradient.as_slice().chunks_exact(image_len);
        for (gradients, max_indices) in images.zip(self.max_indices.chunks_exact(image_len)) {
            self.add_image(&kernels, gradients, max_indices, &mut padded);
            for row in padded.chunks_exact(stride).skip(1).take(side) {
                input_gradient.extend_from_slice(&row[inputs..][..side * inputs]);
            }
            padded.fill(0.0);
        }
        let shape = [batch, side, side, inputs];
        [Some(from_nhwc(input_gradient, shape))]
    }
}

impl BlockInput {
    /// Adds the input gradient of one image to `padded`, `[side + 2, side + 2, inputs]`.
    fn add_image(
        &self,
        kernels: &[f32],
        gradients: &[f32],
        max_indices: &[u8],
        padded: &mut [f32],
    ) {
        let (inputs, outputs) = (self.block.inputs, self.block.outputs);
        let (pooled_side, stride) = (
            self.side / POOL_SIZE,
            (self.side + KERNEL_SIZE - 1) * inputs,
        );
        let pixels = gradients.chunks_exact(outputs);
        let pixels = pixels.zip(max_indices.chunks_exact(outputs));
        for (pixel, (gradients, max_indices)) in pixels.enumerate() {
            let y = pixel / pooled_side * POOL_SIZE;
            let x = pixel % pooled_side * POOL_SIZE;
            let kernels = kernels.chunks_exact(KERNEL_AREA * inputs);
            for ((gradient, index), kernel) in gradients.iter().zip(max_indices).zip(kernels) {
                if *index == RELU_ZERO || *gradient == 0.0 {
                    continue;
                }
                let (dy, dx) = (
                    usize::from(*index) / POOL_SIZE,
                    usize::from(*index) % POOL_SIZE,
                );
                let corner = (y + dy) * stride + (x + dx) * inputs;
                for (row, weights) in kernel.chunks_exact(KERNEL_SIZE * inputs).enumerate() {
                    let padded = &mut padded[corner + row * stride..][..weights.len()];
                    add_scaled(padded, weights, *gradient);
                }
            }
        }
    }

    /// Returns the kernels with their channels last: `[outputs, 3, 3, inputs]`.
    fn kernels(&self) -> Vec<f32> {
        let inputs = self.block.inputs;
        let [weights, _] = self.block.parameters();
        let mut kernels = vec![0.0; weights.len()];
        let (taps, _) = weights.as_chunks::<KERNEL_AREA>();
        for (taps, kernel) in taps
            .chunks_exact(inputs)
            .zip(kernels.chunks_exact_mut(KERNEL_AREA * inputs))
        {
            for (tap, row) in kernel.chunks_exact_mut(inputs).enumerate() {
                for (weight, taps) in row.iter_mut().zip(taps) {
                    *weight = taps[tap];
                }
            }
        }
        kernels
    }
}

/// What a dense layer saves for the gradient of its input.
#[derive(Clone, Debug)]
pub(super) struct DenseInput {
    pub(super) layer: Dense,
    /// Shape of the input.
    pub(super) shape: Shape,
    /// `[n, outputs]`.
    pub(super) output: HostSlice,
}

impl Saved<1> for DenseInput {
    /// # Shapes
    /// `[n, outputs]` to the shape of the input.
    fn gradients(
        self,
        output_gradient: FloatTensor<InferenceBackend>,
        _: [bool; 1],
    ) -> [Option<FloatTensor<InferenceBackend>>; 1] {
        let mut gradient = HostSlice::new(output_gradient).as_slice().to_vec();
        if self.layer.activation == Activation::Relu {
            let outputs = gradient.iter_mut().zip(self.output.as_slice());
            outputs
                .filter(|(_, output)| **output == 0.0)
                .for_each(|(gradient, _)| *gradient = 0.0);
        }
        let [weights, biases] = self.layer.parameters();
        let rows = gradient.chunks_exact(biases.len());
        let input_gradient = rows.flat_map(|gradient| {
            let weights = weights.chunks_exact(gradient.len());
            weights.map(|weights| dot(gradient, weights))
        });
        [Some(from_vec(input_gradient.collect(), &self.shape))]
    }
}

/// Returns the dot product of two vectors, accumulated in SIMD lanes.
fn dot(a: &[f32], b: &[f32]) -> f32 {
    const LANES: usize = 8;
    let (chunks_a, rest_a) = a.as_chunks::<LANES>();
    let (chunks_b, rest_b) = b.as_chunks::<LANES>();
    let mut sums = [0.0; LANES];
    for (a, b) in chunks_a.iter().zip(chunks_b) {
        for lane in 0..LANES {
            sums[lane] += a[lane] * b[lane];
        }
    }
    let rest = rest_a.iter().zip(rest_b).map(|(a, b)| a * b);
    sums.iter().sum::<f32>() + rest.sum::<f32>()
}

/// Adds `weights * factor` to `sums`.
fn add_scaled(sums: &mut [f32], weights: &[f32], factor: f32) {
    for (sum, weight) in sums.iter_mut().zip(weights) {
        *sum += weight * factor;
    }
}
