//! Kernels for training: a [`ConvBlock`] as one fused operation of the autodiff graph.
//!
//! Burn's own layers compute the same values and gradients (a test compares both), but spend most of their time on
//! copies: the weight gradient of their convolution is a generic convolution with a kernel as large as the image. Here
//! the whole block is one operation, which runs on all cores. Its arithmetic is in `forward` and `backward`.

mod backward;
mod convolve;
mod forward;
mod padded_layout;
mod saved_tensors;

use burn::backend::Autodiff;
use burn::backend::autodiff::checkpoint::{base::Checkpointer, strategy::CheckpointStrategy};
use burn::backend::autodiff::grads::Gradients;
use burn::backend::autodiff::ops::{Backward, Ops, OpsKind};
use burn::nn::BatchNorm;
use burn::tensor::ops::FloatTensorOps;
use burn::tensor::{Tensor, TensorData, TensorPrimitive, backend::Backend};
use burn_ndarray::{NdArrayDevice, NdArrayTensor, SharedArray};

use crate::InferenceBackend;
use crate::backend::NetBackend;
use crate::block::ConvBlock;
use crate::input_gradient;
use backward::BlockGradients;
use saved_tensors::{BlockParams, BlockShape, SavedTensors};

impl<C: CheckpointStrategy> NetBackend for Autodiff<InferenceBackend, C> {
    /// Applies a block with gradients.
    ///
    /// A block with batch normalisation is in training mode: it normalises by the batch statistics and updates the
    /// running statistics. The weights of a folded block are constants.
    fn conv_block(block: &ConvBlock<Self>, x: Tensor<Self, 4>) -> Tensor<Self, 4> {
        match &block.norm {
            Some(norm) => fused_block(block, norm, x),
            None => input_gradient::conv_block(block, x),
        }
    }
}

fn fused_block<C: CheckpointStrategy>(
    block: &ConvBlock<Autodiff<InferenceBackend, C>>,
    norm: &BatchNorm<Autodiff<InferenceBackend, C>>,
    x: Tensor<Autodiff<InferenceBackend, C>, 4>,
) -> Tensor<Autodiff<InferenceBackend, C>, 4> {
    let device = x.device();
    let shape = BlockShape::new(x.dims(), block.conv.weight.dims());
    let parents = [
        x.into_primitive().tensor(),
        block.conv.weight.val().into_primitive().tensor(),
        norm.gamma.val().into_primitive().tensor(),
        norm.beta.val().into_primitive().tensor(),
    ];
    let nodes = parents.each_ref().map(|parent| parent.node.clone());
    let [x, weight, gamma, beta] = parents.map(|parent| into_contiguous(parent.primitive));
    let params = BlockParams {
        weight,
        gamma,
        beta,
        epsilon: norm.epsilon as f32,
    };
    let (pooled, saved) = forward::forward(&shape, &x, params);
    update_running_stats(norm, &saved);
    let output = primitive_from_vec(pooled, shape.output().to_vec(), &device);
    let prepared = ConvBlockOp.prepare::<C>(nodes).compute_bound().stateful();
    let output = match prepared {
        OpsKind::Tracked(prep) => prep.finish((shape, saved), output),
        OpsKind::UnTracked(prep) => prep.finish(output),
    };
    Tensor::from_primitive(TensorPrimitive::Float(output))
}

/// Moves the running mean and variance towards those of the batch, as Burn's layer does.
fn update_running_stats<B: Backend>(norm: &BatchNorm<B>, saved: &SavedTensors) {
    for (running, batch) in [
        (&norm.running_mean, &saved.mean),
        (&norm.running_var, &saved.variance),
    ] {
        let old = running.value_sync();
        let new = Tensor::from_floats(batch.as_slice(), &old.device());
        running.update(old * (1.0 - norm.momentum) + new * norm.momentum);
    }
}

/// The autodiff operation of a block. Its parents are the input, the convolution's weights, gamma and beta.
#[derive(Debug)]
struct ConvBlockOp;

impl Backward<InferenceBackend, 4> for ConvBlockOp {
    type State = (BlockShape, SavedTensors);

    fn backward(self, ops: Ops<Self::State, 4>, grads: &mut Gradients, _: &mut Checkpointer) {
        let output_gradient = grads.consume::<InferenceBackend>(&ops.node);
        let device = InferenceBackend::float_device(&output_gradient);
        let (shape, saved) = ops.state;
        let [x, ..] = &ops.parents;
        let is_input_tracked = x.is_some();
        let BlockGradients {
            input,
            weight,
            gamma,
            beta,
        } = backward::backward(
            &shape,
            &saved,
            &into_contiguous(output_gradient),
            is_input_tracked,
        );
        let channels = vec![shape.outputs];
        let gradients = [
            (input, shape.input().to_vec()),
            (weight, shape.weight().to_vec()),
            (gamma, channels.clone()),
            (beta, channels),
        ];
        for (parent, (gradient, shape)) in ops.parents.into_iter().zip(gradients) {
            if let Some(node) = parent {
                let gradient = primitive_from_vec(gradient, shape, &device);
                grads.register::<InferenceBackend>(node.id, gradient);
            }
        }
    }
}

/// Returns a tensor's values, row-major. Shares the memory of a contiguous tensor, and copies any other.
fn into_contiguous(tensor: NdArrayTensor) -> SharedArray<f32> {
    let NdArrayTensor::F32(storage) = tensor else {
        unreachable!("the backend computes in f32")
    };
    let array = storage.into_shared();
    if array.is_standard_layout() {
        array
    } else {
        array.as_standard_layout().to_shared()
    }
}

fn primitive_from_vec(
    values: Vec<f32>,
    shape: Vec<usize>,
    device: &NdArrayDevice,
) -> NdArrayTensor {
    InferenceBackend::float_from_data(TensorData::new(values, shape), device)
}

#[cfg(test)]
mod tests;
