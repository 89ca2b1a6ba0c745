//! Convolution of padded groups of images (see [`super::padded_layout`]), forward and backward.
//!
//! A tap of the kernel reads a whole plane at a constant offset, so each pass is a sum of products of long vectors. The
//! sums are computed in register tiles of [`TILE_OUTPUTS`] output planes by a few SIMD vectors of pixels, so that the
//! arithmetic takes longer than loading the operands. `pulp` selects the widest SIMD instructions of the processor. The
//! order of summation, and with it the last bits of the results, depends on the vector width.

use pulp::{Arch, Simd, WithSimd};

use super::padded_layout::PaddedLayout;
use crate::config::{KERNEL_AREA, KERNEL_SIZE};

/// Number of output planes of a register tile.
const TILE_OUTPUTS: usize = 4;

/// Convolution kernels in the order in which [`convolve`] reads them.
pub(super) struct PackedKernels {
    inputs: usize,
    outputs: usize,
    /// `[outputs / TILE_OUTPUTS, inputs, KERNEL_AREA, TILE_OUTPUTS]`, with zeros where the last group of outputs is not
    /// full.
    packed: Vec<[f32; TILE_OUTPUTS]>,
}

impl PackedKernels {
    /// Packs the kernels of `weight`, `[outputs, inputs, ky, kx]`, for the forward pass.
    pub(super) fn for_forward(weight: &[f32], outputs: usize, inputs: usize) -> Self {
        Self::pack(outputs, inputs, |o, i, tap| {
            weight[(o * inputs + i) * KERNEL_AREA + tap]
        })
    }

    /// Packs the same kernels for the input gradient: inputs and outputs are swapped and each kernel is rotated by 180
    /// degrees.
    pub(super) fn for_backward(weight: &[f32], outputs: usize, inputs: usize) -> Self {
        Self::pack(inputs, outputs, |i, o, tap| {
            weight[(o * inputs + i) * KERNEL_AREA + KERNEL_AREA - 1 - tap]
        })
    }

    fn pack(outputs: usize, inputs: usize, weight: impl Fn(usize, usize, usize) -> f32) -> Self {
        let mut packed = Vec::with_capacity(outputs.div_ceil(TILE_OUTPUTS) * inputs * KERNEL_AREA);
        for first in (0..outputs).step_by(TILE_OUTPUTS) {
            for input in 0..inputs {
                for tap in 0..KERNEL_AREA {
                    packed.push(std::array::from_fn(|lane| match first + lane {
                        output if output < outputs => weight(output, input, tap),
                        _ => 0.0,
                    }));
                }
            }
        }
        Self {
            inputs,
            outputs,
            packed,
        }
    }
}

/// Convolves a group of images and overwrites `result`. The values between the images are unspecified.
///
/// # Shapes
/// `[inputs, padded_plane_len]` to `[outputs, plane_len]`.
pub(super) fn convolve(
    layout: PaddedLayout,
    kernels: &PackedKernels,
    padded: &[f32],
    result: &mut [f32],
) {
    Arch::new().dispatch(Convolve {
        layout,
        kernels,
        padded,
        result,
    });
}

struct Convolve<'a> {
    layout: PaddedLayout,
    kernels: &'a PackedKernels,
    padded: &'a [f32],
    result: &'a mut [f32],
}

impl WithSimd for Convolve<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(mut self, simd: S) {
        // Pixel vectors per register tile: as many as the registers hold besides weights and inputs.
        let max_vectors = if S::REGISTER_COUNT >= 32 { 6 } else { 3 };
        let vector_count = self.layout.plane_len() / S::F32_LANES;
        let mut done = 0;
        while done < vector_count {
            let pixel = done * S::F32_LANES;
            done += match vector_count - done {
                rest if rest >= max_vectors && max_vectors == 6 => {
                    self.convolve_vectors::<S, 6>(simd, pixel)
                }
                3.. => self.convolve_vectors::<S, 3>(simd, pixel),
                _ => self.convolve_vectors::<S, 1>(simd, pixel),
            };
        }
    }
}

impl Convolve<'_> {
    /// Computes all outputs for `N` vectors of pixels, starting at `pixel`. Returns `N`.
    #[inline(always)]
    fn convolve_vectors<S: Simd, const N: usize>(&mut self, simd: S, pixel: usize) -> usize {
        let plane_len = self.layout.plane_len();
        let groups = self
            .kernels
            .packed
            .chunks_exact(self.kernels.inputs * KERNEL_AREA);
        for (group, kernels) in groups.enumerate() {
            let sums = self.register_tile::<S, N>(simd, kernels, pixel);
            let outputs =
                TILE_OUTPUTS * group..self.kernels.outputs.min(TILE_OUTPUTS * (group + 1));
            for (output, sums) in outputs.zip(sums) {
                let row = &mut self.result[output * plane_len + pixel..][..N * S::F32_LANES];
                S::as_mut_simd_f32s(row).0.copy_from_slice(&sums);
            }
        }
        N
    }

    /// Computes one register tile: [`TILE_OUTPUTS`] outputs for `N` vectors of pixels, starting at `pixel`.
    #[inline(always)]
    fn register_tile<S: Simd, const N: usize>(
        &self,
        simd: S,
        kernels: &[[f32; TILE_OUTPUTS]],
        pixel: usize,
    ) -> [[S::f32s; N]; TILE_OUTPUTS] {
        let mut sums = [[simd.splat_f32s(0.0); N]; TILE_OUTPUTS];
        let offsets = self.layout.tap_offsets();
        let planes = self.padded.chunks_exact(self.layout.padded_plane_len());
        for (plane, kernels) in planes.zip(kernels.as_chunks::<KERNEL_AREA>().0) {
            for (offset, weights) in offsets.iter().zip(kernels) {
                let inputs = first_vectors::<S, N>(&plane[pixel + offset..]);
                for (sums, weight) in sums.iter_mut().zip(weights) {
                    let weight = simd.splat_f32s(*weight);
                    for (sum, input) in sums.iter_mut().zip(inputs) {
                        *sum = simd.mul_add_e_f32s(weight, *input, *sum);
                    }
                }
            }
        }
        sums
    }
}

