//! The dense layer, with [`LANES`] outputs accumulated in registers at a time.

/// Number of outputs that are accumulated at a time.
const LANES: usize = 16;

/// Computes `values * weight + bias`.
///
/// # Shapes
/// `values` is `[n, inputs]`, `weight` is `[inputs, outputs]`, `bias` is `[outputs]`; the result is `[n, outputs]`.
#[inline(always)]
pub(super) fn dense(values: &[f32], weight: &[f32], bias: &[f32]) -> Vec<f32> {
    let outputs = bias.len();
    let inputs = weight.len() / outputs;
    let full_lanes = outputs / LANES * LANES;
    let mut result = vec![0.0; values.len() / inputs * outputs];
    for (values, result) in values
        .chunks_exact(inputs)
        .zip(result.chunks_exact_mut(outputs))
    {
        for first in (0..full_lanes).step_by(LANES) {
            accumulate::<LANES>(values, weight, bias, first, result);
        }
        for first in full_lanes..outputs {
            accumulate::<1>(values, weight, bias, first, result);
        }
    }
    result
}

/// Computes the outputs `first..first + W` of one row of inputs.
#[inline(always)]
fn accumulate<const W: usize>(
    values: &[f32],
    weight: &[f32],
    bias: &[f32],
    first: usize,
    result: &mut [f32],
) {
    let mut sums = [0.0; W];
    sums.copy_from_slice(&bias[first..][..W]);
    for (value, row) in values.iter().zip(weight.chunks_exact(bias.len())) {
        for (sum, weight) in sums.iter_mut().zip(&row[first..][..W]) {
            *sum += value * weight;
        }
    }
    result[first..][..W].copy_from_slice(&sums);
}
