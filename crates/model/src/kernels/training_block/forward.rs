//! The forward pass of a training block: convolution, batch normalisation, ReLU and max pooling.

use burn::tensor::{TensorMetadata, ops::FloatTensor};
use pulp::{Arch, Simd, WithSimd};
use rayon::prelude::*;

use super::convolve::{PackedKernels, convolve};
use super::saved_tensors::{BatchStats, BlockParams, BlockShape, SavedTensors};
use crate::config::POOL_SIZE;
use crate::kernels::fused_block::RELU_ZERO;
use crate::kernels::storage::{HostSlice, InferenceBackend, from_vec};

/// Number of lanes in which [`sum_and_squares`] accumulates.
const SUM_LANES: usize = 16;

/// Computes the block's output and saves the tensors that the backward pass needs.
///
/// # Shapes
/// `[n, inputs, side, side]` to `[n, outputs, side / 2, side / 2]`, rounded down, all >= 0.
pub(in crate::kernels) fn forward(
    x: FloatTensor<InferenceBackend>,
    params: BlockParams<FloatTensor<InferenceBackend>>,
) -> (FloatTensor<InferenceBackend>, SavedTensors) {
    let shape = BlockShape::new(x.shape().dims(), params.weight.shape().dims());
    let (input, params) = (HostSlice::new(x), params.map(HostSlice::new));
    let convolution = convolve_groups(&shape, input.as_slice(), params.weight.as_slice());
    let (mean, variance) = moments(&shape, &convolution.sums);
    let mut saved = SavedTensors {
        shape,
        input: convolution.padded_input,
        params,
        conv_output: convolution.output,
        max_values: Vec::new(),
        max_indices: Vec::new(),
        stats: BatchStats { mean, variance },
    };
    let pooled = normalise_and_pool(&mut saved);
    (from_vec(pooled, &shape.output()), saved)
}

struct Convolution {
    /// The padded input, group by group.
    padded_input: Vec<f32>,
    /// The output, group by group, 0 between the images.
    output: Vec<f32>,
    /// For each group, sum and sum of squares of each output channel.
    sums: Vec<Vec<[f64; 2]>>,
}

fn convolve_groups(shape: &BlockShape, input: &[f32], weight: &[f32]) -> Convolution {
    let (layout, input_len) = (shape.layout(), shape.input_len());
    let (padded_len, output_len) = (shape.padded_group_len(), shape.conv_group_len());
    let kernels = PackedKernels::for_forward(weight, shape.outputs, shape.inputs);
    let mut padded_input = vec![0.0; shape.group_count() * padded_len];
    let mut output = vec![0.0; shape.group_count() * output_len];
    let sums = padded_input
        .par_chunks_mut(padded_len)
        .zip(output.par_chunks_mut(output_len))
        .zip(input.par_chunks(layout.images_per_group() * input_len))
        .enumerate()
        .map(|(group, ((padded, output), images))| {
            layout.pad(images, shape.inputs, padded);
            convolve(layout, &kernels, padded, output);
            let planes = output.chunks_exact_mut(layout.plane_len());
            let sums = planes.map(|plane| {
                layout.clear_padding(shape.images_in_group(group), plane);
                Arch::new().dispatch(|| sum_and_squares(plane))
            });
            sums.collect()
        })
        .collect();
    Convolution {
        padded_input,
        output,
        sums,
    }
}

/// Returns the mean and the biased variance of each channel over the batch.
fn moments(shape: &BlockShape, sums: &[Vec<[f64; 2]>]) -> (Vec<f32>, Vec<f32>) {
    (0..shape.outputs)
        .map(|channel| {
            let total = |i: usize| sums.iter().map(|group| group[channel][i]).sum::<f64>();
            let average = |i: usize| total(i) / shape.values_per_channel() as f64;
            let (mean, mean_square) = (average(0), average(1));
            (mean as f32, (mean_square - mean * mean).max(0.0) as f32)
        })
        .unzip()
}

/// Returns the sum and the sum of squares of a plane, whose length is a multiple of [`SUM_LANES`].
#[inline(always)]
fn sum_and_squares(plane: &[f32]) -> [f64; 2] {
    let mut lanes = [[0.0_f32; SUM_LANES]; 2];
    for values in plane.as_chunks::<SUM_LANES>().0 {
        for (lane, value) in values.iter().enumerate() {
            lanes[0][lane] += value;
            lanes[1][lane] += value * value;
        }
    }
    lanes.map(|lanes| lanes.iter().map(|lane| f64::from(*lane)).sum())
}

