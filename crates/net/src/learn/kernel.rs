//! The arithmetic of a training block: convolution, batch normalisation, ReLU, 2x2 max pooling, and back.
//!
//! All slices are row-major `[n, channels, side, side]`. The convolution is a matrix product over unrolled
//! patches (im2col), so that a tuned product does the work; the batch is cut into slices of [`SLICE`]
//! images that cores take in turn. Sums are added in the order of the slices, whichever core ends first:
//! the same input gives the same bits.

use burn_ndarray::SharedArray;
use ndarray::linalg::general_mat_mul;
use ndarray::{ArrayView2, ArrayViewMut2};
use rayon::prelude::*;

use super::patches::{gather, scatter};
use crate::block::{KERNEL, POOL};

/// Images that one core takes at a time.
const SLICE: usize = 8;

/// Sizes of a block's tensors.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    batch: usize,
    inputs: usize,
    pub(super) outputs: usize,
    side: usize,
}

impl Shape {
    pub(super) fn of([batch, inputs, side, _]: [usize; 4], [outputs, ..]: [usize; 4]) -> Self {
        Self {
            batch,
            inputs,
            outputs,
            side,
        }
    }

    pub(super) fn input(&self) -> [usize; 4] {
        [self.batch, self.inputs, self.side, self.side]
    }

    pub(super) fn weight(&self) -> [usize; 4] {
        [self.outputs, self.inputs, KERNEL, KERNEL]
    }

    pub(super) fn output(&self) -> [usize; 4] {
        [
            self.batch,
            self.outputs,
            self.pooled_side(),
            self.pooled_side(),
        ]
    }

    fn pooled_side(&self) -> usize {
        self.side / POOL
    }

    fn pixels(&self) -> usize {
        self.side * self.side
    }

    fn patch(&self) -> usize {
        self.inputs * KERNEL * KERNEL
    }

    /// Values of one image before the block, after the convolution, after pooling.
    fn image(&self) -> (usize, usize, usize) {
        let pooled = self.pooled_side() * self.pooled_side();
        (
            self.inputs * self.pixels(),
            self.outputs * self.pixels(),
            self.outputs * pooled,
        )
    }
}

/// What the block learns.
#[derive(Clone, Debug)]
pub(super) struct Weights {
    pub(super) conv: SharedArray<f32>,
    pub(super) gamma: SharedArray<f32>,
    pub(super) beta: SharedArray<f32>,
    pub(super) epsilon: f32,
}

/// What the way back needs of the way there.
#[derive(Clone, Debug)]
pub(super) struct Trace {
    input: SharedArray<f32>,
    weights: Weights,
    convolved: Vec<f32>,
    /// Which of its four pixels each pooled value came from; [`DEAD`] where ReLU gave 0.
    winners: Vec<u8>,
    pub(super) mean: Vec<f32>,
    pub(super) variance: Vec<f32>,
}

const DEAD: u8 = u8::MAX;

/// Gradients with respect to each of the block's inputs.
pub(super) struct Gradient {
    /// Empty when nobody asked for it.
    pub(super) input: Vec<f32>,
    pub(super) conv: Vec<f32>,
    pub(super) gamma: Vec<f32>,
    pub(super) beta: Vec<f32>,
}

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
    let (image_in, image, pooled) = shape.image();
    let mut input = if input_wanted {
        vec![0.0; shape.batch * image_in]
    } else {
        Vec::new()
    };
    let mut wanted: Vec<Option<&mut [f32]>> = match input_wanted {
        true => input.chunks_mut(SLICE * image_in).map(Some).collect(),
        false => (0..shape.batch.div_ceil(SLICE)).map(|_| None).collect(),
    };
    let channels = channel_terms(shape, trace, &gamma, &beta);
    let convs: Vec<Vec<f32>> = wanted
        .par_iter_mut()
        .enumerate()
        .map(|(slice, wanted)| {
            let mut work = Work::new(shape, flat(&trace.weights.conv));
            let images = slice * SLICE..shape.batch.min((slice + 1) * SLICE);
            for (place, n) in images.enumerate() {
                let through = Through {
                    output: &output[n * pooled..][..pooled],
                    winners: &trace.winners[n * pooled..][..pooled],
                    convolved: &trace.convolved[n * image..][..image],
                };
                through.spread(shape, &channels, &mut work.convolved);
                work.add_weight_gradient(shape, &flat(&trace.input)[n * image_in..][..image_in]);
                if let Some(input) = wanted {
                    work.write_input_gradient(shape, &mut input[place * image_in..][..image_in]);
                }
            }
            work.conv
        })
        .collect();
    Gradient {
        input,
        conv: sum(convs),
        gamma,
        beta,
    }
}

fn sum(slices: Vec<Vec<f32>>) -> Vec<f32> {
    let add = |mut total: Vec<f32>, slice: Vec<f32>| {
        total.iter_mut().zip(slice).for_each(|(a, b)| *a += b);
        total
    };
    slices.into_iter().reduce(add).unwrap_or_default()
}

