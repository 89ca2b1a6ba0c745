//! From labelled digits to the network that ships: teachers first, then the student that learns from them too.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use net::Classifier;

use super::checkpoint;
use super::course::Course;
use super::plan::Plan;
use super::run::{EXACT, Run};
use super::split::Split;
use super::teach::Lessons;
use super::validation::Aside;
use crate::data::Sample;

/// What a whole training works with.
#[derive(Debug)]
pub struct School {
    plan: Plan,
    samples: Vec<Sample>,
    validation: Vec<Aside>,
    directory: PathBuf,
}

impl School {
    /// Prepares a training over named data sets, each already split; everything is written to the folder.
    pub fn new(plan: Plan, sets: Vec<(String, Split)>, directory: PathBuf) -> Self {
        let (mut samples, mut validation) = (Vec::new(), Vec::new());
        for (name, split) in sets {
            samples.extend(split.train);
            validation.push(Aside {
                name,
                samples: split.validation,
            });
        }
        Self {
            plan,
            samples,
            validation,
            directory,
        }
    }

    /// Trains teachers, unless weights of some are given, and the student; `resume` goes on with what is there.
    ///
    /// # Errors
    /// When a file of weights is none, or as [`Run::go`].
    pub fn go(self, given: &[PathBuf], resume: bool) -> anyhow::Result<()> {
        let teachers: anyhow::Result<Vec<Classifier>> = if given.is_empty() {
            let numbers = 1..=self.plan.teachers;
            numbers.map(|number| self.teacher(number, resume)).collect()
        } else {
            given.iter().map(|path| load(path)).collect()
        };
        let teachers = teachers?;
        let course = Course::new(self.plan, self.samples);
        let course = if teachers.is_empty() {
            course
        } else {
            let lessons = Lessons::new(&teachers, &course);
            course.with_lessons(lessons)
        };
        // A training that was cut off among its teachers has no checkpoint of the student yet.
        let resume = resume && (checkpoint::exists(&self.directory) || teachers.is_empty());
        Run::new(course, self.validation, self.directory, resume).go()
    }

    /// Trains a teacher in a folder of its own, if that is not done.
    fn teacher(&self, number: usize, resume: bool) -> anyhow::Result<Classifier> {
        let directory = self.directory.join(format!("teacher-{number}"));
        let weights = directory.join(EXACT);
        if !(resume && weights.exists()) {
            println!("teacher {number} of {}", self.plan.teachers);
            let course = Course::new(self.plan.of_teacher(number), self.samples.clone());
            let resume = resume && checkpoint::exists(&directory);
            Run::new(course, self.validation.clone(), directory, resume).go()?;
        }
        load(&weights)
    }
}

fn load(path: &Path) -> anyhow::Result<Classifier> {
    let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    Classifier::from_bytes(&bytes).with_context(|| format!("cannot learn from {}", path.display()))
}
