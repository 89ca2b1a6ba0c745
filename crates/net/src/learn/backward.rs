//! A training block's way back: from the gradient of its output to those of its inputs.

use burn_ndarray::SharedArray;
use ndarray::Array4;
use ndarray::linalg::general_mat_mul;
use rayon::prelude::*;

use super::kernel::{Shape, Trace, at_row, at_tap, flat, live, matrix};
use super::padded::taps;
use crate::block::KERNEL;

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
    let (image, _) = shape.image();
    let mut input = vec![0.0; if input_wanted { shape.batch * image } else { 0 }];
    let mut wanted: Vec<Option<&mut [f32]>> = match input_wanted {
        true => input
            .chunks_mut(shape.layout().images() * image)
            .map(Some)
            .collect(),
        false => (0..shape.groups()).map(|_| None).collect(),
    };
    let convs: Vec<Array4<f32>> = wanted
        .par_iter_mut()
        .enumerate()
        .map(|(group, wanted)| {
            let convolved = through(shape, trace, output, &channels, group);
            if let Some(input) = wanted {
                write_input_gradient(shape, trace, &convolved, input);
            }
            weight_gradient(shape, trace, &convolved, group)
        })
        .collect();
    let conv = convs.into_iter().reduce(|total, group| total + group);
    Gradient {
        input,
        conv: conv.map_or_else(Vec::new, |conv| conv.into_raw_vec_and_offset().0),
        gamma,
        beta,
    }
}

/// Sums over the batch of `g h` (gamma's gradient) and of `g` (beta's), per channel.
fn norm_gradients(shape: &Shape, trace: &Trace, output: &[f32]) -> (Vec<f32>, Vec<f32>) {
    let (layout, (_, image), (_, group)) = (shape.layout(), shape.image(), shape.group());
    let plane = image / shape.outputs;
    let sums: Vec<Vec<[f64; 2]>> = output
        .par_chunks(layout.images() * image)
        .zip(trace.winners.par_chunks(layout.images() * image))
        .zip(trace.convolved.par_chunks(group))
        .map(|((output, winners), convolved)| {
            let mut sums = vec![[0.0; 2]; shape.outputs];
            let planes = output.chunks_exact(plane).zip(winners.chunks_exact(plane));
            for (place, (output, winners)) in planes.enumerate() {
                let (n, c) = (place / shape.outputs, place % shape.outputs);
                let convolved = &convolved[c * layout.span()..][..layout.span()];
                let (mut gz, mut g) = (0.0, 0.0);
                live(layout, n, winners, |place, pixel| {
                    g += output[place];
                    gz += output[place] * (convolved[pixel] - trace.mean[c]);
                });
                sums[c][0] += f64::from(gz);
                sums[c][1] += f64::from(g);
            }
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

/// A group's gradient on its way back through pooling, ReLU and normalisation: `[outputs, span]`.
fn through(
    shape: &Shape,
    trace: &Trace,
    output: &[f32],
    channels: &[ChannelTerms],
    group: usize,
) -> Vec<f32> {
    let (layout, (_, image), (_, size)) = (shape.layout(), shape.image(), shape.group());
    let plane = image / shape.outputs;
    let convolved = trace.convolved[group * size..][..size].chunks_exact(layout.span());
    let mut gradient: Vec<f32> = convolved
        .zip(channels)
        .flat_map(|(z, terms)| z.iter().map(|z| terms.slope * z + terms.offset))
        .collect();
    layout.clear_between(&mut gradient);
    let first = group * layout.images();
    for n in first..shape.batch.min(first + layout.images()) {
        for (c, terms) in channels.iter().enumerate() {
            let output = &output[n * image + c * plane..][..plane];
            let winners = &trace.winners[n * image + c * plane..][..plane];
            let gradient = &mut gradient[c * layout.span()..][..layout.span()];
            live(layout, n - first, winners, |place, pixel| {
                gradient[pixel] += terms.scale * output[place];
            });
        }
    }
    gradient
}

fn weight_gradient(shape: &Shape, trace: &Trace, convolved: &[f32], group: usize) -> Array4<f32> {
    let (layout, (size, _)) = (shape.layout(), shape.group());
    let padded = &trace.input[group * size..][..size];
    let convolved = matrix(convolved, shape.outputs, layout.span());
    let mut gradient = Array4::zeros(shape.weight());
    if shape.inputs == 1 {
        for ky in 0..KERNEL {
            let mut gradient = at_row(gradient.view_mut(), ky);
            let seen = layout.row_seen(padded, ky);
            general_mat_mul(1.0, &convolved, &seen.t(), 0.0, &mut gradient);
        }
    } else {
        for tap in taps() {
            let mut gradient = at_tap(gradient.view_mut(), tap);
            let seen = layout.seen(padded, tap);
            general_mat_mul(1.0, &convolved, &seen.t(), 0.0, &mut gradient);
        }
    }
    gradient
}

fn write_input_gradient(shape: &Shape, trace: &Trace, convolved: &[f32], input: &mut [f32]) {
    let (layout, (size, _)) = (shape.layout(), shape.group());
    let weight = shape.kernels(flat(&trace.weights.conv));
    let convolved = matrix(convolved, shape.outputs, layout.span());
    let mut padded = vec![0.0; size];
    for tap in taps() {
        let weight = at_tap(weight, tap);
        let mut seen = layout.seen_mut(&mut padded, tap);
        general_mat_mul(1.0, &weight.t(), &convolved, 1.0, &mut seen);
    }
    layout.unpad(&padded, shape.inputs, input);
}
