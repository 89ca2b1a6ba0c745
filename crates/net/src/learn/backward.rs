//! A training block's way back: from the gradient of its output to those of its inputs.

use burn_ndarray::SharedArray;
use ndarray::linalg::general_mat_mul;
use rayon::prelude::*;

use super::kernel::{SLICE, Shape, Trace, flat, matrix, matrix_mut, source};
use super::patches::{gather, scatter};

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
