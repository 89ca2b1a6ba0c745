//! The dense layer with constant weights, with [`LANES`] outputs accumulated in registers at a time.

use burn::tensor::{TensorMetadata, ops::FloatTensor};

use super::simd;
use super::storage::{HostSlice, InferenceBackend, from_vec};

/// Number of outputs that are accumulated at a time.
const LANES: usize = 16;

/// What a dense layer applies to its sums.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Activation {
    /// `max(x, 0)`.
    Relu,
    /// Nothing: the sums are logits.
    Identity,
}

/// A dense layer: its weights and its activation.
#[derive(Clone, Debug)]
pub struct Dense {
    /// `[inputs, outputs]`.
    pub(super) weights: HostSlice,
    /// `[outputs]`.
    pub(super) biases: HostSlice,
    pub(super) activation: Activation,
}

impl Dense {
    /// # Shapes
    /// `weights` is `[inputs, outputs]`, `biases` is `[outputs]`.
    pub(crate) fn new(weights: Vec<f32>, biases: Vec<f32>, activation: Activation) -> Self {
        Self {
            weights: weights.into(),
            biases: biases.into(),
            activation,
        }
    }

    /// Returns the weights, `[inputs, outputs]`, and the biases, `[outputs]`.
    pub(crate) fn parameters(&self) -> [&[f32]; 2] {
        [self.weights.as_slice(), self.biases.as_slice()]
    }

    /// Applies the layer to the flattened values of each image.
    pub(super) fn forward(
        &self,
        x: FloatTensor<InferenceBackend>,
    ) -> FloatTensor<InferenceBackend> {
        let batch = x.shape()[0];
        let (x, [weights, biases]) = (HostSlice::new(x), self.parameters());
        let mut result = simd::dispatch(
            #[inline(always)]
            || dense(x.as_slice(), weights, biases),
        );
        if self.activation == Activation::Relu {
            result.iter_mut().for_each(|value| *value = value.max(0.0));
        }
        from_vec(result, &[batch, biases.len()])
    }
}

/// Computes `values * weights + biases`.
///
/// # Shapes
/// `values` is `[n, inputs]`, `weights` is `[inputs, outputs]`, `biases` is `[outputs]`; the result is `[n, outputs]`.
#[inline(always)]
fn dense(values: &[f32], weights: &[f32], biases: &[f32]) -> Vec<f32> {
    let outputs = biases.len();
    let inputs = weights.len() / outputs;
    let full_lanes = outputs / LANES * LANES;
    let mut result = vec![0.0; values.len() / inputs * outputs];
    for (values, result) in values
        .chunks_exact(inputs)
        .zip(result.chunks_exact_mut(outputs))
    {
        for first in (0..full_lanes).step_by(LANES) {
            accumulate::<LANES>(values, weights, biases, first, result);
        }
        for first in full_lanes..outputs {
            accumulate::<1>(values, weights, biases, first, result);
        }
    }
    result
}

/// Computes the outputs `first..first + W` of one row of inputs.
#[inline(always)]
fn accumulate<const W: usize>(
    values: &[f32],
    weights: &[f32],
    biases: &[f32],
    first: usize,
    result: &mut [f32],
) {
    let mut sums = [0.0; W];
    sums.copy_from_slice(&biases[first..][..W]);
    for (value, row) in values.iter().zip(weights.chunks_exact(biases.len())) {
        for (sum, weight) in sums.iter_mut().zip(&row[first..][..W]) {
            *sum += value * weight;
        }
    }
    result[first..][..W].copy_from_slice(&sums);
}
