//! [`FoldedNet`]: the inference network, without batch normalisation and with constant weights.
//!
//! It is built from plain numbers, one [`Layer`] for each convolution and dense layer, and returns them. Weights files
//! and the exports to other formats store these layers.

use burn::tensor::{Tensor, backend::Backend};

use crate::config::NetConfig;
use crate::kernels::{Activation, Dense, FoldedBlock, KernelBackend, dense, folded_block};

/// A convolution or a dense layer.
#[derive(Clone, Debug, PartialEq)]
pub struct Layer {
    /// Row-major: `[outputs, inputs, 3, 3]` for a convolution, `[outputs, inputs]` for a dense layer.
    pub weights: Vec<f32>,
    /// `[outputs]`.
    pub biases: Vec<f32>,
}

/// Three convolutional blocks, the hidden layer and the output layer, prepared for the kernels.
#[derive(Clone, Debug)]
pub struct FoldedNet {
    config: NetConfig,
    blocks: [FoldedBlock; 3],
    hidden: Dense,
    output: Dense,
}

/// The outputs of every layer in one forward pass.
#[derive(Clone, Debug)]
pub struct Activations<B: Backend> {
    /// After each block: `[n, channels[0], 14, 14]`, `[n, channels[1], 7, 7]`, `[n, channels[2], 3, 3]`,
    /// all >= 0.
    pub blocks: [Tensor<B, 4>; 3],
    /// After the hidden layer: `[n, hidden]`, >= 0.
    pub hidden: Tensor<B, 2>,
    /// Before softmax: `[n, 10]`, unbounded.
    pub logits: Tensor<B, 2>,
}

impl FoldedNet {
    /// Creates a network from its layers: three convolutions, the hidden layer, the output layer.
    ///
    /// # Panics
    /// If the size of a layer differs from `config`.
    pub fn from_layers(config: NetConfig, layers: [Layer; 5]) -> Self {
        for (layer, (outputs, inputs)) in layers.iter().zip(config.layer_shapes()) {
            let sizes = [layer.weights.len(), layer.biases.len()];
            let expected = [outputs * inputs, outputs];
            assert_eq!(sizes, expected, "the layers must match the configuration");
        }
        let [first, second, third, hidden, output] = layers;
        let block = |layer: Layer| FoldedBlock::new(layer.weights, layer.biases);
        let dense = |Layer { weights, biases }, activation| {
            let weights = transpose(&weights, biases.len());
            Dense::new(weights, biases, activation)
        };
        Self {
            config,
            blocks: [first, second, third].map(block),
            hidden: dense(hidden, Activation::Relu),
            output: dense(output, Activation::Identity),
        }
    }

    /// Returns the layers, in the order of [`Self::from_layers`].
    pub fn layers(&self) -> [Layer; 5] {
        let layer = |[weights, biases]: [&[f32]; 2]| Layer {
            weights: weights.to_vec(),
            biases: biases.to_vec(),
        };
        let dense = |dense: &Dense| {
            let [weights, biases] = dense.parameters();
            layer([&transpose(weights, weights.len() / biases.len()), biases])
        };
        let [first, second, third] = self
            .blocks
            .each_ref()
            .map(|block| layer(block.parameters()));
        [
            first,
            second,
            third,
            dense(&self.hidden),
            dense(&self.output),
        ]
    }

    /// Returns the sizes of the layers.
    pub fn config(&self) -> &NetConfig {
        &self.config
    }

    /// Computes the outputs of every layer.
    ///
    /// # Shapes
    /// `[n, 1, 28, 28]`, normalised by [`crate::input::from_rasters`], to those of [`Activations`].
    pub fn forward<B: KernelBackend>(&self, input: Tensor<B, 4>) -> Activations<B> {
        let [first, second, third] = &self.blocks;
        let first = folded_block(input, first);
        let second = folded_block(first.clone(), second);
        let third = folded_block(second.clone(), third);
        let hidden = dense(third.clone(), &self.hidden);
        let logits = dense(hidden.clone(), &self.output);
        Activations {
            blocks: [first, second, third],
            hidden,
            logits,
        }
    }
}

/// Transposes a row-major matrix.
fn transpose(matrix: &[f32], rows: usize) -> Vec<f32> {
    let columns = matrix.len() / rows;
    let at = |index: usize| matrix[index % rows * columns + index / rows];
    (0..matrix.len()).map(at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernels::InferenceBackend;
    use burn::tensor::Distribution;
    use ink::SIDE;
    use recognition::CLASSES;

    fn net() -> FoldedNet {
        let net = NetConfig::default().init::<InferenceBackend>(&Default::default());
        net.fold()
    }

    fn input() -> Tensor<InferenceBackend, 4> {
        Tensor::random(
            [2, 1, SIDE, SIDE],
            Distribution::Default,
            &Default::default(),
        )
    }

    #[test]
    fn every_layer_has_its_documented_shape() {
        let activations = net().forward(input());
        let [first, second, third] = activations.blocks;
        assert_eq!(first.dims(), [2, 16, 14, 14]);
        assert_eq!(second.dims(), [2, 40, 7, 7]);
        assert_eq!(third.dims(), [2, 96, 3, 3]);
        assert_eq!(activations.hidden.dims(), [2, 64]);
        assert_eq!(activations.logits.dims(), [2, CLASSES]);
    }

    #[test]
    fn a_network_rebuilt_from_its_layers_gives_the_same_logits() {
        let net = net();
        let rebuilt = FoldedNet::from_layers(*net.config(), net.layers());
        let input = input();
        let logits =
            |net: &FoldedNet| InferenceBackend::tensor_into_vec(net.forward(input.clone()).logits);
        assert_eq!(logits(&rebuilt), logits(&net));
    }

    #[test]
    #[should_panic = "match the configuration"]
    fn a_dense_layer_of_another_size_is_rejected() {
        let net = net();
        let mut layers = net.layers();
        layers[3].weights.pop();
        let _ = FoldedNet::from_layers(*net.config(), layers);
    }

    #[test]
    fn transposing_turns_columns_into_rows() {
        let matrix = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0];
        assert_eq!(transpose(&matrix, 2), [1.0, 4.0, 2.0, 5.0, 3.0, 6.0]);
    }
}
