//! A training block's way there: convolve, normalise by the batch, ReLU and pool at once.

use burn_ndarray::SharedArray;
use pulp::{Arch, Simd, WithSimd};
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
            Arch::new().dispatch(Pool {
                shape,
                group,
                convolved,
                channels: &channels,
                pooled,
                peaks,
                winners,
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

/// Pools a group: the largest of each four pixels, or 0; the first where several are equal.
struct Pool<'a> {
    shape: &'a Shape,
    group: usize,
    convolved: &'a [f32],
    /// What to multiply by and to add.
    channels: &'a [(f32, f32)],
    pooled: &'a mut [f32],
    peaks: &'a mut [f32],
    winners: &'a mut [u8],
}

impl WithSimd for Pool<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(mut self, _: S) {
        let (layout, half) = (self.shape.layout(), self.shape.half());
        let mut place = 0;
        for n in 0..self.shape.images(self.group) {
            for (plane, channel) in self
                .convolved
                .chunks_exact(layout.span())
                .zip(self.channels)
            {
                for y in 0..half {
                    let rows = &plane[layout.row(n, POOL * y)..];
                    self.row(rows, *channel, place);
                    place += half;
                }
            }
        }
    }
}

impl Pool<'_> {
    /// Pools the first two of `rows` into the places from `place` on.
    #[inline(always)]
    fn row(&mut self, rows: &[f32], (scale, shift): (f32, f32), place: usize) {
        let half = self.shape.half();
        let (upper, _) = rows[..POOL * half].as_chunks::<POOL>();
        let lower = &rows[self.shape.layout().stride()..];
        let (lower, _) = lower[..POOL * half].as_chunks::<POOL>();
        let pooled = self.pooled[place..][..half].iter_mut();
        let peaks = self.peaks[place..][..half].iter_mut();
        let winners = self.winners[place..][..half].iter_mut();
        let pixels = upper.iter().zip(lower);
        for (((pooled, peak), winner), (upper, lower)) in pooled.zip(peaks).zip(winners).zip(pixels)
        {
            let mut best = (scale * upper[0] + shift, upper[0], 0_u32);
            for (pixel, place) in [(upper[1], 1), (lower[0], 2), (lower[1], 3)] {
                let value = scale * pixel + shift;
                if value > best.0 {
                    best = (value, pixel, place);
                }
            }
            *pooled = best.0.max(0.0);
            *peak = best.1;
            *winner = if best.0 > 0.0 { best.2 as u8 } else { DEAD };
        }
    }
}
