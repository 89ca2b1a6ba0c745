//! Each task's goal, by the shipped network, and what is kept.

use ink::{Drawing, Knob, Point, Stage, Stroke, Wiggle, record};
use net::explain::Explainer;
use net::{CLASSES, Classifier};

use super::*;
use crate::inside::Guide;
use crate::protocol::inside::Reply;
use crate::protocol::panels::Subject;
use crate::state::inside::{Act, Panel, Turn};

const WEIGHTS: &[u8] = include_bytes!("../../../../assets/model.bin");
const GOLDENS: &str = include_str!("../../../../assets/goldens.json");

/// A learner at a task, whose worker answers at once.
struct Learner {
    look: Look,
    guide: Guide,
    classifier: Classifier,
}

impl Learner {
    fn at(task: Task) -> Self {
        let mut learner = Self {
            look: Look::default(),
            guide: Guide::load(WEIGHTS).unwrap(),
            classifier: Classifier::from_bytes(WEIGHTS).unwrap(),
        };
        learner.turn(Turn::Open(Panel::Lesson, true));
        learner.turn(Turn::Study(Study::Take(task)));
        learner
    }

    fn turn(&mut self, turn: Turn) {
        let mut act = self.look.turn(turn);
        while let Some(done) = act {
            let reply = match done {
                Act::Launch => Reply::Ready,
                Act::Post(question) => Reply::Answered(self.guide.answer(&question)),
            };
            act = self.look.turn(Turn::Hear(reply));
        }
    }

    fn draw(&mut self, drawing: &Drawing) {
        let raster = drawing.raster().unwrap();
        let read = self.classifier.classify(&raster);
        self.turn(Turn::Show(Some(Subject {
            raster,
            drawing: drawing.clone(),
            digit: Some(read.digit()),
            probabilities: Some(read.probabilities),
        })));
    }

    fn has_done(&self, task: Task) -> bool {
        self.look.lesson().progress().is_done(task)
    }
}

fn golden(digit: u8) -> Drawing {
    let goldens = record::parse(GOLDENS).unwrap();
    let mut goldens = goldens.into_iter();
    let golden = goldens.find(|golden| golden.label == Some(digit));
    golden.unwrap().drawing
}

/// With the longer side `side`, its left upper corner at `corner`, in the pad's sides.
fn placed(drawing: &Drawing, corner: [f32; 2], side: f32) -> Drawing {
    let bounds = drawing.bounds().unwrap();
    let scale = side / bounds.longer_side() as f32;
    let place = |point: &Point| {
        let x = (point.x - bounds.min.x) * scale + corner[0];
        let y = (point.y - bounds.min.y) * scale + corner[1];
        Point::from([x, y])
    };
    let strokes = drawing.strokes.iter().map(|stroke| Stroke {
        points: stroke.points.iter().map(place).collect(),
    });
    Drawing {
        strokes: strokes.collect(),
    }
}

fn strokes(strokes: &[&[[f32; 2]]]) -> Drawing {
    let stroke = |points: &&[[f32; 2]]| Stroke {
        points: points.iter().copied().map(Point::from).collect(),
    };
    Drawing {
        strokes: strokes.iter().map(stroke).collect(),
    }
}

/// A bar, and a flag so long to the left of its top.
fn flagged(flag: f32) -> Drawing {
    strokes(&[&[[0.5, 0.2], [0.5, 0.8]], &[[0.5 - flag, 0.2], [0.5, 0.2]]])
}