/// Returns the first `N` vectors of `values`.
#[inline(always)]
fn first_vectors<S: Simd, const N: usize>(values: &[f32]) -> &[S::f32s; N] {
    S::as_simd_f32s(&values[..N * S::F32_LANES])
        .0
        .try_into()
        .expect("the slice holds N vectors")
}

/// Returns the gradient of the kernels: each tap's inputs times the gradient of the convolution's output.
///
/// # Shapes
/// `input` is `[inputs, padded_plane_len]`, `gradient` is `[outputs, padded_plane_len]` and 0 between the images; the
/// result is `[outputs, inputs, ky, kx]`.
pub(super) fn weight_gradient(layout: PaddedLayout, input: &[f32], gradient: &[f32]) -> Vec<f32> {
    Arch::new().dispatch(WeightGradient {
        layout,
        input,
        gradient,
    })
}

struct WeightGradient<'a> {
    layout: PaddedLayout,
    input: &'a [f32],
    gradient: &'a [f32],
}

impl WithSimd for WeightGradient<'_> {
    type Output = Vec<f32>;

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) -> Vec<f32> {
        let plane_len = self.layout.padded_plane_len();
        let inputs = self.input.len() / plane_len;
        let mut weights = vec![0.0; self.gradient.len() / plane_len * inputs * KERNEL_AREA];
        let groups = weights.chunks_mut(TILE_OUTPUTS * inputs * KERNEL_AREA);
        for (weights, gradient) in groups.zip(self.gradient.chunks(TILE_OUTPUTS * plane_len)) {
            for (i, input) in self.input.chunks_exact(plane_len).enumerate() {
                for ky in 0..KERNEL_SIZE {
                    let sums = self.kernel_row_gradient(simd, input, gradient, ky);
                    let outputs = weights.chunks_exact_mut(inputs * KERNEL_AREA);
                    for (output, sums) in outputs.zip(sums) {
                        output[i * KERNEL_AREA + ky * KERNEL_SIZE..][..KERNEL_SIZE]
                            .copy_from_slice(&sums);
                    }
                }
            }
        }
        weights
    }
}

impl WeightGradient<'_> {
    /// Returns row `ky` of the kernels' gradients for one input and up to [`TILE_OUTPUTS`] outputs.
    ///
    /// Uses plain loops, because a closure would not be compiled for the instruction set of `S`.
    #[inline(always)]
    fn kernel_row_gradient<S: Simd>(
        &self,
        simd: S,
        input: &[f32],
        gradient: &[f32],
        ky: usize,
    ) -> [[f32; KERNEL_SIZE]; TILE_OUTPUTS] {
        let (plane_len, margin) = (self.layout.plane_len(), self.layout.margin());
        let padded_plane_len = self.layout.padded_plane_len();
        let mut inputs: [&[S::f32s]; KERNEL_SIZE] = [&[]; KERNEL_SIZE];
        for (kx, inputs) in inputs.iter_mut().enumerate() {
            let start = ky * self.layout.row_stride() + kx;
            *inputs = S::as_simd_f32s(&input[start..][..plane_len]).0;
        }
        let last = gradient.len() / padded_plane_len - 1;
        // A group of outputs that is not full reads its last plane again; those sums are discarded.
        let mut gradients: [&[S::f32s]; TILE_OUTPUTS] = [&[]; TILE_OUTPUTS];
        for (lane, plane) in gradients.iter_mut().enumerate() {
            let start = lane.min(last) * padded_plane_len + margin;
            *plane = S::as_simd_f32s(&gradient[start..][..plane_len]).0;
        }
        let mut sums = [[simd.splat_f32s(0.0); KERNEL_SIZE]; TILE_OUTPUTS];
        for vector in 0..plane_len / S::F32_LANES {
            for (sums, gradient) in sums.iter_mut().zip(&gradients) {
                for (sum, inputs) in sums.iter_mut().zip(&inputs) {
                    *sum = simd.mul_add_e_f32s(gradient[vector], inputs[vector], *sum);
                }
            }
        }
        let mut totals = [[0.0; KERNEL_SIZE]; TILE_OUTPUTS];
        for (totals, sums) in totals.iter_mut().zip(&sums) {
            for (total, sum) in totals.iter_mut().zip(sums) {
                *total = simd.reduce_sum_f32s(*sum);
            }
        }
        totals
    }
}
