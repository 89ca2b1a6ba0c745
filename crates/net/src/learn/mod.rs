//! Training's share of the network: a [`ConvBlock`] whose gradient is one fused step.
//!
//! Burn's own layers reach the same values (a test compares both) but spend most of their time on copies:
//! their convolution's gradient is a generic convolution with a kernel as big as the image. Here the block
//! is a single operation of the autodiff graph, its arithmetic in `forward` and `backward`, on every core.

mod backward;
mod convolve;
mod forward;
mod kernel;
mod padded;

use burn::backend::Autodiff;
use burn::backend::autodiff::checkpoint::{base::Checkpointer, strategy::CheckpointStrategy};
use burn::backend::autodiff::grads::Gradients;
use burn::backend::autodiff::ops::{Backward, Ops, OpsKind};
use burn::nn::BatchNorm;
use burn::tensor::ops::FloatTensorOps;
use burn::tensor::{Tensor, TensorData, TensorPrimitive, backend::Backend};
use burn_ndarray::{NdArrayDevice, NdArrayTensor, SharedArray};

use crate::Inference;
use crate::backend::NetBackend;
use crate::block::ConvBlock;
use crate::descent;
use backward::Gradient;
use kernel::{Shape, Trace, Weights};

impl<C: CheckpointStrategy> NetBackend for Autodiff<Inference, C> {
    /// Under gradients an unfolded block trains: it normalises by the batch and moves the running values. The weights of
    /// a folded one are constants.
    fn block(block: &ConvBlock<Self>, x: Tensor<Self, 4>) -> Tensor<Self, 4> {
        match &block.norm {
            Some(norm) => fused(block, norm, x),
            None => descent::folded(block, x),
        }
    }
}

fn fused<C: CheckpointStrategy>(
    block: &ConvBlock<Autodiff<Inference, C>>,
    norm: &BatchNorm<Autodiff<Inference, C>>,
    x: Tensor<Autodiff<Inference, C>, 4>,
) -> Tensor<Autodiff<Inference, C>, 4> {
    let device = x.device();
    let shape = Shape::of(x.dims(), block.conv.weight.dims());
    let parents = [
        x.into_primitive().tensor(),
        block.conv.weight.val().into_primitive().tensor(),
        norm.gamma.val().into_primitive().tensor(),
        norm.beta.val().into_primitive().tensor(),
    ];
    let nodes = parents.each_ref().map(|parent| parent.node.clone());
    let [x, conv, gamma, beta] = parents.map(|parent| values(parent.primitive));
    let weights = Weights {
        conv,
        gamma,
        beta,
        epsilon: norm.epsilon as f32,
    };
    let (pooled, trace) = forward::forward(&shape, &x, weights);
    remember(norm, &trace);
    let output = primitive(pooled, shape.output().to_vec(), &device);
    let output = match FusedBlock.prepare::<C>(nodes).compute_bound().stateful() {
        OpsKind::Tracked(prep) => prep.finish((shape, trace), output),
        OpsKind::UnTracked(prep) => prep.finish(output),
    };
    Tensor::from_primitive(TensorPrimitive::Float(output))
}

/// Moves the running mean and variance towards this batch's, as Burn's layer does.
fn remember<B: Backend>(norm: &BatchNorm<B>, trace: &Trace) {
    for (running, batch) in [
        (&norm.running_mean, &trace.mean),
        (&norm.running_var, &trace.variance),
    ] {
        let old = running.value_sync();
        let new = Tensor::from_floats(batch.as_slice(), &old.device());
        running.update(old * (1.0 - norm.momentum) + new * norm.momentum);
    }
}

#[derive(Debug)]
struct FusedBlock;

impl Backward<Inference, 4> for FusedBlock {
    type State = (Shape, Trace);

    fn backward(self, ops: Ops<Self::State, 4>, grads: &mut Gradients, _: &mut Checkpointer) {
        let output = grads.consume::<Inference>(&ops.node);
        let device = Inference::float_device(&output);
        let (shape, trace) = ops.state;
        let [x, ..] = &ops.parents;
        let Gradient {
            input,
            conv,
            gamma,
            beta,
        } = backward::backward(&shape, &trace, &values(output), x.is_some());
        let channels = vec![shape.outputs];
        let found = [
            (input, shape.input().to_vec()),
            (conv, shape.weight().to_vec()),
            (gamma, channels.clone()),
            (beta, channels),
        ];
        for (parent, (gradient, shape)) in ops.parents.into_iter().zip(found) {
            if let Some(node) = parent {
                grads.register::<Inference>(node.id, primitive(gradient, shape, &device));
            }
        }
    }
}

/// A tensor's values, row-major, shared and not copied where the tensor lies so already.
fn values(tensor: NdArrayTensor) -> SharedArray<f32> {
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

fn primitive(values: Vec<f32>, shape: Vec<usize>, device: &NdArrayDevice) -> NdArrayTensor {
    Inference::float_from_data(TensorData::new(values, shape), device)
}

#[cfg(test)]
mod tests;
