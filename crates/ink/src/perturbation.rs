//! Perturbs a drawing by a few parameters and converts it into a raster, to show how robust the network is.
//!
//! Rotation and slant transform the drawing before preprocessing. Size and pen width change the preprocessing. Shift
//! and noise change the raster, because preprocessing would undo a translation of the drawing. The noise is
//! deterministic.

use serde::{Deserialize, Serialize};

use crate::{Drawing, HandwritingTransform, Preprocessing, Raster, SIDE};

/// A parameter of a [`Perturbation`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Parameter {
    /// Clockwise rotation in degrees.
    Rotation,
    /// Horizontal shift per unit of height; positive values lean to the right.
    Slant,
    /// Side of the box that the ink is scaled to fit, in raster pixels.
    Size,
    /// Width of the pen, in raster pixels.
    PenWidth,
    /// Translation to the right, in raster pixels.
    Shift,
    /// Standard deviation of the noise added to each pixel, where full ink is 1.
    Noise,
}

/// A value for each [`Parameter`].
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Perturbation([f32; Parameter::ALL.len()]);

impl Parameter {
    /// All parameters in display order.
    pub const ALL: [Self; 6] = [
        Self::Rotation,
        Self::Slant,
        Self::Size,
        Self::PenWidth,
        Self::Shift,
        Self::Noise,
    ];

    /// Returns the name with the unit, as in evaluation reports.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Rotation => "Rotation, degrees clockwise",
            Self::Slant => "Slant to the right",
            Self::Size => "Size, pixels",
            Self::PenWidth => "Pen width, pixels",
            Self::Shift => "Shift after centring, pixels",
            Self::Noise => "Noise",
        }
    }

    /// Returns the minimum and maximum value.
    #[must_use]
    pub const fn range(self) -> [f32; 2] {
        match self {
            Self::Rotation => [-90.0, 90.0],
            Self::Slant => [-1.5, 1.5],
            Self::Size => [6.0, 28.0],
            Self::PenWidth => [0.5, 8.0],
            Self::Shift => [-12.0, 12.0],
            Self::Noise => [0.0, 1.0],
        }
    }

    /// Returns the value that leaves the raster unchanged.
    #[must_use]
    pub const fn neutral(self) -> f32 {
        match self {
            Self::Size => Preprocessing::MNIST.box_side,
            Self::PenWidth => Preprocessing::MNIST.pen_width,
            Self::Rotation | Self::Slant | Self::Shift | Self::Noise => 0.0,
        }
    }
}

impl Default for Perturbation {
    /// Returns the perturbation that leaves the raster unchanged.
    fn default() -> Self {
        Self(Parameter::ALL.map(Parameter::neutral))
    }
}

impl Perturbation {
    /// Returns the value of a parameter.
    #[must_use]
    pub const fn get(&self, parameter: Parameter) -> f32 {
        self.0[parameter as usize]
    }

    /// Returns a copy with one parameter set to `value`.
    #[must_use]
    pub const fn with(mut self, parameter: Parameter, value: f32) -> Self {
        self.0[parameter as usize] = value;
        self
    }

    /// Converts the perturbed drawing into a raster; `None` if the drawing has no finite point.
    #[must_use]
    pub fn raster(&self, drawing: &Drawing) -> Option<Raster> {
        let transform = HandwritingTransform {
            slant: self.get(Parameter::Slant),
            rotation_deg: self.get(Parameter::Rotation),
            ..HandwritingTransform::default()
        };
        let preprocessing = Preprocessing {
            box_side: self.get(Parameter::Size),
            pen_width: self.get(Parameter::PenWidth),
            ..Preprocessing::MNIST
        };
        let raster = if transform == HandwritingTransform::default() {
            preprocessing.raster(drawing)
        } else {
            preprocessing.raster(&drawing.transformed(&transform.to_affine()))
        };
        let shifted = shifted(&raster?, self.get(Parameter::Shift));
        Some(noisy(&shifted, self.get(Parameter::Noise)))
    }
}

