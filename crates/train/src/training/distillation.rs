//! Soft targets for knowledge distillation (Hinton, Vinyals and Dean 2015).
//!
//! Teachers are larger networks trained on the same digits. Their predictions are averaged. They predict exactly the
//! augmented views that the student trains on (Beyer et al. 2022, "a good teacher is patient and consistent"). The soft
//! targets are saved to a file, so that a resumed run and other students do not need the teachers.

use std::fs;
use std::path::Path;

use anyhow::{Context, ensure};
use indicatif::{ParallelProgressIterator, ProgressBar, ProgressStyle};
use net::{CLASSES, Classifier};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::epoch_sampler::EpochSampler;

/// Number of rasters per forward pass of a teacher.
const BATCH_SIZE: usize = 64;

/// Averaged predictions of the teachers for each augmented view of each example.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SoftTargets {
    /// Seed of the augmented views.
    seed: u64,
    examples_per_epoch: usize,
    /// Checksum of some augmented views, which detects other digits or augmentations.
    checksum: u32,
    /// Shape `[views, examples_per_epoch, 10]`.
    probabilities: Vec<[f32; CLASSES]>,
}

impl SoftTargets {
    /// Computes the soft targets of a sampler's augmented views with at least one teacher, in parallel.
    pub fn new(teachers: &[Classifier], sampler: &EpochSampler) -> Self {
        let examples_per_epoch = sampler.examples_per_epoch();
        let indices: Vec<usize> =
            (0..sampler.config().augmented_views * examples_per_epoch).collect();
        let average_predictions = |indices: &[usize]| {
            let view = |index: &usize| {
                sampler.raster(index / examples_per_epoch, index % examples_per_epoch)
            };
            let rasters: Vec<_> = indices.iter().map(view).collect();
            let mut sum = vec![[0.0; CLASSES]; rasters.len()];
            for teacher in teachers {
                for (sum, prediction) in sum.iter_mut().zip(teacher.classify_batch(&rasters)) {
                    *sum =
                        std::array::from_fn(|digit| sum[digit] + prediction.probabilities[digit]);
                }
            }
            let mean = |sum: [f32; CLASSES]| sum.map(|value| value / teachers.len() as f32);
            sum.into_iter().map(mean).collect::<Vec<_>>()
        };
        let batches = indices.par_chunks(BATCH_SIZE);
        let bar = progress_bar(batches.len() as u64);
        let probabilities = batches
            .progress_with(bar)
            .flat_map_iter(average_predictions)
            .collect();
        let seed = sampler.config().seed;
        Self {
            seed,
            examples_per_epoch,
            checksum: checksum(sampler, seed),
            probabilities,
        }
    }

    /// Loads soft targets for a sampler of the same digits with the same augmentation. The seeds may differ.
    ///
    /// # Errors
    /// Returns an error if the file cannot be read, or if its soft targets were computed for other views than the
    /// sampler's.
    pub fn load(path: &Path, sampler: &EpochSampler) -> anyhow::Result<Self> {
        let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
        let soft_targets: Self = postcard::from_bytes(&bytes)
            .with_context(|| format!("{} contains no soft targets", path.display()))?;
        let is_compatible = soft_targets.examples_per_epoch == sampler.examples_per_epoch()
            && soft_targets.checksum == checksum(sampler, soft_targets.seed);
        ensure!(
            is_compatible,
            "the soft targets in {} belong to other digits or augmentations; train their teachers again",
            path.display()
        );
        Ok(soft_targets)
    }

    /// Saves the soft targets to a file.
    ///
    /// # Errors
    /// Returns an error if the file cannot be written.
    pub fn save(&self, path: &Path) -> anyhow::Result<()> {
        let bytes = postcard::to_stdvec(self)?;
        fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))
    }

    /// Creates soft targets from probabilities of shape `[views, examples_per_epoch, 10]`.
    #[cfg(test)]
    pub(super) fn from_probabilities(
        seed: u64,
        views: usize,
        probabilities: Vec<[f32; CLASSES]>,
    ) -> Self {
        Self {
            seed,
            examples_per_epoch: probabilities.len() / views,
            checksum: 0,
            probabilities,
        }
    }

    /// Returns the seed of the augmented views.
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// Returns the number of augmented views of each example.
    pub fn views(&self) -> usize {
        self.probabilities.len() / self.examples_per_epoch
    }

    /// Returns the averaged class probabilities of a view of an example.
    pub fn get(&self, view: usize, example: usize) -> &[f32; CLASSES] {
        &self.probabilities[view * self.examples_per_epoch + example]
    }
}

/// Returns a checksum of the first and last few examples of the first view.
fn checksum(sampler: &EpochSampler, seed: u64) -> u32 {
    const EXAMPLES: usize = 100;
    let examples_per_epoch = sampler.examples_per_epoch();
    let indices = (0..examples_per_epoch.min(EXAMPLES))
        .chain(examples_per_epoch.saturating_sub(EXAMPLES)..examples_per_epoch);
    let mut hasher = crc32fast::Hasher::new();
    indices.for_each(|index| hasher.update(sampler.augmented_view(seed, 0, index).pixels()));
    hasher.finalize()
}

fn progress_bar(length: u64) -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:30} predicting soft targets, {eta} left");
    ProgressBar::new(length).with_style(style.expect("the template is well formed"))
}

#[cfg(test)]
mod tests {
    use super::super::epoch_sampler::tests::{config, samples};
    use super::*;
    use crate::training::config::TrainingConfig;

    fn soft_targets(sampler: &EpochSampler) -> SoftTargets {
        let teacher = sampler.config().net.init(&Default::default());
        SoftTargets::new(&[Classifier::from(teacher)], sampler)
    }

    #[test]
    fn saved_soft_targets_are_valid_for_another_seed_but_not_for_other_samples() {
        let config = TrainingConfig {
            augmented_views: 1,
            ..config()
        };
        let saved = soft_targets(&EpochSampler::new(config.clone(), samples()));
        let file = tempfile::NamedTempFile::new().unwrap();
        saved.save(file.path()).unwrap();
        let other_seed = EpochSampler::new(
            TrainingConfig {
                seed: 99,
                ..config.clone()
            },
            samples(),
        );
        assert_eq!(SoftTargets::load(file.path(), &other_seed).unwrap(), saved);
        let mut reversed = samples();
        reversed.reverse();
        let other_samples = EpochSampler::new(config, reversed);
        let error = SoftTargets::load(file.path(), &other_samples).unwrap_err();
        assert!(error.to_string().contains("other digits"), "{error}");
        fs::write(file.path(), b"12").unwrap();
        assert!(SoftTargets::load(file.path(), &other_seed).is_err());
    }

    #[test]
    fn soft_targets_are_the_mean_of_the_teachers_predictions() {
        let config = TrainingConfig {
            augmented_views: 2,
            ..config()
        };
        let sampler = EpochSampler::new(config.clone(), samples());
        let teacher = || Classifier::from(config.net.init(&Default::default()));
        let teachers = [teacher(), teacher()];
        let soft_targets = SoftTargets::new(&teachers, &sampler);
        assert_eq!(soft_targets.views(), 2);
        let raster = sampler.raster(1, 9);
        let predictions = teachers.each_ref().map(|teacher| teacher.classify(&raster));
        for digit in 0..CLASSES {
            let mean =
                (predictions[0].probabilities[digit] + predictions[1].probabilities[digit]) / 2.0;
            assert!((soft_targets.get(1, 9)[digit] - mean).abs() < 1e-5);
        }
    }
}
