//! A training block's way there: convolve, normalise by the batch, ReLU and pool at once.

use burn_ndarray::SharedArray;
use pulp::Arch;
use rayon::prelude::*;

use super::convolve::{Kernels, convolve};
use super::kernel::{DEAD, Shape, Trace, Weights, flat};
use crate::block::POOL;

/// The block's output, and what its gradient will need.
pub(super) fn forward(
    shape: &Shape,
    input: &SharedArray<f32>,
    weights: Weights,
) -> (Vec<f32>, Trace) {
    let convolved = convolve_groups(shape, flat(input), flat(&weights.conv));
    let (mean, variance) = moments(shape, &convolved.sums);
    let mut trace = Trace {
        input: convolved.padded,
        weights,
        convolved: convolved.result,
        peaks: Vec::new(),
        winners: Vec::new(),
        mean,
        variance,
    };
    let pooled = normalise_and_pool(shape, &mut trace);
    (pooled, trace)
}

struct Convolved {
    /// The input, in groups.
    padded: Vec<f32>,
    /// In groups, 0 between the images.
    result: Vec<f32>,
    /// Sum and sum of squares of each channel of each group.
    sums: Vec<Vec<[f64; 2]>>,
}

fn convolve_groups(shape: &Shape, input: &[f32], weight: &[f32]) -> Convolved {
    let (layout, (image, _)) = (shape.layout(), shape.image());
    let (padded_group, group) = shape.group();
    let kernels = Kernels::of(weight, shape.outputs, shape.inputs);
    let mut padded = vec![0.0; shape.groups() * padded_group];
    let mut result = vec![0.0; shape.groups() * group];
    let sums = padded
        .par_chunks_mut(padded_group)
        .zip(result.par_chunks_mut(group))
        .zip(input.par_chunks(layout.images() * image))
        .enumerate()
        .map(|(group, ((padded, result), images))| {
            layout.pad(images, shape.inputs, padded);
            convolve(layout, &kernels, padded, result);
            let planes = result.chunks_exact_mut(layout.span());
            let sums = planes.map(|plane| {
                layout.clear_between(shape.images(group), plane);
                Arch::new().dispatch(|| sum_and_squares(plane))
            });
            sums.collect()
        })
        .collect();
    Convolved {
        padded,
        result,
        sums,
    }
}

/// Mean and (biased) variance of each channel over the batch.
fn moments(shape: &Shape, sums: &[Vec<[f64; 2]>]) -> (Vec<f32>, Vec<f32>) {
    (0..shape.outputs)
        .map(|channel| {
            let total = |i: usize| sums.iter().map(|group| group[channel][i]).sum::<f64>();
            let average = |i: usize| total(i) / shape.count() as f64;
            let (mean, square) = (average(0), average(1));
            (mean as f32, (square - mean * mean).max(0.0) as f32)
        })
        .unzip()
}

/// Of a plane of whole vectors.
#[inline(always)]
fn sum_and_squares(plane: &[f32]) -> [f64; 2] {
    let mut lanes = [[0.0_f32; 16]; 2];
    for block in plane.as_chunks::<16>().0 {
        for (lane, value) in block.iter().enumerate() {
            lanes[0][lane] += value;
            lanes[1][lane] += value * value;
        }
    }
    lanes.map(|lanes| lanes.iter().map(|lane| f64::from(*lane)).sum())
}

fn normalise_and_pool(shape: &Shape, trace: &mut Trace) -> Vec<f32> {
    let (layout, (_, image), (_, group)) = (shape.layout(), shape.image(), shape.group());
    let values = shape.batch * image;
    let (mut pooled, group_image) = (vec![0.0; values], layout.images() * image);
    (trace.peaks, trace.winners) = (vec![0.0; values], vec![DEAD; values]);
    let channels = scale_and_shift(trace);
    pooled
        .par_chunks_mut(group_image)
        .zip(trace.peaks.par_chunks_mut(group_image))
        .zip(trace.winners.par_chunks_mut(group_image))
        .zip(trace.convolved.par_chunks(group))
        .enumerate()
        .for_each(|(group, (((pooled, peaks), winners), convolved))| {
            Arch::new().dispatch(|| {
                shape.planes(group, |channel, n, place| {
                    let plane = &convolved[channel * layout.span()..][..layout.span()];
                    let pooled = Pooled {
                        values: &mut pooled[place.clone()],
                        peaks: &mut peaks[place.clone()],
                        winners: &mut winners[place],
                    };
                    pooled.fill(shape, &plane[layout.row(n, 0)..], channels[channel]);
                });
            });
        });
    pooled
}

/// What the normalisation multiplies by and adds, per channel.
fn scale_and_shift(trace: &Trace) -> Vec<(f32, f32)> {
    let Weights {
        gamma,
        beta,
        epsilon,
        ..
    } = &trace.weights;
    let scale = |c: usize| gamma[c] / (trace.variance[c] + epsilon).sqrt();
    (0..gamma.len())
        .map(|c| (scale(c), beta[c] - trace.mean[c] * scale(c)))
        .collect()
}

/// The pooled values of one plane, and where they come from.
struct Pooled<'a> {
    values: &'a mut [f32],
    peaks: &'a mut [f32],
    winners: &'a mut [u8],
}

impl Pooled<'_> {
    /// The largest of each four pixels of an image, or 0; the first where several are equal.
    #[inline(always)]
    fn fill(self, shape: &Shape, convolved: &[f32], (scale, shift): (f32, f32)) {
        let (half, stride) = (shape.half(), shape.layout().stride());
        let values = self.values.chunks_exact_mut(half);
        let peaks = self.peaks.chunks_exact_mut(half);
        let winners = self.winners.chunks_exact_mut(half);
        for (y, ((values, peaks), winners)) in values.zip(peaks).zip(winners).enumerate() {
            let row = |y: usize| convolved[y * stride..][..POOL * half].as_chunks::<POOL>().0;
            let (upper, lower) = (row(POOL * y), row(POOL * y + 1));
            for x in 0..half {
                let pixels = [upper[x][0], upper[x][1], lower[x][0], lower[x][1]];
                let mut best = (scale * pixels[0] + shift, pixels[0], 0_u32);
                for (place, pixel) in (0..).zip(pixels).skip(1) {
                    let value = scale * pixel + shift;
                    best = if value > best.0 {
                        (value, pixel, place)
                    } else {
                        best
                    };
                }
                let (value, peak, winner) = best;
                values[x] = value.max(0.0);
                peaks[x] = peak;
                winners[x] = if value > 0.0 { winner as u8 } else { DEAD };
            }
        }
    }
}
