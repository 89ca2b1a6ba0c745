//! A training block's way back: from the gradient of its output to those of its inputs.

use burn_ndarray::SharedArray;
use pulp::{Arch, Simd, WithSimd};
use rayon::prelude::*;

use super::convolve::{Kernels, convolve, weight_gradient};
use super::kernel::{DEAD, Shape, Trace, flat};
use crate::block::POOL;

/// Gradients with respect to each of the block's inputs.
pub(super) struct Gradient {
    /// Empty when nobody asked for it.
    pub(super) input: Vec<f32>,
    pub(super) conv: Vec<f32>,
    pub(super) gamma: Vec<f32>,
    pub(super) beta: Vec<f32>,
}

/// The gradients of the block, given that of its output.
///
/// With `h = (z - mean) / deviation`, M values a channel and g the gradient that pooling and ReLU let
/// through: `dz = gamma / deviation * (g - sum(g) / M - h * sum(g h) / M)` (Ioffe and Szegedy 2015).
pub(super) fn backward(
    shape: &Shape,
    trace: &Trace,
    output: &SharedArray<f32>,
    input_wanted: bool,
) -> Gradient {
    let output = flat(output);
    let (gamma, beta) = norm_gradients(shape, trace, output);
    let channels = channel_terms(shape, trace, &gamma, &beta);
    let kernels = Kernels::turned(flat(&trace.weights.conv), shape.outputs, shape.inputs);
    let (image, _) = shape.image();
    let mut input = vec![0.0; if input_wanted { shape.batch * image } else { 0 }];
    let mut wanted: Vec<Option<&mut [f32]>> = match input_wanted {
        true => input
            .chunks_mut(shape.layout().images() * image)
            .map(Some)
            .collect(),
        false => (0..shape.groups()).map(|_| None).collect(),
    };
    let convs: Vec<Vec<f32>> = wanted
        .par_iter_mut()
        .enumerate()
        .map(|(group, wanted)| {
            let gradient = through(shape, trace, output, &channels, group);
            if let Some(input) = wanted {
                write_input_gradient(shape, &kernels, &gradient, input);
            }
            let (size, _) = shape.group();
            weight_gradient(
                shape.layout(),
                &trace.input[group * size..][..size],
                &gradient,
            )
        })
        .collect();
    Gradient {
        input,
        conv: added(convs),
        gamma,
        beta,
    }
}

/// The sum of vectors, in their order.
fn added(vectors: Vec<Vec<f32>>) -> Vec<f32> {
    let add = |mut sum: Vec<f32>, vector: Vec<f32>| {
        sum.iter_mut()
            .zip(vector)
            .for_each(|(sum, value)| *sum += value);
        sum
    };
    vectors.into_iter().reduce(add).unwrap_or_default()
}

/// Sums over the batch of `g h` (gamma's gradient) and of `g` (beta's), per channel.
fn norm_gradients(shape: &Shape, trace: &Trace, output: &[f32]) -> (Vec<f32>, Vec<f32>) {
    let (_, image) = shape.image();
    let group_image = shape.layout().images() * image;
    let sums: Vec<Vec<[f64; 2]>> = output
        .par_chunks(group_image)
        .zip(trace.winners.par_chunks(group_image))
        .zip(trace.peaks.par_chunks(group_image))
        .enumerate()
        .map(|(group, ((output, winners), peaks))| {
            let mut sums = vec![[0.0; 2]; shape.outputs];
            shape.planes(group, |c, _, place| {
                let (mut gz, mut g) = (0.0, 0.0);
                for place in place {
                    let alive = if winners[place] == DEAD {
                        0.0
                    } else {
                        output[place]
                    };
                    g += alive;
                    gz += alive * (peaks[place] - trace.mean[c]);
                }
                sums[c][0] += f64::from(gz);
                sums[c][1] += f64::from(g);
            });
            sums
        })
        .collect();
    let total = |c: usize, i: usize| sums.iter().map(|group| group[c][i]).sum::<f64>();
    let deviation = |c: usize| f64::from(trace.variance[c] + trace.weights.epsilon).sqrt();
    (0..shape.outputs)
        .map(|c| ((total(c, 0) / deviation(c)) as f32, total(c, 1) as f32))
        .unzip()
}