#[test]
fn a_1_is_disguised_as_a_7_by_a_longer_flag_and_only_if_it_was_a_1_before() {
    let mut learner = Learner::at(Task::Disguise);
    learner.draw(&flagged(0.35));
    assert_eq!(learner.look.subject().unwrap().digit, Some(7));
    assert!(!learner.has_done(Task::Disguise), "it never was a 1");
    learner.draw(&strokes(&[&[[0.5, 0.2], [0.5, 0.8]]]));
    assert_eq!(learner.look.subject().unwrap().digit, Some(1));
    assert!(!learner.has_done(Task::Disguise), "it is still a 1");
    learner.draw(&strokes(&[&[[0.2, 0.2], [0.6, 0.2], [0.4, 0.8]]]));
    assert!(!learner.has_done(Task::Disguise), "it is another drawing");
    learner.draw(&strokes(&[&[[0.5, 0.2], [0.5, 0.8]]]));
    learner.draw(&flagged(0.35));
    assert!(learner.has_done(Task::Disguise));
}

#[test]
fn the_line_between_4_and_9_is_found_where_both_have_a_share() {
    let mut learner = Learner::at(Task::Border);
    learner.draw(&golden(4));
    assert!(matches!(learner.look.status(), Status::Missing(words) if words.starts_with("4 has ")));
    let found = (0..200_u8).any(|step| {
        learner.draw(&lidded(0.3 * f32::from(step) / 199.0));
        learner.has_done(Task::Border)
    });
    assert!(found);
    let probabilities = learner.look.subject().unwrap().probabilities.unwrap();
    assert!(
        probabilities[4] >= 0.3 && probabilities[9] >= 0.3,
        "{probabilities:?}"
    );
}

/// A 4 whose open top is covered so far, from the left: at last it is a 9.
fn lidded(lid: f32) -> Drawing {
    strokes(&[
        &[[0.3, 0.25], [0.3, 0.5], [0.6, 0.5]],
        &[[0.6, 0.25], [0.6, 0.8]],
        &[[0.3, 0.25], [0.3 + lid, 0.25]],
    ])
}

#[test]
fn regression_a_flag_just_begun_is_a_digit_of_its_own_for_a_moment_and_the_1_is_not_forgotten() {
    let mut learner = Learner::at(Task::Disguise);
    learner.draw(&strokes(&[&[[0.5, 0.2], [0.5, 0.8]]]));
    learner.draw(&strokes(&[&[[0.15, 0.2], [0.16, 0.2]]]));
    assert!(!learner.has_done(Task::Disguise));
    learner.draw(&flagged(0.35));
    assert!(learner.has_done(Task::Disguise));
}

#[test]
fn the_part_that_matters_most_is_the_one_without_which_the_most_is_lost() {
    let mut learner = Learner::at(Task::Stroke);
    let four = golden(4);
    learner.draw(&four);
    let explainer = Explainer::new(Classifier::from_bytes(WEIGHTS).unwrap());
    let pieces = explainer.strokes(&four, 4);
    let order = |a: &usize, b: &usize| pieces[*a].worth.total_cmp(&pieces[*b].worth);
    let (least, most) = (
        (0..pieces.len()).min_by(order),
        (0..pieces.len()).max_by(order),
    );
    learner.turn(Turn::Study(Study::Guess(least.unwrap())));
    assert!(!learner.has_done(Task::Stroke));
    learner.turn(Turn::Study(Study::Guess(most.unwrap())));
    assert!(learner.has_done(Task::Stroke));
}

#[test]
fn a_guess_is_about_one_drawing() {
    let mut learner = Learner::at(Task::Stroke);
    learner.draw(&golden(4));
    for part in 0..learner.look.parts().unwrap().len() {
        learner.turn(Turn::Study(Study::Guess(part)));
    }
    learner.turn(Turn::Study(Study::Reset));
    learner.turn(Turn::Study(Study::Take(Task::Stroke)));
    learner.turn(Turn::Study(Study::Guess(0)));
    for digit in [5, 7, 2] {
        learner.draw(&golden(digit));
        assert!(
            matches!(learner.look.status(), Status::Missing(words) if words.contains("Which part"))
        );
    }
}

