//! A whole run: epochs with a progress bar, a checkpoint after each, and at the end the weights.
//!
//! The output folder gets `model.bin` (weights), `model.json` (the plan and the final figures),
//! `metrics.jsonl` (a line an epoch) and `checkpoint/`.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use anyhow::{Context, ensure};
use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;

use super::plan::Plan;
use super::split::Split;
use super::trainer::Trainer;
use super::{checkpoint, feed};
use crate::data::Sample;
use crate::evaluate::{Evaluation, evaluate};

const METRICS: &str = "metrics.jsonl";
const WEIGHTS: &str = "model.bin";

/// A set of digits kept aside.
#[derive(Debug)]
pub struct Aside {
    /// What they are, in words.
    pub name: String,
    /// The digits.
    pub samples: Vec<Sample>,
}

/// What a run works with.
#[derive(Debug)]
pub struct Run {
    plan: Plan,
    directory: PathBuf,
    train: Arc<Vec<Sample>>,
    validation: Vec<Aside>,
    resume: bool,
}

/// One epoch's figures, a line of `metrics.jsonl`.
#[derive(Clone, Debug, Serialize)]
struct Epoch {
    epoch: usize,
    seconds: f64,
    images_per_second: f64,
    /// Mean over the epoch's varied digits, while the weights moved.
    train_loss: f64,
    train_accuracy: f64,
    /// Accuracy of the averaged weights on each set kept aside, 0..1.
    validation: Vec<f64>,
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
        let bar = self.progress_bar(steps, done);
        for epoch in done..epochs {
            let figures = self.epoch(&mut trainer, epoch, steps, &bar);
            append(
                &self.directory.join(METRICS),
                &serde_json::to_string(&figures)?,
            )?;
            checkpoint::save(&self.directory, &trainer, &self.plan, epoch + 1)?;
            bar.suspend(|| println!("{figures}"));
        }
        bar.finish_and_clear();
        Ok(trainer)
    }

    fn start(&self) -> anyhow::Result<(Trainer, usize)> {
        if self.resume {
            return checkpoint::load(&self.directory, &self.plan);
        }
        let directory = self.directory.display();
        let taken = [METRICS, WEIGHTS]
            .iter()
            .any(|name| self.directory.join(name).exists());
        ensure!(
            !taken,
            "{directory} already holds a run; go on with --resume or choose another --out"
        );
        fs::create_dir_all(&self.directory)
            .with_context(|| format!("cannot create {directory}"))?;
        Ok((Trainer::new(&self.plan), 0))
    }

    fn progress_bar(&self, steps: usize, done: usize) -> ProgressBar {
        let style = "{bar:30} epoch {prefix}  {msg}  {elapsed} gone, {eta} left";
        let bar = ProgressBar::new((steps * self.plan.epochs) as u64);
        bar.set_style(ProgressStyle::with_template(style).expect("the template is well formed"));
        bar.with_position((steps * done) as u64)
    }

    fn epoch(&self, trainer: &mut Trainer, epoch: usize, steps: usize, bar: &ProgressBar) -> Epoch {
        let (start, all) = (Instant::now(), steps * self.plan.epochs);
        let (mut loss, mut correct) = (0.0, 0);
        bar.set_prefix(format!("{}/{}", epoch + 1, self.plan.epochs));
        trainer.begin_epoch(epoch);
        for (done, batch) in (1..).zip(feed::epoch(&self.train, &self.plan, epoch)) {
            let step = trainer.step(&batch, all);
            loss += step.loss;
            correct += step.correct;
            let seen = f64::from(done);
            let accuracy = 100.0 * correct as f64 / (seen * self.plan.batch as f64);
            bar.set_message(format!("loss {:.4}  accuracy {accuracy:.2} %", loss / seen));
            bar.inc(1);
        }
        let (met, seconds) = (
            (steps * self.plan.batch) as f64,
            start.elapsed().as_secs_f64(),
        );
        Epoch {
            epoch: epoch + 1,
            seconds,
            images_per_second: met / seconds,
            train_loss: loss / steps as f64,
            train_accuracy: correct as f64 / met,
            validation: self
                .evaluations(trainer)
                .iter()
                .map(|evaluation| evaluation.accuracy)
                .collect(),
        }
    }

    fn evaluations(&self, trainer: &Trainer) -> Vec<Evaluation> {
        let classifier = trainer.classifier();
        self.validation
            .iter()
            .map(|aside| evaluate(&classifier, &aside.name, &aside.samples))
            .collect()
    }

    fn finish(&self, trainer: &Trainer) -> anyhow::Result<()> {
        let validation = self.evaluations(trainer);
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

impl std::fmt::Display for Epoch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self {
            epoch,
            train_loss,
            train_accuracy,
            seconds,
            images_per_second,
            ..
        } = self;
        write!(
            f,
            "epoch {epoch:>3}  loss {train_loss:.4}  accuracy {:.2} %  validation",
            train_accuracy * 100.0
        )?;
        self.validation
            .iter()
            .try_for_each(|accuracy| write!(f, " {:.2} %", accuracy * 100.0))?;
        write!(f, "  {seconds:.0} s, {images_per_second:.0} images/s")
    }
}

fn write(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))
}

fn append(path: &Path, line: &str) -> anyhow::Result<()> {
    let file = File::options().create(true).append(true).open(path);
    let mut file = file.with_context(|| format!("cannot write {}", path.display()))?;
    writeln!(file, "{line}").with_context(|| format!("cannot write {}", path.display()))
}
