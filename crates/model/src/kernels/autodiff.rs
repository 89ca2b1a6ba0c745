//! Implements the kernels for the inference backend with automatic differentiation.

use burn::backend::Autodiff;
use burn::backend::autodiff::checkpoint::strategy::CheckpointStrategy;
use burn::tensor::{Tensor, TensorMetadata, ops::FloatTensor};

use super::backend::KernelBackend;
#[cfg(feature = "training")]
use super::backend::TrainingBackend;
use super::backward_op::track;
use super::dense::Dense;
use super::folded_block::FoldedBlock;
use super::input_gradient::{BlockInput, DenseInput};
use super::storage::{HostSlice, InferenceBackend};
#[cfg(feature = "training")]
use super::training_block::{self, BatchStats, BlockParams};

/// The input of each layer gets a gradient. The weights are constants.
impl<C: CheckpointStrategy> KernelBackend for Autodiff<InferenceBackend, C> {
    fn folded_block(x: FloatTensor<Self>, block: &FoldedBlock) -> FloatTensor<Self> {
        let [_, _, side, _] = x.shape().dims();
        let (output, max_indices) = block.forward_with_indices(x.primitive.clone());
        let saved = BlockInput {
            block: block.clone(),
            side,
            max_indices,
        };
        track::<C, _, 1>([x], saved, output)
    }

    fn dense(x: FloatTensor<Self>, layer: &Dense) -> FloatTensor<Self> {
        let output = layer.forward(x.primitive.clone());
        let saved = DenseInput {
            layer: layer.clone(),
            shape: x.shape(),
            output: HostSlice::new(output.clone()),
        };
        track::<C, _, 1>([x], saved, output)
    }

    fn tensor_from_vec<const D: usize>(values: Vec<f32>, shape: [usize; D]) -> Tensor<Self, D> {
        Tensor::from_inner(InferenceBackend::tensor_from_vec(values, shape))
    }

    fn tensor_into_vec<const D: usize>(tensor: Tensor<Self, D>) -> Vec<f32> {
        InferenceBackend::tensor_into_vec(tensor.inner())
    }
}

#[cfg(feature = "training")]
impl<C: CheckpointStrategy> TrainingBackend for Autodiff<InferenceBackend, C> {
    fn training_block(
        x: FloatTensor<Self>,
        params: BlockParams<FloatTensor<Self>>,
    ) -> (FloatTensor<Self>, BatchStats) {
        let primitives = params.clone().map(|tensor| tensor.primitive);
        let (output, saved) = training_block::forward(x.primitive.clone(), primitives);
        let stats = saved.stats.clone();
        let parents = [x, params.weight, params.gamma, params.beta];
        (track::<C, _, 4>(parents, saved, output), stats)
    }
}
