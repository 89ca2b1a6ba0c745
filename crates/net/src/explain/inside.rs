//! Every layer of the network on one raster, as plain numbers: what it is, its size, what it computed.
//!
//! Read from the network itself, so a network of another shape is shown as what it is.

use ink::{Raster, SIDE};
use serde::{Deserialize, Serialize};

use super::Explainer;
use crate::backend::NetBackend;
use crate::{CLASSES, Inference, Prediction, input};

/// The whole way from the input to the answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Inside {
    /// From the input to the logits, in the order in which they compute.
    pub layers: Vec<Shown>,
    /// What is made of the logits.
    pub prediction: Prediction,
}

/// One layer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Shown {
    /// What it does.
    pub kind: Kind,
    /// Maps, rows and columns of what it gives; rows and columns are 1 after a dense layer.
    pub shape: [usize; 3],
    /// Weights and biases, the normalisation folded into them.
    pub parameters: usize,
    /// What it gave, row-major, as many as the shape holds.
    pub values: Vec<f32>,
}

/// What a layer does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// The raster, normalised: about -0.42 = paper, 2.82 = ink.
    Input,
    /// 3x3 convolution, ReLU and 2x2 max pooling: values >= 0.
    Block,
    /// Dense with ReLU: values >= 0.
    Hidden,
    /// Dense: the ten logits, of any size.
    Logits,
}

impl Explainer {
    /// What every layer makes of a raster.
    ///
    /// # Shapes
    /// The input `[1, 28, 28]`, the blocks `[channels, side, side]` with sides 14, 7 and 3, then `[hidden, 1, 1]`
    /// and `[10, 1, 1]`.
    pub fn inside(&self, raster: &Raster) -> Inside {
        let raster = std::slice::from_ref(raster);
        let normalised = input::tensor::<Inference>(raster, &Default::default());
        let activations = self.classifier.activations(raster);
        let parameters = self.parameters();
        let mut layers = vec![Shown {
            kind: Kind::Input,
            shape: [1, SIDE, SIDE],
            parameters: 0,
            values: Inference::values(normalised),
        }];
        for (maps, parameters) in activations.blocks.into_iter().zip(parameters) {
            let [_, channels, height, width] = maps.dims();
            layers.push(Shown {
                kind: Kind::Block,
                shape: [channels, height, width],
                parameters,
                values: Inference::values(maps),
            });
        }
        let [.., of_hidden, of_logits] = parameters;
        let hidden = Inference::values(activations.hidden);
        let logits = Inference::values(activations.logits);
        layers.push(flat(Kind::Hidden, of_hidden, hidden));
        layers.push(flat(Kind::Logits, of_logits, logits));
        Inside {
            layers,
            prediction: self.classifier.classify(&raster[0]),
        }
    }

    /// Weights and biases of the three convolutions, the dense layer and the logits' layer.
    fn parameters(&self) -> [usize; 5] {
        let rows = self.classifier.net().config().rows();
        rows.map(|(outputs, weights)| outputs * (weights + 1))
    }
}

fn flat(kind: Kind, parameters: usize, values: Vec<f32>) -> Shown {
    Shown {
        kind,
        shape: [values.len(), 1, 1],
        parameters,
        values,
    }
}

impl Inside {
    /// The ten logits.
    pub fn logits(&self) -> [f32; CLASSES] {
        let last = self.layers.last().map(|layer| layer.values.as_slice());
        last.and_then(|values| values.try_into().ok())
            .expect("the last layer gives the logits")
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{explainer, golden, goldens};

    #[test]
    fn every_layer_has_its_documented_shape_and_as_many_values() {
        let inside = explainer().inside(&golden(4));
        let shapes: Vec<[usize; 3]> = inside.layers.iter().map(|layer| layer.shape).collect();
        let expected = [
            [1, 28, 28],
            [16, 14, 14],
            [40, 7, 7],
            [96, 3, 3],
            [64, 1, 1],
            [10, 1, 1],
        ];
        assert_eq!(shapes, expected);
        for layer in &inside.layers {
            assert_eq!(layer.values.len(), layer.shape.iter().product::<usize>());
        }
    }

    #[test]
    fn the_parameters_are_all_that_the_folded_network_has() {
        let explainer = explainer();
        let layers = explainer.classifier().net().layers();
        let all: usize = layers
            .iter()
            .map(|layer| layer.weights.len() + layer.biases.len())
            .sum();
        let inside = explainer.inside(&golden(4));
        let shown: usize = inside.layers.iter().map(|layer| layer.parameters).sum();
        assert_eq!(shown, all);
    }

    #[test]
    fn logits_and_prediction_are_exactly_those_of_the_classifier() {
        let explainer = explainer();
        for golden in goldens() {
            let raster = golden.drawing.raster().unwrap();
            let inside = explainer.inside(&raster);
            let outputs = explainer
                .classifier()
                .outputs(std::slice::from_ref(&raster));
            assert_eq!(inside.logits(), outputs[0].logits);
            assert_eq!(inside.prediction, explainer.classifier().classify(&raster));
        }
    }
}
