//! The shipped network with Burn's own layers, which are compared with this project's kernels.

use burn::tensor::Tensor;
use burn::tensor::activation::relu;
use burn::tensor::module::{conv2d, linear, max_pool2d};
use burn::tensor::ops::ConvOptions;
use model::{FoldedNet, InferenceBackend, KernelBackend, Layer};

/// Weights and biases.
type Parameters<const D: usize> = (Tensor<InferenceBackend, D>, Tensor<InferenceBackend, 1>);

/// The layers, whose weights are tensors from the start.
#[derive(Debug)]
pub(crate) struct Layers {
    convolutions: [Parameters<4>; 3],
    dense: [Parameters<2>; 2],
}

impl Layers {
    pub(crate) fn new(net: &FoldedNet) -> Self {
        let [first, second, third, hidden, output] = net.layers();
        Self {
            convolutions: [first, second, third].map(convolution),
            dense: [hidden, output].map(dense),
        }
    }

    /// Returns ten logits for each image of a batch.
    pub(crate) fn logits(&self, mut images: Tensor<InferenceBackend, 4>) -> Vec<f32> {
        for (weights, biases) in self.convolutions.clone() {
            let options = ConvOptions::new([1, 1], [1, 1], [1, 1], 1);
            let sums = relu(conv2d(images, weights, Some(biases), options));
            images = max_pool2d(sums, [2, 2], [2, 2], [0, 0], [1, 1], false);
        }
        let [hidden, output] = self.dense.clone();
        let values = relu(linear(images.flatten(1, 3), hidden.0, Some(hidden.1)));
        let logits = linear::<InferenceBackend, 2>(values, output.0, Some(output.1));
        InferenceBackend::tensor_into_vec(logits)
    }
}

fn convolution(Layer { weights, biases }: Layer) -> Parameters<4> {
    let outputs = biases.len();
    let shape = [outputs, weights.len() / outputs / 9, 3, 3];
    let weights = InferenceBackend::tensor_from_vec(weights, shape);
    (
        weights,
        InferenceBackend::tensor_from_vec(biases, [outputs]),
    )
}

/// Burn stores the weights of a dense layer with a row for each input.
fn dense(Layer { weights, biases }: Layer) -> Parameters<2> {
    let outputs = biases.len();
    let inputs = weights.len() / outputs;
    let transposed =
        (0..weights.len()).map(|index| weights[index % outputs * inputs + index / outputs]);
    let weights = InferenceBackend::tensor_from_vec(transposed.collect(), [inputs, outputs]);
    (
        weights,
        InferenceBackend::tensor_from_vec(biases, [outputs]),
    )
}
