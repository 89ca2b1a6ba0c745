//! What a run learns from: which digits an epoch meets, how each looks then, and what should be said of it.
//!
//! An epoch meets MNIST's images, drawings (several times, since they are few) and drawings that are no digits. A
//! meeting's looks depend on the seed, the epoch and its number alone. With teachers the looks of a few epochs are
//! met again and again, so that what the teachers say of each needs to be worked out but once.

use ink::Raster;
use net::CLASSES;

use super::plan::Plan;
use super::teach::Lessons;
use crate::augment::{self, Random, Variety};
use crate::data::{Ink, Sample, nondigits, rendered};

/// What can be said of ink: it is one of the ten digits, or none.
pub const OUTCOMES: usize = CLASSES + 1;

/// The outcome that stands for no digit, beside 0 to 9.
pub const NOT_A_DIGIT: u8 = CLASSES as u8;

/// The digits of a run and how they are met.
#[derive(Debug)]
pub struct Course {
    plan: Plan,
    variety: Variety,
    samples: Vec<Sample>,
    meetings: Vec<Meeting>,
    lessons: Option<Lessons>,
}

#[derive(Clone, Copy, Debug)]
enum Meeting {
    Sample(usize),
    NonDigit,
}

impl Course {
    /// The course of a plan over these digits, without teachers as yet.
    pub fn new(plan: Plan, samples: Vec<Sample>) -> Self {
        let repeats = |sample: &Sample| match sample.ink {
            Ink::Image(_) => plan.image_repeats,
            Ink::Pen(_) => plan.drawing_repeats,
        };
        let met = |(place, sample)| std::iter::repeat_n(Meeting::Sample(place), repeats(sample));
        let mut meetings: Vec<Meeting> = samples.iter().enumerate().flat_map(met).collect();
        let non_digits = (meetings.len() as f64 * plan.non_digits).round() as usize;
        meetings.extend(std::iter::repeat_n(Meeting::NonDigit, non_digits));
        let without = |variety: Variety, variation: &_| variety.without(*variation);
        Self {
            variety: plan.without.iter().fold(Variety::default(), without),
            plan,
            samples,
            meetings,
            lessons: None,
        }
    }

    /// The same course with what teachers say of it.
    #[must_use]
    pub fn with_lessons(self, lessons: Lessons) -> Self {
        Self {
            lessons: Some(lessons),
            ..self
        }
    }

    /// How to learn.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// How many digits, and drawings that are none, there are to meet in an epoch.
    pub fn meetings(&self) -> usize {
        self.meetings.len()
    }

    /// Whole batches in an epoch; what is left over sits it out.
    pub fn steps(&self) -> usize {
        self.meetings.len() / self.plan.batch
    }

    /// Which looks an epoch shows: its own, unless teachers have seen only so many.
    fn view(&self, epoch: usize) -> usize {
        match &self.lessons {
            Some(lessons) => epoch % lessons.views(),
            None => epoch,
        }
    }

    /// How a meeting looks in an epoch.
    pub fn raster(&self, epoch: usize, meeting: usize) -> Raster {
        let seed = self.lessons.as_ref().map_or(self.plan.seed, Lessons::seed);
        self.look(seed, self.view(epoch), meeting)
    }

    /// How a meeting looks in a view by a seed.
    pub(super) fn look(&self, seed: u64, view: usize, meeting: usize) -> Raster {
        let random = &mut augment::random(seed, view, meeting);
        match self.meetings[meeting] {
            Meeting::Sample(place) => self.variety.of(&self.samples[place], random),
            Meeting::NonDigit => self.non_digit(random),
        }
    }

    /// So many digits in looks that no epoch shows, each made when asked for: images and drawings by turns,
    /// where there are both.
    pub(super) fn unseen(&self, count: usize) -> Vec<impl Fn() -> Raster + Sync> {
        let (images, drawings): (Vec<&Sample>, Vec<&Sample>) = self
            .samples
            .iter()
            .partition(|sample| matches!(sample.ink, Ink::Image(_)));
        let mut kinds = vec![images, drawings];
        kinds.retain(|kind| !kind.is_empty());
        let look = |place: usize| {
            let kind = &kinds[place % kinds.len()];
            let sample = kind[place / kinds.len() % kind.len()];
            move || {
                let random = &mut augment::random(self.plan.seed, usize::MAX, place);
                self.variety.of(sample, random)
            }
        };
        (0..count).map(look).collect()
    }

    /// So many drawings that are no digits, varied as digits are, each made when asked for.
    pub(super) fn non_digits(&self, count: usize) -> Vec<impl Fn() -> Raster + Sync> {
        let look = |place: usize| {
            move || {
                let random = &mut augment::random(!self.plan.seed, usize::MAX, place);
                self.non_digit(random)
            }
        };
        (0..count).map(look).collect()
    }

