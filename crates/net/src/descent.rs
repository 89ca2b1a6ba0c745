//! The gradient of a folded network's layers with respect to what they read: steps of the autodiff graph.
//!
//! Burn's own layers reach the same gradient (tests compare both) by a generic convolution that takes hundreds of times
//! as long. Forward is the arithmetic of inference, which remembers of each pooled value the window that it was taken
//! from; backward spreads the value's gradient over that window by the kernel's weights. All weights are constants.

use std::sync::Arc;

use burn::backend::Autodiff;
use burn::backend::autodiff::checkpoint::{base::Checkpointer, strategy::CheckpointStrategy};
use burn::backend::autodiff::grads::Gradients;
use burn::backend::autodiff::ops::{Backward, Ops, OpsKind};
#[cfg(not(feature = "learn"))]
use burn::nn::Linear;
use burn::tensor::{Tensor, TensorPrimitive, backend::BackendTypes};

use crate::Inference;
use crate::backend::NetBackend;
use crate::block::{ConvBlock, KERNEL, POOL};
use crate::infer::{self, DEAD, Kernels};
use crate::storage::{Rows, tensor_by_pixel};

/// The block, its weights taken as constants.
///
/// # Shapes
/// As [`ConvBlock::by_layers`].
///
/// # Panics
/// When the block is not folded.
pub(crate) fn folded<C: CheckpointStrategy>(
    block: &ConvBlock<Autodiff<Inference, C>>,
    x: Tensor<Autodiff<Inference, C>, 4>,
) -> Tensor<Autodiff<Inference, C>, 4> {
    let bias = block.conv.bias.as_ref().expect("a folded block has biases");
    let bias = Inference::values(bias.val().inner());
    let kernels = block.kernels.of(block.conv.weight.val().inner());
    let [batch, _, side, _] = x.dims();
    let (output, winners) = infer::folded_with_winners(&kernels, &bias, x.clone().inner());
    let trace = Trace {
        batch,
        side,
        kernels,
        winners,
    };
    let node = x.into_primitive().tensor().node;
    let prepared = Descent.prepare::<C>([node]).compute_bound().stateful();
    let output = match prepared {
        OpsKind::Tracked(prep) => prep.finish(trace, primitive(output)),
        OpsKind::UnTracked(prep) => prep.finish(primitive(output)),
    };
    Tensor::from_primitive(TensorPrimitive::Float(output))
}

/// The dense layer, its weights taken as constants: `[n, inputs]` to `[n, outputs]`.
#[cfg(not(feature = "learn"))]
pub(crate) fn dense<C: CheckpointStrategy>(
    layer: &Linear<Autodiff<Inference, C>>,
    x: Tensor<Autodiff<Inference, C>, 2>,
) -> Tensor<Autodiff<Inference, C>, 2> {
    use burn::module::Param;
    let weight = layer.weight.val().inner();
    let constant = Linear {
        weight: Param::from_tensor(weight.clone()),
        bias: layer
            .bias
            .as_ref()
            .map(|bias| Param::from_tensor(bias.val().inner())),
    };
    let output = primitive(Inference::dense(&constant, x.clone().inner()));
    let node = x.into_primitive().tensor().node;
    let prepared = DenseDescent.prepare::<C>([node]).compute_bound().stateful();
    let output = match prepared {
        OpsKind::Tracked(prep) => prep.finish(Rows::of(weight), output),
        OpsKind::UnTracked(prep) => prep.finish(output),
    };
    Tensor::from_primitive(TensorPrimitive::Float(output))
}

#[derive(Debug)]
struct Descent;

impl Backward<Inference, 1> for Descent {
    type State = Trace;

    fn backward(self, ops: Ops<Trace, 1>, grads: &mut Gradients, _: &mut Checkpointer) {
        let given = grads.consume::<Inference>(&ops.node);
        let given = Tensor::from_primitive(TensorPrimitive::Float(given));
        if let [Some(node)] = ops.parents {
            grads.register::<Inference>(node.id, primitive(ops.state.back(given)));
        }
    }
}

#[cfg(not(feature = "learn"))]
#[derive(Debug)]
struct DenseDescent;

#[cfg(not(feature = "learn"))]
impl Backward<Inference, 1> for DenseDescent {
    /// The weights, `[inputs, outputs]`.
    type State = Rows;

    fn backward(self, ops: Ops<Rows, 1>, grads: &mut Gradients, _: &mut Checkpointer) {
        let given = grads.consume::<Inference>(&ops.node);
        let given = Tensor::<Inference, 2>::from_primitive(TensorPrimitive::Float(given));
        let [batch, outputs] = given.dims();
        let (given, weights) = (Rows::of(given), ops.state);
        let rows = given.values().chunks_exact(outputs);
        let read = rows.flat_map(|given| {
            let weights = weights.values().chunks_exact(outputs);
            weights.map(|weights| dot(given, weights))
        });
        let read: Vec<f32> = read.collect();
        if let [Some(node)] = ops.parents {
            let inputs = read.len() / batch;
            let read = Inference::tensor(read, [batch, inputs], &Default::default());
            grads.register::<Inference>(node.id, primitive(read));
        }
    }
}

