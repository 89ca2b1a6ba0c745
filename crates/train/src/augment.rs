//! Data augmentation: random variations of the training digits within the range of natural handwriting.
//!
//! Each view of a digit uses a random generator that depends only on the seed, the epoch and the index of the example.
//! A resumed run therefore produces the same views as an uninterrupted one.

pub mod drawing;
pub mod image;
pub mod warp;

use clap::ValueEnum;
use ink::Raster;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use serde::{Deserialize, Serialize};

use crate::data::{Sample, SampleData, raster_or_blank};
use drawing::DrawingAugmentConfig;
use image::ImageAugmentConfig;

/// Random number generator of all data preparation.
pub type SeededRng = ChaCha8Rng;

/// Returns a generator that depends on the seed, the epoch and the index only.
pub fn seeded_rng(seed: u64, epoch: usize, index: usize) -> SeededRng {
    // The odd constants (golden ratio, SplitMix64) give neighbouring triples unrelated seeds.
    let mixed = seed
        .wrapping_add((epoch as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15))
        .wrapping_add((index as u64).wrapping_mul(0xbf58_476d_1ce4_e5b9));
    SeededRng::seed_from_u64(mixed)
}

/// A kind of augmentation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum Augmentation {
    /// Rotation.
    Rotation,
    /// Horizontal shear.
    Slant,
    /// Independent scaling of width and height.
    Stretch,
    /// Translation (images only: preprocessing centres drawings).
    Shift,
    /// Elastic deformation by a smooth random field.
    Elastic,
    /// Stroke width.
    Thickness,
    /// Random offset of each point (drawings only).
    Tremor,
    /// Few points per stroke, or points rounded to the pixels of a small pad (drawings only).
    Sampling,
}

/// Ranges and probabilities of all augmentations.
#[derive(Clone, Debug, Default)]
pub struct AugmentConfig {
    /// For MNIST images.
    pub image: ImageAugmentConfig,
    /// For drawings.
    pub drawing: DrawingAugmentConfig,
}

impl AugmentConfig {
    /// Returns the configuration with one kind of augmentation disabled.
    #[must_use]
    pub fn without(mut self, augmentation: Augmentation) -> Self {
        for warp in [&mut self.image.warp, &mut self.drawing.warp] {
            match augmentation {
                Augmentation::Rotation => warp.rotation = 0.0,
                Augmentation::Slant => warp.slant = 0.0,
                Augmentation::Stretch => warp.stretch = 0.0,
                Augmentation::Shift => warp.shift = 0.0,
                Augmentation::Elastic => warp.elastic = 0.0,
                Augmentation::Thickness | Augmentation::Tremor | Augmentation::Sampling => {}
            }
        }
        match augmentation {
            Augmentation::Thickness => {
                self.image.thickness_probability = 0.0;
                self.drawing.pen_width = drawing::DEFAULT_PEN_WIDTH;
            }
            Augmentation::Tremor => self.drawing.tremor_px = 0.0,
            Augmentation::Sampling => {
                (
                    self.drawing.subsampling_probability,
                    self.drawing.rounding_probability,
                ) = (0.0, 0.0);
            }
            _ => {}
        }
        self
    }

    /// Returns an augmented raster of the sample.
    pub fn apply(&self, sample: &Sample, rng: &mut SeededRng) -> Raster {
        match &sample.data {
            SampleData::Image(raster) => self.image.apply(raster, rng),
            SampleData::Drawing(drawing) => raster_or_blank(self.drawing.apply(drawing, rng)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ink::{Drawing, Point, Stroke};

    fn curve() -> Sample {
        let point = |i: i16| Point {
            x: f32::from(i * i),
            y: f32::from(i * 9),
        };
        let points = (-20..20).map(point).collect();
        Sample {
            label: 3,
            data: SampleData::Drawing(Drawing {
                strokes: vec![Stroke { points }],
            }),
        }
    }

    #[test]
    fn without_augmentation_a_drawing_is_preprocessed_as_on_the_page() {
        let unchanged = Augmentation::value_variants()
            .iter()
            .fold(AugmentConfig::default(), |config, augmentation| {
                config.without(*augmentation)
            });
        let raster = unchanged.apply(&curve(), &mut seeded_rng(1, 2, 3));
        let expected = curve().raster();
        let pixels = raster.pixels().iter().zip(expected.pixels());
        assert!(
            pixels.clone().all(|(a, b)| a.abs_diff(*b) <= 2),
            "{:?}",
            pixels.collect::<Vec<_>>()
        );
    }

    #[test]
    fn each_augmentation_changes_drawings_or_images() {
        for augmentation in Augmentation::value_variants() {
            let image = Sample {
                label: 3,
                data: SampleData::Image(Box::new(curve().raster())),
            };
            let changes = |sample: &Sample| {
                (0..20).any(|index| {
                    let augmented =
                        AugmentConfig::default().apply(sample, &mut seeded_rng(1, 0, index));
                    let reduced = AugmentConfig::default().without(*augmentation);
                    augmented != reduced.apply(sample, &mut seeded_rng(1, 0, index))
                })
            };
            assert!(changes(&curve()) || changes(&image), "{augmentation:?}");
        }
    }
}
