//! What teachers say of the digits that a student will meet (distillation: Hinton, Vinyals and Dean 2015).
//!
//! Teachers are larger networks trained on the same digits, without teachers; what several say is averaged. They see exactly
//! what the student will see (Beyer et al. 2022, "a good teacher is patient and consistent"). Afterwards they are not
//! needed any more.

use indicatif::{ParallelProgressIterator, ProgressBar, ProgressStyle};
use net::{CLASSES, Classifier};
use rayon::prelude::*;

use super::course::Course;

/// Digits that teachers look at together.
const BATCH: usize = 64;

/// The teachers' probabilities for every meeting of a few epochs.
#[derive(Clone, Debug)]
pub struct Lessons {
    meetings: usize,
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
        Self { meetings, targets }
    }

    /// Lessons that are known: `[views, meetings, 10]`.
    #[cfg(test)]
    pub(super) fn from_targets(views: usize, targets: Vec<[f32; CLASSES]>) -> Self {
        let meetings = targets.len() / views;
        Self { meetings, targets }
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

fn progress_bar(length: u64) -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:30} asking the teachers, {eta} left");
    ProgressBar::new(length).with_style(style.expect("the template is well formed"))
}

#[cfg(test)]
mod tests {
    use super::super::course::tests::{plan, samples};
    use super::*;
    use crate::learn::plan::Plan;

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
