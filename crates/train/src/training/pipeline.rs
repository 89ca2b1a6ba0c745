//! The training pipeline: trains optional teachers, then students, and selects the best student.
//!
//! Students differ only in their seeds, which determine the initial weights, the order of examples and dropout. The
//! student with the lowest validation loss is selected.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use net::Classifier;

use super::checkpoint;
use super::config::TrainingConfig;
use super::distillation::SoftTargets;
use super::epoch_sampler::EpochSampler;
use super::run::{F32_WEIGHTS_FILE, OUTPUT_FILES, TrainingRun, WEIGHTS_FILE};
use super::split::TrainValidationSplit;
use super::validation::ValidationSet;
use crate::data::Sample;

/// File of the soft targets in the output folder.
const SOFT_TARGETS_FILE: &str = "soft-targets.bin";

/// Name of [`SOFT_TARGETS_FILE`] in runs of earlier versions.
const OLD_SOFT_TARGETS_FILE: &str = "lessons.bin";

/// Source of the soft targets for the students.
#[derive(Clone, Debug)]
pub enum TeacherSource {
    /// Trains the teachers first. The hyperparameters specify their number.
    Train,
    /// Loads at least one trained teacher from these weights files.
    Weights(Vec<PathBuf>),
    /// Loads a file with the soft targets of another pipeline.
    SoftTargets(PathBuf),
}

/// A training pipeline.
#[derive(Debug)]
pub struct TrainingPipeline {
    /// Hyperparameters of the first student. Each further student uses the next seed.
    config: TrainingConfig,
    students: usize,
    samples: Vec<Sample>,
    validation: Vec<ValidationSet>,
    directory: PathBuf,
}

impl TrainingPipeline {
    /// Creates a pipeline that trains `students` (at least one) on named data sets and writes to `directory`.
    pub fn new(
        config: TrainingConfig,
        students: usize,
        datasets: Vec<(String, TrainValidationSplit)>,
        directory: PathBuf,
    ) -> Self {
        let (mut samples, mut validation) = (Vec::new(), Vec::new());
        for (name, split) in datasets {
            samples.extend(split.train);
            validation.push(ValidationSet {
                name,
                samples: split.validation,
            });
        }
        Self {
            config,
            students: students.max(1),
            samples,
            validation,
            directory,
        }
    }

    /// Trains the teachers that `source` requires, then the students, and copies the files of the best student to the
    /// output folder. With `resume`, continues an interrupted pipeline.
    ///
    /// # Errors
    /// Returns an error if a file of weights or soft targets is invalid, or if [`TrainingRun::run`] fails.
    pub fn run(self, source: &TeacherSource, resume: bool) -> anyhow::Result<()> {
        let sampler = EpochSampler::new(self.config.clone(), self.samples.clone());
        let soft_targets = self.soft_targets(source, &sampler, resume)?;
        if self.students == 1 {
            // If the pipeline was interrupted while training teachers, the student has no checkpoint yet.
            let resume = resume && (checkpoint::exists(&self.directory) || soft_targets.is_none());
            return self.train_student(1, soft_targets, self.directory.clone(), resume);
        }
        let dirs: Vec<PathBuf> = (1..=self.students)
            .map(|number| self.directory.join(format!("student-{number}")))
            .collect();
        for (number, dir) in (1..).zip(&dirs) {
            if !(resume && dir.join(F32_WEIGHTS_FILE).exists()) {
                println!("student {number} of {}", self.students);
                let resume = resume && checkpoint::exists(dir);
                self.train_student(number, soft_targets.clone(), dir.clone(), resume)?;
            }
        }
        self.select_best(&dirs)
    }

    fn train_student(
        &self,
        number: usize,
        soft_targets: Option<SoftTargets>,
        directory: PathBuf,
        resume: bool,
    ) -> anyhow::Result<()> {
        let config = TrainingConfig {
            seed: self.config.seed.wrapping_add(number as u64 - 1),
            ..self.config.clone()
        };
        let sampler = EpochSampler::new(config, self.samples.clone());
        let sampler = match soft_targets {
            Some(soft_targets) => sampler.with_soft_targets(soft_targets),
            None => sampler,
        };
        TrainingRun::new(sampler, self.validation.clone(), directory, resume).run()
    }

