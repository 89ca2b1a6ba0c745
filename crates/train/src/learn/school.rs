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

/// What the teachers said, in the folder of the training.
const LESSONS: &str = "lessons.bin";

/// Where a student's lessons come from.
#[derive(Clone, Debug)]
pub enum Teaching {
    /// As many teachers as the plan has, trained first.
    New,
    /// Teachers whose weights are in these files, at least one.
    Trained(Vec<PathBuf>),
    /// The file in which another training kept its teachers' answers.
    Lessons(PathBuf),
}

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

    /// Trains what teachers `from` asks for, and the student; `resume` goes on with what is there.
    ///
    /// # Errors
    /// When a file of weights or lessons is none, or as [`Run::go`].
    pub fn go(self, from: &Teaching, resume: bool) -> anyhow::Result<()> {
        let course = Course::new(self.plan.clone(), self.samples.clone());
        let course = match self.lessons(from, &course, resume)? {
            Some(lessons) => course.with_lessons(lessons),
            None => course,
        };
        // A training that was cut off among its teachers has no checkpoint of the student yet.
        let taught = self.plan.teachers > 0;
        let resume = resume && (checkpoint::exists(&self.directory) || !taught);
        Run::new(course, self.validation, self.directory, resume).go()
    }

    fn lessons(
        &self,
        from: &Teaching,
        course: &Course,
        resume: bool,
    ) -> anyhow::Result<Option<Lessons>> {
        let kept = self.directory.join(LESSONS);
        let teachers: anyhow::Result<Vec<Classifier>> = match from {
            Teaching::Lessons(path) => return Lessons::load(path, course).map(Some),
            Teaching::New if self.plan.teachers == 0 => return Ok(None),
            Teaching::New if resume && kept.exists() => {
                return Lessons::load(&kept, course).map(Some);
            }
            Teaching::New => {
                let numbers = 1..=self.plan.teachers;
                numbers.map(|number| self.teacher(number, resume)).collect()
            }
            Teaching::Trained(paths) => paths.iter().map(|path| load(path)).collect(),
        };
        let lessons = Lessons::new(&teachers?, course);
        fs::create_dir_all(&self.directory)?;
        lessons.save(&kept)?;
        Ok(Some(lessons))
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
