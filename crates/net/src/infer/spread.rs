//! The same work on the vectors and cores that there are: with the feature `learn`, which is for native
//! programs, the widest vectors of the processor and every core; in a browser, the vectors that the build names.

use super::convolve::Image;

/// Images, `taken` values each, to what the block makes of them, `given` values each.
#[cfg(not(feature = "learn"))]
pub(super) fn over_images(
    pixels: &[f32],
    taken: usize,
    given: usize,
    image: &Image<'_>,
) -> Vec<f32> {
    let mut pooled = vec![0.0; pixels.len() / taken * given];
    let images = pixels.chunks_exact(taken);
    for (pixels, pooled) in images.zip(pooled.chunks_exact_mut(given)) {
        image.run(pixels, pooled);
    }
    pooled
}

/// Images, `taken` values each, to what the block makes of them, `given` values each.
#[cfg(feature = "learn")]
pub(super) fn over_images(
    pixels: &[f32],
    taken: usize,
    given: usize,
    image: &Image<'_>,
) -> Vec<f32> {
    use rayon::prelude::*;
    let mut pooled = vec![0.0; pixels.len() / taken * given];
    let images = pixels.par_chunks_exact(taken);
    images
        .zip(pooled.par_chunks_exact_mut(given))
        .for_each(|(pixels, pooled)| widest(|| image.run(pixels, pooled)));
    pooled
}

/// Runs what is marked to be compiled into its caller on the vectors that the build names.
#[cfg(not(feature = "learn"))]
pub(super) fn widest<R>(work: impl FnOnce() -> R) -> R {
    work()
}

/// Runs what is marked to be compiled into its caller on the widest vectors that the processor has.
#[cfg(feature = "learn")]
pub(super) fn widest<R>(work: impl FnOnce() -> R) -> R {
    pulp::Arch::new().dispatch(work)
}