    /// Prints the validation loss of each student and copies the files of the best one to the output folder.
    fn select_best(&self, dirs: &[PathBuf]) -> anyhow::Result<()> {
        let losses: anyhow::Result<Vec<f64>> =
            dirs.iter().map(|dir| self.validation_loss(dir)).collect();
        let losses = losses?;
        let best = (0..losses.len())
            .min_by(|a, b| losses[*a].total_cmp(&losses[*b]))
            .expect("there is at least one student");
        for name in OUTPUT_FILES {
            let (from, to) = (dirs[best].join(name), self.directory.join(name));
            fs::copy(&from, to).with_context(|| format!("cannot copy {}", from.display()))?;
        }
        println!(
            "student {} has the lowest validation loss; its files are in {}",
            best + 1,
            self.directory.display()
        );
        Ok(())
    }

    /// Returns the mean loss of the quantised weights in a folder over the validation sets.
    fn validation_loss(&self, dir: &Path) -> anyhow::Result<f64> {
        let classifier = load_classifier(&dir.join(WEIGHTS_FILE))?;
        let sets = self.validation.iter().map(|set| set.metrics(&classifier));
        let losses: Vec<f64> = sets.map(|metrics| metrics.loss).collect();
        let mean = losses.iter().sum::<f64>() / losses.len() as f64;
        println!("{}: mean validation loss {mean:.5} nats", dir.display());
        Ok(mean)
    }

    fn soft_targets(
        &self,
        source: &TeacherSource,
        sampler: &EpochSampler,
        resume: bool,
    ) -> anyhow::Result<Option<SoftTargets>> {
        let [path, old_path] =
            [SOFT_TARGETS_FILE, OLD_SOFT_TARGETS_FILE].map(|name| self.directory.join(name));
        let teachers: anyhow::Result<Vec<Classifier>> = match source {
            TeacherSource::SoftTargets(path) => return SoftTargets::load(path, sampler).map(Some),
            TeacherSource::Train if self.config.teachers == 0 => return Ok(None),
            TeacherSource::Train if resume && path.exists() => {
                return SoftTargets::load(&path, sampler).map(Some);
            }
            TeacherSource::Train if resume && old_path.exists() => {
                return SoftTargets::load(&old_path, sampler).map(Some);
            }
            TeacherSource::Train => {
                let numbers = 1..=self.config.teachers;
                numbers
                    .map(|number| self.train_teacher(number, resume))
                    .collect()
            }
            TeacherSource::Weights(paths) => {
                paths.iter().map(|path| load_classifier(path)).collect()
            }
        };
        let soft_targets = SoftTargets::new(&teachers?, sampler);
        fs::create_dir_all(&self.directory)?;
        soft_targets.save(&path)?;
        Ok(Some(soft_targets))
    }

    /// Trains a teacher in its own folder, unless it is already trained.
    fn train_teacher(&self, number: usize, resume: bool) -> anyhow::Result<Classifier> {
        let directory = self.directory.join(format!("teacher-{number}"));
        let weights = directory.join(F32_WEIGHTS_FILE);
        if !(resume && weights.exists()) {
            println!("teacher {number} of {}", self.config.teachers);
            let sampler = EpochSampler::new(self.config.for_teacher(number), self.samples.clone());
            let resume = resume && checkpoint::exists(&directory);
            TrainingRun::new(sampler, self.validation.clone(), directory, resume).run()?;
        }
        load_classifier(&weights)
    }
}

fn load_classifier(path: &Path) -> anyhow::Result<Classifier> {
    let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    Classifier::from_bytes(&bytes)
        .with_context(|| format!("cannot load weights from {}", path.display()))
}
