//! One training run: trains all epochs, then fits the out-of-distribution head and the calibration.
//!
//! Files in the output folder:
//!
//! - after each epoch: `metrics.jsonl`, `curves.svg` and `checkpoint/`
//! - at the end: `model.bin` (quantised weights), `model.f32.bin` (unquantised weights) and `model.json`
//!   (hyperparameters, calibration and validation metrics)

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, ensure};
use net::{Calibration, Classifier, Precision};
use serde::Serialize;

use super::config::TrainingConfig;
use super::curves::CURVES_FILE;
use super::epoch_sampler::EpochSampler;
use super::metrics::{EpochMetrics, METRICS_FILE, MetricsLog, PhaseSeconds, timed};
use super::progress::Progress;
use super::trainer::{StepStats, Trainer};
use super::validation::{ValidationMetrics, ValidationSet};
use super::{checkpoint, curves, data_loader, ood};
use crate::calibrate;
use crate::evaluate::{Evaluation, evaluate};

/// File of the quantised weights, as the page ships them.
pub const WEIGHTS_FILE: &str = "model.bin";

/// File of the unquantised weights, for comparisons and for distillation.
pub const F32_WEIGHTS_FILE: &str = "model.f32.bin";

/// All files of a completed run, except for its checkpoint.
pub const OUTPUT_FILES: [&str; 5] = [
    WEIGHTS_FILE,
    F32_WEIGHTS_FILE,
    REPORT_FILE,
    METRICS_FILE,
    CURVES_FILE,
];

/// File of the [`TrainingReport`].
const REPORT_FILE: &str = "model.json";

/// Precision of the shipped weights.
const SHIPPED_PRECISION: Precision = Precision::Int6;

/// A training run.
#[derive(Debug)]
pub struct TrainingRun {
    sampler: Arc<EpochSampler>,
    directory: PathBuf,
    validation: Vec<ValidationSet>,
    resume: bool,
}

/// Statistics of the training examples of an epoch.
#[derive(Debug, Default)]
struct EpochStats {
    steps: usize,
    examples: usize,
    correct: usize,
    loss_sum: f64,
}

/// Contents of `model.json`.
#[derive(Debug, Serialize)]
struct TrainingReport<'a> {
    parameters: usize,
    config: &'a TrainingConfig,
    examples_per_epoch: usize,
    calibration: Calibration,
    validation: Vec<Evaluation>,
}

impl TrainingRun {
    /// Creates a run over the examples of `sampler` that writes to `directory`.
    pub fn new(
        sampler: EpochSampler,
        validation: Vec<ValidationSet>,
        directory: PathBuf,
        resume: bool,
    ) -> Self {
        Self {
            sampler: Arc::new(sampler),
            directory,
            validation,
            resume,
        }
    }

    /// Trains from the start or the last checkpoint to the end, and writes the weights and the report.
    ///
    /// # Errors
    /// Returns an error if the data do not fill one batch, the folder already contains a run, or a file cannot be read
    /// or written.
    pub fn run(&self) -> anyhow::Result<()> {
        let trainer = self.train_until(self.sampler.config().epochs)?;
        self.finish(&trainer)
    }

    /// Trains until `epochs` epochs are completed, and saves a checkpoint after each.
    ///
    /// # Errors
    /// Returns the same errors as [`Self::run`].
    pub fn train_until(&self, epochs: usize) -> anyhow::Result<Trainer> {
        let (config, steps) = (self.sampler.config(), self.sampler.steps_per_epoch());
        ensure!(
            steps > 0,
            "{} examples do not fill one batch of {}",
            self.sampler.examples_per_epoch(),
            config.batch_size
        );
        let (mut trainer, epochs_done) = self.start()?;
        let mut log = MetricsLog::open(&self.directory, epochs_done)?;
        let progress = Progress::new(config.epochs, steps, epochs_done);
        for epoch in epochs_done..epochs {
            let metrics = self.train_epoch(&mut trainer, epoch, &progress);
            progress.finish_epoch(&metrics);
            log.add(metrics)?;
            curves::write(&self.directory, log.epochs(), config.epochs)?;
            checkpoint::save(&self.directory, &trainer, config, epoch + 1)?;
        }
        progress.clear();
        Ok(trainer)
    }

