//! Explanations of a classification, as plain data. The crate `explain` computes them.

use ink::{Parameter, Raster, Stroke};
use serde::{Deserialize, Serialize};

use crate::{CLASSES, Prediction};

/// The outputs of all layers for one raster.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LayerOutputs {
    /// The layers in the order of computation, from the input to the logits.
    pub layers: Vec<LayerOutput>,
    /// The prediction from the logits.
    pub prediction: Prediction,
}

impl LayerOutputs {
    /// Returns the ten logits.
    ///
    /// # Panics
    /// If the last layer does not hold ten values.
    pub fn logits(&self) -> [f32; CLASSES] {
        let last = self.layers.last().map(|layer| layer.values.as_slice());
        last.and_then(|values| values.try_into().ok())
            .expect("the last layer holds the logits")
    }
}

/// The output of one layer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LayerOutput {
    /// The kind of the layer.
    pub kind: LayerKind,
    /// `[channels, height, width]`; height and width are 1 for a dense layer.
    pub shape: [usize; 3],
    /// Number of weights and biases, with batch normalisation folded into them.
    pub parameter_count: usize,
    /// The output, row-major, in the shape above.
    pub values: Vec<f32>,
}

/// The kind of a layer. The kind determines the range of its values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LayerKind {
    /// The normalised raster: about -0.42 = paper, 2.82 = ink.
    Input,
    /// 3x3 convolution, ReLU and 2x2 max pooling: values >= 0.
    Block,
    /// Dense layer with ReLU: values >= 0.
    Hidden,
    /// Dense layer with the ten logits, unbounded.
    Logits,
}

/// The position of a unit: one value of a pooled feature map.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitPosition {
    /// Block, 0 to 2.
    pub block: usize,
    /// Feature map of the block.
    pub map: usize,
    /// Column of the pooled map.
    pub x: usize,
    /// Row of the pooled map.
    pub y: usize,
}

/// The inputs of a unit and the steps that compute its value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReceptiveField {
    /// The inputs under the kernel at the position with the largest sum: `[inputs, 3 * 3]`, row by row, 0 beyond the
    /// edge of the map.
    pub inputs: Vec<[f32; 9]>,
    /// The kernel, in the same order.
    pub kernel: Vec<[f32; 9]>,
    /// The bias, which is added to every sum.
    pub bias: f32,
    /// The four sums of the pooling window, with bias, row by row.
    pub sums: [f32; 4],
    /// The index in `sums` of the largest one. `inputs` are its inputs.
    pub max_index: usize,
    /// The unit's value: the largest sum, or 0 if that is negative.
    pub value: f32,
}

/// A stroke, or a piece of one, with its contribution.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StrokeAttribution {
    /// The stroke that is left out.
    pub stroke: Stroke,
    /// Drop of the class's logit without the stroke: unbounded, above 0 for evidence in favour of the class and below 0
    /// for evidence against it.
    pub contribution: f32,
    /// The predicted digit without the stroke.
    pub digit_without: u8,
}

/// A changed raster that is classified as another digit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AdversarialExample {
    /// The changed raster.
    pub raster: Raster,
    /// The predicted digit of the original raster.
    pub original_digit: u8,
    /// The predicted digit of the changed raster.
    pub digit: u8,
    /// L2 norm of the change, with 1 = the difference between paper and ink.
    pub l2_norm: f32,
    /// Largest change of a pixel, 0..1.
    pub max_change: f32,
}

/// The predictions over the range of a parameter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sweep {
    /// The parameter that varies.
    pub parameter: Parameter,
    /// The ten probabilities at each of the sampled values; empty if the drawing has no ink.
    pub probabilities: Vec<[f32; CLASSES]>,
    /// The values at which the predicted digit changes, in ascending order.
    pub class_changes: Vec<ClassChange>,
}

/// A value of the parameter at which the predicted digit changes.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClassChange {
    /// The value, in the parameter's unit. The error is below 1/3000 of the range.
    pub value: f32,
    /// The predicted digit below the value.
    pub below: u8,
    /// The predicted digit above the value.
    pub above: u8,
}
