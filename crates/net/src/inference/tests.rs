//! Compares the inference kernels with Burn's own layers, on random weights.

use burn::module::{Module, Param};
use burn::nn::LinearConfig;
use burn::tensor::{Distribution, Tensor};

use crate::InferenceBackend;
use crate::backend::NetBackend;
use crate::block::ConvBlock;
use crate::model::ForceInit;

const NORMAL: Distribution = Distribution::Normal(0.0, 1.0);

/// Largest allowed difference, relative to the largest value or to 1.
const TOLERANCE: f32 = 1e-5;

#[track_caller]
fn check_equal<const D: usize>(
    actual: Tensor<InferenceBackend, D>,
    expected: Tensor<InferenceBackend, D>,
) {
    assert_eq!(actual.dims(), expected.dims());
    let largest = expected.clone().abs().max().into_scalar().max(1.0);
    let difference = (actual - expected).abs().max().into_scalar() / largest;
    assert!(
        difference < TOLERANCE,
        "the relative difference is {difference}"
    );
}

fn random<const D: usize>(shape: [usize; D]) -> Tensor<InferenceBackend, D> {
    Tensor::random(shape, NORMAL, &Default::default())
}

/// Creates a folded block with random weights.
fn folded_block(inputs: usize, outputs: usize) -> ConvBlock<InferenceBackend> {
    let mut block = ConvBlock::new(inputs, outputs, &Default::default());
    block.norm = None;
    block.conv.bias = Some(Param::from_tensor(random([outputs])));
    block
}

#[track_caller]
fn check_block(inputs: usize, outputs: usize, side: usize, batch: usize) {
    let block = folded_block(inputs, outputs);
    let input = random([batch, inputs, side, side]);
    check_equal(
        InferenceBackend::conv_block(&block, input.clone()),
        block.forward_reference(input),
    );
}

#[test]
fn a_folded_block_matches_burns_layers() {
    check_block(1, 16, 28, 2);
    check_block(16, 40, 14, 3);
    check_block(40, 96, 7, 2);
}

#[test]
fn channel_counts_that_do_not_fill_a_vector_match_burns_layers() {
    check_block(1, 3, 28, 1);
    check_block(9, 5, 14, 1);
    check_block(13, 17, 7, 1);
}

#[test]
fn the_smallest_images_match_burns_layers() {
    check_block(2, 8, 2, 1);
    check_block(2, 8, 3, 1);
}

#[test]
fn two_consecutive_blocks_match_burns_layers() {
    let (first, second) = (folded_block(3, 9), folded_block(9, 8));
    let input = random([2, 3, 14, 14]);
    let actual =
        InferenceBackend::conv_block(&second, InferenceBackend::conv_block(&first, input.clone()));
    check_equal(
        actual,
        second.forward_reference(first.forward_reference(input)),
    );
}

#[test]
fn a_block_with_batch_normalisation_matches_burns_layers() {
    let block = ConvBlock::<InferenceBackend>::new(4, 8, &Default::default());
    block.visit(&mut ForceInit);
    let input = random([2, 4, 14, 14]);
    check_equal(
        InferenceBackend::conv_block(&block, input.clone()),
        block.forward_reference(input),
    );
}

#[test]
fn the_kernel_cache_is_not_used_for_changed_weights() {
    let mut block = folded_block(4, 8);
    let input = random([1, 4, 14, 14]);
    InferenceBackend::conv_block(&block, input.clone());
    block.conv.weight = Param::from_tensor(random([8, 4, 3, 3]));
    check_equal(
        InferenceBackend::conv_block(&block, input.clone()),
        block.forward_reference(input),
    );
}

#[test]
fn a_dense_layer_matches_burns_linear_layer() {
    for (inputs, outputs, batch) in [(864, 64, 3), (64, 10, 1), (5, 33, 2)] {
        let layer =
            LinearConfig::new(inputs, outputs).init::<InferenceBackend>(&Default::default());
        let input = random([batch, inputs]);
        check_equal(
            InferenceBackend::dense(&layer, input.clone()),
            layer.forward(input),
        );
    }
}
