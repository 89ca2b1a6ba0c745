//! Exports the network to ONNX (<https://onnx.ai/onnx/repo-docs/IR.html>).
//!
//! Input: `input`, shape `[n, 1, 28, 28]`, normalised. Output: `logits`, shape `[n, 10]`. The field numbers are those
//! of `onnx.proto`.

use ink::SIDE;
use model::config::{KERNEL_SIZE, POOL_SIZE};
use model::{FoldedNet, Layer};
use recognition::CLASSES;

use super::protobuf::Message;

const IR_VERSION: u64 = 8;
const OPSET: u64 = 17;
/// `TensorProto.DataType.FLOAT`.
const FLOAT: u64 = 1;
/// `AttributeProto.AttributeType.INT` and `INTS`.
const INT: u64 = 2;
const INTS: u64 = 7;

/// Returns the network as an ONNX file.
pub(super) fn onnx(net: &FoldedNet) -> Vec<u8> {
    let opset = Message::default().text(1, "").int(2, OPSET);
    let model = Message::default()
        .int(1, IR_VERSION)
        .text(2, "digit-recogniser")
        .message(7, &graph(net))
        .message(8, &opset);
    model.into_bytes()
}

fn graph(net: &FoldedNet) -> Message {
    let [first, second, third, hidden, output] = net.layers();
    let (mut nodes, mut tensors, mut input) = (Vec::new(), Vec::new(), "input".to_owned());
    for (number, layer) in (1..).zip([first, second, third]) {
        let name = format!("conv{number}");
        let in_channels = layer.weights.len() / layer.biases.len() / (KERNEL_SIZE * KERNEL_SIZE);
        let shape = [layer.biases.len(), in_channels, KERNEL_SIZE, KERNEL_SIZE];
        tensors.extend(parameters(&name, &layer, &shape));
        nodes.extend(block(&name, &input));
        input = format!("{name}.pooled");
    }
    nodes.push(node("Flatten", &[&input], "flat", []));
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

/// Returns the nodes of a block: convolution, ReLU and max pooling.
fn block(name: &str, input: &str) -> [Message; 3] {
    let [convolved, rectified, pooled] =
        ["convolved", "rectified", "pooled"].map(|output| format!("{name}.{output}"));
    let [weight, bias] = ["weight", "bias"].map(|parameter| format!("{name}.{parameter}"));
    let kernel = ints("kernel_shape", [KERNEL_SIZE; 2].to_vec());
    let window = ints("kernel_shape", [POOL_SIZE; 2].to_vec());
    let strides = ints("strides", [POOL_SIZE; 2].to_vec());
    let pads = ints("pads", vec![KERNEL_SIZE / 2; 4]);
    [
        node("Conv", &[input, &weight, &bias], &convolved, [kernel, pads]),
        node("Relu", &[&convolved], &rectified, []),
        node("MaxPool", &[&rectified], &pooled, [window, strides]),
    ]
}

/// Returns a dense layer; its output has the name of the layer.
fn dense(name: &str, input: &str) -> Message {
    let [weight, bias] = ["weight", "bias"].map(|parameter| format!("{name}.{parameter}"));
    let transposed = Message::default().text(1, "transB").int(3, 1).int(20, INT);
    node("Gemm", &[input, &weight, &bias], name, [transposed])
}

fn node(
    op_type: &str,
    inputs: &[&str],
    output: &str,
    attributes: impl IntoIterator<Item = Message>,
) -> Message {
    let inputs = inputs.iter();
    inputs
        .fold(Message::default(), |node, input| node.text(1, input))
        .text(2, output)
        .text(3, output)
        .text(4, op_type)
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

/// Returns the description of an input or output with a batch dimension before `shape`.
fn value(name: &str, shape: &[usize]) -> Message {
    let batch = Message::default().text(2, "n");
    let sizes = shape
        .iter()
        .map(|size| Message::default().int(1, *size as u64));
    let shape = Message::default().message(1, &batch).messages(1, sizes);
    let tensor = Message::default().int(1, FLOAT).message(2, &shape);
    let kind = Message::default().message(1, &tensor);
    Message::default().text(1, name).message(2, &kind)
}
