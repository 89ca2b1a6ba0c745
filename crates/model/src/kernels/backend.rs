//! The traits that extend a Burn backend with the network's kernels, and the same operations on tensors.

use burn::tensor::ops::FloatTensor;
use burn::tensor::{Tensor, TensorPrimitive, backend::Backend};

use super::dense::Dense;
use super::folded_block::FoldedBlock;
#[cfg(feature = "training")]
use super::training_block::{BatchStats, BlockParams};

/// A backend that can run a folded network. Its weights are constants.
pub trait KernelBackend: Backend {
    /// Applies a folded block: convolution, bias, ReLU, max pooling.
    ///
    /// # Shapes
    /// `[n, inputs, side, side]` to `[n, outputs, side / 2, side / 2]`, rounded down, all >= 0.
    fn folded_block(x: FloatTensor<Self>, block: &FoldedBlock) -> FloatTensor<Self>;

    /// Applies a dense layer to the flattened values of each image.
    ///
    /// # Shapes
    /// `[n, ...]` with `inputs` values for each of `n`, to `[n, outputs]`.
    fn dense(x: FloatTensor<Self>, layer: &Dense) -> FloatTensor<Self>;

    /// Creates a tensor from row-major values.
    ///
    /// # Panics
    /// If `values` does not have as many elements as `shape`.
    fn tensor_from_vec<const D: usize>(values: Vec<f32>, shape: [usize; D]) -> Tensor<Self, D>;

    /// Returns a tensor's values, row-major.
    fn tensor_into_vec<const D: usize>(tensor: Tensor<Self, D>) -> Vec<f32>;
}

/// A backend that can train the network.
#[cfg(feature = "training")]
pub trait TrainingBackend: KernelBackend + burn::tensor::backend::AutodiffBackend {
    /// Applies a block in training: convolution, normalisation by the statistics of the batch, ReLU, max pooling.
    ///
    /// # Shapes
    /// `[n, inputs, side, side]` to `[n, outputs, side / 2, side / 2]`, rounded down, all >= 0.
    fn training_block(
        x: FloatTensor<Self>,
        params: BlockParams<FloatTensor<Self>>,
    ) -> (FloatTensor<Self>, BatchStats);
}

/// Does the same as [`KernelBackend::folded_block`], for tensors.
pub(crate) fn folded_block<B: KernelBackend>(x: Tensor<B, 4>, block: &FoldedBlock) -> Tensor<B, 4> {
    from_primitive(B::folded_block(into_primitive(x), block))
}

/// Does the same as [`KernelBackend::dense`], for tensors.
pub(crate) fn dense<B: KernelBackend, const D: usize>(
    x: Tensor<B, D>,
    layer: &Dense,
) -> Tensor<B, 2> {
    from_primitive(B::dense(into_primitive(x), layer))
}

/// Unlike [`TensorPrimitive::tensor`], this does not link Burn's dequantisation.
pub(crate) fn into_primitive<B: Backend, const D: usize>(tensor: Tensor<B, D>) -> FloatTensor<B> {
    match tensor.into_primitive() {
        TensorPrimitive::Float(primitive) => primitive,
        TensorPrimitive::QFloat(_) => unreachable!("the network's tensors are not quantised"),
    }
}

pub(crate) fn from_primitive<B: Backend, const D: usize>(
    primitive: FloatTensor<B>,
) -> Tensor<B, D> {
    Tensor::from_primitive(TensorPrimitive::Float(primitive))
}
