//! Variation of the training digits, of the size that natural handwriting has.
//!
//! Each digit is varied afresh each time it is met, from a random generator that depends only on the
//! seed, the epoch and the digit's place in it: a resumed run sees what an unbroken one would have seen.

pub mod image;
pub mod pen;
pub mod warp;

use clap::ValueEnum;
use ink::Raster;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use serde::{Deserialize, Serialize};

use crate::data::{Ink, Sample, rendered};

/// The generator of one digit's variation.
pub type Random = ChaCha8Rng;

/// A generator that depends on all three numbers and on nothing else.
pub fn random(seed: u64, epoch: usize, place: usize) -> Random {
    // Odd constants of the golden ratio and of SplitMix64 keep neighbouring triples apart.
    let mixed = seed
        .wrapping_add((epoch as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15))
        .wrapping_add((place as u64).wrapping_mul(0xbf58_476d_1ce4_e5b9));
    Random::seed_from_u64(mixed)
}

/// One way in which digits are varied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum Variation {
    /// Turned.
    Rotation,
    /// Sheared.
    Slant,
    /// Wider, narrower, higher, lower.
    Stretch,
    /// Moved (images only: drawings are centred again).
    Shift,
    /// Bent by a smooth random field.
    Elastic,
    /// Thinner or thicker strokes.
    Thickness,
    /// An unsteady hand (drawings only).
    Tremor,
    /// A device that reports few points, or whole pixels of a small pad (drawings only).
    Sampling,
}

/// How far digits are varied.
#[derive(Clone, Debug, Default)]
pub struct Variety {
    /// MNIST's images.
    pub image: image::Variety,
    /// Drawings.
    pub pen: pen::Variety,
}

impl Variety {
    /// The same but for one way, in which digits then stay as they are.
    #[must_use]
    pub fn without(mut self, variation: Variation) -> Self {
        for warp in [&mut self.image.warp, &mut self.pen.warp] {
            match variation {
                Variation::Rotation => warp.rotation = 0.0,
                Variation::Slant => warp.slant = 0.0,
                Variation::Stretch => warp.stretch = 0.0,
                Variation::Shift => warp.shift = 0.0,
                Variation::Elastic => warp.elastic = 0.0,
                Variation::Thickness | Variation::Tremor | Variation::Sampling => {}
            }
        }
        match variation {
            Variation::Thickness => {
                self.image.reweighted = 0.0;
                self.pen.pen_width = pen::RECIPE_WIDTH;
            }
            Variation::Tremor => self.pen.tremor_px = 0.0,
            Variation::Sampling => (self.pen.sparse, self.pen.rounded) = (0.0, 0.0),
            _ => {}
        }
        self
    }

    /// The digit as a raster, varied.
    pub fn of(&self, sample: &Sample, random: &mut Random) -> Raster {
        match &sample.ink {
            Ink::Image(raster) => self.image.of(raster, random),
            Ink::Pen(drawing) => rendered(self.pen.of(drawing, random)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ink::{Drawing, Point, Stroke};

    fn bow() -> Sample {
        let point = |i: i16| Point {
            x: f32::from(i * i),
            y: f32::from(i * 9),
        };
        let points = (-20..20).map(point).collect();
        Sample {
            label: 3,
            ink: Ink::Pen(Drawing {
                strokes: vec![Stroke { points }],
            }),
        }
    }

    #[test]
    fn without_any_variation_a_drawing_is_rendered_as_the_product_does() {
        let still = Variation::value_variants()
            .iter()
            .fold(Variety::default(), |variety, variation| {
                variety.without(*variation)
            });
        let raster = still.of(&bow(), &mut random(1, 2, 3));
        let product = bow().raster();
        let pixels = raster.pixels().iter().zip(product.pixels());
        assert!(
            pixels.clone().all(|(a, b)| a.abs_diff(*b) <= 2),
            "{:?}",
            pixels.collect::<Vec<_>>()
        );
    }

    #[test]
    fn each_variation_changes_drawings_or_images() {
        for variation in Variation::value_variants() {
            let image = Sample {
                label: 3,
                ink: Ink::Image(Box::new(bow().raster())),
            };
            let changes = |sample: &Sample| {
                (0..20).any(|place| {
                    let varied = Variety::default().of(sample, &mut random(1, 0, place));
                    let less = Variety::default().without(*variation);
                    varied != less.of(sample, &mut random(1, 0, place))
                })
            };
            assert!(changes(&bow()) || changes(&image), "{variation:?}");
        }
    }
}
