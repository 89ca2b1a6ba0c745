//! What teachers say of the digits that a student will meet (distillation: Hinton, Vinyals and Dean 2015).
//!
//! Teachers are larger networks trained on the same digits, without teachers; what several say is averaged. They see exactly
//! what the student will see (Beyer et al. 2022, "a good teacher is patient and consistent"). Afterwards they are not
//! needed any more: what they said can be kept in a file, for a run that goes on and for other students.

use std::fs;
use std::path::Path;

use anyhow::{Context, ensure};
use indicatif::{ParallelProgressIterator, ProgressBar, ProgressStyle};
use net::{CLASSES, Classifier};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::course::Course;

/// Digits that teachers look at together.
const BATCH: usize = 64;

/// The teachers' probabilities for every meeting of a few epochs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Lessons {
    /// That of the course whose looks the teachers saw.
    seed: u64,
    meetings: usize,
    /// Of some of the rasters that the teachers saw.
    checksum: u32,
    /// `[views, meetings, 10]`.
    targets: Vec<[f32; CLASSES]>,
}

impl Lessons {
    /// Asks the teachers, at least one, about a course's first epochs, as many as its plan has views; on every core.
    pub fn new(teachers: &[Classifier], course: &Course) -> Self {
        let meetings = course.meetings();
        let places: Vec<usize> = (0..course.plan().views * meetings).collect();
        let answers = |places: &[usize]| {
            let look = |place: &usize| course.raster(place / meetings, place % meetings);
            let rasters: Vec<_> = places.iter().map(look).collect();
            let mut sum = vec![[0.0; CLASSES]; rasters.len()];
            for teacher in teachers {
                for (sum, answer) in sum.iter_mut().zip(teacher.classify_batch(&rasters)) {
                    *sum = std::array::from_fn(|digit| sum[digit] + answer.probabilities[digit]);
                }
            }
            let mean = |sum: [f32; CLASSES]| sum.map(|value| value / teachers.len() as f32);
            sum.into_iter().map(mean).collect::<Vec<_>>()
        };
        let batches = places.par_chunks(BATCH);
        let bar = progress_bar(batches.len() as u64);
        let targets = batches.progress_with(bar).flat_map_iter(answers).collect();
        let seed = course.plan().seed;
        Self {
            seed,
            meetings,
            checksum: checksum(course, seed),
            targets,
        }
    }

    /// The lessons in a file, for a course over the same digits, varied alike; its seed may be another.
    ///
    /// # Errors
    /// When the file cannot be read, or its lessons are of other pictures than the course can show.
    pub fn load(path: &Path, course: &Course) -> anyhow::Result<Self> {
        let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
        let lessons: Self = postcard::from_bytes(&bytes)
            .with_context(|| format!("{} holds no lessons", path.display()))?;
        let fits = lessons.meetings == course.meetings()
            && lessons.checksum == checksum(course, lessons.seed);
        ensure!(
            fits,
            "the lessons in {} are of other digits",
            path.display()
        );
        Ok(lessons)
    }

    /// Keeps them in a file.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn save(&self, path: &Path) -> anyhow::Result<()> {
        let bytes = postcard::to_stdvec(self)?;
        fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))
    }

    /// Lessons that are known: `[views, meetings, 10]`.
    #[cfg(test)]
    pub(super) fn from_targets(seed: u64, views: usize, targets: Vec<[f32; CLASSES]>) -> Self {
        Self {
            seed,
            meetings: targets.len() / views,
            checksum: 0,
            targets,
        }
    }

    /// The seed of the looks that they are about.
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// For how many epochs there are lessons.
    pub fn views(&self) -> usize {
        self.targets.len() / self.meetings
    }

    /// What the teachers say of a meeting of a view: probabilities.
    pub fn of(&self, view: usize, meeting: usize) -> &[f32; CLASSES] {
        &self.targets[view * self.meetings + meeting]
    }
}

/// Tells pictures that the teachers saw from others, by a few of the first and of the last.
fn checksum(course: &Course, seed: u64) -> u32 {
    const FEW: usize = 100;
    let meetings = course.meetings();
    let places = (0..meetings.min(FEW)).chain(meetings.saturating_sub(FEW)..meetings);
    let mut hasher = crc32fast::Hasher::new();
    places.for_each(|place| hasher.update(course.look(seed, 0, place).pixels()));
    hasher.finalize()
}

fn progress_bar(length: u64) -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:30} asking the teachers, {eta} left");
    ProgressBar::new(length).with_style(style.expect("the template is well formed"))
}

#[cfg(test)]
mod tests {
    use super::super::course::tests::{plan, samples};
    use super::*;
    use crate::learn::plan::Plan;

    fn lessons(course: &Course) -> Lessons {
        let teacher = course.plan().net.init(&Default::default());
        Lessons::new(&[Classifier::from(teacher)], course)
    }

    #[test]
    fn lessons_in_a_file_serve_another_seed_but_no_other_digits() {
        let plan = Plan { views: 1, ..plan() };
        let kept = lessons(&Course::new(plan.clone(), samples()));
        let file = tempfile::NamedTempFile::new().unwrap();
        kept.save(file.path()).unwrap();
        let sibling = Course::new(
            Plan {
                seed: 99,
                ..plan.clone()
            },
            samples(),
        );
        assert_eq!(Lessons::load(file.path(), &sibling).unwrap(), kept);
        let mut others = samples();
        others.reverse();
        let stranger = Course::new(plan, others);
        let error = Lessons::load(file.path(), &stranger).unwrap_err();
        assert!(error.to_string().contains("other digits"), "{error}");
        fs::write(file.path(), b"12").unwrap();
        assert!(Lessons::load(file.path(), &sibling).is_err());
    }

    #[test]
    fn the_teachers_answers_to_what_the_student_will_see_are_averaged() {
        let plan = Plan { views: 2, ..plan() };
        let course = Course::new(plan.clone(), samples());
        let teacher = || Classifier::from(plan.net.init(&Default::default()));
        let teachers = [teacher(), teacher()];
        let lessons = Lessons::new(&teachers, &course);
        assert_eq!(lessons.views(), 2);
        let raster = course.raster(1, 9);
        let answers = teachers.each_ref().map(|teacher| teacher.classify(&raster));
        for digit in 0..CLASSES {
            let mean = (answers[0].probabilities[digit] + answers[1].probabilities[digit]) / 2.0;
            assert!((lessons.of(1, 9)[digit] - mean).abs() < 1e-5);
        }
    }
}
