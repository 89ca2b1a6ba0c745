//! The backward pass of a training block: computes the gradients of its input and parameters from the gradient of its
//! output.

use burn::tensor::ops::FloatTensor;
use pulp::{Arch, Simd, WithSimd};
use rayon::prelude::*;

use super::convolve::{PackedKernels, convolve, weight_gradient};
use super::saved_tensors::{BlockShape, SavedTensors};
use crate::config::POOL_SIZE;
use crate::kernels::backward_op::Saved;
use crate::kernels::fused_block::RELU_ZERO;
use crate::kernels::storage::{HostSlice, InferenceBackend, from_vec};

impl Saved<4> for SavedTensors {
    /// Returns the gradients of the input, the convolution's weights, gamma and beta.
    ///
    /// Let `z` be the convolution's output, `h = (z - mean) / std_dev` with `std_dev = sqrt(variance + epsilon)`, `M`
    /// the number of values per channel, and `g` the gradient at the input of ReLU. Then (Ioffe and Szegedy 2015,
    /// Batch Normalization):
    ///
    /// - `d_beta = sum(g)` and `d_gamma = sum(g h)`
    /// - `d_z = gamma / std_dev * (g - d_beta / M - h * d_gamma / M)`
    ///
    /// # Shapes
    /// `output_gradient` is `[n, outputs, side / 2, side / 2]`.
    fn gradients(
        self,
        output_gradient: FloatTensor<InferenceBackend>,
        [is_input_tracked, ..]: [bool; 4],
    ) -> [Option<FloatTensor<InferenceBackend>>; 4] {
        let (shape, output_gradient) = (&self.shape, HostSlice::new(output_gradient));
        let output_gradient = output_gradient.as_slice();
        let (gamma, beta) = norm_gradients(&self, output_gradient);
        let channels = channel_terms(&self, &gamma, &beta);
        let mut input = is_input_tracked.then(|| vec![0.0; shape.batch * shape.input_len()]);
        let weight = conv_gradients(&self, output_gradient, &channels, input.as_deref_mut());
        [
            input.map(|input| from_vec(input, &shape.input())),
            Some(from_vec(weight, &shape.weight())),
            Some(from_vec(gamma, &[shape.outputs])),
            Some(from_vec(beta, &[shape.outputs])),
        ]
    }
}

/// Returns the gradient of the convolution's weights and writes that of its input, if it is wanted.
fn conv_gradients(
    saved: &SavedTensors,
    output_gradient: &[f32],
    channels: &[ChannelTerms],
    input: Option<&mut [f32]>,
) -> Vec<f32> {
    let shape = &saved.shape;
    let weight = saved.params.weight.as_slice();
    let kernels = PackedKernels::for_backward(weight, shape.outputs, shape.inputs);
    let mut groups: Vec<Option<&mut [f32]>> = match input {
        Some(input) => input
            .chunks_mut(shape.layout().images_per_group() * shape.input_len())
            .map(Some)
            .collect(),
        None => (0..shape.group_count()).map(|_| None).collect(),
    };
    let weight_gradients = groups.par_iter_mut().enumerate().map(|(group, input)| {
        let gradient = conv_output_gradient(saved, output_gradient, channels, group);
        if let Some(input) = input {
            write_input_gradient(shape, &kernels, &gradient, input);
        }
        let group_len = shape.padded_group_len();
        let input = &saved.input[group * group_len..][..group_len];
        weight_gradient(shape.layout(), input, &gradient)
    });
    sum_in_order(weight_gradients.collect())
}

/// Adds vectors element-wise, in order.
fn sum_in_order(vectors: Vec<Vec<f32>>) -> Vec<f32> {
    let add = |mut sum: Vec<f32>, vector: Vec<f32>| {
        sum.iter_mut()
            .zip(vector)
            .for_each(|(sum, value)| *sum += value);
        sum
    };
    vectors.into_iter().reduce(add).unwrap_or_default()
}

/// Returns the gradients of gamma and beta: `sum(g h)` and `sum(g)` over the batch, per channel.
fn norm_gradients(saved: &SavedTensors, output_gradient: &[f32]) -> (Vec<f32>, Vec<f32>) {
    let shape = &saved.shape;
    let group_len = shape.layout().images_per_group() * shape.output_len();
    let sums: Vec<Vec<[f64; 2]>> = output_gradient
        .par_chunks(group_len)
        .zip(saved.max_indices.par_chunks(group_len))
        .zip(saved.max_values.par_chunks(group_len))
        .enumerate()
        .map(|(group, ((output_gradient, max_indices), max_values))| {
            let mut sums = vec![[0.0; 2]; shape.outputs];
            shape.for_each_pooled_plane(group, |c, range| {
                let (mut sum_gz, mut sum_g) = (0.0, 0.0);
                for i in range {
                    let g = if max_indices[i] == RELU_ZERO {
                        0.0
                    } else {
                        output_gradient[i]
                    };
                    sum_g += g;
                    sum_gz += g * (max_values[i] - saved.stats.mean[c]);
                }
                sums[c][0] += f64::from(sum_gz);
                sums[c][1] += f64::from(sum_g);
            });
            sums
        })
        .collect();
    let total = |c: usize, i: usize| sums.iter().map(|group| group[c][i]).sum::<f64>();
    let std_dev = |c: usize| f64::from(saved.stats.variance[c] + saved.params.epsilon).sqrt();
    (0..shape.outputs)
        .map(|c| ((total(c, 0) / std_dev(c)) as f32, total(c, 1) as f32))
        .unzip()
}

