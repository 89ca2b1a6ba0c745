//! A whole run: epochs with their progress, a log, curves and a checkpoint after each, and at the end the
//! weights.
//!
//! The output folder gets `model.bin` (weights), `model.json` (the plan and the final figures),
//! `metrics.jsonl` (a line an epoch), `curves.svg` and `checkpoint/`.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, ensure};
use serde::Serialize;

use super::log::{Epoch, Log, Seconds, timed};
use super::plan::Plan;
use super::progress::Progress;
use super::split::Split;
use super::trainer::{Step, Trainer};
use super::validation::{Aside, Validation};
use super::{checkpoint, curves, feed};
use crate::data::Sample;
use crate::evaluate::{Evaluation, evaluate};

const WEIGHTS: &str = "model.bin";

/// What a run works with.
#[derive(Debug)]
pub struct Run {
    plan: Plan,
    directory: PathBuf,
    train: Arc<Vec<Sample>>,
    validation: Vec<Aside>,
    resume: bool,
}

/// What an epoch's steps have seen so far.
#[derive(Debug, Default)]
struct Met {
    steps: usize,
    digits: usize,
    correct: usize,
    losses: f64,
}

/// What `model.json` says of the weights beside it.
#[derive(Debug, Serialize)]
struct Report<'a> {
    parameters: usize,
    plan: &'a Plan,
    train_digits: usize,
    validation: Vec<Evaluation>,
}

impl Run {
    /// Prepares a run over named data sets, each already split.
    pub fn new(plan: Plan, directory: PathBuf, sets: Vec<(String, Split)>, resume: bool) -> Self {
        let (mut train, mut validation) = (Vec::new(), Vec::new());
        for (name, split) in sets {
            train.extend(split.train);
            validation.push(Aside {
                name,
                samples: split.validation,
            });
        }
        Self {
            plan,
            directory,
            train: Arc::new(train),
            validation,
            resume,
        }
    }

    /// Trains from where the run stands to its end, and writes weights and report.
    ///
    /// # Errors
    /// When the data make no batch, the folder already holds a run, or files cannot be read or written.
    pub fn go(&self) -> anyhow::Result<()> {
        let trainer = self.advance(self.plan.epochs)?;
        self.finish(&trainer)
    }

    /// Trains until `epochs` epochs are done, with a checkpoint after each.
    ///
    /// # Errors
    /// As [`Self::go`].
    pub fn advance(&self, epochs: usize) -> anyhow::Result<Trainer> {
        let steps = feed::steps(&self.train, &self.plan);
        ensure!(
            steps > 0,
            "{} digits do not fill one batch of {}",
            self.train.len(),
            self.plan.batch
        );
        let (mut trainer, done) = self.start()?;
        let mut log = Log::open(&self.directory, done)?;
        let progress = Progress::new(self.plan.epochs, steps, done);
        for epoch in done..epochs {
            let figures = self.epoch(&mut trainer, epoch, steps, &progress);
            progress.finish(&figures);
            log.add(figures)?;
            curves::write(&self.directory, log.epochs(), self.plan.epochs)?;
            checkpoint::save(&self.directory, &trainer, &self.plan, epoch + 1)?;
        }
        progress.clear();
        Ok(trainer)
    }

    fn start(&self) -> anyhow::Result<(Trainer, usize)> {
        if self.resume {
            return checkpoint::load(&self.directory, &self.plan);
        }
        let directory = self.directory.display();
        let taken = checkpoint::exists(&self.directory) || self.directory.join(WEIGHTS).exists();
        ensure!(
            !taken,
            "{directory} already holds a run; go on with --resume or choose another --out"
        );
        fs::create_dir_all(&self.directory)
            .with_context(|| format!("cannot create {directory}"))?;
        Ok((Trainer::new(&self.plan), 0))
    }

    fn epoch(
        &self,
        trainer: &mut Trainer,
        epoch: usize,
        steps: usize,
        progress: &Progress,
    ) -> Epoch {
        let all = steps * self.plan.epochs;
        let (mut seconds, mut met) = (Seconds::default(), Met::default());
        progress.begin(epoch + 1);
        trainer.begin_epoch(epoch);
        let mut batches = feed::epoch(&self.train, &self.plan, epoch).into_iter();
        while let Some(batch) = timed(&mut seconds.waiting, || batches.next()) {
            let step = timed(&mut seconds.optimising, || trainer.step(&batch, all));
            met.add(step, self.plan.batch);
            progress.step(met.loss(), met.accuracy());
        }
        let validation = timed(&mut seconds.evaluating, || self.validate(trainer));
        Epoch {
            epoch: epoch + 1,
            train_loss: met.loss(),
            train_accuracy: met.accuracy(),
            validation,
            learning_rate: self.plan.rate(trainer.steps, all),
            images_per_second: met.digits as f64 / (seconds.waiting + seconds.optimising),
            seconds,
        }
    }

    fn validate(&self, trainer: &Trainer) -> Vec<Validation> {
        let classifier = trainer.classifier();
        let sets = self.validation.iter();
        sets.map(|aside| aside.read_by(&classifier)).collect()
    }

    fn finish(&self, trainer: &Trainer) -> anyhow::Result<()> {
        let classifier = trainer.classifier();
        let read = |aside: &Aside| evaluate(&classifier, &aside.name, &aside.samples);
        let validation: Vec<Evaluation> = self.validation.iter().map(read).collect();
        validation
            .iter()
            .for_each(|evaluation| println!("{evaluation}"));
        let report = Report {
            parameters: self.plan.net.parameters(),
            plan: &self.plan,
            train_digits: self.train.len(),
            validation,
        };
        let (weights, json) = (
            self.directory.join(WEIGHTS),
            self.directory.join("model.json"),
        );
        write(&weights, &trainer.weights())?;
        write(
            &json,
            format!("{}\n", serde_json::to_string_pretty(&report)?).as_bytes(),
        )?;
        println!(
            "weights in {}, report in {}",
            weights.display(),
            json.display()
        );
        Ok(())
    }
}

impl Met {
    fn add(&mut self, step: Step, digits: usize) {
        self.steps += 1;
        self.digits += digits;
        self.correct += step.correct;
        self.losses += step.loss;
    }

    /// Mean over the steps.
    fn loss(&self) -> f64 {
        self.losses / self.steps as f64
    }

    fn accuracy(&self) -> f64 {
        self.correct as f64 / self.digits as f64
    }
}

fn write(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))
}
