//! The arithmetic of inference against Burn's own layers, on random weights.

use burn::module::{Module, Param};
use burn::nn::LinearConfig;
use burn::tensor::{Distribution, Tensor};

use crate::Inference;
use crate::backend::NetBackend;
use crate::block::ConvBlock;
use crate::model::Drawn;

const NORMAL: Distribution = Distribution::Normal(0.0, 1.0);

/// Of the largest value, or of 1.
const TOLERANCE: f32 = 1e-5;

#[track_caller]
fn check_equal<const D: usize>(ours: Tensor<Inference, D>, burns: Tensor<Inference, D>) {
    assert_eq!(ours.dims(), burns.dims());
    let largest = burns.clone().abs().max().into_scalar().max(1.0);
    let difference = (ours - burns).abs().max().into_scalar() / largest;
    assert!(difference < TOLERANCE, "differs by {difference}");
}

fn random<const D: usize>(shape: [usize; D]) -> Tensor<Inference, D> {
    Tensor::random(shape, NORMAL, &Default::default())
}

/// A block of random weights, folded.
fn block(inputs: usize, outputs: usize) -> ConvBlock<Inference> {
    let mut block = ConvBlock::new(inputs, outputs, &Default::default());
    block.norm = None;
    block.conv.bias = Some(Param::from_tensor(random([outputs])));
    block
}

#[track_caller]
fn check_block(inputs: usize, outputs: usize, side: usize, batch: usize) {
    let block = block(inputs, outputs);
    let input = random([batch, inputs, side, side]);
    check_equal(
        Inference::block(&block, input.clone()),
        block.by_layers(input),
    );
}

#[test]
fn a_folded_block_equals_burns_layers() {
    check_block(1, 16, 28, 2);
    check_block(16, 40, 14, 3);
    check_block(40, 96, 7, 2);
}

#[test]
fn channels_that_fill_no_vector_are_not_lost() {
    check_block(1, 3, 28, 1);
    check_block(9, 5, 14, 1);
    check_block(13, 17, 7, 1);
}

#[test]
fn the_smallest_images_are_pooled_too() {
    check_block(2, 8, 2, 1);
    check_block(2, 8, 3, 1);
}

#[test]
fn blocks_that_read_each_other_equal_burns_layers() {
    let (first, second) = (block(3, 9), block(9, 8));
    let input = random([2, 3, 14, 14]);
    let ours = Inference::block(&second, Inference::block(&first, input.clone()));
    check_equal(ours, second.by_layers(first.by_layers(input)));
}

#[test]
fn a_block_that_still_normalises_equals_burns_layers() {
    let block = ConvBlock::<Inference>::new(4, 8, &Default::default());
    block.visit(&mut Drawn);
    let input = random([2, 4, 14, 14]);
    check_equal(
        Inference::block(&block, input.clone()),
        block.by_layers(input),
    );
}

#[test]
fn changed_weights_are_not_answered_by_the_remembered_ones() {
    let mut block = block(4, 8);
    let input = random([1, 4, 14, 14]);
    Inference::block(&block, input.clone());
    block.conv.weight = Param::from_tensor(random([8, 4, 3, 3]));
    check_equal(
        Inference::block(&block, input.clone()),
        block.by_layers(input),
    );
}

#[test]
fn a_dense_layer_equals_burns() {
    for (inputs, outputs, batch) in [(864, 64, 3), (64, 10, 1), (5, 33, 2)] {
        let layer = LinearConfig::new(inputs, outputs).init::<Inference>(&Default::default());
        let input = random([batch, inputs]);
        check_equal(
            Inference::dense(&layer, input.clone()),
            layer.forward(input),
        );
    }
}
