//! SIMD and multithreading for the inference kernels.
//!
//! With the feature `training`, which is for native programs, a kernel runs on the widest SIMD instructions of the
//! processor and images run in parallel on all cores. Without it, as in the browser, a kernel uses the instruction set
//! that it was compiled for, on one thread.

use super::fused_block::FusedBlock;

/// Runs the block on each image: `input_len` values in, `output_len` values out.
#[cfg(not(feature = "training"))]
pub(super) fn par_images(
    pixels: &[f32],
    input_len: usize,
    output_len: usize,
    block: &FusedBlock<'_>,
) -> Vec<f32> {
    let mut pooled = vec![0.0; pixels.len() / input_len * output_len];
    let images = pixels.chunks_exact(input_len);
    for (pixels, pooled) in images.zip(pooled.chunks_exact_mut(output_len)) {
        block.forward(pixels, pooled);
    }
    pooled
}

/// Runs the block on each image, in parallel: `input_len` values in, `output_len` values out.
#[cfg(feature = "training")]
pub(super) fn par_images(
    pixels: &[f32],
    input_len: usize,
    output_len: usize,
    block: &FusedBlock<'_>,
) -> Vec<f32> {
    use rayon::prelude::*;
    let mut pooled = vec![0.0; pixels.len() / input_len * output_len];
    let images = pixels.par_chunks_exact(input_len);
    images
        .zip(pooled.par_chunks_exact_mut(output_len))
        .for_each(|(pixels, pooled)| dispatch(|| block.forward(pixels, pooled)));
    pooled
}

/// Runs a kernel with the instruction set that the crate was compiled for.
#[cfg(not(feature = "training"))]
pub(super) fn dispatch<R>(kernel: impl FnOnce() -> R) -> R {
    kernel()
}

/// Runs a kernel with the widest SIMD instructions of the processor.
///
/// Every function that the kernel calls must be `#[inline(always)]`: only code that is inlined into it is compiled for
/// those instructions.
#[cfg(feature = "training")]
pub(super) fn dispatch<R>(kernel: impl FnOnce() -> R) -> R {
    pulp::Arch::new().dispatch(kernel)
}