/// `dz = scale * g + slope * z + offset`: the formula of [`backward`] with its constants gathered.
struct ChannelTerms {
    scale: f32,
    slope: f32,
    offset: f32,
}

fn channel_terms(shape: &Shape, trace: &Trace, gamma: &[f32], beta: &[f32]) -> Vec<ChannelTerms> {
    let count = shape.count() as f32;
    let term = |c: usize| {
        let deviation = (trace.variance[c] + trace.weights.epsilon).sqrt();
        let scale = trace.weights.gamma[c] / deviation;
        let slope = -scale * gamma[c] / (count * deviation);
        ChannelTerms {
            scale,
            slope,
            offset: -scale * beta[c] / count - slope * trace.mean[c],
        }
    };
    (0..shape.outputs).map(term).collect()
}

/// A group's gradient on its way back through pooling, ReLU and normalisation: `[outputs, padded span]`.
fn through(
    shape: &Shape,
    trace: &Trace,
    output: &[f32],
    channels: &[ChannelTerms],
    group: usize,
) -> Vec<f32> {
    let (layout, (_, image), (_, size)) = (shape.layout(), shape.image(), shape.group());
    let mut gradient = vec![0.0; shape.outputs * layout.padded_span()];
    let planes = gradient.chunks_exact_mut(layout.padded_span());
    let convolved = trace.convolved[group * size..].chunks_exact(layout.span());
    for ((plane, convolved), terms) in planes.zip(convolved).zip(channels) {
        let plane = &mut plane[layout.lead()..][..layout.span()];
        Arch::new().dispatch(|| {
            for (gradient, z) in plane.iter_mut().zip(convolved) {
                *gradient = terms.slope * z + terms.offset;
            }
        });
        layout.clear_between(shape.images(group), plane);
    }
    let first = group * layout.images() * image;
    Arch::new().dispatch(Unpool {
        shape,
        group,
        output: &output[first..],
        winners: &trace.winners[first..],
        channels,
        gradient: &mut gradient,
    });
    gradient
}

/// Adds each pooled value's gradient to that of the pixel which it was taken from.
struct Unpool<'a> {
    shape: &'a Shape,
    group: usize,
    output: &'a [f32],
    winners: &'a [u8],
    channels: &'a [ChannelTerms],
    gradient: &'a mut [f32],
}

impl WithSimd for Unpool<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) {
        let (layout, half) = (self.shape.layout(), self.shape.half());
        let mut place = 0;
        for n in 0..self.shape.images(self.group) {
            let planes = self.gradient.chunks_exact_mut(layout.padded_span());
            for (plane, terms) in planes.zip(self.channels) {
                for y in 0..half {
                    let rows = &mut plane[layout.lead() + layout.row(n, POOL * y)..];
                    let (upper, lower) = rows.split_at_mut(layout.stride());
                    let output = &self.output[place..][..half];
                    let winners = &self.winners[place..][..half];
                    unpool_row(&mut upper[..POOL * half], terms.scale, output, winners, 0);
                    unpool_row(&mut lower[..POOL * half], terms.scale, output, winners, 2);
                    place += half;
                }
            }
        }
    }
}

/// The pixels of one row, whose first of each pair is `first` of the four that were pooled.
#[inline(always)]
fn unpool_row(row: &mut [f32], scale: f32, output: &[f32], winners: &[u8], first: u8) {
    let pairs = row.as_chunks_mut::<POOL>().0.iter_mut();
    for ((pair, output), winner) in pairs.zip(output).zip(winners) {
        let gradient = scale * output;
        pair[0] += if *winner == first { gradient } else { 0.0 };
        pair[1] += if *winner == first + 1 { gradient } else { 0.0 };
    }
}

fn write_input_gradient(shape: &Shape, kernels: &Kernels, gradient: &[f32], input: &mut [f32]) {
    let layout = shape.layout();
    let mut planes = vec![0.0; shape.inputs * layout.span()];
    convolve(layout, kernels, gradient, &mut planes);
    layout.unpad(&planes, shape.inputs, input);
}