    fn non_digit(&self, random: &mut Random) -> Raster {
        let drawing = nondigits::for_training(random);
        rendered(self.variety.pen.of(&drawing, random))
    }

    /// What a meeting is: 0 to 9, or [`NOT_A_DIGIT`].
    pub fn label(&self, meeting: usize) -> u8 {
        match self.meetings[meeting] {
            Meeting::Sample(place) => self.samples[place].label,
            Meeting::NonDigit => NOT_A_DIGIT,
        }
    }

    /// What should be said of a meeting in an epoch: the probability of each outcome. A digit's is spread a
    /// little over the others (label smoothing) and mixed with what the teachers say (distillation).
    pub fn target(&self, epoch: usize, meeting: usize) -> [f32; OUTCOMES] {
        let label = self.label(meeting);
        let mut target = [0.0; OUTCOMES];
        if label == NOT_A_DIGIT {
            target[usize::from(label)] = 1.0;
            return target;
        }
        let smoothing = self.plan.smoothing;
        target[..CLASSES].fill(smoothing / CLASSES as f32);
        target[usize::from(label)] += 1.0 - smoothing;
        if let Some(lessons) = &self.lessons {
            let lesson = lessons.of(self.view(epoch), meeting);
            for (target, lesson) in target.iter_mut().zip(lesson) {
                *target += self.plan.trust * (lesson - *target);
            }
        }
        target
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use ink::{Drawing, Point, Stroke};

    /// Nine images of 0 to 8 and a drawing of a 9.
    pub(crate) fn samples() -> Vec<Sample> {
        let image = |label: u8| Sample {
            label,
            ink: Ink::Image(Box::new(Raster::from_pixels([label * 20; 784]))),
        };
        let line = Stroke {
            points: vec![Point { x: 0.0, y: 0.0 }, Point { x: 5.0, y: 40.0 }],
        };
        let pen = Sample {
            label: 9,
            ink: Ink::Pen(Drawing {
                strokes: vec![line],
            }),
        };
        (0..9).map(image).chain([pen]).collect()
    }

    pub(crate) fn plan() -> Plan {
        Plan {
            batch: 4,
            drawing_repeats: 3,
            non_digits: 0.25,
            seed: 5,
            ..Plan::default()
        }
    }

    #[test]
    fn an_epoch_meets_each_image_once_each_drawing_as_planned_and_some_that_are_no_digits() {
        let course = Course::new(plan(), samples());
        let labels: Vec<u8> = (0..course.meetings()).map(|i| course.label(i)).collect();
        let none = NOT_A_DIGIT;
        assert_eq!(
            labels,
            [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 9, none, none, none]
        );
    }

    #[test]
    fn unseen_digits_are_images_and_drawings_by_turns_and_look_like_those_of_no_epoch() {
        let course = Course::new(plan(), samples());
        let looks: Vec<Raster> = course.unseen(6).iter().map(|look| look()).collect();
        let epochs: Vec<Raster> = (0..2)
            .flat_map(|epoch| (0..course.meetings()).map(move |meeting| (epoch, meeting)))
            .map(|(epoch, meeting)| course.raster(epoch, meeting))
            .collect();
        for drawing in [1, 3, 5] {
            assert!(!epochs.contains(&looks[drawing]), "{drawing}");
        }
        assert_ne!(looks[1], looks[3]);
        let alone = Course::new(plan(), samples().into_iter().take(9).collect());
        assert_eq!(alone.unseen(20).len(), 20);
    }

    #[test]
    fn targets_are_probabilities_and_the_label_is_the_likeliest() {
        let course = Course::new(plan(), samples());
        for meeting in 0..course.meetings() {
            let target = course.target(0, meeting);
            assert!((target.iter().sum::<f32>() - 1.0).abs() < 1e-6);
            assert!(target[usize::from(course.label(meeting))] > 0.9);
        }
    }

    #[test]
    fn a_teacher_is_followed_as_far_as_it_is_trusted_and_its_looks_come_again() {
        let plan = Plan {
            trust: 0.75,
            smoothing: 0.0,
            ..plan()
        };
        let mut says = [0.0; CLASSES];
        says[3] = 1.0;
        let course = Course::new(plan, samples());
        let lessons = Lessons::from_targets(5, 2, vec![says; 2 * course.meetings()]);
        let course = course.with_lessons(lessons);
        let target = course.target(1, 7);
        assert_eq!((target[3], target[7]), (0.75, 0.25));
        assert_eq!(course.raster(0, 9), course.raster(2, 9));
        assert_ne!(course.raster(0, 9), course.raster(1, 9));
    }
}
