//! The network as a layers model of TensorFlow.js: a description in JSON and the weights one after another.
//!
//! `[n, 28, 28, 1]` normalised, to `[n, 10]` logits. Channels come last there, in images and in kernels.

use ink::SIDE;
use net::block::{KERNEL, POOL};
use net::{Inference, Layer, Net};
use serde_json::{Value, json};

/// The two files of a model.
#[derive(Clone, Debug)]
pub struct Tfjs {
    /// `model.json`, which names the other [`Tfjs::WEIGHTS`].
    pub model: String,
    /// All weights, `f32`, little endian.
    pub weights: Vec<u8>,
}

impl Tfjs {
    /// The name that the weights' file must have, beside the model's.
    pub const WEIGHTS: &str = "weights.bin";
}

/// The files of a folded network.
///
/// # Panics
/// When the network is not folded.
pub fn tfjs(net: &Net<Inference>) -> Tfjs {
    let [first, second, third, hidden, output] = net.layers();
    let mut files = Files::default();
    for (number, layer) in (1..).zip([first, second, third]) {
        files.block(&format!("conv{number}"), &layer);
    }
    let pixels = hidden.weights.len() / hidden.biases.len() / net.config().channels[2];
    files
        .layers
        .push(json!({ "class_name": "Flatten", "config": { "name": "flat" } }));
    files.dense("hidden", "relu", &hidden, pixels);
    files.dense("logits", "linear", &output, 1);
    files.finish()
}

#[derive(Default)]
struct Files {
    layers: Vec<Value>,
    manifest: Vec<Value>,
    weights: Vec<u8>,
}

impl Files {
    fn block(&mut self, name: &str, layer: &Layer) {
        let outputs = layer.biases.len();
        let inputs = layer.weights.len() / outputs / (KERNEL * KERNEL);
        let mut config = json!({
            "name": name, "filters": outputs, "kernel_size": [KERNEL, KERNEL], "strides": [1, 1],
            "padding": "same", "data_format": "channels_last", "activation": "relu", "use_bias": true,
        });
        if self.layers.is_empty() {
            config["batch_input_shape"] = json!([null, SIDE, SIDE, inputs]);
        }
        self.layers
            .push(json!({ "class_name": "Conv2D", "config": config }));
        let pool = json!({
            "name": format!("{name}_pool"), "pool_size": [POOL, POOL], "strides": [POOL, POOL],
            "padding": "valid", "data_format": "channels_last",
        });
        self.layers
            .push(json!({ "class_name": "MaxPooling2D", "config": pool }));
        let shape = [KERNEL, KERNEL, inputs, outputs];
        self.parameters(name, layer, &shape, KERNEL * KERNEL);
    }

    /// A dense layer that reads maps of so many pixels.
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

    /// Weights `[outputs, inputs, pixels]` as `[pixels, inputs, outputs]`, then the biases.
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
        for (part, shape) in [("kernel", shape), ("bias", &[outputs])] {
            let entry =
                json!({ "name": format!("{name}/{part}"), "shape": shape, "dtype": "float32" });
            self.manifest.push(entry);
        }
    }

    fn finish(self) -> Tfjs {
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
            "weightsManifest": [{ "paths": [Tfjs::WEIGHTS], "weights": self.manifest }],
        });
        Tfjs {
            model: model.to_string(),
            weights: self.weights,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use net::{Classifier, NetConfig};

    #[test]
    fn the_weights_are_as_many_as_the_manifest_says_and_the_first_are_of_the_first_pixel() {
        let classifier = Classifier::from(NetConfig::default().init(&Default::default()));
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
            first.weights[KERNEL * KERNEL]
        );
    }
}
