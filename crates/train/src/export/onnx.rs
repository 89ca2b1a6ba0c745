//! The network as ONNX (<https://onnx.ai/onnx/repo-docs/IR.html>; field numbers from `onnx.proto`).
//!
//! `input`, `[n, 1, 28, 28]` normalised, to `logits`, `[n, 10]`.

use ink::SIDE;
use net::block::{KERNEL, POOL};
use net::{CLASSES, Inference, Layer, Net};

use super::protobuf::Message;

const IR_VERSION: u64 = 8;
const OPSET: u64 = 17;
const FLOAT: u64 = 1;
const INT: u64 = 2;
const INTS: u64 = 7;

/// The bytes of an ONNX file.
///
/// # Panics
/// When the network is not folded.
pub fn onnx(net: &Net<Inference>) -> Vec<u8> {
    let opset = Message::default().text(1, "").int(2, OPSET);
    let model = Message::default()
        .int(1, IR_VERSION)
        .text(2, "digit-recogniser")
        .message(7, &graph(net))
        .message(8, &opset);
    model.into_bytes()
}

fn graph(net: &Net<Inference>) -> Message {
    let [first, second, third, hidden, output] = net.layers();
    let (mut nodes, mut tensors, mut from) = (Vec::new(), Vec::new(), "input".to_owned());
    for (number, layer) in (1..).zip([first, second, third]) {
        let name = format!("conv{number}");
        let inputs = layer.weights.len() / layer.biases.len() / (KERNEL * KERNEL);
        let shape = [layer.biases.len(), inputs, KERNEL, KERNEL];
        tensors.extend(parameters(&name, &layer, &shape));
        nodes.extend(block(&name, &from));
        from = format!("{name}.pooled");
    }
    nodes.push(node("Flatten", &[&from], "flat", []));
    for (name, layer) in [("hidden", hidden), ("logits", output)] {
        let shape = [layer.biases.len(), layer.weights.len() / layer.biases.len()];
        tensors.extend(parameters(name, &layer, &shape));
    }
    nodes.extend([
        dense("hidden", "flat"),
        node("Relu", &["hidden"], "rectified", []),
        dense("logits", "rectified"),
    ]);
    Message::default()
        .messages(1, nodes)
        .text(2, "digits")
        .messages(5, tensors)
        .message(11, &value("input", &[1, SIDE, SIDE]))
        .message(12, &value("logits", &[CLASSES]))
}

/// Convolution, ReLU and pooling.
fn block(name: &str, from: &str) -> [Message; 3] {
    let [convolved, rectified, pooled] =
        ["convolved", "rectified", "pooled"].map(|step| format!("{name}.{step}"));
    let [weight, bias] = ["weight", "bias"].map(|part| format!("{name}.{part}"));
    let kernel = ints("kernel_shape", [KERNEL; 2].to_vec());
    let window = ints("kernel_shape", [POOL; 2].to_vec());
    let strides = ints("strides", [POOL; 2].to_vec());
    let pads = ints("pads", vec![KERNEL / 2; 4]);
    [
        node("Conv", &[from, &weight, &bias], &convolved, [kernel, pads]),
        node("Relu", &[&convolved], &rectified, []),
        node("MaxPool", &[&rectified], &pooled, [window, strides]),
    ]
}

/// The layer `name`, whose result has its name too.
fn dense(name: &str, from: &str) -> Message {
    let [weight, bias] = ["weight", "bias"].map(|part| format!("{name}.{part}"));
    let transposed = Message::default().text(1, "transB").int(3, 1).int(20, INT);
    node("Gemm", &[from, &weight, &bias], name, [transposed])
}

fn node(
    operation: &str,
    inputs: &[&str],
    output: &str,
    attributes: impl IntoIterator<Item = Message>,
) -> Message {
    let inputs = inputs.iter();
    inputs
        .fold(Message::default(), |node, input| node.text(1, input))
        .text(2, output)
        .text(3, output)
        .text(4, operation)
        .messages(5, attributes)
}

fn ints(name: &str, values: Vec<usize>) -> Message {
    Message::default()
        .text(1, name)
        .ints(8, values)
        .int(20, INTS)
}

fn parameters(name: &str, layer: &Layer, shape: &[usize]) -> [Message; 2] {
    [
        tensor(&format!("{name}.weight"), &layer.weights, shape),
        tensor(&format!("{name}.bias"), &layer.biases, &shape[..1]),
    ]
}

fn tensor(name: &str, values: &[f32], shape: &[usize]) -> Message {
    let bytes: Vec<u8> = values
        .iter()
        .flat_map(|value| value.to_le_bytes())
        .collect();
    Message::default()
        .ints(1, shape.iter().copied())
        .int(2, FLOAT)
        .text(8, name)
        .bytes(9, &bytes)
}

/// An input or output of any number of rows of this shape.
fn value(name: &str, shape: &[usize]) -> Message {
    let rows = Message::default().text(2, "n");
    let sizes = shape
        .iter()
        .map(|size| Message::default().int(1, *size as u64));
    let shape = Message::default().message(1, &rows).messages(1, sizes);
    let tensor = Message::default().int(1, FLOAT).message(2, &shape);
    let kind = Message::default().message(1, &tensor);
    Message::default().text(1, name).message(2, &kind)
}
