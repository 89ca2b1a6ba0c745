//! Rasters to the network's input: the one place that normalises.

use burn::tensor::Tensor;
use ink::{Raster, SIDE};

use crate::backend::NetBackend;

/// Mean of MNIST's 60,000 train images, ink = 1 (LeCun et al. 1998; 33.32 of 255).
pub const MEAN: f32 = 0.1307;

/// Standard deviation of the same pixels.
pub const DEVIATION: f32 = 0.3081;

/// Pixels to normalised values.
///
/// # Shapes
/// `n` rasters, 0 = paper, 255 = ink, to `[n, 1, 28, 28]`, about -0.42 = paper, 2.82 = ink.
pub fn tensor<B: NetBackend>(rasters: &[Raster], device: &B::Device) -> Tensor<B, 4> {
    let values = rasters
        .iter()
        .flat_map(|raster| raster.pixels())
        .map(|pixel| normalised(f32::from(*pixel) / 255.0));
    B::tensor(values.collect(), [rasters.len(), 1, SIDE, SIDE], device)
}

/// A pixel's share of ink, 0..1, as the network reads it.
pub(crate) fn normalised(ink: f32) -> f32 {
    (ink - MEAN) / DEVIATION
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Inference;

    #[test]
    fn paper_and_ink_become_the_documented_values_in_the_documented_shape() {
        let mut pixels = [0; SIDE * SIDE];
        pixels[1] = 255;
        let input = tensor::<Inference>(&[Raster::from_pixels(pixels)], &Default::default());
        assert_eq!(input.dims(), [1, 1, SIDE, SIDE]);
        let values = input.into_data().to_vec::<f32>().unwrap();
        assert!((values[0] - -0.424_213).abs() < 1e-5, "{}", values[0]);
        assert!((values[1] - 2.821_487).abs() < 1e-5, "{}", values[1]);
    }
}
