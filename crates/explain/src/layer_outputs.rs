//! The output of every layer for one raster, as plain numbers, with each layer's kind, shape and parameter count.
//!
//! All of this is read from the network, so this module does not depend on the layer sizes.

use ink::{Raster, SIDE};
use model::{InferenceBackend, KernelBackend, input};
use recognition::explanation::{LayerKind, LayerOutput, LayerOutputs};

use crate::Explainer;

impl Explainer {
    /// Computes the outputs of every layer.
    ///
    /// # Shapes
    /// `[1, 28, 28]` for the input; `[channels, side, side]` with sides 14, 7 and 3 for the blocks; `[hidden, 1, 1]`
    /// and `[10, 1, 1]` for the dense layers.
    pub fn layer_outputs(&self, raster: &Raster) -> LayerOutputs {
        let raster = std::slice::from_ref(raster);
        let normalised = input::from_rasters::<InferenceBackend>(raster);
        let activations = self.classifier.activations(raster);
        let parameter_counts = self.parameter_counts();
        let mut layers = vec![LayerOutput {
            kind: LayerKind::Input,
            shape: [1, SIDE, SIDE],
            parameter_count: 0,
            values: InferenceBackend::tensor_into_vec(normalised),
        }];
        for (maps, parameter_count) in activations.blocks.into_iter().zip(parameter_counts) {
            let [_, channels, height, width] = maps.dims();
            layers.push(LayerOutput {
                kind: LayerKind::Block,
                shape: [channels, height, width],
                parameter_count,
                values: InferenceBackend::tensor_into_vec(maps),
            });
        }
        let [.., hidden_count, logits_count] = parameter_counts;
        let hidden = InferenceBackend::tensor_into_vec(activations.hidden);
        let logits = InferenceBackend::tensor_into_vec(activations.logits);
        layers.push(dense_output(LayerKind::Hidden, hidden_count, hidden));
        layers.push(dense_output(LayerKind::Logits, logits_count, logits));
        LayerOutputs {
            layers,
            prediction: self.classifier.classify(&raster[0]),
        }
    }

    /// Returns the number of parameters of each layer: three convolutions, the hidden layer, the output layer.
    fn parameter_counts(&self) -> [usize; 5] {
        let shapes = self.classifier.net().config().layer_shapes();
        shapes.map(|(outputs, weights)| outputs * (weights + 1))
    }
}

fn dense_output(kind: LayerKind, parameter_count: usize, values: Vec<f32>) -> LayerOutput {
    LayerOutput {
        kind,
        shape: [values.len(), 1, 1],
        parameter_count,
        values,
    }
}

#[cfg(test)]
mod tests {
    use crate::fixtures::{explainer, golden, goldens};

    #[test]
    fn every_layer_has_its_documented_shape() {
        let outputs = explainer().layer_outputs(&golden(4));
        let shapes: Vec<[usize; 3]> = outputs.layers.iter().map(|layer| layer.shape).collect();
        let expected = [
            [1, 28, 28],
            [16, 14, 14],
            [40, 7, 7],
            [96, 3, 3],
            [64, 1, 1],
            [10, 1, 1],
        ];
        assert_eq!(shapes, expected);
        for layer in &outputs.layers {
            assert_eq!(layer.values.len(), layer.shape.iter().product::<usize>());
        }
    }

    #[test]
    fn the_parameter_counts_add_up_to_the_size_of_the_folded_network() {
        let explainer = explainer();
        let layers = explainer.classifier().net().layers();
        let expected: usize = layers
            .iter()
            .map(|layer| layer.weights.len() + layer.biases.len())
            .sum();
        let outputs = explainer.layer_outputs(&golden(4));
        let counts = outputs.layers.iter().map(|layer| layer.parameter_count);
        assert_eq!(counts.sum::<usize>(), expected);
    }

    #[test]
    fn logits_and_prediction_are_exactly_those_of_the_classifier() {
        let explainer = explainer();
        for golden in goldens() {
            let raster = golden.drawing.raster().unwrap();
            let layer_outputs = explainer.layer_outputs(&raster);
            let outputs = explainer
                .classifier()
                .outputs(std::slice::from_ref(&raster));
            assert_eq!(layer_outputs.logits(), outputs[0].logits);
            assert_eq!(
                layer_outputs.prediction,
                explainer.classifier().classify(&raster)
            );
        }
    }
}
