//! Implements the kernels for the inference backend.

use burn::tensor::{Tensor, ops::FloatTensor};

use super::backend::{KernelBackend, from_primitive, into_primitive};
use super::dense::Dense;
use super::folded_block::FoldedBlock;
use super::storage::{HostSlice, InferenceBackend, from_vec};

impl KernelBackend for InferenceBackend {
    fn folded_block(x: FloatTensor<Self>, block: &FoldedBlock) -> FloatTensor<Self> {
        block.forward(x)
    }

    fn dense(x: FloatTensor<Self>, layer: &Dense) -> FloatTensor<Self> {
        layer.forward(x)
    }

    fn tensor_from_vec<const D: usize>(values: Vec<f32>, shape: [usize; D]) -> Tensor<Self, D> {
        from_primitive(from_vec(values, &shape))
    }

    fn tensor_into_vec<const D: usize>(tensor: Tensor<Self, D>) -> Vec<f32> {
        HostSlice::new(into_primitive(tensor)).as_slice().to_vec()
    }
}
