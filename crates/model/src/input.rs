//! Normalises rasters to the network's input. No other module does.

use burn::tensor::Tensor;
use ink::{Raster, SIDE};

use crate::kernels::KernelBackend;

/// Mean pixel of MNIST's 60,000 training images, 0 = paper, 1 = ink (LeCun et al. 1998; 33.32 of 255).
pub const MEAN: f32 = 0.1307;

/// Standard deviation of those pixels, in the same unit.
pub const STD_DEV: f32 = 0.3081;

/// Normalises a batch of rasters: `(pixel / 255 - MEAN) / STD_DEV`.
///
/// # Shapes
/// `n` rasters (0 = paper, 255 = ink) to `[n, 1, 28, 28]` (about -0.42 = paper, 2.82 = ink).
pub fn from_rasters<B: KernelBackend>(rasters: &[Raster]) -> Tensor<B, 4> {
    let values = rasters
        .iter()
        .flat_map(|raster| raster.pixels())
        .map(|pixel| normalise(f32::from(*pixel) / 255.0));
    B::tensor_from_vec(values.collect(), [rasters.len(), 1, SIDE, SIDE])
}

/// Normalises one pixel, 0 = paper, 1 = ink.
pub fn normalise(ink: f32) -> f32 {
    (ink - MEAN) / STD_DEV
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernels::InferenceBackend;

    #[test]
    fn paper_and_ink_become_the_documented_values_in_the_documented_shape() {
        let mut pixels = [0; SIDE * SIDE];
        pixels[1] = 255;
        let input = from_rasters::<InferenceBackend>(&[Raster::from_pixels(pixels)]);
        assert_eq!(input.dims(), [1, 1, SIDE, SIDE]);
        let values = input.into_data().to_vec::<f32>().unwrap();
        assert!((values[0] - -0.424_213).abs() < 1e-5, "{}", values[0]);
        assert!((values[1] - 2.821_487).abs() < 1e-5, "{}", values[1]);
    }
}
