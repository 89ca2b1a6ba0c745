//! The gradient of a folded block with respect to what it reads: one step of the autodiff graph.
//!
//! Burn's own layers reach the same gradient (a test compares both) by a generic convolution that takes hundreds of times
//! as long. Forward is the arithmetic of inference. Backward goes from each pooled value that ReLU let through to the one
//! of its four windows that was largest, and spreads its gradient over that window by the kernel's weights.

use std::array::from_fn;

use burn::backend::Autodiff;
use burn::backend::autodiff::checkpoint::{base::Checkpointer, strategy::CheckpointStrategy};
use burn::backend::autodiff::grads::Gradients;
use burn::backend::autodiff::ops::{Backward, Ops, OpsKind};
use burn::tensor::{Tensor, TensorPrimitive};

use crate::Inference;
use crate::backend::NetBackend;
use crate::block::{ConvBlock, KERNEL, POOL};

const TAPS: usize = KERNEL * KERNEL;

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
    let [weight, bias] = [
        block.conv.weight.val().inner().reshape([-1]),
        bias.val().inner(),
    ];
    let shape = block.conv.weight.dims();
    let constant = ConvBlock::of_folded(weight.clone().reshape(shape), bias.clone());
    let read = x.clone().inner();
    let output = primitive(Inference::block(&constant, read.clone()));
    let node = x.into_primitive().tensor().node;
    let prepared = Descent.prepare::<C>([node]).compute_bound().stateful();
    let output = match prepared {
        OpsKind::Tracked(prep) => prep.finish(Trace::of(read, weight, bias), output),
        OpsKind::UnTracked(prep) => prep.finish(output),
    };
    Tensor::from_primitive(TensorPrimitive::Float(output))
}

#[derive(Debug)]
struct Descent;

impl Backward<Inference, 1> for Descent {
    type State = Trace;

    fn backward(self, ops: Ops<Trace, 1>, grads: &mut Gradients, _: &mut Checkpointer) {
        let output = grads.consume::<Inference>(&ops.node);
        let output = Tensor::<Inference, 4>::from_primitive(TensorPrimitive::Float(output));
        let [parent] = ops.parents;
        if let Some(node) = parent {
            let input = ops.state.back(output);
            grads.register::<Inference>(node.id, primitive(input));
        }
    }
}

fn primitive(
    tensor: Tensor<Inference, 4>,
) -> <Inference as burn::tensor::backend::BackendTypes>::FloatTensorPrimitive {
    tensor.into_primitive().tensor()
}

/// What the way back needs of the way there.
#[derive(Clone, Debug)]
struct Trace {
    batch: usize,
    inputs: usize,
    side: usize,
    /// `[n, side + 2, side + 2, inputs]`: what was read, zeros around it.
    padded: Vec<f32>,
    /// `[outputs, 3 * 3, inputs]`.
    kernels: Vec<f32>,
    bias: Vec<f32>,
}

impl Trace {
    fn of(
        read: Tensor<Inference, 4>,
        weight: Tensor<Inference, 1>,
        bias: Tensor<Inference, 1>,
    ) -> Self {
        let [batch, inputs, side, _] = read.dims();
        let bias = Inference::values(bias);
        let (weight, read) = (Inference::values(weight), Inference::values(read));
        let kernel = |index: usize| {
            let (output, tap, input) =
                (index / inputs / TAPS, index / inputs % TAPS, index % inputs);
            weight[(output * inputs + input) * TAPS + tap]
        };
        let wide = side + 2;
        let mut padded = vec![0.0; batch * wide * wide * inputs];
        for (index, value) in read.into_iter().enumerate() {
            let (x, y) = (index % side, index / side % side);
            let (input, image) = (index / side / side % inputs, index / side / side / inputs);
            padded[((image * wide + y + 1) * wide + x + 1) * inputs + input] = value;
        }
        Self {
            kernels: (0..weight.len()).map(kernel).collect(),
            batch,
            inputs,
            side,
            padded,
            bias,
        }
    }

    /// The gradient of what was given, `[n, outputs, side / 2, side / 2]`, to that of what was read,
    /// `[n, inputs, side, side]`.
    fn back(&self, given: Tensor<Inference, 4>) -> Tensor<Inference, 4> {
        let half = self.side / POOL;
        let mut read = vec![0.0; self.padded.len()];
        for (index, gradient) in Inference::values(given).into_iter().enumerate() {
            let (x, y) = (index % half, index / half % half);
            let (output, image) = (
                index / half / half % self.bias.len(),
                index / half / half / self.bias.len(),
            );
            if gradient != 0.0
                && let Some(window) = self.largest(image, output, [x * POOL, y * POOL])
            {
                let kernel = self.kernel(output);
                for (row, weights) in self
                    .rows(window)
                    .zip(kernel.chunks_exact(KERNEL * self.inputs))
                {
                    add(&mut read[row..][..weights.len()], weights, gradient);
                }
            }
        }
        self.cropped(&read)
    }

    fn kernel(&self, output: usize) -> &[f32] {
        &self.kernels[output * TAPS * self.inputs..][..TAPS * self.inputs]
    }

    /// Where in the padded image the three rows of a window begin.
    fn rows(&self, window: usize) -> impl Iterator<Item = usize> {
        let stride = (self.side + 2) * self.inputs;
        (0..KERNEL).map(move |row| window + row * stride)
    }

    /// Of the four windows from `[x, y]` on the one with the largest sum, unless ReLU takes all of it.
    fn largest(&self, image: usize, output: usize, [x, y]: [usize; 2]) -> Option<usize> {
        let wide = self.side + 2;
        let windows: [usize; POOL * POOL] = from_fn(|corner| {
            let (x, y) = (x + corner % POOL, y + corner / POOL);
            ((image * wide + y) * wide + x) * self.inputs
        });
        let sum = |window: usize| {
            let kernel = self.kernel(output).chunks_exact(KERNEL * self.inputs);
            let rows = self.rows(window).zip(kernel);
            rows.map(|(row, weights)| dot(&self.padded[row..][..weights.len()], weights))
                .sum::<f32>()
        };
        let sums = windows.map(sum);
        let best = (1..sums.len()).fold(
            0,
            |best, next| if sums[next] > sums[best] { next } else { best },
        );
        (sums[best] + self.bias[output] > 0.0).then(|| windows[best])
    }

    /// The padded images without what lies around them, map by map.
    fn cropped(&self, padded: &[f32]) -> Tensor<Inference, 4> {
        let (side, wide, inputs) = (self.side, self.side + 2, self.inputs);
        let value = |index: usize| {
            let (x, y) = (index % side, index / side % side);
            let (input, image) = (index / side / side % inputs, index / side / side / inputs);
            padded[((image * wide + y + 1) * wide + x + 1) * inputs + input]
        };
        let shape = [self.batch, inputs, side, side];
        let values = (0..shape.iter().product()).map(value).collect();
        Inference::tensor(values, shape, &Default::default())
    }
}

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
