//! Gradients of a folded network's layers with respect to their inputs, as operations of the autodiff graph.
//!
//! The weights are constants: only the input gets a gradient. Burn's own layers compute the same gradient (a test
//! compares both), but their generic convolution takes hundreds of times as long. The forward pass is the inference
//! kernel and saves the index of the largest pixel of each pooling window. The backward pass is a transposed
//! convolution over these pixels: it multiplies the gradient of each pooled value by the kernel and adds the products
//! to the inputs under the kernel.

use std::sync::Arc;

use burn::backend::Autodiff;
use burn::backend::autodiff::checkpoint::{base::Checkpointer, strategy::CheckpointStrategy};
use burn::backend::autodiff::grads::Gradients;
use burn::backend::autodiff::ops::{Backward, Ops, OpsKind};
#[cfg(not(feature = "training"))]
use burn::nn::Linear;
use burn::tensor::{Tensor, TensorPrimitive, backend::BackendTypes};

use crate::InferenceBackend;
use crate::backend::NetBackend;
use crate::block::{ConvBlock, KERNEL_SIZE, POOL_SIZE};
use crate::inference::{self, RELU_ZERO, TransformedKernels};
use crate::storage::{HostSlice, tensor_from_nhwc};

/// Applies a folded block whose weights are constants.
///
/// # Shapes
/// Those of [`ConvBlock::forward_reference`].
///
/// # Panics
/// If the block is not folded.
pub(crate) fn conv_block<C: CheckpointStrategy>(
    block: &ConvBlock<Autodiff<InferenceBackend, C>>,
    x: Tensor<Autodiff<InferenceBackend, C>, 4>,
) -> Tensor<Autodiff<InferenceBackend, C>, 4> {
    let bias = block.conv.bias.as_ref().expect("a folded block has biases");
    let bias = InferenceBackend::tensor_into_vec(bias.val().inner());
    let kernels = block
        .kernels
        .get_or_transform(block.conv.weight.val().inner());
    let [batch, _, side, _] = x.dims();
    let (output, max_indices) =
        inference::folded_block_with_indices(&kernels, &bias, x.clone().inner());
    let saved = SavedTensors {
        batch,
        side,
        kernels,
        max_indices,
    };
    let node = x.into_primitive().tensor().node;
    let prepared = FrozenConvBlockOp
        .prepare::<C>([node])
        .compute_bound()
        .stateful();
    let output = match prepared {
        OpsKind::Tracked(prep) => prep.finish(saved, into_primitive(output)),
        OpsKind::UnTracked(prep) => prep.finish(into_primitive(output)),
    };
    Tensor::from_primitive(TensorPrimitive::Float(output))
}

/// Applies a dense layer whose weights are constants.
///
/// # Shapes
/// `[n, inputs]` to `[n, outputs]`.
#[cfg(not(feature = "training"))]
pub(crate) fn dense<C: CheckpointStrategy>(
    layer: &Linear<Autodiff<InferenceBackend, C>>,
    x: Tensor<Autodiff<InferenceBackend, C>, 2>,
) -> Tensor<Autodiff<InferenceBackend, C>, 2> {
    use burn::module::Param;
    let weight = layer.weight.val().inner();
    let constant = Linear {
        weight: Param::from_tensor(weight.clone()),
        bias: layer
            .bias
            .as_ref()
            .map(|bias| Param::from_tensor(bias.val().inner())),
    };
    let output = into_primitive(InferenceBackend::dense(&constant, x.clone().inner()));
    let node = x.into_primitive().tensor().node;
    let prepared = FrozenDenseOp
        .prepare::<C>([node])
        .compute_bound()
        .stateful();
    let output = match prepared {
        OpsKind::Tracked(prep) => prep.finish(HostSlice::from_tensor(weight), output),
        OpsKind::UnTracked(prep) => prep.finish(output),
    };
    Tensor::from_primitive(TensorPrimitive::Float(output))
}

/// The autodiff operation of [`conv_block`].
#[derive(Debug)]
struct FrozenConvBlockOp;

impl Backward<InferenceBackend, 1> for FrozenConvBlockOp {
    type State = SavedTensors;

    fn backward(self, ops: Ops<SavedTensors, 1>, grads: &mut Gradients, _: &mut Checkpointer) {
        let output_gradient = grads.consume::<InferenceBackend>(&ops.node);
        let output_gradient = Tensor::from_primitive(TensorPrimitive::Float(output_gradient));
        if let [Some(node)] = ops.parents {
            let input_gradient = into_primitive(ops.state.input_gradient(output_gradient));
            grads.register::<InferenceBackend>(node.id, input_gradient);
        }
    }
}

/// The autodiff operation of [`dense`].
#[cfg(not(feature = "training"))]
#[derive(Debug)]
struct FrozenDenseOp;

#[cfg(not(feature = "training"))]
impl Backward<InferenceBackend, 1> for FrozenDenseOp {
    /// The weights, `[inputs, outputs]`.
    type State = HostSlice;

    fn backward(self, ops: Ops<HostSlice, 1>, grads: &mut Gradients, _: &mut Checkpointer) {
        let output_gradient = grads.consume::<InferenceBackend>(&ops.node);
        let output_gradient =
            Tensor::<InferenceBackend, 2>::from_primitive(TensorPrimitive::Float(output_gradient));
        let [batch, outputs] = output_gradient.dims();
        let (output_gradient, weights) = (HostSlice::from_tensor(output_gradient), ops.state);
        let rows = output_gradient.as_slice().chunks_exact(outputs);
        let input_gradient = rows.flat_map(|gradient| {
            let weights = weights.as_slice().chunks_exact(outputs);
            weights.map(|weights| dot(gradient, weights))
        });
        let input_gradient: Vec<f32> = input_gradient.collect();
        if let [Some(node)] = ops.parents {
            let inputs = input_gradient.len() / batch;
            let input_gradient = InferenceBackend::tensor_from_vec(
                input_gradient,
                [batch, inputs],
                &Default::default(),
            );
            grads.register::<InferenceBackend>(node.id, into_primitive(input_gradient));
        }
    }
}

