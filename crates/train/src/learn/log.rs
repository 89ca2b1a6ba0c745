//! What a run writes down of each epoch, and keeps when it goes on after a stop.
//!
//! `metrics.jsonl` has a line for each epoch: an [`Epoch`] as JSON. A run that goes on from a checkpoint
//! keeps the lines up to that checkpoint as they are and drops the rest, which it will write again.

use std::fmt;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, ensure};
use serde::{Deserialize, Serialize};

use super::validation::Validation;

/// The log's name in a run's folder.
pub const METRICS: &str = "metrics.jsonl";

/// One epoch's figures.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Epoch {
    /// Which epoch, from 1.
    pub epoch: usize,
    /// Mean over the epoch's varied digits, while the weights moved; what the optimiser lowers.
    pub train_loss: f64,
    /// Share of the same digits that were read right, 0..1.
    pub train_accuracy: f64,
    /// The averaged weights after the epoch, on each set kept aside.
    pub validation: Vec<Validation>,
    /// When the epoch ended.
    pub learning_rate: f64,
    /// Digits learnt from, over the seconds of waiting and optimising.
    pub images_per_second: f64,
    /// Where the time went.
    pub seconds: Seconds,
}

/// Where an epoch's time went, in seconds by the clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Seconds {
    /// Until the next batch was there.
    pub waiting: f64,
    /// In steps of the optimiser: forward, backward, new weights and their average.
    pub optimising: f64,
    /// In reading the sets kept aside.
    pub evaluating: f64,
}

/// Does some work and adds the seconds that it took to a sum.
pub fn timed<T>(seconds: &mut f64, work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let result = work();
    *seconds += start.elapsed().as_secs_f64();
    result
}

/// The epochs so far, in memory and on the disk.
#[derive(Debug)]
pub struct Log {
    path: PathBuf,
    epochs: Vec<Epoch>,
}

impl Log {
    /// The log of a run that has done so many epochs; lines after these are dropped.
    ///
    /// # Errors
    /// When the file cannot be read or written, or lacks one of these epochs.
    pub fn open(directory: &Path, done: usize) -> anyhow::Result<Self> {
        let path = directory.join(METRICS);
        if done == 0 {
            fs::write(&path, "").with_context(|| format!("cannot write {}", path.display()))?;
            let epochs = Vec::new();
            return Ok(Self { path, epochs });
        }
        let text = fs::read_to_string(&path)
            .with_context(|| format!("{} cannot be read", path.display()))?;
        let kept: String = text.split_inclusive('\n').take(done).collect();
        let epochs: Vec<Epoch> = kept
            .lines()
            .map(serde_json::from_str)
            .collect::<Result<_, _>>()
            .with_context(|| format!("{} is damaged", path.display()))?;
        ensure!(
            epochs.iter().map(|epoch| epoch.epoch).eq(1..=done),
            "{} does not hold epochs 1 to {done}, which the checkpoint follows",
            path.display()
        );
        fs::write(&path, kept).with_context(|| format!("cannot write {}", path.display()))?;
        Ok(Self { path, epochs })
    }

    /// Writes down one more epoch.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn add(&mut self, epoch: Epoch) -> anyhow::Result<()> {
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

    /// The epochs so far.
    pub fn epochs(&self) -> &[Epoch] {
        &self.epochs
    }
}

impl Seconds {
    /// All of them.
    pub fn total(&self) -> f64 {
        self.waiting + self.optimising + self.evaluating
    }
}

impl fmt::Display for Epoch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let percent = self.train_accuracy * 100.0;
        write!(f, "loss {:.4} {percent:.2} %, validation", self.train_loss)?;
        for Validation { loss, accuracy, .. } in &self.validation {
            write!(f, " {loss:.4} {:.2} %,", accuracy * 100.0)?;
        }
        write!(
            f,
            " {}, {:.0} images/s",
            self.seconds, self.images_per_second
        )
    }
}

impl fmt::Display for Seconds {
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

    fn epoch(epoch: usize) -> Epoch {
        let validation = |dataset: &str| Validation {
            dataset: dataset.into(),
            loss: 0.0213,
            accuracy: 0.9941,
        };
        Epoch {
            epoch,
            train_loss: 0.15,
            train_accuracy: 0.981,
            validation: vec![validation("MNIST"), validation("pens")],
            learning_rate: 1e-3,
            images_per_second: 1840.4,
            seconds: Seconds {
                waiting: 1.0,
                optimising: 58.0,
                evaluating: 3.0,
            },
        }
    }

    fn logged(directory: &Path, epochs: usize) -> Log {
        let mut log = Log::open(directory, 0).unwrap();
        (1..=epochs).for_each(|number| log.add(epoch(number)).unwrap());
        log
    }

    #[track_caller]
    fn check_refused(directory: &Path, done: usize, part: &str) {
        let message = Log::open(directory, done).unwrap_err().to_string();
        assert!(message.contains(METRICS), "{message}");
        assert!(message.contains(part), "{message}");
    }

    #[test]
    fn a_log_that_goes_on_keeps_the_checkpoints_epochs_and_drops_later_ones() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(METRICS);
        drop(logged(folder.path(), 3));
        let whole = fs::read_to_string(&path).unwrap();
        // The line of an epoch that was stopped while it was written.
        fs::write(&path, format!("{whole}{{\"epo")).unwrap();

        let mut log = Log::open(folder.path(), 2).unwrap();
        assert_eq!(log.epochs(), [epoch(1), epoch(2)]);
        log.add(epoch(3)).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), whole);
    }

    #[test]
    fn a_log_without_the_checkpoints_epochs_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        check_refused(folder.path(), 1, "cannot be read");
        drop(logged(folder.path(), 2));
        check_refused(folder.path(), 3, "epochs 1 to 3");
        fs::write(folder.path().join(METRICS), "{}\n").unwrap();
        check_refused(folder.path(), 1, "damaged");
    }

    #[test]
    fn an_epoch_reads_as_one_line() {
        assert_eq!(
            epoch(3).to_string(),
            "loss 0.1500 98.10 %, validation 0.0213 99.41 %, 0.0213 99.41 %, \
             62 s (waiting 1, optimising 58, evaluating 3), 1840 images/s"
        );
    }

    #[test]
    fn the_seconds_of_work_are_added_up() {
        let mut seconds = 0.5;
        let sum = timed(&mut seconds, || {
            std::thread::sleep(std::time::Duration::from_millis(20));
            7
        });
        assert!(sum == 7 && seconds >= 0.52, "{seconds}");
    }
}
