//! Examples of an epoch: which digits it contains, their augmented views and their targets.
//!
//! An epoch contains each MNIST image, each drawing (repeated, because there are fewer of them) and generated
//! non-digits. The augmented view of an example depends only on the seed, the epoch and the index of the example. With
//! distillation, the views of the first few epochs are reused, so that the teachers predict each view only once.

use ink::Raster;
use net::CLASSES;

use super::config::TrainingConfig;
use super::distillation::SoftTargets;
use crate::augment::{self, AugmentConfig, SeededRng};
use crate::data::{Sample, SampleData, nondigits, raster_or_blank};

/// Number of target classes: the ten digits and "not a digit".
pub const TARGET_CLASSES: usize = CLASSES + 1;

/// The target class of non-digits, next to the digits 0 to 9.
pub const NON_DIGIT_CLASS: u8 = CLASSES as u8;

/// Provides the examples of every epoch of a run.
#[derive(Debug)]
pub struct EpochSampler {
    config: TrainingConfig,
    augment: AugmentConfig,
    samples: Vec<Sample>,
    examples: Vec<Example>,
    soft_targets: Option<SoftTargets>,
}

/// Source of an example.
#[derive(Clone, Copy, Debug)]
enum Example {
    /// Index of a labelled digit.
    Sample(usize),
    /// A newly generated non-digit.
    NonDigit,
}

impl EpochSampler {
    /// Creates a sampler of labelled digits, without distillation.
    pub fn new(config: TrainingConfig, samples: Vec<Sample>) -> Self {
        let repeats = |sample: &Sample| match sample.data {
            SampleData::Image(_) => config.image_repeats,
            SampleData::Drawing(_) => config.drawing_repeats,
        };
        let repeat = |(index, sample)| std::iter::repeat_n(Example::Sample(index), repeats(sample));
        let mut examples: Vec<Example> = samples.iter().enumerate().flat_map(repeat).collect();
        let non_digits = (examples.len() as f64 * config.non_digit_ratio).round() as usize;
        examples.extend(std::iter::repeat_n(Example::NonDigit, non_digits));
        let without = |augment: AugmentConfig, augmentation: &_| augment.without(*augmentation);
        Self {
            augment: config
                .disabled_augmentations
                .iter()
                .fold(AugmentConfig::default(), without),
            config,
            samples,
            examples,
            soft_targets: None,
        }
    }

    /// Returns the sampler with soft targets for distillation.
    #[must_use]
    pub fn with_soft_targets(self, soft_targets: SoftTargets) -> Self {
        Self {
            soft_targets: Some(soft_targets),
            ..self
        }
    }

    /// Returns the hyperparameters.
    pub fn config(&self) -> &TrainingConfig {
        &self.config
    }

    /// Returns the number of examples per epoch, digits and non-digits.
    pub fn examples_per_epoch(&self) -> usize {
        self.examples.len()
    }

    /// Returns the number of full batches per epoch. The last batch is dropped if it is incomplete.
    pub fn steps_per_epoch(&self) -> usize {
        self.examples.len() / self.config.batch_size
    }

    /// Returns the index of the augmented views in an epoch. With soft targets, the views repeat cyclically.
    fn view_index(&self, epoch: usize) -> usize {
        match &self.soft_targets {
            Some(soft_targets) => epoch % soft_targets.views(),
            None => epoch,
        }
    }

    /// Returns the augmented view of an example in an epoch.
    pub fn raster(&self, epoch: usize, example: usize) -> Raster {
        let seed = self
            .soft_targets
            .as_ref()
            .map_or(self.config.seed, SoftTargets::seed);
        self.augmented_view(seed, self.view_index(epoch), example)
    }

    /// Returns the augmented view of an example for a seed and a view index.
    pub(super) fn augmented_view(&self, seed: u64, view: usize, example: usize) -> Raster {
        let rng = &mut augment::seeded_rng(seed, view, example);
        match self.examples[example] {
            Example::Sample(index) => self.augment.apply(&self.samples[index], rng),
            Example::NonDigit => self.random_non_digit(rng),
        }
    }