#[test]
fn a_small_digit_in_the_corner_is_misread_once_it_is_neither_fitted_nor_centred() {
    let mut learner = Learner::at(Task::Corner);
    let mut asked = Vec::new();
    learner.draw(&placed(&golden(5), [0.05, 0.05], 0.2));
    for stage in [Stage::Fit, Stage::Centre] {
        assert!(!learner.has_done(Task::Corner));
        asked.push(learner.look.status().words().to_owned());
        learner.turn(Turn::Without(stage, true));
    }
    assert!(
        learner.has_done(Task::Corner),
        "{asked:?}, {:?}",
        learner.look.status()
    );
}

#[test]
fn in_the_middle_a_misread_digit_is_no_answer_to_the_corner() {
    let mut learner = Learner::at(Task::Corner);
    for stage in [Stage::Fit, Stage::Centre] {
        learner.turn(Turn::Without(stage, true));
    }
    learner.draw(&placed(&golden(5), [0.45, 0.45], 0.1));
    assert!(!learner.has_done(Task::Corner));
    assert!(learner.look.status().words().contains("not in a corner"));
}

#[test]
fn noise_fools_it_where_the_answer_flips_and_alone() {
    let mut learner = Learner::at(Task::Noise);
    learner.draw(&golden(7));
    learner.turn(Turn::Set(Knob::Noise, 0.02));
    assert!(learner.look.status().words().contains("still read as 7"));
    learner.turn(Turn::Set(Knob::Turn, 80.0));
    learner.turn(Turn::Set(Knob::Noise, 1.0));
    assert!(
        !learner.has_done(Task::Noise),
        "another knob is turned as well"
    );
    learner.turn(Turn::Set(Knob::Turn, Knob::Turn.usual()));
    assert!(learner.has_done(Task::Noise), "{:?}", learner.look.status());
    let wiggle = Wiggle::default().with(Knob::Noise, 1.0);
    let noisy = wiggle.raster(&golden(7)).unwrap();
    assert_ne!(learner.classifier.classify(&noisy).digit(), 7);
}

#[test]
fn a_blank_pad_reaches_nothing_and_a_closed_lesson_counts_nothing() {
    for task in Task::ALL {
        let mut learner = Learner::at(task);
        assert!(matches!(learner.look.status(), Status::Missing(_)));
        learner.turn(Turn::Show(None));
        assert_eq!(learner.look.lesson().progress().count(), 0, "{task:?}");
    }
    let mut learner = Learner::at(Task::Disguise);
    learner.turn(Turn::Open(Panel::Lesson, false));
    learner.draw(&strokes(&[&[[0.5, 0.2], [0.5, 0.8]]]));
    learner.draw(&flagged(0.35));
    assert!(!learner.has_done(Task::Disguise));
}

#[test]
fn what_is_done_is_kept_and_can_be_forgotten() {
    let mut learner = Learner::at(Task::Disguise);
    learner.draw(&strokes(&[&[[0.5, 0.2], [0.5, 0.8]]]));
    learner.draw(&flagged(0.35));
    let kept = learner.look.lesson().progress();
    assert_eq!((kept.count(), kept.task), (1, Task::Disguise));
    let bytes = crate::protocol::encode(&kept);
    assert_eq!(crate::protocol::decode::<Progress>(&bytes), Ok(kept));
    let mut later = Look::default();
    later.turn(Turn::Study(Study::Resume(kept)));
    assert!(later.lesson().progress().is_done(Task::Disguise));
    later.turn(Turn::Study(Study::Reset));
    assert_eq!(later.lesson().progress(), Progress::default());
}

#[test]
fn every_task_has_its_number_and_leads_to_the_next() {
    for (index, task) in Task::ALL.into_iter().enumerate() {
        assert_eq!(Task::numbered(&(index + 1).to_string()), Ok(task));
        assert_eq!(task.next(), Task::ALL.get(index + 1).copied());
        assert!(!task.teaches().is_empty());
    }
    assert_eq!(CLASSES, 10);
}
