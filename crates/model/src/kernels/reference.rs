//! The layers of a folded network, computed by Burn's own layers: the reference for the kernels.

use burn::tensor::Tensor;
use burn::tensor::activation::relu;
use burn::tensor::module::{conv2d, linear, max_pool2d};
use burn::tensor::ops::ConvOptions;

use super::backend::KernelBackend;
use super::dense::{Activation, Dense};
use super::folded_block::FoldedBlock;
use crate::config::{KERNEL_SIZE, POOL_SIZE};

/// Does the same as [`KernelBackend::folded_block`].
pub(super) fn folded_block<B: KernelBackend>(x: Tensor<B, 4>, block: &FoldedBlock) -> Tensor<B, 4> {
    let [weights, biases] = block.parameters().map(<[f32]>::to_vec);
    let shape = [block.outputs, block.inputs, KERNEL_SIZE, KERNEL_SIZE];
    let weights = B::tensor_from_vec(weights, shape);
    let biases = B::tensor_from_vec(biases, [block.outputs]);
    let options = ConvOptions::new([1, 1], [KERNEL_SIZE / 2; 2], [1, 1], 1);
    let sums = relu(conv2d(x, weights, Some(biases), options));
    max_pool2d(sums, [POOL_SIZE; 2], [POOL_SIZE; 2], [0, 0], [1, 1], false)
}

/// Does the same as [`KernelBackend::dense`].
pub(super) fn dense<B: KernelBackend, const D: usize>(
    x: Tensor<B, D>,
    layer: &Dense,
) -> Tensor<B, 2> {
    let [weights, biases] = layer.parameters().map(<[f32]>::to_vec);
    let outputs = biases.len();
    let inputs = weights.len() / outputs;
    let weights = B::tensor_from_vec(weights, [inputs, outputs]);
    let biases = B::tensor_from_vec(biases, [outputs]);
    let sums = linear(x.flatten(1, D - 1), weights, Some(biases));
    match layer.activation {
        Activation::Relu => relu(sums),
        Activation::Identity => sums,
    }
}
