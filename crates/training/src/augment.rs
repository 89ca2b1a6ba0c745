//! Data augmentation: random variations of the training digits within the range of natural handwriting.
//!
//! The random generator of each view is given by the caller (see [`crate::random`]).

pub mod drawing;
pub mod image;
pub mod warp;

use ink::Raster;
use serde::{Deserialize, Serialize};

use crate::random::SeededRng;
use crate::sample::{Sample, SampleData, raster_or_blank};
use drawing::DrawingAugmentConfig;
use image::ImageAugmentConfig;

/// A kind of augmentation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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

impl Augmentation {
    /// All kinds.
    pub const ALL: [Self; 8] = [
        Self::Rotation,
        Self::Slant,
        Self::Stretch,
        Self::Shift,
        Self::Elastic,
        Self::Thickness,
        Self::Tremor,
        Self::Sampling,
    ];

    /// Returns the name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Rotation => "rotation",
            Self::Slant => "slant",
            Self::Stretch => "stretch",
            Self::Shift => "shift",
            Self::Elastic => "elastic",
            Self::Thickness => "thickness",
            Self::Tremor => "tremor",
            Self::Sampling => "sampling",
        }
    }
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
    use crate::random::seeded_rng;
    use ink::{Drawing, Point, Stroke};

    fn curve() -> Sample {
        let point = |i: i16| Point {
            x: f32::from(i * i),
            y: f32::from(i * 9),
        };
        let points = (-20..20).map(point).collect();
        let strokes = vec![Stroke { points }];
        Sample::drawing(3, Drawing { strokes })
    }

    #[test]
    fn without_augmentation_a_drawing_is_preprocessed_as_on_the_page() {
        let unchanged = Augmentation::ALL
            .into_iter()
            .fold(AugmentConfig::default(), AugmentConfig::without);
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
        for augmentation in Augmentation::ALL {
            let image = Sample::image(3, curve().raster());
            let changes = |sample: &Sample| {
                (0..20).any(|index| {
                    let augmented =
                        AugmentConfig::default().apply(sample, &mut seeded_rng(1, 0, index));
                    let reduced = AugmentConfig::default().without(augmentation);
                    augmented != reduced.apply(sample, &mut seeded_rng(1, 0, index))
                })
            };
            assert!(changes(&curve()) || changes(&image), "{augmentation:?}");
        }
    }
}