/// Sums over the batch of `g h` (gamma's gradient) and of `g` (beta's), per channel.
fn norm_gradients(shape: &Shape, trace: &Trace, output: &[f32]) -> (Vec<f32>, Vec<f32>) {
    let (_, image, pooled) = shape.image();
    let size = pooled / shape.outputs;
    let sums: Vec<Vec<[f64; 2]>> = (0..shape.batch)
        .into_par_iter()
        .map(|n| {
            let plane = |c: usize| {
                let (mut g, mut gz) = (0.0_f64, 0.0_f64);
                let convolved =
                    &trace.convolved[n * image + c * shape.pixels()..][..shape.pixels()];
                for place in 0..size {
                    let at = n * pooled + c * size + place;
                    if let Some(pixel) = source(trace.winners[at], place, shape.side) {
                        g += f64::from(output[at]);
                        gz += f64::from(output[at]) * f64::from(convolved[pixel] - trace.mean[c]);
                    }
                }
                [gz, g]
            };
            (0..shape.outputs).map(plane).collect()
        })
        .collect();
    let total = |c: usize, i: usize| sums.iter().map(|image| image[c][i]).sum::<f64>();
    let deviation = |c: usize| f64::from(trace.variance[c] + trace.weights.epsilon).sqrt();
    (0..shape.outputs)
        .map(|c| ((total(c, 0) / deviation(c)) as f32, total(c, 1) as f32))
        .unzip()
}

/// The pixel of the plane that pooled value `place` was taken from, or `None` where ReLU stopped it.
fn source(winner: u8, place: usize, side: usize) -> Option<usize> {
    let half = side / POOL;
    let (y, x, winner) = (place / half, place % half, usize::from(winner));
    (winner < POOL * POOL).then(|| (POOL * y + winner / POOL) * side + POOL * x + winner % POOL)
}

/// `dz = scale * g + slope * z + offset`: the formula of [`backward`] with its constants gathered.
struct ChannelTerms {
    scale: f32,
    slope: f32,
    offset: f32,
}

fn channel_terms(shape: &Shape, trace: &Trace, gamma: &[f32], beta: &[f32]) -> Vec<ChannelTerms> {
    let count = (shape.batch * shape.pixels()) as f32;
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

/// One image's gradient on its way back through pooling, ReLU and normalisation.
struct Through<'a> {
    output: &'a [f32],
    winners: &'a [u8],
    convolved: &'a [f32],
}

impl Through<'_> {
    fn spread(&self, shape: &Shape, channels: &[ChannelTerms], to: &mut [f32]) {
        let size = self.output.len() / shape.outputs;
        for (c, terms) in channels.iter().enumerate() {
            let plane = &mut to[c * shape.pixels()..][..shape.pixels()];
            let convolved = &self.convolved[c * shape.pixels()..][..shape.pixels()];
            for (gradient, z) in plane.iter_mut().zip(convolved) {
                *gradient = terms.slope * z + terms.offset;
            }
            for place in 0..size {
                if let Some(pixel) = source(self.winners[c * size + place], place, shape.side) {
                    plane[pixel] += terms.scale * self.output[c * size + place];
                }
            }
        }
    }
}

/// One core's working memory.
struct Work<'a> {
    weight: &'a [f32],
    patches: Vec<f32>,
    convolved: Vec<f32>,
    conv: Vec<f32>,
}

impl<'a> Work<'a> {
    fn new(shape: &Shape, weight: &'a [f32]) -> Self {
        let patches = vec![0.0; shape.patch() * shape.pixels()];
        let convolved = vec![0.0; shape.outputs * shape.pixels()];
        Self {
            weight,
            patches,
            convolved,
            conv: vec![0.0; weight.len()],
        }
    }

    fn add_weight_gradient(&mut self, shape: &Shape, input: &[f32]) {
        gather(input, shape.side, &mut self.patches);
        let gradient = matrix(&self.convolved, shape.outputs, shape.pixels());
        let patches = matrix(&self.patches, shape.patch(), shape.pixels());
        let mut conv = matrix_mut(&mut self.conv, shape.outputs, shape.patch());
        general_mat_mul(1.0, &gradient, &patches.t(), 1.0, &mut conv);
    }

    fn write_input_gradient(&mut self, shape: &Shape, input: &mut [f32]) {
        let gradient = matrix(&self.convolved, shape.outputs, shape.pixels());
        let weight = matrix(self.weight, shape.outputs, shape.patch());
        let mut patches = matrix_mut(&mut self.patches, shape.patch(), shape.pixels());
        general_mat_mul(1.0, &weight.t(), &gradient, 0.0, &mut patches);
        scatter(&self.patches, shape.side, input);
    }
}

fn flat(values: &SharedArray<f32>) -> &[f32] {
    values.as_slice().expect("values are row-major")
}

fn matrix(values: &[f32], rows: usize, columns: usize) -> ArrayView2<'_, f32> {
    ArrayView2::from_shape((rows, columns), values).expect("the slice holds the whole matrix")
}

fn matrix_mut(values: &mut [f32], rows: usize, columns: usize) -> ArrayViewMut2<'_, f32> {
    ArrayViewMut2::from_shape((rows, columns), values).expect("the slice holds the whole matrix")
}
