//! Exports the network as a TensorFlow.js layers model: a JSON description and a file of weights.
//!
//! Input: shape `[n, 28, 28, 1]`, normalised. Output: logits, shape `[n, 10]`. TensorFlow.js puts the channels last, in
//! images and in kernels.

use ink::SIDE;
use model::config::{KERNEL_SIZE, POOL_SIZE};
use model::{FoldedNet, Layer};
use serde_json::{Value, json};

/// The two files of a model.
#[derive(Clone, Debug)]
pub(super) struct TfjsModel {
    /// `model.json`, which refers to the weights file by [`TfjsModel::WEIGHTS_FILE`].
    pub(super) model: String,
    /// All weights as little-endian `f32`.
    pub(super) weights: Vec<u8>,
}

impl TfjsModel {
    /// Name of the weights file, in the same folder as the model.
    pub(super) const WEIGHTS_FILE: &str = "weights.bin";
}

/// Returns the files of a network.
pub(super) fn tfjs(net: &FoldedNet) -> TfjsModel {
    let [first, second, third, hidden, output] = net.layers();
    let mut builder = ModelBuilder::default();
    for (number, layer) in (1..).zip([first, second, third]) {
        builder.block(&format!("conv{number}"), &layer);
    }
    let pixels = hidden.weights.len() / hidden.biases.len() / net.config().channels[2];
    builder
        .layers
        .push(json!({ "class_name": "Flatten", "config": { "name": "flat" } }));
    builder.dense("hidden", "relu", &hidden, pixels);
    builder.dense("logits", "linear", &output, 1);
    builder.finish()
}

#[derive(Default)]
struct ModelBuilder {
    layers: Vec<Value>,
    manifest: Vec<Value>,
    weights: Vec<u8>,
}

impl ModelBuilder {
    fn block(&mut self, name: &str, layer: &Layer) {
        let outputs = layer.biases.len();
        let inputs = layer.weights.len() / outputs / (KERNEL_SIZE * KERNEL_SIZE);
        let mut config = json!({
            "name": name, "filters": outputs, "kernel_size": [KERNEL_SIZE, KERNEL_SIZE], "strides": [1, 1],
            "padding": "same", "data_format": "channels_last", "activation": "relu", "use_bias": true,
        });
        if self.layers.is_empty() {
            config["batch_input_shape"] = json!([null, SIDE, SIDE, inputs]);
        }
        self.layers
            .push(json!({ "class_name": "Conv2D", "config": config }));
        let pool = json!({
            "name": format!("{name}_pool"), "pool_size": [POOL_SIZE, POOL_SIZE], "strides": [POOL_SIZE, POOL_SIZE],
            "padding": "valid", "data_format": "channels_last",
        });
        self.layers
            .push(json!({ "class_name": "MaxPooling2D", "config": pool }));
        let shape = [KERNEL_SIZE, KERNEL_SIZE, inputs, outputs];
        self.parameters(name, layer, &shape, KERNEL_SIZE * KERNEL_SIZE);
    }

    /// Adds a dense layer whose input consists of feature maps of `pixels` values each.
    fn dense(&mut self, name: &str, activation: &str, layer: &Layer, pixels: usize) {
        let outputs = layer.biases.len();
        let config = json!({
            "name": name, "units": outputs, "activation": activation, "use_bias": true,
        });
        self.layers
            .push(json!({ "class_name": "Dense", "config": config }));
        let shape = [layer.weights.len() / outputs, outputs];
        self.parameters(name, layer, &shape, pixels);
    }

    /// Appends the weights, transposed from `[outputs, inputs, pixels]` to `[pixels, inputs, outputs]`, then the
    /// biases.
    fn parameters(&mut self, name: &str, layer: &Layer, shape: &[usize], pixels: usize) {
        let outputs = layer.biases.len();
        let inputs = layer.weights.len() / outputs / pixels;
        for index in 0..layer.weights.len() {
            let (pixel, rest) = (index / (inputs * outputs), index % (inputs * outputs));
            let (input, output) = (rest / outputs, rest % outputs);
            let value = layer.weights[(output * inputs + input) * pixels + pixel];
            self.weights.extend(value.to_le_bytes());
        }
        let biases = layer.biases.iter().flat_map(|bias| bias.to_le_bytes());
        self.weights.extend(biases);
        for (parameter, shape) in [("kernel", shape), ("bias", &[outputs])] {
            let entry = json!({ "name": format!("{name}/{parameter}"), "shape": shape, "dtype": "float32" });
            self.manifest.push(entry);
        }
    }

    fn finish(self) -> TfjsModel {
        let model = json!({
            "format": "layers-model",
            "modelTopology": {
                "keras_version": "2.15.0",
                "backend": "tensorflow",
                "model_config": {
                    "class_name": "Sequential",
                    "config": { "name": "digits", "layers": self.layers },
                },
            },
            "weightsManifest": [{ "paths": [TfjsModel::WEIGHTS_FILE], "weights": self.manifest }],
        });
        TfjsModel {
            model: model.to_string(),
            weights: self.weights,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use evaluation::SHIPPED_WEIGHTS;
    use model::Classifier;

    #[test]
    fn the_weights_match_the_manifest_and_start_with_the_first_pixel() {
        let classifier = Classifier::from_bytes(SHIPPED_WEIGHTS).unwrap();
        let files = tfjs(classifier.net());
        let model: Value = serde_json::from_str(&files.model).unwrap();
        let entries = model["weightsManifest"][0]["weights"].as_array().unwrap();
        let size = |entry: &Value| -> u64 {
            let shape = entry["shape"].as_array().unwrap().iter();
            shape.map(|size| size.as_u64().unwrap()).product()
        };
        let values: u64 = entries.iter().map(size).sum();
        assert_eq!(files.weights.len() as u64, 4 * values);
        let [first, ..] = classifier.net().layers();
        let (written, _) = files.weights.as_chunks();
        assert_eq!(
            f32::from_le_bytes(written[1]),
            first.weights[KERNEL_SIZE * KERNEL_SIZE]
        );
    }
}