/// Translates to the right. A fractional shift interpolates linearly between two pixels.
fn shifted(raster: &Raster, shift_px: f32) -> Raster {
    let whole = shift_px.floor();
    let fraction = shift_px - whole;
    let pixels = raster.pixels();
    Raster::from_pixels(std::array::from_fn(|index| {
        let (row, x) = (index / SIDE * SIDE, (index % SIDE) as f32 - whole);
        let at = |x: f32| {
            // Pixels beyond the edge are paper.
            let is_inside = (0.0..SIDE as f32).contains(&x);
            if is_inside {
                f32::from(pixels[row + x as usize])
            } else {
                0.0
            }
        };
        (at(x) * (1.0 - fraction) + at(x - 1.0) * fraction).round() as u8
    }))
}

/// Adds noise with the given standard deviation, where full ink is 1. The noise is the same in every call.
fn noisy(raster: &Raster, deviation: f32) -> Raster {
    let mut noise = NoiseGenerator(0x9E37_79B9);
    let pixels = raster
        .pixels()
        .map(|ink| (f32::from(ink) + 255.0 * deviation * noise.next()).round() as u8);
    Raster::from_pixels(pixels)
}

/// Generates approximately normal numbers with mean 0 and standard deviation 1: sums of twelve uniform numbers from
/// Marsaglia's xorshift32. The sequence is the same on every platform.
struct NoiseGenerator(u32);

impl NoiseGenerator {
    fn next(&mut self) -> f32 {
        let sum: f32 = (0..12).map(|_| self.uniform()).sum();
        sum - 6.0
    }

    /// Returns a uniform number from 0 to 1.
    fn uniform(&mut self) -> f32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        (self.0 >> 8) as f32 / (1_u32 << 24) as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Point, Stroke};

    fn drawing() -> Drawing {
        let points = [[10.0, 10.0], [30.0, 12.0], [15.0, 60.0]];
        Drawing {
            strokes: vec![Stroke {
                points: points.map(Point::from).into(),
            }],
        }
    }

    fn raster(parameter: Parameter, value: f32) -> Raster {
        let perturbation = Perturbation::default().with(parameter, value);
        perturbation.raster(&drawing()).unwrap()
    }

    #[test]
    fn the_default_perturbation_leaves_the_raster_unchanged() {
        assert_eq!(
            Perturbation::default().raster(&drawing()),
            drawing().raster()
        );
    }

    #[test]
    fn every_parameter_changes_the_raster_and_has_its_neutral_value_in_range() {
        for parameter in Parameter::ALL {
            let [min, max] = parameter.range();
            assert!((min..=max).contains(&parameter.neutral()), "{parameter:?}");
            let neutral = raster(parameter, parameter.neutral());
            assert_ne!(raster(parameter, max), neutral, "{parameter:?}");
        }
    }

    #[test]
    fn a_whole_shift_moves_pixels_and_half_a_pixel_interpolates() {
        let mut pixels = [0; SIDE * SIDE];
        (pixels[5], pixels[27]) = (200, 100);
        let at = |shift_px| *shifted(&Raster::from_pixels(pixels), shift_px).pixels();
        assert_eq!((at(2.0)[7], at(2.0)[28]), (200, 0));
        assert_eq!((at(-2.0)[3], at(-2.0)[25]), (200, 100));
        assert_eq!((at(0.5)[5], at(0.5)[6]), (100, 100));
    }

    #[test]
    fn the_noise_has_mean_0_and_variance_1_and_is_deterministic() {
        let mut noise = NoiseGenerator(0x9E37_79B9);
        let samples: Vec<f32> = (0..10_000).map(|_| noise.next()).collect();
        let mean = samples.iter().sum::<f32>() / 1e4;
        let variance = samples.iter().map(|n| (n - mean) * (n - mean)).sum::<f32>() / 1e4;
        assert!(
            mean.abs() < 0.05 && (variance - 1.0).abs() < 0.05,
            "{mean}, {variance}"
        );
        assert_eq!(raster(Parameter::Noise, 0.3), raster(Parameter::Noise, 0.3));
    }

    #[test]
    fn non_finite_values_and_empty_drawings_do_not_panic() {
        for parameter in Parameter::ALL {
            for value in [f32::NAN, f32::INFINITY, -1e30] {
                let perturbation = Perturbation::default().with(parameter, value);
                let _ = perturbation.raster(&drawing());
                assert_eq!(perturbation.raster(&Drawing::default()), None);
            }
        }
    }
}
