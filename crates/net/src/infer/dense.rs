//! A dense layer on rows of values: a few outputs at a time, added up in registers.

/// Outputs that are added up together.
const LANES: usize = 16;

/// `[n, inputs]` times `weight`, `[inputs, outputs]`, plus `bias`, `[outputs]`: `[n, outputs]`.
#[inline(always)]
pub(super) fn dense(values: &[f32], weight: &[f32], bias: &[f32]) -> Vec<f32> {
    let outputs = bias.len();
    let inputs = weight.len() / outputs;
    let whole = outputs / LANES * LANES;
    let mut result = vec![0.0; values.len() / inputs * outputs];
    for (values, result) in values
        .chunks_exact(inputs)
        .zip(result.chunks_exact_mut(outputs))
    {
        for first in (0..whole).step_by(LANES) {
            columns::<LANES>(values, weight, bias, first, result);
        }
        for first in whole..outputs {
            columns::<1>(values, weight, bias, first, result);
        }
    }
    result
}

/// `W` outputs from `first` on.
#[inline(always)]
fn columns<const W: usize>(
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
