//! A folded block by the same arithmetic, without a trace: for evaluation and for teachers.

use pulp::Arch;
use rayon::prelude::*;

use super::convolve::{Kernels, convolve};
use super::forward::Pool;
use super::kernel::{DEAD, Shape};

/// Convolution, bias, ReLU and pooling: `[n, inputs, side, side]` to `[n, outputs, side / 2, side / 2]`.
pub(super) fn folded(shape: &Shape, input: &[f32], weight: &[f32], bias: &[f32]) -> Vec<f32> {
    let (layout, (taken, given)) = (shape.layout(), shape.image());
    let (padded, convolved) = shape.group();
    let kernels = Kernels::of(weight, shape.outputs, shape.inputs);
    let channels: Vec<(f32, f32)> = bias.iter().map(|bias| (1.0, *bias)).collect();
    let mut pooled = vec![0.0; shape.batch * given];
    pooled
        .par_chunks_mut(layout.images() * given)
        .zip(input.par_chunks(layout.images() * taken))
        .enumerate()
        .for_each(|(group, (pooled, images))| {
            let (mut padded, mut convolved) = (vec![0.0; padded], vec![0.0; convolved]);
            layout.pad(images, shape.inputs, &mut padded);
            convolve(layout, &kernels, &padded, &mut convolved);
            let (mut peaks, mut winners) = (vec![0.0; pooled.len()], vec![DEAD; pooled.len()]);
            Arch::new().dispatch(Pool {
                shape,
                group,
                convolved: &convolved,
                channels: &channels,
                pooled,
                peaks: &mut peaks,
                winners: &mut winners,
            });
        });
    pooled
}