    fn start(&self) -> anyhow::Result<(Trainer, usize)> {
        if self.resume {
            return checkpoint::load(&self.directory, self.sampler.config());
        }
        let directory = self.directory.display();
        let exists =
            checkpoint::exists(&self.directory) || self.directory.join(WEIGHTS_FILE).exists();
        ensure!(
            !exists,
            "{directory} already contains a run; continue it with --resume or choose another --out"
        );
        fs::create_dir_all(&self.directory)
            .with_context(|| format!("cannot create {directory}"))?;
        Ok((Trainer::new(self.sampler.config()), 0))
    }

    fn train_epoch(
        &self,
        trainer: &mut Trainer,
        epoch: usize,
        progress: &Progress,
    ) -> EpochMetrics {
        let config = self.sampler.config();
        let total_steps = self.sampler.steps_per_epoch() * config.epochs;
        let (mut seconds, mut stats) = (PhaseSeconds::default(), EpochStats::default());
        progress.begin_epoch(epoch + 1);
        trainer.seed_epoch(epoch);
        let mut batches = data_loader::load_epoch(&self.sampler, epoch).into_iter();
        while let Some(batch) = timed(&mut seconds.waiting, || batches.next()) {
            let step = timed(&mut seconds.optimising, || {
                trainer.step(&batch, total_steps)
            });
            stats.add(step, config.batch_size);
            progress.finish_step(stats.loss(), stats.accuracy());
        }
        let validation = timed(&mut seconds.evaluating, || self.validate(trainer));
        EpochMetrics {
            epoch: epoch + 1,
            train_loss: stats.loss(),
            train_accuracy: stats.accuracy(),
            validation,
            learning_rate: config.learning_rate_at(trainer.steps_done, total_steps),
            images_per_second: stats.examples as f64 / (seconds.waiting + seconds.optimising),
            seconds,
        }
    }

    fn validate(&self, trainer: &Trainer) -> Vec<ValidationMetrics> {
        let classifier = trainer.classifier();
        let sets = self.validation.iter();
        sets.map(|set| set.metrics(&classifier)).collect()
    }

    fn finish(&self, trainer: &Trainer) -> anyhow::Result<()> {
        let trained = trainer.classifier();
        // Fit and measure the quantised weights, because they are the ones that ship.
        let quantised = Classifier::from_bytes(&trained.to_bytes(SHIPPED_PRECISION))?;
        let head = ood::fit(&quantised, &self.sampler);
        let quantised = quantised.with_ood_head(head.clone());
        let validation_samples = self.validation.iter().flat_map(|set| &set.samples);
        let calibration = calibrate::fit(&quantised, validation_samples);
        let quantised = quantised.with_calibration(calibration);
        let evaluate_set = |set: &ValidationSet| evaluate(&quantised, &set.name, &set.samples);
        let validation: Vec<Evaluation> = self.validation.iter().map(evaluate_set).collect();
        validation
            .iter()
            .for_each(|evaluation| println!("{evaluation}"));
        let report = TrainingReport {
            parameters: self.sampler.config().net.parameter_count(),
            config: self.sampler.config(),
            examples_per_epoch: self.sampler.examples_per_epoch(),
            calibration,
            validation,
        };
        let json = format!("{}\n", serde_json::to_string_pretty(&report)?);
        let f32_weights = trained
            .with_ood_head(head)
            .with_calibration(calibration)
            .to_bytes(Precision::F32);
        self.write(F32_WEIGHTS_FILE, &f32_weights)?;
        self.write(WEIGHTS_FILE, &quantised.to_bytes(SHIPPED_PRECISION))?;
        self.write(REPORT_FILE, json.as_bytes())?;
        println!("wrote weights and report to {}", self.directory.display());
        Ok(())
    }

    fn write(&self, name: &str, bytes: &[u8]) -> anyhow::Result<()> {
        let path = self.directory.join(name);
        fs::write(&path, bytes).with_context(|| format!("cannot write {}", path.display()))
    }
}

impl EpochStats {
    fn add(&mut self, step: StepStats, examples: usize) {
        self.steps += 1;
        self.examples += examples;
        self.correct += step.correct;
        self.loss_sum += step.loss;
    }

    /// Returns the mean loss over the steps.
    fn loss(&self) -> f64 {
        self.loss_sum / self.steps as f64
    }

    fn accuracy(&self) -> f64 {
        self.correct as f64 / self.examples as f64
    }
}
