//! The arithmetic of a convolution there and back, on padded groups of images (see [`super::padded`]).
//!
//! A tap of the kernel sees a whole plane at once, moved by a fixed distance, so each pass is a sum of
//! products of long vectors. Four output planes and a few vectors of pixels are added up in registers
//! ([`Tile`]), where the products cost more than loading what they multiply. `pulp` picks the widest
//! vectors that the processor has; the sums' order, and so their last bits, depend on the width.

use pulp::{Arch, Simd, WithSimd};

use super::padded::{Layout, TAPS};
use crate::block::KERNEL;

/// Output planes that are added up together.
const BLOCK: usize = 4;

/// Kernels in the order in which [`convolve`] reads them.
pub(super) struct Kernels {
    inputs: usize,
    outputs: usize,
    /// `[outputs / BLOCK, inputs, TAPS, BLOCK]`, zeros where a block is not full.
    packed: Vec<[f32; BLOCK]>,
}

impl Kernels {
    /// Those of a convolution, `weight` being `[outputs, inputs, ky, kx]`.
    pub(super) fn of(weight: &[f32], outputs: usize, inputs: usize) -> Self {
        Self::pack(outputs, inputs, |o, i, tap| {
            weight[(o * inputs + i) * TAPS + tap]
        })
    }

    /// Those that bring its gradient back from its outputs to its inputs: turned round.
    pub(super) fn turned(weight: &[f32], outputs: usize, inputs: usize) -> Self {
        Self::pack(inputs, outputs, |i, o, tap| {
            weight[(o * inputs + i) * TAPS + TAPS - 1 - tap]
        })
    }

