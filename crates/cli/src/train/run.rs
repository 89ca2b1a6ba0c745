//! One training run: trains all epochs, then fits the out-of-distribution head and the calibration.
//!
//! The run drives a [`Trainer`] with batches that a background thread prepares. Files in the output folder:
//!
//! - after each epoch: `metrics.jsonl`, `curves.svg` and `checkpoint/`
//! - at the end: `model.bin` (quantised weights), `model.f32.bin` (unquantised weights) and `model.json`
//!   (hyperparameters, calibration and validation metrics)

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

use anyhow::{Context, ensure};
use evaluation::data::Dataset;
use evaluation::{evaluate, labels, outputs};
use ink::Raster;
use model::{Calibration, Classifier, OodHead, Precision};
use rayon::prelude::*;
use recognition::report::Evaluation;
use serde::Serialize;
use training::{
    Batch, EpochSampler, EpochStats, Sample, Trainer, TrainingConfig, calibration, ood,
};

use super::curves::CURVES_FILE;
use super::metrics::{
    EpochMetrics, METRICS_FILE, MetricsLog, PhaseSeconds, ValidationMetrics, timed,
};
use super::progress::Progress;
use super::{checkpoint, curves};
use crate::evaluate::text::Text;

/// File of the quantised weights, as the page ships them.
pub const WEIGHTS_FILE: &str = "model.bin";

/// File of the unquantised weights, for comparisons.
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

/// Maximum number of batches prepared in advance.
const PREFETCHED_BATCHES: usize = 8;

/// Number of rasters per forward pass when the out-of-distribution head is fitted.
const FEATURE_BATCH_SIZE: usize = 64;

/// A training run.
#[derive(Debug)]
pub struct TrainingRun {
    sampler: Arc<EpochSampler>,
    directory: PathBuf,
    validation: Vec<Dataset>,
    resume: bool,
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
        validation: Vec<Dataset>,
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
            progress.finish_epoch(&metrics)?;
            log.add(metrics)?;
            curves::write(&self.directory, log.epochs(), config.epochs)?;
            checkpoint::save(&self.directory, &trainer, config, epoch + 1)?;
        }
        progress.clear();
        Ok(trainer)
    }

    fn start(&self) -> anyhow::Result<(Trainer, usize)> {
        let config = self.sampler.config();
        let trainer = Trainer::new(config, self.sampler.steps_per_epoch());
        if self.resume {
            return checkpoint::load(&self.directory, trainer, config);
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
        Ok((trainer, 0))
    }

    fn train_epoch(
        &self,
        trainer: &mut Trainer,
        epoch: usize,
        progress: &Progress,
    ) -> EpochMetrics {
        let (mut seconds, mut stats) = (PhaseSeconds::default(), EpochStats::default());
        progress.begin_epoch(epoch + 1);
        trainer.begin_epoch(epoch);
        let mut batches = self.load_epoch(epoch).into_iter();
        while let Some(batch) = timed(&mut seconds.waiting, || batches.next()) {
            stats.add(timed(&mut seconds.optimising, || trainer.step(&batch)));
            progress.finish_step(stats.loss(), stats.accuracy());
        }
        let validation = timed(&mut seconds.evaluating, || {
            let classifier = trainer.classifier();
            let sets = self.validation.iter();
            sets.map(|set| ValidationMetrics::new(&classifier, set))
                .collect()
        });
        EpochMetrics {
            epoch: epoch + 1,
            train_loss: stats.loss(),
            train_accuracy: stats.accuracy(),
            validation,
            learning_rate: trainer.learning_rate(),
            images_per_second: stats.examples as f64 / (seconds.waiting + seconds.optimising),
            seconds,
        }
    }

    /// Prepares the batches of an epoch on a background thread.
    fn load_epoch(&self, epoch: usize) -> Receiver<Batch> {
        let (sender, receiver) = sync_channel(PREFETCHED_BATCHES);
        let sampler = Arc::clone(&self.sampler);
        thread::spawn(move || {
            // `send` fails only if the receiver is dropped, which ends the epoch early.
            let _ = sampler
                .batches(epoch)
                .try_for_each(|batch| sender.send(batch));
        });
        receiver
    }

    fn finish(&self, trainer: &Trainer) -> anyhow::Result<()> {
        let trained = trainer.classifier();
        // Fit and measure the quantised weights, because they are the ones that ship.
        let quantised = Classifier::from_bytes(&trained.to_bytes(SHIPPED_PRECISION))?;
        let head = self.fit_ood_head(&quantised);
        let quantised = quantised.with_ood_head(head.clone());
        let calibration = self.fit_calibration(&quantised);
        let quantised = quantised.with_calibration(calibration);
        let evaluate_set = |set: &Dataset| evaluate(&quantised, &set.name, &set.samples);
        let validation: Vec<Evaluation> = self.validation.iter().map(evaluate_set).collect();
        let mut out = std::io::stdout();
        for evaluation in &validation {
            writeln!(out, "{}", Text(evaluation))?;
        }
        let config = self.sampler.config();
        let report = TrainingReport {
            parameters: config.net.parameter_count(),
            config,
            examples_per_epoch: self.sampler.examples_per_epoch(),
            calibration,
            validation,
        };
        let json = format!("{}\n", serde_json::to_string_pretty(&report)?);
        let trained = trained.with_ood_head(head).with_calibration(calibration);
        self.write(F32_WEIGHTS_FILE, &trained.to_bytes(Precision::F32))?;
        self.write(WEIGHTS_FILE, &quantised.to_bytes(SHIPPED_PRECISION))?;
        self.write(REPORT_FILE, json.as_bytes())?;
        let directory = self.directory.display();
        Ok(writeln!(out, "wrote weights and report to {directory}")?)
    }

    fn fit_ood_head(&self, classifier: &Classifier) -> OodHead {
        let count = ood::MAX_PER_CLASS.min(self.sampler.examples_per_epoch());
        let digits = features(classifier, &self.sampler.unseen_digit_views(count));
        let non_digits = features(classifier, &self.sampler.non_digit_views(count));
        ood::fit(digits, non_digits, self.sampler.config().seed)
    }

    fn fit_calibration(&self, classifier: &Classifier) -> Calibration {
        let samples = self.validation.iter().flat_map(|set| &set.samples);
        let samples: Vec<Sample> = samples.cloned().collect();
        let rasters: Vec<Raster> = samples.par_iter().map(Sample::raster).collect();
        calibration::fit(&outputs(classifier, &rasters), &labels(&samples))
    }

    fn write(&self, name: &str, bytes: &[u8]) -> anyhow::Result<()> {
        let path = self.directory.join(name);
        fs::write(&path, bytes).with_context(|| format!("cannot write {}", path.display()))
    }
}

/// Returns the input features of the out-of-distribution head for each view.
fn features<V: Fn() -> Raster + Sync>(classifier: &Classifier, views: &[V]) -> Vec<Vec<f32>> {
    let batch_features = |views: &[V]| {
        let rasters: Vec<Raster> = views.iter().map(|view| view()).collect();
        model::ood::features(&classifier.activations(&rasters))
    };
    views
        .par_chunks(FEATURE_BATCH_SIZE)
        .flat_map_iter(batch_features)
        .collect()
}