fn into_primitive<const D: usize>(
    tensor: Tensor<InferenceBackend, D>,
) -> <InferenceBackend as BackendTypes>::FloatTensorPrimitive {
    tensor.into_primitive().tensor()
}

/// The values that the forward pass saves for the backward pass.
#[derive(Clone, Debug)]
struct SavedTensors {
    batch: usize,
    /// Side of the input images, in pixels.
    side: usize,
    kernels: Arc<TransformedKernels>,
    /// The index of the largest pixel of each pooling window: `[n, side / 2, side / 2, outputs]`.
    max_indices: Vec<u8>,
}

impl SavedTensors {
    /// Returns the gradient with respect to the block's input.
    ///
    /// # Shapes
    /// `output_gradient` is `[n, outputs, side / 2, side / 2]`; the result is `[n, inputs, side, side]`.
    fn input_gradient(
        &self,
        output_gradient: Tensor<InferenceBackend, 4>,
    ) -> Tensor<InferenceBackend, 4> {
        let TransformedKernels {
            inputs, outputs, ..
        } = *self.kernels;
        let (side, pooled_side) = (self.side, self.side / POOL_SIZE);
        let pooled_area = pooled_side * pooled_side;
        let padded_side = side + KERNEL_SIZE - 1;
        let stride = padded_side * inputs;
        // The gradient of one image, with a border for the part of a kernel that lies outside the image.
        let mut padded = vec![0.0; padded_side * stride];
        let mut input_gradient = Vec::with_capacity(self.batch * side * side * inputs);
        let output_gradient = HostSlice::from_tensor_nhwc(output_gradient);
        let pixels = output_gradient.as_slice().chunks_exact(outputs);
        let max_indices = self.max_indices.chunks_exact(outputs);
        for (pixel, (gradients, max_indices)) in pixels.zip(max_indices).enumerate() {
            let (x, y) = (
                pixel % pooled_side * POOL_SIZE,
                pixel / pooled_side % pooled_side * POOL_SIZE,
            );
            for (output, (gradient, index)) in gradients.iter().zip(max_indices).enumerate() {
                if *index == RELU_ZERO || *gradient == 0.0 {
                    continue;
                }
                let (dx, dy) = (
                    usize::from(*index) % POOL_SIZE,
                    usize::from(*index) / POOL_SIZE,
                );
                let corner = (y + dy) * stride + (x + dx) * inputs;
                let kernel = self.kernels.channels_last(output);
                for (row, weights) in kernel.chunks_exact(KERNEL_SIZE * inputs).enumerate() {
                    let padded = &mut padded[corner + row * stride..][..weights.len()];
                    add_scaled(padded, weights, *gradient);
                }
            }
            let is_last_of_image = (pixel + 1) % pooled_area == 0;
            if is_last_of_image {
                let rows = padded.chunks_exact(stride).skip(1).take(side);
                rows.for_each(|row| {
                    input_gradient.extend_from_slice(&row[inputs..][..side * inputs]);
                });
                padded.fill(0.0);
            }
        }
        tensor_from_nhwc(input_gradient, [self.batch, side, side, inputs])
    }
}

/// Returns the dot product of two vectors, accumulated in SIMD lanes.
#[cfg(not(feature = "training"))]
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{AutodiffBackend, Net, NetConfig};
    use burn::module::Module;
    use burn::tensor::Distribution;

    /// Returns the gradient of the block's input for a loss that weights each output value differently.
    fn gradient(
        block: &ConvBlock<AutodiffBackend>,
        input: &Tensor<InferenceBackend, 4>,
        forward: fn(
            &ConvBlock<AutodiffBackend>,
            Tensor<AutodiffBackend, 4>,
        ) -> Tensor<AutodiffBackend, 4>,
    ) -> Tensor<InferenceBackend, 4> {
        let input = Tensor::from_inner(input.clone()).require_grad();
        let output = forward(block, input.clone());
        let ramp =
            Tensor::arange(0..output.shape().num_elements() as i64, &output.device()).float();
        let loss_weights = (ramp * 0.37).sin().reshape(output.shape());
        let gradients = (output * loss_weights).sum().backward();
        input.grad(&gradients).unwrap()
    }

    #[test]
    fn the_input_gradient_of_each_block_matches_burns_layers() {
        let device = Default::default();
        let net = NetConfig::default()
            .init::<InferenceBackend>(&device)
            .fold_batch_norm();
        let net: Net<AutodiffBackend> = Net::from_layers(&net.config(), net.layers()).no_grad();
        for (block, (inputs, side)) in net.blocks.iter().zip([(1, 28), (16, 14), (40, 7)]) {
            let shape = [2, inputs, side, side];
            let input = Tensor::random(shape, Distribution::Normal(0.0, 1.0), &device);
            let actual = gradient(block, &input, conv_block);
            let expected = gradient(block, &input, ConvBlock::forward_reference);
            assert_eq!(actual.dims(), shape);
            let largest = expected.clone().abs().max().into_scalar();
            let difference = (actual - expected).abs().max().into_scalar() / largest;
            assert!(difference < 1e-5, "side {side}: {difference}");
        }
    }
}