/// Normalises and pools the convolution's output, and saves the value and the index of the pixel that each pooled value
/// came from.
fn normalise_and_pool(saved: &mut SavedTensors) -> Vec<f32> {
    let shape = &saved.shape;
    let (layout, output_len) = (shape.layout(), shape.output_len());
    let (total_len, group_len) = (
        shape.batch * output_len,
        layout.images_per_group() * output_len,
    );
    let mut pooled = vec![0.0; total_len];
    saved.max_values = vec![0.0; total_len];
    saved.max_indices = vec![RELU_ZERO; total_len];
    let channels = scale_and_shift(saved);
    pooled
        .par_chunks_mut(group_len)
        .zip(saved.max_values.par_chunks_mut(group_len))
        .zip(saved.max_indices.par_chunks_mut(group_len))
        .zip(saved.conv_output.par_chunks(shape.conv_group_len()))
        .enumerate()
        .for_each(
            |(group, (((pooled, max_values), max_indices), conv_output))| {
                Arch::new().dispatch(NormReluMaxPool {
                    shape,
                    group,
                    conv_output,
                    channels: &channels,
                    pooled,
                    max_values,
                    max_indices,
                });
            },
        );
    pooled
}

/// Returns the scale and the shift of the normalisation for each channel.
fn scale_and_shift(SavedTensors { params, stats, .. }: &SavedTensors) -> Vec<(f32, f32)> {
    let (gamma, beta) = (params.gamma.as_slice(), params.beta.as_slice());
    let scale = |c: usize| gamma[c] / (stats.variance[c] + params.epsilon).sqrt();
    (0..gamma.len())
        .map(|c| (scale(c), beta[c] - stats.mean[c] * scale(c)))
        .collect()
}

/// Normalises one group and applies ReLU and max pooling. The first of several equal pixels counts as the largest.
struct NormReluMaxPool<'a> {
    shape: &'a BlockShape,
    group: usize,
    conv_output: &'a [f32],
    /// Scale and shift of the normalisation.
    channels: &'a [(f32, f32)],
    pooled: &'a mut [f32],
    max_values: &'a mut [f32],
    max_indices: &'a mut [u8],
}

impl WithSimd for NormReluMaxPool<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(mut self, _: S) {
        let (layout, pooled_side) = (self.shape.layout(), self.shape.pooled_side());
        let mut offset = 0;
        for n in 0..self.shape.images_in_group(self.group) {
            for (plane, channel) in self
                .conv_output
                .chunks_exact(layout.plane_len())
                .zip(self.channels)
            {
                for y in 0..pooled_side {
                    let rows = &plane[layout.row_start(n, POOL_SIZE * y)..];
                    self.pool_row(rows, *channel, offset);
                    offset += pooled_side;
                }
            }
        }
    }
}

impl NormReluMaxPool<'_> {
    /// Pools the first two of `rows` into one row of the output, which starts at `offset`.
    #[inline(always)]
    fn pool_row(&mut self, rows: &[f32], (scale, shift): (f32, f32), offset: usize) {
        let pooled_side = self.shape.pooled_side();
        let (upper, _) = rows[..POOL_SIZE * pooled_side].as_chunks::<POOL_SIZE>();
        let lower = &rows[self.shape.layout().row_stride()..];
        let (lower, _) = lower[..POOL_SIZE * pooled_side].as_chunks::<POOL_SIZE>();
        let pooled = self.pooled[offset..][..pooled_side].iter_mut();
        let max_values = self.max_values[offset..][..pooled_side].iter_mut();
        let max_indices = self.max_indices[offset..][..pooled_side].iter_mut();
        let windows = upper.iter().zip(lower);
        for (((pooled, max_value), max_index), (upper, lower)) in
            pooled.zip(max_values).zip(max_indices).zip(windows)
        {
            let mut best = (scale * upper[0] + shift, upper[0], 0_u32);
            for (pixel, index) in [(upper[1], 1), (lower[0], 2), (lower[1], 3)] {
                let value = scale * pixel + shift;
                if value > best.0 {
                    best = (value, pixel, index);
                }
            }
            *pooled = best.0.max(0.0);
            *max_value = best.1;
            *max_index = if best.0 > 0.0 {
                best.2 as u8
            } else {
                RELU_ZERO
            };
        }
    }
}
