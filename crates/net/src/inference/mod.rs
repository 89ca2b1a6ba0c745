//! Kernels for inference: the folded convolutional block and the dense layer, as an extension of the backend.
//!
//! Burn's own layers compute the same values (the tests compare both), but spend most of their time on copies and
//! allocations. The kernels read and write the buffers of the backend's tensors. The order of summation does not
//! depend on the processor, so a browser and a native program compute the same bits.

mod dense;
mod fused_block;
mod kernels;
mod simd;
#[cfg(test)]
mod tests;
mod winograd;

use burn::module::Param;
use burn::nn::Linear;
use burn::tensor::{Tensor, backend::BackendTypes};

use crate::InferenceBackend;
use crate::backend::NetBackend;
use crate::block::{ConvBlock, POOL_SIZE};
use crate::storage::{HostSlice, tensor_from_nhwc, tensor_from_vec};
use fused_block::FusedBlock;
#[cfg(any(feature = "training", feature = "explain"))]
pub(crate) use fused_block::RELU_ZERO;
pub(crate) use kernels::KernelCache;
#[cfg(any(feature = "training", feature = "explain"))]
pub(crate) use kernels::TransformedKernels;

impl NetBackend for InferenceBackend {
    /// Applies the fused kernel. A block with batch normalisation is folded first.
    fn conv_block(block: &ConvBlock<Self>, x: Tensor<Self, 4>) -> Tensor<Self, 4> {
        match &block.norm {
            None => folded_block(block, x),
            Some(_) => folded_block(&block.clone().fold_batch_norm(), x),
        }
    }

    fn flatten(maps: Tensor<Self, 4>) -> Tensor<Self, 2> {
        let batch = maps.dims()[0];
        let maps = Self::tensor_into_vec(maps);
        let len = maps.len() / batch;
        tensor_from_vec(maps, [batch, len])
    }

    fn dense(layer: &Linear<Self>, x: Tensor<Self, 2>) -> Tensor<Self, 2> {
        let weight = layer.weight.val();
        let ([batch, _], [_, outputs]) = (x.dims(), weight.dims());
        let (x, weight) = (HostSlice::from_tensor(x), HostSlice::from_tensor(weight));
        let bias = bias_or_zeros(layer.bias.as_ref(), outputs);
        let result = simd::dispatch(
            #[inline(always)]
            || dense::dense(x.as_slice(), weight.as_slice(), &bias),
        );
        tensor_from_vec(result, [batch, outputs])
    }

    fn rectify(x: Tensor<Self, 2>) -> Tensor<Self, 2> {
        let shape = x.dims();
        let mut values = Self::tensor_into_vec(x);
        values.iter_mut().for_each(|value| *value = value.max(0.0));
        tensor_from_vec(values, shape)
    }

    fn tensor_from_vec<const D: usize>(
        values: Vec<f32>,
        shape: [usize; D],
        _: &<Self as BackendTypes>::Device,
    ) -> Tensor<Self, D> {
        tensor_from_vec(values, shape)
    }

    fn tensor_into_vec<const D: usize>(tensor: Tensor<Self, D>) -> Vec<f32> {
        HostSlice::from_tensor(tensor).as_slice().to_vec()
    }
}

/// Applies a folded block. Returns the result and the index of the largest pixel of each 2x2 pooling window.
///
/// The index is 0 to 3, row by row, or [`RELU_ZERO`] where ReLU returned 0.
///
/// # Shapes
/// `[n, inputs, side, side]` to `[n, outputs, side / 2, side / 2]`, with the indices `[n, side / 2, side / 2,
/// outputs]`.
#[cfg(any(feature = "training", feature = "explain"))]
pub(crate) fn folded_block_with_indices(
    kernels: &TransformedKernels,
    bias: &[f32],
    x: Tensor<InferenceBackend, 4>,
) -> (Tensor<InferenceBackend, 4>, Vec<u8>) {
    let [batch, inputs, side, _] = x.dims();
    let pixels = HostSlice::from_tensor_nhwc(x);
    let (pooled_side, outputs) = (side / POOL_SIZE, kernels.outputs);
    let (input_len, output_len) = (side * side * inputs, pooled_side * pooled_side * outputs);
    let block = FusedBlock {
        kernels,
        bias,
        side,
    };
    let mut pooled = vec![0.0; batch * output_len];
    let mut indices = vec![RELU_ZERO; batch * output_len];
    let images = pixels.as_slice().chunks_exact(input_len);
    let results = pooled.chunks_exact_mut(output_len);
    for ((pixels, pooled), indices) in images
        .zip(results)
        .zip(indices.chunks_exact_mut(output_len))
    {
        simd::dispatch(
            #[inline(always)]
            || block.forward_with_indices(pixels, pooled, indices),
        );
    }
    let shape = [batch, pooled_side, pooled_side, outputs];
    (tensor_from_nhwc(pooled, shape), indices)
}

/// Applies a folded block. The result is stored in NHWC order, the order in which the next block reads it.
fn folded_block(
    block: &ConvBlock<InferenceBackend>,
    x: Tensor<InferenceBackend, 4>,
) -> Tensor<InferenceBackend, 4> {
    let kernels = block.kernels.get_or_transform(block.conv.weight.val());
    let bias = bias_or_zeros(block.conv.bias.as_ref(), kernels.outputs);
    let [batch, inputs, side, _] = x.dims();
    let pixels = HostSlice::from_tensor_nhwc(x);
    let (pooled_side, outputs) = (side / POOL_SIZE, kernels.outputs);
    let (input_len, output_len) = (side * side * inputs, pooled_side * pooled_side * outputs);
    let block = FusedBlock {
        kernels: &kernels,
        bias: &bias,
        side,
    };
    let pooled = simd::par_images(pixels.as_slice(), input_len, output_len, &block);
    tensor_from_nhwc(pooled, [batch, pooled_side, pooled_side, outputs])
}

/// Returns a layer's biases, or zeros if it has none: `[outputs]`.
fn bias_or_zeros(param: Option<&Param<Tensor<InferenceBackend, 1>>>, outputs: usize) -> Vec<f32> {
    match param {
        Some(param) => InferenceBackend::tensor_into_vec(param.val()),
        None => vec![0.0; outputs],
    }
}
