//! A training block's way there: convolve, normalise by the batch, ReLU and pool at once.

use burn_ndarray::SharedArray;
use ndarray::linalg::general_mat_mul;
use rayon::prelude::*;

use super::kernel::{DEAD, SLICE, Shape, Trace, Weights, flat, matrix, matrix_mut};
use super::patches::gather;
use crate::block::POOL;

/// The block's output, and what its gradient will need.
pub(super) fn forward(
    shape: &Shape,
    input: SharedArray<f32>,
    weights: Weights,
) -> (Vec<f32>, Trace) {
    let convolved = convolve(shape, flat(&input), flat(&weights.conv));
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

fn convolve(shape: &Shape, input: &[f32], weight: &[f32]) -> Vec<f32> {
    let (image_in, image_out, _) = shape.image();
    let weight = matrix(weight, shape.outputs, shape.patch());
    let mut convolved = vec![0.0; shape.batch * image_out];
    let slices = convolved
        .par_chunks_mut(SLICE * image_out)
        .zip(input.par_chunks(SLICE * image_in));
    slices.for_each(|(outputs, inputs)| {
        let mut patches = vec![0.0; shape.patch() * shape.pixels()];
        for (output, input) in outputs
            .chunks_exact_mut(image_out)
            .zip(inputs.chunks_exact(image_in))
        {
            gather(input, shape.side, &mut patches);
            let patches = matrix(&patches, shape.patch(), shape.pixels());
            let mut output = matrix_mut(output, shape.outputs, shape.pixels());
            general_mat_mul(1.0, &weight, &patches, 0.0, &mut output);
        }
    });
    convolved
}

/// Mean and (biased) variance of each channel over the batch.
fn moments(shape: &Shape, convolved: &[f32]) -> (Vec<f32>, Vec<f32>) {
    let (_, image, _) = shape.image();
    let sums: Vec<Vec<[f64; 2]>> = convolved
        .par_chunks_exact(image)
        .map(|image| {
            image
                .chunks_exact(shape.pixels())
                .map(sum_and_squares)
                .collect()
        })
        .collect();
    let count = (shape.batch * shape.pixels()) as f64;
    (0..shape.outputs)
        .map(|channel| {
            let total = |i: usize| sums.iter().map(|image| image[channel][i]).sum::<f64>() / count;
            let (mean, square) = (total(0), total(1));
            (mean as f32, (square - mean * mean).max(0.0) as f32)
        })
        .unzip()
}

fn sum_and_squares(plane: &[f32]) -> [f64; 2] {
    let mut lanes = [[0.0_f32; 8]; 2];
    let (blocks, rest) = plane.as_chunks::<8>();
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
    let (_, image, pooled_image) = shape.image();
    let mut pooled = vec![0.0; shape.batch * pooled_image];
    trace.winners = vec![DEAD; pooled.len()];
    let (scale, shift) = scale_and_shift(trace);
    pooled
        .par_chunks_mut(pooled_image)
        .zip(trace.winners.par_chunks_mut(pooled_image))
        .zip(trace.convolved.par_chunks(image))
        .for_each(|((pooled, winners), convolved)| {
            let size = pooled_image / shape.outputs;
            let planes = pooled
                .chunks_exact_mut(size)
                .zip(winners.chunks_exact_mut(size));
            let planes = planes
                .zip(convolved.chunks_exact(shape.pixels()))
                .enumerate();
            for (channel, ((pooled, winners), plane)) in planes {
                pool_plane(
                    plane,
                    shape.side,
                    [scale[channel], shift[channel]],
                    pooled,
                    winners,
                );
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

fn pool_plane(
    plane: &[f32],
    side: usize,
    [scale, shift]: [f32; 2],
    pooled: &mut [f32],
    winners: &mut [u8],
) {
    let half = side / POOL;
    for y in 0..half {
        let upper = &plane[2 * y * side..][..side];
        let lower = &plane[(2 * y + 1) * side..][..side];
        for x in 0..half {
            let window = [
                upper[2 * x],
                upper[2 * x + 1],
                lower[2 * x],
                lower[2 * x + 1],
            ];
            let (mut best, mut winner) = (0.0, DEAD);
            for (place, value) in (0..).zip(window) {
                let value = scale * value + shift;
                if value > best {
                    (best, winner) = (value, place);
                }
            }
            (pooled[y * half + x], winners[y * half + x]) = (best, winner);
        }
    }
}
