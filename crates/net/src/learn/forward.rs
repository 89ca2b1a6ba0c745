//! A training block's way there: convolve, normalise by the batch, ReLU and pool at once.

use burn_ndarray::SharedArray;
use ndarray::linalg::general_mat_mul;
use rayon::prelude::*;

use super::kernel::{DEAD, Shape, Trace, Weights, at_row, at_tap, flat, matrix_mut};
use super::padded::{Layout, taps};
use crate::block::{KERNEL, POOL};

/// The block's output, and what its gradient will need.
pub(super) fn forward(
    shape: &Shape,
    input: &SharedArray<f32>,
    weights: Weights,
) -> (Vec<f32>, Trace) {
    let (input, convolved) = convolve(shape, flat(input), flat(&weights.conv));
    let (mean, variance) = moments(shape, &convolved);
    let mut trace = Trace {
        input,
        weights,
        convolved,
        winners: Vec::new(),
        mean,
        variance,
    };
    let pooled = normalise_and_pool(shape, &mut trace);
    (pooled, trace)
}

/// The padded input and the convolution's result, in groups.
fn convolve(shape: &Shape, input: &[f32], weight: &[f32]) -> (Vec<f32>, Vec<f32>) {
    let (layout, (image, _)) = (shape.layout(), shape.image());
    let (padded_group, group) = shape.group();
    let mut padded = vec![0.0; shape.groups() * padded_group];
    let mut convolved = vec![0.0; shape.groups() * group];
    padded
        .par_chunks_mut(padded_group)
        .zip(convolved.par_chunks_mut(group))
        .zip(input.par_chunks(layout.images() * image))
        .for_each(|((padded, convolved), images)| {
            layout.pad(images, shape.inputs, padded);
            convolve_group(shape, padded, weight, convolved);
            layout.clear_between(convolved);
        });
    (padded, convolved)
}

fn convolve_group(shape: &Shape, padded: &[f32], weight: &[f32], convolved: &mut [f32]) {
    let (layout, weight) = (shape.layout(), shape.kernels(weight));
    let mut convolved = matrix_mut(convolved, shape.outputs, layout.span());
    if shape.inputs == 1 {
        for ky in 0..KERNEL {
            let weight = at_row(weight, ky);
            let seen = layout.row_seen(padded, ky);
            general_mat_mul(1.0, &weight, &seen, 1.0, &mut convolved);
        }
    } else {
        for tap in taps() {
            let weight = at_tap(weight, tap);
            let seen = layout.seen(padded, tap);
            general_mat_mul(1.0, &weight, &seen, 1.0, &mut convolved);
        }
    }
}

/// Mean and (biased) variance of each channel over the batch.
fn moments(shape: &Shape, convolved: &[f32]) -> (Vec<f32>, Vec<f32>) {
    let (_, group) = shape.group();
    let sums: Vec<Vec<[f64; 2]>> = convolved
        .par_chunks_exact(group)
        .map(|group| {
            group
                .chunks_exact(shape.layout().span())
                .map(sum_and_squares)
                .collect()
        })
        .collect();
    (0..shape.outputs)
        .map(|channel| {
            let total = |i: usize| sums.iter().map(|group| group[channel][i]).sum::<f64>();
            let average = |i: usize| total(i) / shape.count() as f64;
            let (mean, square) = (average(0), average(1));
            (mean as f32, (square - mean * mean).max(0.0) as f32)
        })
        .unzip()
}

fn sum_and_squares(plane: &[f32]) -> [f64; 2] {
    let mut lanes = [[0.0_f32; 16]; 2];
    let (blocks, rest) = plane.as_chunks::<16>();
    for block in blocks {
        for (lane, value) in block.iter().enumerate() {
            lanes[0][lane] += value;
            lanes[1][lane] += value * value;
        }
    }
    let lane_sum = |i: usize| lanes[i].iter().map(|lane| f64::from(*lane)).sum::<f64>();
    let rest_sum = |f: fn(f64) -> f64| rest.iter().map(|value| f(f64::from(*value))).sum::<f64>();
    [
        lane_sum(0) + rest_sum(|x| x),
        lane_sum(1) + rest_sum(|x| x * x),
    ]
}

fn normalise_and_pool(shape: &Shape, trace: &mut Trace) -> Vec<f32> {
    let (layout, (_, image), (_, group)) = (shape.layout(), shape.image(), shape.group());
    let mut pooled = vec![0.0; shape.batch * image];
    trace.winners = vec![DEAD; pooled.len()];
    let (scale, shift) = scale_and_shift(trace);
    let pooled_plane = image / shape.outputs;
    pooled
        .par_chunks_mut(layout.images() * image)
        .zip(trace.winners.par_chunks_mut(layout.images() * image))
        .zip(trace.convolved.par_chunks(group))
        .for_each(|((pooled, winners), convolved)| {
            let planes = pooled
                .chunks_exact_mut(pooled_plane)
                .zip(winners.chunks_exact_mut(pooled_plane));
            for (place, (pooled, winners)) in planes.enumerate() {
                let (n, channel) = (place / shape.outputs, place % shape.outputs);
                let convolved = &convolved[channel * layout.span()..][..layout.span()];
                let normalise = |value: f32| scale[channel] * value + shift[channel];
                pool_plane(layout, n, convolved, normalise, pooled, winners);
            }
        });
    pooled
}

/// What the normalisation multiplies by and adds, per channel.
fn scale_and_shift(trace: &Trace) -> (Vec<f32>, Vec<f32>) {
    let Weights {
        gamma,
        beta,
        epsilon,
        ..
    } = &trace.weights;
    let scale = |c: usize| gamma[c] / (trace.variance[c] + epsilon).sqrt();
    (0..gamma.len())
        .map(|c| (scale(c), beta[c] - trace.mean[c] * scale(c)))
        .unzip()
}

/// The largest of each four pixels of image `n`, or 0, and which it was.
fn pool_plane(
    layout: Layout,
    n: usize,
    convolved: &[f32],
    normalise: impl Fn(f32) -> f32,
    pooled: &mut [f32],
    winners: &mut [u8],
) {
    let half = layout.side / POOL;
    let rows = pooled
        .chunks_exact_mut(half)
        .zip(winners.chunks_exact_mut(half));
    for (y, (pooled, winners)) in rows.enumerate() {
        let (upper, _) = convolved[layout.row(n, POOL * y)..][..POOL * half].as_chunks::<POOL>();
        let (lower, _) =
            convolved[layout.row(n, POOL * y + 1)..][..POOL * half].as_chunks::<POOL>();
        for (((pooled, winner), upper), lower) in
            pooled.iter_mut().zip(winners).zip(upper).zip(lower)
        {
            let above = larger((normalise(upper[0]), 0), (normalise(upper[1]), 1));
            let below = larger((normalise(lower[0]), 2), (normalise(lower[1]), 3));
            (*pooled, *winner) = larger((0.0, DEAD), larger(above, below));
        }
    }
}

/// The first where both are equal.
fn larger(a: (f32, u8), b: (f32, u8)) -> (f32, u8) {
    if b.0 > a.0 { b } else { a }
}
