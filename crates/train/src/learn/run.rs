//! A whole run: epochs with their progress, a log, curves and a checkpoint after each, and at the end the
//! weights.
//!
//! The output folder gets `model.bin` (weights as they ship), `model.f32.bin` (as they were trained),
//! `model.json` (the plan and the final figures),
//! `metrics.jsonl` (a line an epoch), `curves.svg` and `checkpoint/`.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, ensure};
use net::{Calibration, Classifier, Precision};
use serde::Serialize;

use super::course::Course;
use super::curves::CURVES;
use super::log::{Epoch, Log, METRICS, Seconds, timed};
use super::plan::Plan;
use super::progress::Progress;
use super::trainer::{Step, Trainer};
use super::validation::{Aside, Validation};
use super::{checkpoint, curves, feed, ood};
use crate::calibrate;
use crate::evaluate::{Evaluation, evaluate};

/// The weights as they ship.
pub const WEIGHTS: &str = "model.bin";

/// The weights as they were trained, to be compared with and to teach.
pub const EXACT: &str = "model.f32.bin";

/// The files of a run that is done, its checkpoint left out.
pub const WRITTEN: [&str; 5] = [WEIGHTS, EXACT, REPORT, METRICS, CURVES];

/// The plan and the final figures.
const REPORT: &str = "model.json";

/// The precision of the weights that ship.
const SHIPPED: Precision = Precision::Int6;

/// What a run works with.
#[derive(Debug)]
pub struct Run {
    course: Arc<Course>,
    directory: PathBuf,
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
    meetings_per_epoch: usize,
    calibration: Calibration,
    validation: Vec<Evaluation>,
}

impl Run {
    /// Prepares a run: what to learn from, what to judge by, and where to write.
    pub fn new(course: Course, validation: Vec<Aside>, directory: PathBuf, resume: bool) -> Self {
        Self {
            course: Arc::new(course),
            directory,
            validation,
            resume,
        }
    }

    /// Trains from where the run stands to its end, and writes weights and report.
    ///
    /// # Errors
    /// When the data make no batch, the folder already holds a run, or files cannot be read or written.
    pub fn go(&self) -> anyhow::Result<()> {
        let trainer = self.advance(self.course.plan().epochs)?;
        self.finish(&trainer)
    }

    /// Trains until `epochs` epochs are done, with a checkpoint after each.
    ///
    /// # Errors
    /// As [`Self::go`].
    pub fn advance(&self, epochs: usize) -> anyhow::Result<Trainer> {
        let (plan, steps) = (self.course.plan(), self.course.steps());
        ensure!(
            steps > 0,
            "{} digits do not fill one batch of {}",
            self.course.meetings(),
            plan.batch
        );
        let (mut trainer, done) = self.start()?;
        let mut log = Log::open(&self.directory, done)?;
        let progress = Progress::new(plan.epochs, steps, done);
        for epoch in done..epochs {
            let figures = self.epoch(&mut trainer, epoch, &progress);
            progress.finish(&figures);
            log.add(figures)?;
            curves::write(&self.directory, log.epochs(), plan.epochs)?;
            checkpoint::save(&self.directory, &trainer, plan, epoch + 1)?;
        }
        progress.clear();
        Ok(trainer)
    }

    fn start(&self) -> anyhow::Result<(Trainer, usize)> {
        if self.resume {
            return checkpoint::load(&self.directory, self.course.plan());
        }
        let directory = self.directory.display();
        let taken = checkpoint::exists(&self.directory) || self.directory.join(WEIGHTS).exists();
        ensure!(
            !taken,
            "{directory} already holds a run; go on with --resume or choose another --out"
        );
        fs::create_dir_all(&self.directory)
            .with_context(|| format!("cannot create {directory}"))?;
        Ok((Trainer::new(self.course.plan()), 0))
    }

    fn epoch(&self, trainer: &mut Trainer, epoch: usize, progress: &Progress) -> Epoch {
        let plan = self.course.plan();
        let all = self.course.steps() * plan.epochs;
        let (mut seconds, mut met) = (Seconds::default(), Met::default());
        progress.begin(epoch + 1);
        trainer.begin_epoch(epoch);
        let mut batches = feed::epoch(&self.course, epoch).into_iter();
        while let Some(batch) = timed(&mut seconds.waiting, || batches.next()) {
            let step = timed(&mut seconds.optimising, || trainer.step(&batch, all));
            met.add(step, plan.batch);
            progress.step(met.loss(), met.accuracy());
        }
        let validation = timed(&mut seconds.evaluating, || self.validate(trainer));
        Epoch {
            epoch: epoch + 1,
            train_loss: met.loss(),
            train_accuracy: met.accuracy(),
            validation,
            learning_rate: plan.rate(trainer.steps, all),
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
        let trained = trainer.classifier();
        // What is fitted and measured is what ships.
        let shipped = Classifier::from_bytes(&trained.to_bytes(SHIPPED))?;
        let head = ood::fit(&shipped, &self.course);
        let shipped = shipped.with_ood_head(head.clone());
        let aside = self.validation.iter().flat_map(|aside| &aside.samples);
        let calibration = calibrate::fit(&shipped, aside);
        let shipped = shipped.calibrated(calibration);
        let read = |aside: &Aside| evaluate(&shipped, &aside.name, &aside.samples);
        let validation: Vec<Evaluation> = self.validation.iter().map(read).collect();
        validation
            .iter()
            .for_each(|evaluation| println!("{evaluation}"));
        let report = Report {
            parameters: self.course.plan().net.parameters(),
            plan: self.course.plan(),
            meetings_per_epoch: self.course.meetings(),
            calibration,
            validation,
        };
        let json = format!("{}\n", serde_json::to_string_pretty(&report)?);
        let exact = trained
            .with_ood_head(head)
            .calibrated(calibration)
            .to_bytes(Precision::F32);
        self.write(EXACT, &exact)?;
        self.write(WEIGHTS, &shipped.to_bytes(SHIPPED))?;
        self.write(REPORT, json.as_bytes())?;
        println!("weights and report in {}", self.directory.display());
        Ok(())
    }

    fn write(&self, name: &str, bytes: &[u8]) -> anyhow::Result<()> {
        let path = self.directory.join(name);
        fs::write(&path, bytes).with_context(|| format!("cannot write {}", path.display()))
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
