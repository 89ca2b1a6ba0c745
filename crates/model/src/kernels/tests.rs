//! Compares the kernels of a folded network with Burn's own layers, on random weights.

use burn::tensor::{Distribution, Tensor};

use super::{Activation, Dense, FoldedBlock, InferenceBackend, KernelBackend, reference};

type Images<B> = Tensor<B, 4>;

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

fn random_vec(len: usize) -> Vec<f32> {
    InferenceBackend::tensor_into_vec(random([len]))
}

/// Creates a folded block with random weights.
fn random_block(inputs: usize, outputs: usize) -> FoldedBlock {
    FoldedBlock::new(random_vec(outputs * inputs * 9), random_vec(outputs))
}

#[track_caller]
fn check_block(inputs: usize, outputs: usize, side: usize, batch: usize) {
    let block = random_block(inputs, outputs);
    let input = random([batch, inputs, side, side]);
    check_equal(
        super::folded_block(input.clone(), &block),
        reference::folded_block(input, &block),
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
    let (first, second) = (random_block(3, 9), random_block(9, 8));
    let input: Images<InferenceBackend> = random([2, 3, 14, 14]);
    let both = |block: fn(Images<InferenceBackend>, &FoldedBlock) -> Images<InferenceBackend>| {
        block(block(input.clone(), &first), &second)
    };
    check_equal(both(super::folded_block), both(reference::folded_block));
}

/// Creates dense layers of several sizes, with and without ReLU, each with its number of inputs.
fn random_layers() -> impl Iterator<Item = (usize, Dense)> {
    let sizes = [(864, 64), (64, 10), (5 * 9, 33)];
    let activations = [Activation::Relu, Activation::Identity];
    sizes.into_iter().flat_map(move |(inputs, outputs)| {
        activations.map(|activation| {
            let weights = random_vec(inputs * outputs);
            (inputs, Dense::new(weights, random_vec(outputs), activation))
        })
    })
}

#[test]
fn a_dense_layer_matches_burns_linear_layer() {
    for (inputs, layer) in random_layers() {
        for batch in 1..4 {
            let input = random([batch, inputs]);
            check_equal(
                super::dense(input.clone(), &layer),
                reference::dense(input, &layer),
            );
        }
    }
}

#[test]
fn a_dense_layer_flattens_feature_maps_as_burn_does() {
    let layer = Dense::new(random_vec(8 * 4), random_vec(4), Activation::Identity);
    let maps: Images<InferenceBackend> =
        super::folded_block(random([2, 3, 4, 4]), &random_block(3, 2));
    check_equal(
        super::dense(maps.clone(), &layer),
        reference::dense(maps, &layer),
    );
}

#[cfg(feature = "input-gradient")]
mod input_gradient {
    use super::*;
    use crate::AutodiffBackend;

    /// Returns the gradient of the input for a loss that weights each output value differently.
    fn gradient<const I: usize, const O: usize>(
        input: &Tensor<InferenceBackend, I>,
        forward: impl Fn(Tensor<AutodiffBackend, I>) -> Tensor<AutodiffBackend, O>,
    ) -> Tensor<InferenceBackend, I> {
        let input = Tensor::from_inner(input.clone()).require_grad();
        let output = forward(input.clone());
        let ramp =
            Tensor::arange(0..output.shape().num_elements() as i64, &output.device()).float();
        let loss_weights = (ramp * 0.37).sin().reshape(output.shape());
        let gradients = (output * loss_weights).sum().backward();
        input.grad(&gradients).unwrap()
    }

    #[test]
    fn the_input_gradient_of_a_block_matches_burns_layers() {
        for (inputs, outputs, side) in [(1, 16, 28), (16, 40, 14), (40, 96, 7)] {
            let block = random_block(inputs, outputs);
            let input = random([2, inputs, side, side]);
            check_equal(
                gradient(&input, |x| super::super::folded_block(x, &block)),
                gradient(&input, |x| reference::folded_block(x, &block)),
            );
        }
    }

    #[test]
    fn the_input_gradient_of_a_dense_layer_matches_burns_layers() {
        for (inputs, layer) in random_layers() {
            let input = random([3, inputs]);
            check_equal(
                gradient(&input, |x| super::super::dense(x, &layer)),
                gradient(&input, |x| reference::dense(x, &layer)),
            );
        }
    }
}
