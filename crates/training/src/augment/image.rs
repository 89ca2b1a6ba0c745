//! Augmentation of MNIST images: deformation and stroke width.

use ink::{Affine, Point, Raster, SIDE};
use rand::Rng;

use super::warp::{Warp, WarpRanges};
use crate::random::SeededRng;

/// Ranges and probabilities of the image augmentations.
#[derive(Clone, Debug)]
pub struct ImageAugmentConfig {
    /// Ranges of the deformation.
    pub warp: WarpRanges,
    /// Probability that an image is not deformed, so that training also includes undeformed images.
    pub unwarped_probability: f64,
    /// Probability that the strokes become thinner or thicker.
    pub thickness_probability: f64,
}

impl Default for ImageAugmentConfig {
    fn default() -> Self {
        Self {
            warp: WarpRanges {
                rotation: 14.0,
                slant: 0.22,
                stretch: 0.16,
                shift: 1.2,
                elastic: 0.45,
            },
            unwarped_probability: 0.2,
            thickness_probability: 0.35,
        }
    }
}

impl ImageAugmentConfig {
    /// Returns an augmented copy of the image.
    pub fn apply(&self, raster: &Raster, rng: &mut SeededRng) -> Raster {
        let mut pixels = raster.pixels().map(f32::from);
        if !rng.random_bool(self.unwarped_probability) {
            let warp = Warp::random(&self.warp, rng);
            pixels = resample(&pixels, |point| warp.apply(point));
        }
        if rng.random_bool(self.thickness_probability) {
            pixels = change_thickness(&pixels, rng.random_range(-0.5..0.5));
        }
        to_raster(&pixels)
    }
}

/// Rotates the image clockwise about the centre of pixel (14, 14), which is the centre of mass of MNIST digits.
#[must_use]
pub fn rotated(raster: &Raster, degrees: f32) -> Raster {
    let centre = 0.5;
    let inverse = Affine::translate(-centre, -centre)
        .then(Affine::rotate(-degrees.to_radians()))
        .then(Affine::translate(centre, centre));
    to_raster(&resample(&raster.pixels().map(f32::from), |point| {
        inverse.apply(point)
    }))
}

fn to_raster(pixels: &Pixels) -> Raster {
    Raster::from_pixels(pixels.map(|value| (value + 0.5).clamp(0.0, 255.0) as u8))
}

/// Resamples the image: `source` maps each output position to an input position, both relative to the image centre.
fn resample(pixels: &Pixels, source: impl Fn(Point) -> Point) -> Pixels {
    let centre = (SIDE - 1) as f32 / 2.0;
    pixels_from_fn(|x, y| {
        let target = Point {
            x: x as f32 - centre,
            y: y as f32 - centre,
        };
        let source = source(target);
        interpolate(pixels, source.x + centre, source.y + centre)
    })
}

type Pixels = [f32; SIDE * SIDE];

fn pixels_from_fn(value_at: impl Fn(usize, usize) -> f32) -> Pixels {
    std::array::from_fn(|i| value_at(i % SIDE, i / SIDE))
}

/// Interpolates the image at a position in pixels. Pixels outside the image are 0, the value of blank paper.
///
/// Uses Catmull-Rom bicubic interpolation because it keeps edges sharp. Bilinear interpolation blurs them, and a
/// network trained on blurred images only is less accurate on sharp ones.
fn interpolate(pixels: &Pixels, x: f32, y: f32) -> f32 {
    let (x0, y0) = (x.floor(), y.floor());
    let (x_weights, y_weights) = (catmull_rom_weights(x - x0), catmull_rom_weights(y - y0));
    let in_bounds = |coordinate: f32, offset: usize| {
        let coordinate = coordinate + offset as f32 - 1.0;
        (0.0..SIDE as f32)
            .contains(&coordinate)
            .then_some(coordinate as usize)
    };
    let mut sum = 0.0;
    for (row, y_weight) in y_weights.iter().enumerate() {
        let Some(row) = in_bounds(y0, row) else {
            continue;
        };
        for (column, x_weight) in x_weights.iter().enumerate() {
            if let Some(column) = in_bounds(x0, column) {
                sum += y_weight * x_weight * pixels[row * SIDE + column];
            }
        }
    }
    sum
}

/// Returns the weights of the four pixels around the position `t` (0..1) between the inner two (Keys 1981, a = -1/2).
fn catmull_rom_weights(t: f32) -> [f32; 4] {
    let (square, cube) = (t * t, t * t * t);
    [
        -0.5 * cube + square - 0.5 * t,
        1.5 * cube - 2.5 * square + 1.0,
        -1.5 * cube + 2.0 * square + 0.5 * t,
        0.5 * cube - 0.5 * square,
    ]
}

/// Blends each pixel towards the maximum (`amount` > 0) or minimum (`amount` < 0) of itself and its four neighbours:
/// a partial dilation or erosion.
fn change_thickness(pixels: &Pixels, amount: f32) -> Pixels {
    let extremum: fn(f32, f32) -> f32 = if amount > 0.0 { f32::max } else { f32::min };
    pixels_from_fn(|x, y| {
        let value = pixels[y * SIDE + x];
        let interior = 1..SIDE - 1;
        if !interior.contains(&x) || !interior.contains(&y) {
            return value;
        }
        let neighbours = [(x - 1, y), (x + 1, y), (x, y - 1), (x, y + 1)];
        let extreme = neighbours.iter().fold(value, |extreme, (x, y)| {
            extremum(extreme, pixels[y * SIDE + x])
        });
        value + (extreme - value) * amount.abs()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::seeded_rng;

    fn cross() -> Pixels {
        pixels_from_fn(|x, y| {
            if x.abs_diff(14) < 2 || y.abs_diff(14) < 2 {
                255.0
            } else {
                0.0
            }
        })
    }

    #[test]
    fn interpolation_is_exact_at_pixels_and_zero_outside_the_image() {
        let pixels = pixels_from_fn(|x, y| (x + 2 * y) as f32);
        assert_eq!(interpolate(&pixels, 3.0, 5.0), 13.0);
        assert_eq!(interpolate(&pixels, 3.5, 5.0), 13.5);
        assert_eq!(interpolate(&pixels, -2.0, 5.0), 0.0);
        assert_eq!(interpolate(&pixels, 3.0, 30.5), 0.0);
    }

    #[test]
    fn rotation_is_clockwise_about_pixel_14() {
        let mut pixels = [0; SIDE * SIDE];
        pixels[14 * SIDE + 20] = 200;
        let rotated = rotated(&Raster::from_pixels(pixels), 90.0);
        assert_eq!(
            rotated.pixels()[20 * SIDE + 14],
            200,
            "the right side moves to the bottom"
        );
    }

    #[test]
    fn thickening_adds_ink_and_thinning_removes_it() {
        let sum = |pixels: &Pixels| pixels.iter().sum::<f32>();
        assert!(sum(&change_thickness(&cross(), 0.5)) > sum(&cross()));
        assert!(sum(&change_thickness(&cross(), -0.5)) < sum(&cross()));
    }

    #[test]
    fn the_same_seed_gives_the_same_image_and_another_index_a_different_one() {
        let raster = Raster::from_pixels(cross().map(|value| value as u8));
        let image =
            |index| ImageAugmentConfig::default().apply(&raster, &mut seeded_rng(7, 1, index));
        assert_eq!(image(5), image(5));
        assert_ne!(image(5), image(6));
    }
}
