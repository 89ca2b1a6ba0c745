//! From labelled digits to the network that ships: teachers first, where the plan has any, then students.
//!
//! The students differ by their seeds alone: their first weights, the order in which they meet the digits and what
//! dropout leaves out. The one that gives the digits kept aside the highest likelihood ships.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use net::Classifier;

use super::checkpoint;
use super::course::Course;
use super::plan::Plan;
use super::run::{EXACT, Run, WEIGHTS as SHIPPED_WEIGHTS, WRITTEN};
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
    /// Of the first student; each of the others has the next seed.
    plan: Plan,
    students: usize,
    samples: Vec<Sample>,
    validation: Vec<Aside>,
    directory: PathBuf,
}

impl School {
    /// Prepares a training of so many students, at least one, over named data sets, each already split;
    /// everything is written to the folder.
    pub fn new(
        plan: Plan,
        students: usize,
        sets: Vec<(String, Split)>,
        directory: PathBuf,
    ) -> Self {
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
            students: students.max(1),
            samples,
            validation,
            directory,
        }
    }

    /// Trains what teachers `from` asks for, then the students, and puts the best one's files into the folder
    /// itself; `resume` goes on with what is there.
    ///
    /// # Errors
    /// When a file of weights or lessons is none, or as [`Run::go`].
    pub fn go(self, from: &Teaching, resume: bool) -> anyhow::Result<()> {
        let course = Course::new(self.plan.clone(), self.samples.clone());
        let lessons = self.lessons(from, &course, resume)?;
        if self.students == 1 {
            // A training that was cut off among its teachers has no checkpoint of the student yet.
            let resume = resume && (checkpoint::exists(&self.directory) || lessons.is_none());
            return self.student(1, lessons, self.directory.clone(), resume);
        }
        let folders: Vec<PathBuf> = (1..=self.students)
            .map(|number| self.directory.join(format!("student-{number}")))
            .collect();
        for (number, folder) in (1..).zip(&folders) {
            if !(resume && folder.join(EXACT).exists()) {
                println!("student {number} of {}", self.students);
                let resume = resume && checkpoint::exists(folder);
                self.student(number, lessons.clone(), folder.clone(), resume)?;
            }
        }
        self.ship_best(&folders)
    }

    fn student(
        &self,
        number: usize,
        lessons: Option<Lessons>,
        directory: PathBuf,
        resume: bool,
    ) -> anyhow::Result<()> {
        let plan = Plan {
            seed: self.plan.seed.wrapping_add(number as u64 - 1),
            ..self.plan.clone()
        };
        let course = Course::new(plan, self.samples.clone());
        let course = match lessons {
            Some(lessons) => course.with_lessons(lessons),
            None => course,
        };
        Run::new(course, self.validation.clone(), directory, resume).go()
    }

    /// Says how the students read the digits kept aside and copies the files of the likeliest.
    fn ship_best(&self, folders: &[PathBuf]) -> anyhow::Result<()> {
        let losses: anyhow::Result<Vec<f64>> =
            folders.iter().map(|folder| self.loss(folder)).collect();
        let losses = losses?;
        let best = (0..losses.len())
            .min_by(|a, b| losses[*a].total_cmp(&losses[*b]))
            .expect("there is at least one student");
        for name in WRITTEN {
            let (from, to) = (folders[best].join(name), self.directory.join(name));
            fs::copy(&from, to).with_context(|| format!("cannot copy {}", from.display()))?;
        }
        println!(
            "student {} has the lowest loss on the digits kept aside; its files are in {}",
            best + 1,
            self.directory.display()
        );
        Ok(())
    }

    /// The mean loss over the sets kept aside of the weights in a folder, as they ship.
    fn loss(&self, folder: &Path) -> anyhow::Result<f64> {
        let classifier = load(&folder.join(SHIPPED_WEIGHTS))?;
        let sets = self
            .validation
            .iter()
            .map(|aside| aside.read_by(&classifier));
        let losses: Vec<f64> = sets.map(|validation| validation.loss).collect();
        let mean = losses.iter().sum::<f64>() / losses.len() as f64;
        println!(
            "{}: {mean:.5} nats on the digits kept aside",
            folder.display()
        );
        Ok(mean)
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
