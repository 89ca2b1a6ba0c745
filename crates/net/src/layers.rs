//! A folded network as plain numbers: one [`Layer`] for each convolution and dense layer.
//!
//! Weights files and the exports to other formats store these layers.

use burn::module::Param;
use burn::nn::{DropoutConfig, Linear};
use burn::tensor::Tensor;

use crate::InferenceBackend;
use crate::backend::NetBackend;
use crate::block::{ConvBlock, KERNEL_SIZE};
use crate::model::{Net, NetConfig};

/// A convolution or a dense layer.
#[derive(Clone, Debug, PartialEq)]
pub struct Layer {
    /// Row-major: `[outputs, inputs, 3, 3]` for a convolution, `[outputs, inputs]` for a dense layer.
    pub weights: Vec<f32>,
    /// `[outputs]`.
    pub biases: Vec<f32>,
}

impl Net<InferenceBackend> {
    /// Returns the layers of a folded network: three convolutions, the hidden layer, the output layer.
    ///
    /// # Panics
    /// If the network is not folded.
    pub fn layers(&self) -> [Layer; 5] {
        let [first, second, third] = self.blocks.each_ref().map(|block| {
            assert!(block.norm.is_none(), "the network must be folded first");
            Layer {
                weights: InferenceBackend::tensor_into_vec(block.conv.weight.val()),
                biases: biases(block.conv.bias.as_ref()),
            }
        });
        let [hidden, output] = [&self.hidden, &self.output].map(|linear| Layer {
            // Burn stores dense weights as [inputs, outputs].
            weights: transpose(
                &InferenceBackend::tensor_into_vec(linear.weight.val()),
                linear.weight.dims(),
            ),
            biases: biases(linear.bias.as_ref()),
        });
        [first, second, third, hidden, output]
    }
}

impl<B: NetBackend> Net<B> {
    /// Creates a folded network from its layers, in the order of [`Net::layers`].
    ///
    /// # Panics
    /// If the size of a convolution differs from `config`.
    pub fn from_layers(config: &NetConfig, layers: [Layer; 5]) -> Self {
        let [first, second, third, hidden, output] = layers;
        let mut convolutions = [first, second, third].into_iter();
        let blocks = config.conv_channels().map(|(inputs, outputs)| {
            let layer = convolutions
                .next()
                .expect("there is a layer for each convolution");
            let weight = to_tensor(layer.weights, [outputs, inputs, KERNEL_SIZE, KERNEL_SIZE]);
            ConvBlock::from_folded(weight, to_tensor(layer.biases, [outputs]))
        });
        Self {
            blocks,
            dropout: DropoutConfig::new(config.dropout).init(),
            hidden: linear(hidden),
            output: linear(output),
        }
    }
}

fn linear<B: NetBackend>(Layer { weights, biases }: Layer) -> Linear<B> {
    let outputs = biases.len();
    let inputs = weights.len() / outputs;
    let weight = to_tensor(transpose(&weights, [outputs, inputs]), [inputs, outputs]);
    Linear {
        weight: Param::from_tensor(weight),
        bias: Some(Param::from_tensor(to_tensor(biases, [outputs]))),
    }
}

fn biases(param: Option<&Param<Tensor<InferenceBackend, 1>>>) -> Vec<f32> {
    InferenceBackend::tensor_into_vec(param.expect("folded layers have biases").val())
}

fn to_tensor<B: NetBackend, const D: usize>(values: Vec<f32>, shape: [usize; D]) -> Tensor<B, D> {
    B::tensor_from_vec(values, shape, &Default::default())
}

/// Transposes a row-major matrix.
fn transpose(matrix: &[f32], [rows, columns]: [usize; 2]) -> Vec<f32> {
    let at = |index: usize| matrix[index % rows * columns + index / rows];
    (0..matrix.len()).map(at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use burn::tensor::Distribution;

    #[test]
    fn a_network_rebuilt_from_its_layers_gives_the_same_logits() {
        let device = Default::default();
        let net = NetConfig::default()
            .init::<InferenceBackend>(&device)
            .fold_batch_norm();
        let rebuilt = Net::from_layers(&net.config(), net.layers());
        let input = Tensor::random([2, 1, 28, 28], Distribution::Default, &device);
        assert_eq!(
            InferenceBackend::tensor_into_vec(rebuilt.forward(input.clone())),
            InferenceBackend::tensor_into_vec(net.forward(input))
        );
    }

    #[test]
    fn transposing_turns_columns_into_rows() {
        let matrix = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0];
        assert_eq!(transpose(&matrix, [2, 3]), [1.0, 4.0, 2.0, 5.0, 3.0, 6.0]);
    }
}