/// The constants of a channel in `d_z = scale * g + slope * z + offset`, the formula of [`SavedTensors::gradients`].
struct ChannelTerms {
    scale: f32,
    slope: f32,
    offset: f32,
}

fn channel_terms(
    saved: &SavedTensors,
    gamma_gradient: &[f32],
    beta_gradient: &[f32],
) -> Vec<ChannelTerms> {
    let count = saved.shape.values_per_channel() as f32;
    let gamma = saved.params.gamma.as_slice();
    let terms = |c: usize| {
        let std_dev = (saved.stats.variance[c] + saved.params.epsilon).sqrt();
        let scale = gamma[c] / std_dev;
        let slope = -scale * gamma_gradient[c] / (count * std_dev);
        ChannelTerms {
            scale,
            slope,
            offset: -scale * beta_gradient[c] / count - slope * saved.stats.mean[c],
        }
    };
    (0..gamma.len()).map(terms).collect()
}

/// Returns a group's gradient with respect to the convolution's output, propagated through pooling, ReLU and
/// normalisation.
///
/// # Shapes
/// `[outputs, padded_plane_len]`, 0 between the images.
fn conv_output_gradient(
    saved: &SavedTensors,
    output_gradient: &[f32],
    channels: &[ChannelTerms],
    group: usize,
) -> Vec<f32> {
    let shape = &saved.shape;
    let (layout, group_len) = (shape.layout(), shape.conv_group_len());
    let mut gradient = vec![0.0; shape.outputs * layout.padded_plane_len()];
    let planes = gradient.chunks_exact_mut(layout.padded_plane_len());
    let conv_output = saved.conv_output[group * group_len..].chunks_exact(layout.plane_len());
    for ((plane, conv_output), terms) in planes.zip(conv_output).zip(channels) {
        let plane = &mut plane[layout.margin()..][..layout.plane_len()];
        Arch::new().dispatch(|| {
            for (gradient, z) in plane.iter_mut().zip(conv_output) {
                *gradient = terms.slope * z + terms.offset;
            }
        });
        layout.clear_padding(shape.images_in_group(group), plane);
    }
    let first = group * layout.images_per_group() * shape.output_len();
    Arch::new().dispatch(Unpool {
        shape,
        group,
        output_gradient: &output_gradient[first..],
        max_indices: &saved.max_indices[first..],
        channels,
        gradient: &mut gradient,
    });
    gradient
}

/// Adds the gradient of each pooled value, times the channel's `scale`, to the gradient of the pixel it came from.
struct Unpool<'a> {
    shape: &'a BlockShape,
    group: usize,
    output_gradient: &'a [f32],
    max_indices: &'a [u8],
    channels: &'a [ChannelTerms],
    gradient: &'a mut [f32],
}

impl WithSimd for Unpool<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) {
        let (layout, pooled_side) = (self.shape.layout(), self.shape.pooled_side());
        let row_len = POOL_SIZE * pooled_side;
        let mut offset = 0;
        for n in 0..self.shape.images_in_group(self.group) {
            let planes = self.gradient.chunks_exact_mut(layout.padded_plane_len());
            for (plane, terms) in planes.zip(self.channels) {
                for y in 0..pooled_side {
                    let start = layout.margin() + layout.row_start(n, POOL_SIZE * y);
                    let rows = &mut plane[start..];
                    let (upper, lower) = rows.split_at_mut(layout.row_stride());
                    let output = &self.output_gradient[offset..][..pooled_side];
                    let indices = &self.max_indices[offset..][..pooled_side];
                    unpool_row(&mut upper[..row_len], terms.scale, output, indices, 0);
                    unpool_row(&mut lower[..row_len], terms.scale, output, indices, 2);
                    offset += pooled_side;
                }
            }
        }
    }
}

/// Unpools into the upper or the lower row of the windows. `first` is the window index of the left pixel of this row: 0
/// or 2.
#[inline(always)]
fn unpool_row(row: &mut [f32], scale: f32, output_gradient: &[f32], max_indices: &[u8], first: u8) {
    let pairs = row.as_chunks_mut::<POOL_SIZE>().0.iter_mut();
    for ((pair, gradient), index) in pairs.zip(output_gradient).zip(max_indices) {
        let gradient = scale * gradient;
        pair[0] += if *index == first { gradient } else { 0.0 };
        pair[1] += if *index == first + 1 { gradient } else { 0.0 };
    }
}

fn write_input_gradient(
    shape: &BlockShape,
    kernels: &PackedKernels,
    gradient: &[f32],
    input: &mut [f32],
) {
    let layout = shape.layout();
    let mut planes = vec![0.0; shape.inputs * layout.plane_len()];
    convolve(layout, kernels, gradient, &mut planes);
    layout.unpad(&planes, shape.inputs, input);
}
