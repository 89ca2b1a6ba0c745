//! Compares the fused block with Burn's own layers: output, gradients and running statistics.

use burn::backend::autodiff::grads::Gradients;
use burn::module::Module;
use burn::tensor::{Distribution, Tensor};

use super::{ConvBlock, ForceInit};
use crate::{AutodiffBackend, InferenceBackend};

type Images = Tensor<AutodiffBackend, 4>;

/// The results of a forward and a backward pass.
struct Passes {
    block: ConvBlock<AutodiffBackend>,
    input: Images,
    output: Images,
    gradients: Gradients,
}

fn run(
    block: &ConvBlock<AutodiffBackend>,
    input: &Images,
    forward: fn(&ConvBlock<AutodiffBackend>, Images) -> Images,
) -> Passes {
    let (block, input) = (
        block.clone(),
        Tensor::from_inner(input.clone().inner()).require_grad(),
    );
    let output = forward(&block, input.clone());
    // A loss that weights each output value differently.
    let ramp = Tensor::arange(0..output.shape().num_elements() as i64, &output.device()).float();
    let loss_weights = (ramp * 0.37).sin().reshape(output.shape());
    let gradients = (output.clone() * loss_weights).sum().backward();
    Passes {
        block,
        input,
        output,
        gradients,
    }
}

#[track_caller]
fn check_equal<const D: usize>(
    name: &str,
    actual: Tensor<InferenceBackend, D>,
    expected: Tensor<InferenceBackend, D>,
) {
    assert_eq!(actual.dims(), expected.dims(), "{name}");
    let largest = expected.clone().abs().max().into_scalar().max(1.0);
    let difference = (actual - expected).abs().max().into_scalar() / largest;
    assert!(difference < 2e-5, "{name} differs by {difference}");
}

#[track_caller]
fn check(inputs: usize, outputs: usize, side: usize, batch: usize) {
    let device = Default::default();
    let block = ConvBlock::<AutodiffBackend>::new(inputs, outputs, &device);
    block.visit(&mut ForceInit);
    let input = Tensor::random(
        [batch, inputs, side, side],
        Distribution::Normal(0.3, 1.0),
        &device,
    );
    let fused = run(&block, &input, ConvBlock::forward);
    let reference = run(&block, &input, ConvBlock::forward_reference);
    check_equal(
        "output",
        fused.output.clone().inner(),
        reference.output.clone().inner(),
    );
    let input = |of: &Passes| of.input.grad(&of.gradients).expect("the input is tracked");
    check_equal("input gradient", input(&fused), input(&reference));
    let weight = |of: &Passes| {
        let weight = of.block.conv.weight.val();
        weight.grad(&of.gradients).expect("the weights are tracked")
    };
    check_equal("weight gradient", weight(&fused), weight(&reference));
    let norm = |of: &Passes| of.block.norm.clone();
    let gamma = |of: &Passes| {
        let gamma = norm(of).gamma.val();
        gamma.grad(&of.gradients).expect("gamma is tracked")
    };
    check_equal("gamma gradient", gamma(&fused), gamma(&reference));
    let beta = |of: &Passes| {
        let beta = norm(of).beta.val();
        beta.grad(&of.gradients).expect("beta is tracked")
    };
    check_equal("beta gradient", beta(&fused), beta(&reference));
    let mean = |of: &Passes| norm(of).running_mean.value().inner();
    check_equal("running mean", mean(&fused), mean(&reference));
    let variance = |of: &Passes| norm(of).running_var.value().inner();
    check_equal("running variance", variance(&fused), variance(&reference));
}

#[test]
fn the_fused_block_matches_burns_layers_forward_and_backward() {
    check(1, 4, 28, 3);
    check(4, 6, 14, 3);
}

#[test]
fn an_odd_side_loses_its_last_row_and_column_as_in_burns_pooling() {
    check(3, 5, 7, 2);
}

#[test]
fn a_batch_of_several_groups_matches_burns_layers() {
    check(2, 3, 6, 19);
}