    /// Returns functions that create `count` augmented views of digits, alternating between images and drawings. No
    /// epoch contains these views.
    pub(super) fn unseen_digit_views(&self, count: usize) -> Vec<impl Fn() -> Raster + Sync> {
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
                let rng = &mut augment::seeded_rng(self.config.seed, usize::MAX, index);
                self.augment.apply(sample, rng)
            }
        };
        (0..count).map(view).collect()
    }

    /// Returns functions that create `count` augmented views of non-digits. No epoch contains these views.
    pub(super) fn non_digit_views(&self, count: usize) -> Vec<impl Fn() -> Raster + Sync> {
        let view = |index: usize| {
            move || {
                let rng = &mut augment::seeded_rng(!self.config.seed, usize::MAX, index);
                self.random_non_digit(rng)
            }
        };
        (0..count).map(view).collect()
    }

    fn random_non_digit(&self, rng: &mut SeededRng) -> Raster {
        let drawing = nondigits::training_drawing(rng);
        raster_or_blank(self.augment.drawing.apply(&drawing, rng))
    }

    /// Returns the class of an example: 0 to 9, or [`NON_DIGIT_CLASS`].
    pub fn label(&self, example: usize) -> u8 {
        match self.examples[example] {
            Example::Sample(index) => self.samples[index].label,
            Example::NonDigit => NON_DIGIT_CLASS,
        }
    }

    /// Returns the target distribution of an example in an epoch.
    ///
    /// For a digit, this is the label with label smoothing, blended with the teachers' soft target in distillation.
    pub fn target(&self, epoch: usize, example: usize) -> [f32; TARGET_CLASSES] {
        let label = self.label(example);
        let mut target = [0.0; TARGET_CLASSES];
        if label == NON_DIGIT_CLASS {
            target[usize::from(label)] = 1.0;
            return target;
        }
        let smoothing = self.config.label_smoothing;
        target[..CLASSES].fill(smoothing / CLASSES as f32);
        target[usize::from(label)] += 1.0 - smoothing;
        if let Some(soft_targets) = &self.soft_targets {
            let soft_target = soft_targets.get(self.view_index(epoch), example);
            for (target, soft_target) in target.iter_mut().zip(soft_target) {
                *target += self.config.distillation_weight * (soft_target - *target);
            }
        }
        target
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use ink::{Drawing, Point, Stroke};

    /// Returns nine images, labelled 0 to 8, and a drawing of a 9.
    pub(crate) fn samples() -> Vec<Sample> {
        let image = |label: u8| Sample {
            label,
            data: SampleData::Image(Box::new(Raster::from_pixels([label * 20; 784]))),
        };
        let line = Stroke {
            points: vec![Point { x: 0.0, y: 0.0 }, Point { x: 5.0, y: 40.0 }],
        };
        let drawing = Sample {
            label: 9,
            data: SampleData::Drawing(Drawing {
                strokes: vec![line],
            }),
        };
        (0..9).map(image).chain([drawing]).collect()
    }

    pub(crate) fn config() -> TrainingConfig {
        TrainingConfig {
            batch_size: 4,
            drawing_repeats: 3,
            non_digit_ratio: 0.25,
            seed: 5,
            ..TrainingConfig::default()
        }
    }

    #[test]
    fn an_epoch_contains_each_image_once_each_drawing_repeatedly_and_some_non_digits() {
        let sampler = EpochSampler::new(config(), samples());
        let labels: Vec<u8> = (0..sampler.examples_per_epoch())
            .map(|i| sampler.label(i))
            .collect();
        let non_digit = NON_DIGIT_CLASS;
        assert_eq!(
            labels,
            [
                0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 9, non_digit, non_digit, non_digit
            ]
        );
    }

    #[test]
    fn unseen_views_alternate_images_and_drawings_and_differ_from_every_epoch() {
        let sampler = EpochSampler::new(config(), samples());
        let views: Vec<Raster> = sampler
            .unseen_digit_views(6)
            .iter()
            .map(|view| view())
            .collect();
        let epochs: Vec<Raster> = (0..2)
            .flat_map(|epoch| {
                (0..sampler.examples_per_epoch()).map(move |example| (epoch, example))
            })
            .map(|(epoch, example)| sampler.raster(epoch, example))
            .collect();
        for drawing in [1, 3, 5] {
            assert!(!epochs.contains(&views[drawing]), "{drawing}");
        }
        assert_ne!(views[1], views[3]);
        let images_only = EpochSampler::new(config(), samples().into_iter().take(9).collect());
        assert_eq!(images_only.unseen_digit_views(20).len(), 20);
    }

    #[test]
    fn targets_are_probabilities_with_the_label_most_likely() {
        let sampler = EpochSampler::new(config(), samples());
        for example in 0..sampler.examples_per_epoch() {
            let target = sampler.target(0, example);
            assert!((target.iter().sum::<f32>() - 1.0).abs() < 1e-6);
            assert!(target[usize::from(sampler.label(example))] > 0.9);
        }
    }

    #[test]
    fn soft_targets_are_blended_by_weight_and_their_views_repeat() {
        let config = TrainingConfig {
            distillation_weight: 0.75,
            label_smoothing: 0.0,
            ..config()
        };
        let mut probabilities = [0.0; CLASSES];
        probabilities[3] = 1.0;
        let sampler = EpochSampler::new(config, samples());
        let soft_targets = SoftTargets::from_probabilities(
            5,
            2,
            vec![probabilities; 2 * sampler.examples_per_epoch()],
        );
        let sampler = sampler.with_soft_targets(soft_targets);
        let target = sampler.target(1, 7);
        assert_eq!((target[3], target[7]), (0.75, 0.25));
        assert_eq!(sampler.raster(0, 9), sampler.raster(2, 9));
        assert_ne!(sampler.raster(0, 9), sampler.raster(1, 9));
    }
}
