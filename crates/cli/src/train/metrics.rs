//! Metrics of each epoch and their log, `metrics.jsonl`.
//!
//! The log contains one line per epoch: an [`EpochMetrics`] as JSON. A run that resumes from a checkpoint keeps the
//! lines up to that checkpoint and drops the later ones, which it writes again.

use std::fmt;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, ensure};
use evaluation::data::Dataset;
use model::Classifier;
use serde::{Deserialize, Serialize};

/// Name of the log in the folder of a run.
pub const METRICS_FILE: &str = "metrics.jsonl";

/// Metrics of one epoch.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EpochMetrics {
    /// Number of the epoch, from 1.
    pub epoch: usize,
    /// Mean training loss over the epoch, measured on each batch before its weight update.
    pub train_loss: f64,
    /// Fraction of correctly predicted training examples, 0..1.
    pub train_accuracy: f64,
    /// Metrics of the averaged weights after the epoch, on each validation set.
    pub validation: Vec<ValidationMetrics>,
    /// Learning rate at the end of the epoch.
    pub learning_rate: f64,
    /// Training examples per second, over the waiting and optimising phases.
    pub images_per_second: f64,
    /// Duration of each phase of the epoch.
    pub seconds: PhaseSeconds,
}

/// Metrics on a validation set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ValidationMetrics {
    /// Name of the data set.
    pub dataset: String,
    /// Mean cross entropy in nats: the negative logarithm of the probability of the correct digit.
    pub loss: f64,
    /// Fraction of correctly read digits, 0..1.
    pub accuracy: f64,
}

impl ValidationMetrics {
    /// Measures a network on held-out digits; loss and accuracy of an empty set are 0.
    pub fn new(classifier: &Classifier, set: &Dataset) -> Self {
        let evaluation = evaluation::evaluate(classifier, &set.name, &set.samples);
        Self {
            dataset: evaluation.dataset,
            loss: evaluation.reliability.negative_log_likelihood,
            accuracy: evaluation.accuracy,
        }
    }
}

/// Wall-clock duration of each phase of an epoch, in seconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PhaseSeconds {
    /// Time spent waiting for the next batch.
    pub waiting: f64,
    /// Time spent on optimiser steps: forward and backward pass, weight update and moving average.
    pub optimising: f64,
    /// Time spent evaluating on the validation sets.
    pub evaluating: f64,
}

/// Runs `work` and adds its duration to `seconds`.
pub fn timed<T>(seconds: &mut f64, work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let result = work();
    *seconds += start.elapsed().as_secs_f64();
    result
}

/// The metrics of all completed epochs, in memory and on disk.
#[derive(Debug)]
pub struct MetricsLog {
    path: PathBuf,
    epochs: Vec<EpochMetrics>,
}

impl MetricsLog {
    /// Opens the log of a run after `epochs_done` epochs and drops later lines. Without epochs, creates an empty log.
    ///
    /// # Errors
    /// Returns an error if the file cannot be read or written, or does not contain all of these epochs.
    pub fn open(directory: &Path, epochs_done: usize) -> anyhow::Result<Self> {
        let path = directory.join(METRICS_FILE);
        if epochs_done == 0 {
            fs::write(&path, "").with_context(|| format!("cannot write {}", path.display()))?;
            let epochs = Vec::new();
            return Ok(Self { path, epochs });
        }
        let text = fs::read_to_string(&path)
            .with_context(|| format!("{} cannot be read", path.display()))?;
        let kept: String = text.split_inclusive('\n').take(epochs_done).collect();
        let epochs: Vec<EpochMetrics> = kept
            .lines()
            .map(serde_json::from_str)
            .collect::<Result<_, _>>()
            .with_context(|| format!("{} is corrupt", path.display()))?;
        ensure!(
            epochs.iter().map(|epoch| epoch.epoch).eq(1..=epochs_done),
            "{} does not contain epochs 1 to {epochs_done}, which precede the checkpoint",
            path.display()
        );
        fs::write(&path, kept).with_context(|| format!("cannot write {}", path.display()))?;
        Ok(Self { path, epochs })
    }