    fn pack(outputs: usize, inputs: usize, weight: impl Fn(usize, usize, usize) -> f32) -> Self {
        let mut packed = Vec::with_capacity(outputs.div_ceil(BLOCK) * inputs * TAPS);
        for block in (0..outputs).step_by(BLOCK) {
            for input in 0..inputs {
                for tap in 0..TAPS {
                    packed.push(std::array::from_fn(|lane| match block + lane {
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

/// `[inputs, padded span]` to `[outputs, span]`, which is overwritten; what lies between the images
/// of the result means nothing.
pub(super) fn convolve(layout: Layout, kernels: &Kernels, padded: &[f32], result: &mut [f32]) {
    Arch::new().dispatch(Convolve {
        layout,
        kernels,
        padded,
        result,
    });
}

struct Convolve<'a> {
    layout: Layout,
    kernels: &'a Kernels,
    padded: &'a [f32],
    result: &'a mut [f32],
}

impl WithSimd for Convolve<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(mut self, simd: S) {
        let wide = if S::REGISTER_COUNT >= 32 { 6 } else { 3 };
        let vectors = self.layout.span() / S::F32_LANES;
        let mut done = 0;
        while done < vectors {
            let pixel = done * S::F32_LANES;
            done += match vectors - done {
                left if left >= wide && wide == 6 => self.tiles::<S, 6>(simd, pixel),
                3.. => self.tiles::<S, 3>(simd, pixel),
                _ => self.tiles::<S, 1>(simd, pixel),
            };
        }
    }
}

impl Convolve<'_> {
    /// All outputs of `N` vectors of pixels; returns `N`.
    #[inline(always)]
    fn tiles<S: Simd, const N: usize>(&mut self, simd: S, pixel: usize) -> usize {
        let span = self.layout.span();
        let of_block = self.kernels.packed.chunks_exact(self.kernels.inputs * TAPS);
        for (block, kernels) in of_block.enumerate() {
            let sums = self.tile::<S, N>(simd, kernels, pixel);
            let outputs = BLOCK * block..self.kernels.outputs.min(BLOCK * (block + 1));
            for (output, sums) in outputs.zip(sums) {
                let row = &mut self.result[output * span + pixel..][..N * S::F32_LANES];
                S::as_mut_simd_f32s(row).0.copy_from_slice(&sums);
            }
        }
        N
    }

    #[inline(always)]
    fn tile<S: Simd, const N: usize>(
        &self,
        simd: S,
        kernels: &[[f32; BLOCK]],
        pixel: usize,
    ) -> [[S::f32s; N]; BLOCK] {
        let mut sums = [[simd.splat_f32s(0.0); N]; BLOCK];
        let offsets = self.layout.offsets();
        let planes = self.padded.chunks_exact(self.layout.padded_span());
        for (plane, kernels) in planes.zip(kernels.as_chunks::<TAPS>().0) {
            for (offset, kernels) in offsets.iter().zip(kernels) {
                let seen = vectors::<S, N>(&plane[pixel + offset..]);
                for (sums, weight) in sums.iter_mut().zip(kernels) {
                    let weight = simd.splat_f32s(*weight);
                    for (sum, seen) in sums.iter_mut().zip(seen) {
                        *sum = simd.mul_add_e_f32s(weight, *seen, *sum);
                    }
                }
            }
        }
        sums
    }
}

/// The first `N` vectors of `values`.
#[inline(always)]
fn vectors<S: Simd, const N: usize>(values: &[f32]) -> &[S::f32s; N] {
    S::as_simd_f32s(&values[..N * S::F32_LANES])
        .0
        .try_into()
        .expect("as many vectors as were cut off")
}

/// The gradient of the kernels, `[outputs, inputs, ky, kx]`: what each tap saw times the gradient
/// `[outputs, padded span]` of the convolution's result, which is 0 between the images.
pub(super) fn weight_gradient(layout: Layout, input: &[f32], gradient: &[f32]) -> Vec<f32> {
    Arch::new().dispatch(WeightGradient {
        layout,
        input,
        gradient,
    })
}

struct WeightGradient<'a> {
    layout: Layout,
    input: &'a [f32],
    gradient: &'a [f32],
}

impl WithSimd for WeightGradient<'_> {
    type Output = Vec<f32>;

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) -> Vec<f32> {
        let span = self.layout.padded_span();
        let inputs = self.input.len() / span;
        let mut weights = vec![0.0; self.gradient.len() / span * inputs * TAPS];
        let blocks = weights.chunks_mut(BLOCK * inputs * TAPS);
        for (weights, gradient) in blocks.zip(self.gradient.chunks(BLOCK * span)) {
            for (i, input) in self.input.chunks_exact(span).enumerate() {
                for ky in 0..KERNEL {
                    let sums = self.kernel_row(simd, input, gradient, ky);
                    for (output, sums) in weights.chunks_exact_mut(inputs * TAPS).zip(sums) {
                        output[i * TAPS + ky * KERNEL..][..KERNEL].copy_from_slice(&sums);
                    }
                }
            }
        }
        weights
    }
}

impl WeightGradient<'_> {
    /// One row of up to four kernels. Plain loops: a closure would be compiled for any processor.
    #[inline(always)]
    fn kernel_row<S: Simd>(
        &self,
        simd: S,
        input: &[f32],
        gradient: &[f32],
        ky: usize,
    ) -> [[f32; KERNEL]; BLOCK] {
        let (span, lead) = (self.layout.span(), self.layout.lead());
        let padded_span = self.layout.padded_span();
        let mut seen: [&[S::f32s]; KERNEL] = [&[]; KERNEL];
        for (kx, seen) in seen.iter_mut().enumerate() {
            *seen = S::as_simd_f32s(&input[ky * self.layout.stride() + kx..][..span]).0;
        }
        let last = gradient.len() / padded_span - 1;
        // A block that is not full reads its last plane again, and nobody the sums.
        let mut gradients: [&[S::f32s]; BLOCK] = [&[]; BLOCK];
        for (lane, plane) in gradients.iter_mut().enumerate() {
            let start = lane.min(last) * padded_span + lead;
            *plane = S::as_simd_f32s(&gradient[start..][..span]).0;
        }
        let mut sums = [[simd.splat_f32s(0.0); KERNEL]; BLOCK];
        for place in 0..span / S::F32_LANES {
            for (sums, gradient) in sums.iter_mut().zip(&gradients) {
                for (sum, seen) in sums.iter_mut().zip(&seen) {
                    *sum = simd.mul_add_e_f32s(gradient[place], seen[place], *sum);
                }
            }
        }
        let mut totals = [[0.0; KERNEL]; BLOCK];
        for (totals, sums) in totals.iter_mut().zip(&sums) {
            for (total, sum) in totals.iter_mut().zip(sums) {
                *total = simd.reduce_sum_f32s(*sum);
            }
        }
        totals
    }
}
