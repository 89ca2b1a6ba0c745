//! The batches of an epoch: which samples it contains, in which order, and their augmented views.
//!
//! An epoch contains each image and each drawing the configured number of times. Order and augmentation depend only on
//! the seed, the epoch and the index of the example, so a batch can be made at any time and on any thread.

use ink::Raster;
use rand::seq::SliceRandom;

use crate::augment::AugmentConfig;
use crate::config::TrainingConfig;
use crate::non_digits;
use crate::random::seeded_rng;
use crate::sample::{Sample, SampleData, raster_or_blank};

/// The examples of one optimiser step, in the same order.
#[derive(Clone, Debug, PartialEq)]
pub struct Batch {
    /// Augmented rasters.
    pub rasters: Vec<Raster>,
    /// The digits, 0..=9.
    pub labels: Vec<u8>,
}

/// Provides the batches of every epoch of a run.
#[derive(Debug)]
pub struct EpochSampler {
    config: TrainingConfig,
    augment: AugmentConfig,
    samples: Vec<Sample>,
    /// For each example of an epoch, the index of its sample.
    examples: Vec<usize>,
}

impl EpochSampler {
    /// Creates a sampler of labelled digits.
    #[must_use]
    pub fn new(config: TrainingConfig, samples: Vec<Sample>) -> Self {
        let repeats = |sample: &Sample| match sample.data {
            SampleData::Image(_) => config.image_repeats,
            SampleData::Drawing(_) => config.drawing_repeats,
        };
        let repeat = |(index, sample)| std::iter::repeat_n(index, repeats(sample));
        let examples = samples.iter().enumerate().flat_map(repeat).collect();
        let disabled = config.disabled_augmentations.iter().copied();
        Self {
            augment: disabled.fold(AugmentConfig::default(), AugmentConfig::without),
            config,
            samples,
            examples,
        }
    }

    /// Returns the hyperparameters.
    #[must_use]
    pub fn config(&self) -> &TrainingConfig {
        &self.config
    }

    /// Returns the number of examples per epoch.
    #[must_use]
    pub fn examples_per_epoch(&self) -> usize {
        self.examples.len()
    }

    /// Returns the number of full batches per epoch. The last batch is dropped if it is incomplete.
    #[must_use]
    pub fn steps_per_epoch(&self) -> usize {
        self.examples.len() / self.config.batch_size
    }

    /// Returns the batches of an epoch. Each is made when the iterator reaches it.
    pub fn batches(&self, epoch: usize) -> impl Iterator<Item = Batch> {
        let mut order: Vec<usize> = (0..self.examples.len()).collect();
        order.shuffle(&mut seeded_rng(self.config.seed, epoch, usize::MAX));
        let batch_size = self.config.batch_size;
        (0..self.steps_per_epoch()).map(move |step| {
            let examples = &order[step * batch_size..][..batch_size];
            Batch {
                rasters: examples
                    .iter()
                    .map(|example| self.raster(epoch, *example))
                    .collect(),
                labels: examples
                    .iter()
                    .map(|example| self.samples[self.examples[*example]].label)
                    .collect(),
            }
        })
    }

    /// Returns the augmented view of an example in an epoch.
    fn raster(&self, epoch: usize, example: usize) -> Raster {
        let rng = &mut seeded_rng(self.config.seed, epoch, example);
        self.augment
            .apply(&self.samples[self.examples[example]], rng)
    }

    /// Returns `count` functions that each create an augmented view of a digit, alternating between images and
    /// drawings. No epoch contains these views.
    #[must_use]
    pub fn unseen_digit_views(&self, count: usize) -> Vec<impl Fn() -> Raster + Sync> {
        let (images, drawings): (Vec<&Sample>, Vec<&Sample>) = self
            .samples
            .iter()
            .partition(|sample| matches!(sample.data, SampleData::Image(_)));
        let mut groups = vec![images, drawings];
        groups.retain(|group| !group.is_empty());
        let view = |index: usize| {
            let group = &groups[index % groups.len()];
            let sample = group[index / groups.len() % group.len()];
            move || {
                let rng = &mut seeded_rng(self.config.seed, usize::MAX, index);
                self.augment.apply(sample, rng)
            }
        };
        (0..count).map(view).collect()
    }

    /// Returns `count` functions that each create an augmented view of a non-digit.
    #[must_use]
    pub fn non_digit_views(&self, count: usize) -> Vec<impl Fn() -> Raster + Sync> {
        let view = |index: usize| {
            move || {
                let rng = &mut seeded_rng(!self.config.seed, usize::MAX, index);
                let drawing = non_digits::training_drawing(rng);
                raster_or_blank(self.augment.drawing.apply(&drawing, rng))
            }
        };
        (0..count).map(view).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ink::{Drawing, Point, Stroke};

    /// Returns nine images, labelled 0 to 8, and a drawing of a 9.
    fn samples() -> Vec<Sample> {
        let image = |label: u8| Sample::image(label, Raster::from_pixels([label * 20; 784]));
        let points = vec![Point { x: 0.0, y: 0.0 }, Point { x: 5.0, y: 40.0 }];
        let strokes = vec![Stroke { points }];
        (0..9)
            .map(image)
            .chain([Sample::drawing(9, Drawing { strokes })])
            .collect()
    }

    fn sampler(batch_size: usize) -> EpochSampler {
        let config = TrainingConfig {
            batch_size,
            drawing_repeats: 3,
            seed: 5,
            ..TrainingConfig::default()
        };
        EpochSampler::new(config, samples())
    }

    #[test]
    fn an_epoch_contains_each_image_once_and_each_drawing_repeatedly() {
        let mut labels: Vec<u8> = sampler(4)
            .batches(0)
            .flat_map(|batch| batch.labels)
            .collect();
        labels.sort_unstable();
        assert_eq!(labels, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 9]);
    }

    #[test]
    fn an_epoch_has_only_full_batches() {
        let sampler = sampler(5);
        let lengths: Vec<usize> = sampler.batches(0).map(|batch| batch.labels.len()).collect();
        assert_eq!((lengths, sampler.steps_per_epoch()), (vec![5, 5], 2));
    }

    #[test]
    fn the_same_epoch_is_reproducible_and_another_differs() {
        let all = |epoch| sampler(4).batches(epoch).collect::<Vec<_>>();
        assert_eq!(all(3), all(3));
        assert_ne!(all(3), all(4));
    }

    #[test]
    fn unseen_views_alternate_images_and_drawings_and_differ_from_every_epoch() {
        let sampler = sampler(4);
        let views = sampler.unseen_digit_views(6);
        let views: Vec<Raster> = views.iter().map(|view| view()).collect();
        let epochs: Vec<Raster> = (0..2)
            .flat_map(|epoch| sampler.batches(epoch))
            .flat_map(|batch| batch.rasters)
            .collect();
        for drawing in [1, 3, 5] {
            assert!(!epochs.contains(&views[drawing]), "{drawing}");
        }
        assert_ne!(views[1], views[3]);
        let images = samples().into_iter().take(9).collect();
        let images_only = EpochSampler::new(TrainingConfig::default(), images);
        assert_eq!(images_only.unseen_digit_views(20).len(), 20);
    }
}