    /// Appends the metrics of an epoch.
    ///
    /// # Errors
    /// Returns an error if the file cannot be written.
    pub fn add(&mut self, epoch: EpochMetrics) -> anyhow::Result<()> {
        let mut line = serde_json::to_string(&epoch)?;
        line.push('\n');
        File::options()
            .append(true)
            .open(&self.path)
            .and_then(|mut file| file.write_all(line.as_bytes()))
            .with_context(|| format!("cannot write {}", self.path.display()))?;
        self.epochs.push(epoch);
        Ok(())
    }

    /// Returns the metrics of all completed epochs.
    pub fn epochs(&self) -> &[EpochMetrics] {
        &self.epochs
    }
}

impl PhaseSeconds {
    /// Returns the sum over all phases.
    pub fn total(&self) -> f64 {
        self.waiting + self.optimising + self.evaluating
    }
}

impl fmt::Display for EpochMetrics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let percent = self.train_accuracy * 100.0;
        write!(f, "loss {:.4} {percent:.2} %, validation", self.train_loss)?;
        for ValidationMetrics { loss, accuracy, .. } in &self.validation {
            write!(f, " {loss:.4} {:.2} %,", accuracy * 100.0)?;
        }
        write!(
            f,
            " {}, {:.0} images/s",
            self.seconds, self.images_per_second
        )
    }
}

impl fmt::Display for PhaseSeconds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            waiting,
            optimising,
            evaluating,
        } = self;
        write!(
            f,
            "{:.0} s (waiting {waiting:.0}, optimising {optimising:.0}, evaluating {evaluating:.0})",
            self.total()
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn epoch(epoch: usize) -> EpochMetrics {
        let validation = |dataset: &str| ValidationMetrics {
            dataset: dataset.into(),
            loss: 0.0213,
            accuracy: 0.9941,
        };
        EpochMetrics {
            epoch,
            train_loss: 0.15,
            train_accuracy: 0.981,
            validation: vec![validation("MNIST"), validation("pens")],
            learning_rate: 1e-3,
            images_per_second: 1840.4,
            seconds: PhaseSeconds {
                waiting: 1.0,
                optimising: 58.0,
                evaluating: 3.0,
            },
        }
    }

    fn log_with_epochs(directory: &Path, epochs: usize) -> MetricsLog {
        let mut log = MetricsLog::open(directory, 0).unwrap();
        (1..=epochs).for_each(|number| log.add(epoch(number)).unwrap());
        log
    }

    #[track_caller]
    fn check_error(directory: &Path, epochs_done: usize, part: &str) {
        let message = MetricsLog::open(directory, epochs_done)
            .unwrap_err()
            .to_string();
        assert!(message.contains(METRICS_FILE), "{message}");
        assert!(message.contains(part), "{message}");
    }

    #[test]
    fn a_resumed_log_keeps_the_checkpoints_epochs_and_drops_later_ones() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(METRICS_FILE);
        drop(log_with_epochs(folder.path(), 3));
        let whole = fs::read_to_string(&path).unwrap();
        // Simulates an interruption while a line is written.
        fs::write(&path, format!("{whole}{{\"epo")).unwrap();

        let mut log = MetricsLog::open(folder.path(), 2).unwrap();
        assert_eq!(log.epochs(), [epoch(1), epoch(2)]);
        log.add(epoch(3)).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), whole);
    }

    #[test]
    fn a_log_that_lacks_the_checkpoints_epochs_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        check_error(folder.path(), 1, "cannot be read");
        drop(log_with_epochs(folder.path(), 2));
        check_error(folder.path(), 3, "epochs 1 to 3");
        fs::write(folder.path().join(METRICS_FILE), "{}\n").unwrap();
        check_error(folder.path(), 1, "corrupt");
    }

    #[test]
    fn an_epoch_is_displayed_on_one_line() {
        assert_eq!(
            epoch(3).to_string(),
            "loss 0.1500 98.10 %, validation 0.0213 99.41 %, 0.0213 99.41 %, \
             62 s (waiting 1, optimising 58, evaluating 3), 1840 images/s"
        );
    }

    #[test]
    fn elapsed_seconds_accumulate() {
        let mut seconds = 0.5;
        let result = timed(&mut seconds, || {
            std::thread::sleep(std::time::Duration::from_millis(20));
            7
        });
        assert!(result == 7 && seconds >= 0.52, "{seconds}");
    }
}