fn primitive<const D: usize>(
    tensor: Tensor<Inference, D>,
) -> <Inference as BackendTypes>::FloatTensorPrimitive {
    tensor.into_primitive().tensor()
}

/// What the way back needs of the way there.
#[derive(Clone, Debug)]
struct Trace {
    batch: usize,
    side: usize,
    kernels: Arc<Kernels>,
    /// `[n, side / 2, side / 2, outputs]`.
    winners: Vec<u8>,
}

impl Trace {
    /// The gradient of what was given, `[n, outputs, side / 2, side / 2]`, to that of what was read,
    /// `[n, inputs, side, side]`.
    fn back(&self, given: Tensor<Inference, 4>) -> Tensor<Inference, 4> {
        let Kernels {
            inputs, outputs, ..
        } = *self.kernels;
        let (side, half) = (self.side, self.side / POOL);
        let pixels = half * half;
        let wide = side + KERNEL - 1;
        let stride = wide * inputs;
        // With a border for what a kernel sees beyond the image.
        let mut padded = vec![0.0; wide * stride];
        let mut read = Vec::with_capacity(self.batch * side * side * inputs);
        let given = Rows::by_pixel(given);
        let places = given.values().chunks_exact(outputs);
        for (place, (given, winners)) in places.zip(self.winners.chunks_exact(outputs)).enumerate()
        {
            let (x, y) = (place % half * POOL, place / half % half * POOL);
            for (output, (gradient, winner)) in given.iter().zip(winners).enumerate() {
                if *winner == DEAD || *gradient == 0.0 {
                    continue;
                }
                let (right, down) = (usize::from(*winner) % POOL, usize::from(*winner) / POOL);
                let window = (y + down) * stride + (x + right) * inputs;
                let rows = self.kernels.by_tap(output).chunks_exact(KERNEL * inputs);
                for (row, weights) in rows.enumerate() {
                    let padded = &mut padded[window + row * stride..][..weights.len()];
                    add(padded, weights, *gradient);
                }
            }
            if (place + 1) % pixels == 0 {
                let rows = padded.chunks_exact(stride).skip(1).take(side);
                rows.for_each(|row| read.extend_from_slice(&row[inputs..][..side * inputs]));
                padded.fill(0.0);
            }
        }
        tensor_by_pixel(read, [self.batch, side, side, inputs])
    }
}

#[cfg(not(feature = "learn"))]
fn dot(a: &[f32], b: &[f32]) -> f32 {
    const LANES: usize = 8;
    let (wide_a, rest_a) = a.as_chunks::<LANES>();
    let (wide_b, rest_b) = b.as_chunks::<LANES>();
    let mut sums = [0.0; LANES];
    for (a, b) in wide_a.iter().zip(wide_b) {
        for lane in 0..LANES {
            sums[lane] += a[lane] * b[lane];
        }
    }
    let rest = rest_a.iter().zip(rest_b).map(|(a, b)| a * b);
    sums.iter().sum::<f32>() + rest.sum::<f32>()
}

fn add(to: &mut [f32], weights: &[f32], gradient: f32) {
    for (to, weight) in to.iter_mut().zip(weights) {
        *to += weight * gradient;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Learning, Net, NetConfig};
    use burn::module::Module;
    use burn::tensor::Distribution;

    /// The gradient that reaches the block's input, each value of its output weighing otherwise.
    fn gradient(
        block: &ConvBlock<Learning>,
        input: &Tensor<Inference, 4>,
        pass: fn(&ConvBlock<Learning>, Tensor<Learning, 4>) -> Tensor<Learning, 4>,
    ) -> Tensor<Inference, 4> {
        let input = Tensor::from_inner(input.clone()).require_grad();
        let output = pass(block, input.clone());
        let ramp =
            Tensor::arange(0..output.shape().num_elements() as i64, &output.device()).float();
        let weighting = (ramp * 0.37).sin().reshape(output.shape());
        let gradients = (output * weighting).sum().backward();
        input.grad(&gradients).unwrap()
    }

    #[test]
    fn the_gradient_of_each_block_is_that_of_burns_layers() {
        let device = Default::default();
        let net = NetConfig::default().init::<Inference>(&device).folded();
        let net: Net<Learning> = Net::of_layers(&net.config(), net.layers()).no_grad();
        for (block, (inputs, side)) in net.blocks.iter().zip([(1, 28), (16, 14), (40, 7)]) {
            let shape = [2, inputs, side, side];
            let input = Tensor::random(shape, Distribution::Normal(0.0, 1.0), &device);
            let ours = gradient(block, &input, folded);
            let burns = gradient(block, &input, ConvBlock::by_layers);
            assert_eq!(ours.dims(), shape);
            let largest = burns.clone().abs().max().into_scalar();
            let off = (ours - burns).abs().max().into_scalar() / largest;
            assert!(off < 1e-5, "{side}: {off}");
        }
    }
}
