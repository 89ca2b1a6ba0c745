//! Trains the network with several seeds and selects the best one.
//!
//! The seed determines the initial weights, the order of the examples and dropout. The network with the lowest
//! validation loss is selected.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Context;
use evaluation::data::Dataset;
use model::Classifier;
use training::{EpochSampler, Sample, TrainingConfig};

use super::checkpoint;
use super::metrics::ValidationMetrics;
use super::run::{F32_WEIGHTS_FILE, OUTPUT_FILES, TrainingRun, WEIGHTS_FILE};

/// Training runs that differ only in their seeds.
#[derive(Debug)]
pub struct SeededRuns {
    /// Hyperparameters of the first run. Each further run uses the next seed.
    pub config: TrainingConfig,
    /// Number of runs, at least one.
    pub count: usize,
    /// Training samples.
    pub samples: Vec<Sample>,
    /// Validation sets.
    pub validation: Vec<Dataset>,
    /// Output folder. With several runs, each has its own folder in it.
    pub directory: PathBuf,
}

impl SeededRuns {
    /// Trains all networks and copies the files of the best one to the output folder. With `resume`, continues
    /// interrupted runs.
    ///
    /// # Errors
    /// Returns an error if [`TrainingRun::run`] fails or a file cannot be copied.
    pub fn run(&self, resume: bool) -> anyhow::Result<()> {
        if self.count <= 1 {
            return self.train(self.config.seed, self.directory.clone(), resume);
        }
        let mut out = std::io::stdout();
        let mut dirs = Vec::new();
        for number in 1..=self.count {
            let seed = self.config.seed.wrapping_add(number as u64 - 1);
            let dir = self.directory.join(format!("seed-{seed}"));
            if !(resume && dir.join(F32_WEIGHTS_FILE).exists()) {
                writeln!(out, "run {number} of {}, seed {seed}", self.count)?;
                self.train(seed, dir.clone(), resume && checkpoint::exists(&dir))?;
            }
            dirs.push(dir);
        }
        self.select_best(&dirs)
    }

    fn train(&self, seed: u64, directory: PathBuf, resume: bool) -> anyhow::Result<()> {
        let config = TrainingConfig {
            seed,
            ..self.config.clone()
        };
        let sampler = EpochSampler::new(config, self.samples.clone());
        TrainingRun::new(sampler, self.validation.clone(), directory, resume).run()
    }

    /// Prints the validation loss of each run and copies the files of the best one to the output folder.
    fn select_best(&self, dirs: &[PathBuf]) -> anyhow::Result<()> {
        let losses = dirs.iter().map(|dir| self.validation_loss(dir));
        let losses: Vec<f64> = losses.collect::<anyhow::Result<_>>()?;
        let runs = dirs.iter().zip(losses);
        let (best, _) = runs
            .min_by(|(_, a), (_, b)| a.total_cmp(b))
            .expect("there is at least one run");
        for name in OUTPUT_FILES {
            let (from, to) = (best.join(name), self.directory.join(name));
            fs::copy(&from, to).with_context(|| format!("cannot copy {}", from.display()))?;
        }
        Ok(writeln!(
            std::io::stdout(),
            "{} has the lowest validation loss; its files are in {}",
            best.display(),
            self.directory.display()
        )?)
    }

    /// Prints and returns the mean loss of the quantised weights in a folder over the validation sets.
    fn validation_loss(&self, dir: &Path) -> anyhow::Result<f64> {
        let path = dir.join(WEIGHTS_FILE);
        let bytes = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let classifier = Classifier::from_bytes(&bytes)
            .with_context(|| format!("cannot load weights from {}", path.display()))?;
        let sets = self.validation.iter();
        let losses = sets.map(|set| ValidationMetrics::new(&classifier, set).loss);
        let mean = losses.sum::<f64>() / self.validation.len() as f64;
        let (mut out, dir) = (std::io::stdout(), dir.display());
        writeln!(out, "{dir}: mean validation loss {mean:.5} nats")?;
        Ok(mean)
    }
}
