//! A folded network as plain numbers, layer by layer: what files of weights are made of.

use burn::module::Param;
use burn::nn::{DropoutConfig, Linear};
use burn::tensor::Tensor;

use crate::Inference;
use crate::backend::NetBackend;
use crate::block::{ConvBlock, KERNEL};
use crate::model::{Net, NetConfig};

/// A convolution or a dense layer.
#[derive(Clone, Debug, PartialEq)]
pub struct Layer {
    /// A row for each output: `[outputs, inputs, 3, 3]` of a convolution, `[outputs, inputs]` of a dense layer.
    pub weights: Vec<f32>,
    /// One for each output.
    pub biases: Vec<f32>,
}

impl Net<Inference> {
    /// The three convolutions, the dense layer and the logits' layer of a folded network.
    ///
    /// # Panics
    /// When the network is not folded.
    pub fn layers(&self) -> [Layer; 5] {
        let [first, second, third] = self.blocks.each_ref().map(|block| {
            assert!(block.norm.is_none(), "only a folded network is its layers");
            Layer {
                weights: Inference::values(block.conv.weight.val()),
                biases: biases(block.conv.bias.as_ref()),
            }
        });
        let [hidden, output] = [&self.hidden, &self.output].map(|linear| Layer {
            // Burn keeps dense weights as [inputs, outputs].
            weights: transposed(
                &Inference::values(linear.weight.val()),
                linear.weight.dims(),
            ),
            biases: biases(linear.bias.as_ref()),
        });
        [first, second, third, hidden, output]
    }
}

impl<B: NetBackend> Net<B> {
    /// The folded network of these layers, each as large as this configuration says.
    pub fn of_layers(config: &NetConfig, layers: [Layer; 5]) -> Self {
        let [first, second, third, hidden, output] = layers;
        let mut convolutions = [first, second, third].into_iter();
        let blocks = config.stages().map(|(inputs, outputs)| {
            let layer = convolutions.next().expect("as many layers as stages");
            let weight = tensor(layer.weights, [outputs, inputs, KERNEL, KERNEL]);
            ConvBlock::of_folded(weight, tensor(layer.biases, [outputs]))
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
    let weight = tensor(transposed(&weights, [outputs, inputs]), [inputs, outputs]);
    Linear {
        weight: Param::from_tensor(weight),
        bias: Some(Param::from_tensor(tensor(biases, [outputs]))),
    }
}

fn biases(param: Option<&Param<Tensor<Inference, 1>>>) -> Vec<f32> {
    Inference::values(param.expect("folded layers have biases").val())
}

fn tensor<B: NetBackend, const D: usize>(values: Vec<f32>, shape: [usize; D]) -> Tensor<B, D> {
    B::tensor(values, shape, &Default::default())
}

/// Columns of a row-major matrix as rows.
fn transposed(matrix: &[f32], [rows, columns]: [usize; 2]) -> Vec<f32> {
    let at = |index: usize| matrix[index % rows * columns + index / rows];
    (0..matrix.len()).map(at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use burn::tensor::Distribution;

    #[test]
    fn a_network_of_its_own_layers_gives_the_same_logits() {
        let device = Default::default();
        let net = NetConfig::default().init::<Inference>(&device).folded();
        let again = Net::of_layers(&net.config(), net.layers());
        let input = Tensor::random([2, 1, 28, 28], Distribution::Default, &device);
        assert_eq!(
            Inference::values(again.forward(input.clone())),
            Inference::values(net.forward(input))
        );
    }

    #[test]
    fn a_matrix_transposed_has_its_columns_as_rows() {
        let matrix = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0];
        assert_eq!(transposed(&matrix, [2, 3]), [1.0, 4.0, 2.0, 5.0, 3.0, 6.0]);
    }
}
