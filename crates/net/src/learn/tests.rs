//! The fused block against Burn's own layers: same output, same gradients, same running values.

use burn::backend::autodiff::grads::Gradients;
use burn::module::Module;
use burn::tensor::{Distribution, Tensor};

use crate::backend::NetBackend;
use crate::block::ConvBlock;
use crate::model::Drawn;
use crate::{Inference, Learning};

type Images = Tensor<Learning, 4>;

/// What a pass there and back leaves behind.
struct Outcome {
    block: ConvBlock<Learning>,
    input: Images,
    output: Images,
    gradients: Gradients,
}

fn outcome(
    block: &ConvBlock<Learning>,
    input: &Images,
    pass: fn(&ConvBlock<Learning>, Images) -> Images,
) -> Outcome {
    let (block, input) = (
        block.clone(),
        Tensor::from_inner(input.clone().inner()).require_grad(),
    );
    let output = pass(&block, input.clone());
    // A loss that treats every value differently.
    let ramp = Tensor::arange(0..output.shape().num_elements() as i64, &output.device()).float();
    let weighting = (ramp * 0.37).sin().reshape(output.shape());
    let gradients = (output.clone() * weighting).sum().backward();
    Outcome {
        block,
        input,
        output,
        gradients,
    }
}

#[track_caller]
fn check_equal<const D: usize>(name: &str, a: Tensor<Inference, D>, b: Tensor<Inference, D>) {
    assert_eq!(a.dims(), b.dims(), "{name}");
    let largest = b.clone().abs().max().into_scalar().max(1.0);
    let difference = (a - b).abs().max().into_scalar() / largest;
    assert!(difference < 2e-5, "{name} differs by {difference}");
}

fn check(inputs: usize, outputs: usize, side: usize, batch: usize) {
    let device = Default::default();
    let block = ConvBlock::<Learning>::new(inputs, outputs, &device);
    block.visit(&mut Drawn);
    let input = Tensor::random(
        [batch, inputs, side, side],
        Distribution::Normal(0.3, 1.0),
        &device,
    );
    let fused = outcome(&block, &input, Learning::block);
    let layers = outcome(&block, &input, ConvBlock::by_layers);
    check_equal(
        "output",
        fused.output.clone().inner(),
        layers.output.clone().inner(),
    );
    let input = |of: &Outcome| of.input.grad(&of.gradients).expect("the input is tracked");
    check_equal("input gradient", input(&fused), input(&layers));
    let conv = |of: &Outcome| {
        of.block
            .conv
            .weight
            .val()
            .grad(&of.gradients)
            .expect("weights are tracked")
    };
    check_equal("weight gradient", conv(&fused), conv(&layers));
    let [fused_norm, layers_norm] =
        [&fused, &layers].map(|of| of.block.norm.as_ref().expect("not folded"));
    for (name, pick) in [("gamma", true), ("beta", false)] {
        let gradient = |of: &Outcome| {
            let norm = of.block.norm.as_ref().expect("not folded");
            let value = if pick {
                norm.gamma.val()
            } else {
                norm.beta.val()
            };
            value.grad(&of.gradients).expect("the norm is tracked")
        };
        check_equal(name, gradient(&fused), gradient(&layers));
    }
    let mean = |norm: &burn::nn::BatchNorm<Learning>| norm.running_mean.value().inner();
    let variance = |norm: &burn::nn::BatchNorm<Learning>| norm.running_var.value().inner();
    check_equal("running mean", mean(fused_norm), mean(layers_norm));
    check_equal(
        "running variance",
        variance(fused_norm),
        variance(layers_norm),
    );
}

#[test]
fn the_fused_block_equals_burns_layers_there_and_back() {
    check(1, 4, 28, 3);
    check(4, 6, 14, 3);
}

#[test]
fn an_odd_side_loses_its_last_row_and_column_as_in_burns_pooling() {
    check(3, 5, 7, 2);
}

#[test]
fn a_batch_over_several_slices_equals_burns_layers() {
    check(2, 3, 6, 19);
}
