//! Tests the goals of the tasks with the shipped weights, and the stored progress.

use explain::Explainer;
use ink::{Parameter, Perturbation, Stage, Stroke, record};
use model::Classifier;

use super::*;
use crate::lesson::{LessonEvent, Progress};
use crate::state::{Effect, Event, WorkerEvent};

const WEIGHTS: &[u8] = include_bytes!("../../../../../assets/model.bin");
const GOLDENS: &str = include_str!("../../../../../assets/goldens.json");

/// Simulates a user who works on a task. Queries are answered synchronously, with the shipped weights.
struct LessonTest {
    state: InspectorState,
    explainer: Explainer,
}

impl LessonTest {
    fn start(task: Task) -> Self {
        let mut test = Self {
            state: InspectorState::default(),
            explainer: Explainer::new(Classifier::from_bytes(WEIGHTS).unwrap()),
        };
        test.update(Event::PanelToggled(Panel::Lesson, true));
        test.lesson(LessonEvent::TaskSelected(task));
        test
    }

    fn update(&mut self, event: Event) {
        let mut next = self.state.update(event);
        while let Some(effect) = next {
            let event = match effect {
                Effect::StartWorker => WorkerEvent::Ready,
                Effect::SendQuery(query) => {
                    WorkerEvent::Answered(0, engines::explain::answer(&self.explainer, &query))
                }
            };
            next = self.state.update(Event::Worker(event));
        }
    }

    fn lesson(&mut self, event: LessonEvent) {
        self.update(Event::Lesson(event));
    }

    fn draw(&mut self, drawing: &Drawing) {
        let raster = drawing.raster().unwrap();
        let prediction = self.explainer.classifier().classify(&raster);
        self.update(Event::SelectionChanged(Some(Selection {
            raster,
            drawing: drawing.clone(),
            digit: Some(prediction.digit()),
            probabilities: Some(prediction.probabilities),
        })));
    }

    fn digit(&self) -> Option<u8> {
        self.state.selection().unwrap().digit
    }

    fn status(&self) -> String {
        self.state.goal_status().text().to_owned()
    }

    fn is_done(&self, task: Task) -> bool {
        self.state.lesson().progress().is_done(task)
    }
}

fn golden(digit: u8) -> Drawing {
    let goldens = record::parse(GOLDENS).unwrap();
    let mut goldens = goldens.into_iter();
    let golden = goldens.find(|golden| golden.label == Some(digit));
    golden.unwrap().drawing
}

/// Scales a drawing so that its longer side is `longer_side`, and moves its top left corner to `corner`, both in units
/// of the pad's side.
fn scale_and_move(drawing: &Drawing, corner: [f32; 2], longer_side: f32) -> Drawing {
    let bounds = drawing.bounds().unwrap();
    let scale = longer_side / bounds.longer_side() as f32;
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

fn drawing(strokes: &[&[[f32; 2]]]) -> Drawing {
    let stroke = |points: &&[[f32; 2]]| Stroke {
        points: points.iter().copied().map(Point::from).collect(),
    };
    Drawing {
        strokes: strokes.iter().map(stroke).collect(),
    }
}

/// A vertical line.
fn plain_one() -> Drawing {
    drawing(&[&[[0.5, 0.2], [0.5, 0.8]]])
}

/// A vertical line with a flag of the given length to the left of its top.
fn one_with_flag(length: f32) -> Drawing {
    drawing(&[
        &[[0.5, 0.2], [0.5, 0.8]],
        &[[0.5 - length, 0.2], [0.5, 0.2]],
    ])
}

/// A 4 with a line of the given length that starts to close its top from the left. At length 0.3 it is a 9.
fn four_with_lid(length: f32) -> Drawing {
    drawing(&[
        &[[0.3, 0.25], [0.3, 0.5], [0.6, 0.5]],
        &[[0.6, 0.25], [0.6, 0.8]],
        &[[0.3, 0.25], [0.3 + length, 0.25]],
    ])
}

#[test]
fn a_drawing_read_as_7_reaches_the_goal_only_if_it_was_read_as_1_before() {
    let mut test = LessonTest::start(Task::OneAsSeven);
    test.draw(&one_with_flag(0.35));
    assert_eq!(test.digit(), Some(7));
    assert!(!test.is_done(Task::OneAsSeven), "it never was a 1");
    test.draw(&plain_one());
    assert_eq!(test.digit(), Some(1));
    assert!(!test.is_done(Task::OneAsSeven), "it is still a 1");
    test.draw(&drawing(&[&[[0.2, 0.2], [0.6, 0.2], [0.4, 0.8]]]));
    assert!(!test.is_done(Task::OneAsSeven), "it is another drawing");
    test.draw(&plain_one());
    test.draw(&one_with_flag(0.35));
    assert!(test.is_done(Task::OneAsSeven));
}

#[test]
fn regression_a_started_flag_that_is_read_as_a_separate_digit_does_not_discard_the_1() {
    let mut test = LessonTest::start(Task::OneAsSeven);
    test.draw(&plain_one());
    test.draw(&drawing(&[&[[0.15, 0.2], [0.16, 0.2]]]));
    assert!(!test.is_done(Task::OneAsSeven));
    test.draw(&one_with_flag(0.35));
    assert!(test.is_done(Task::OneAsSeven));
}

#[test]
fn the_boundary_between_4_and_9_is_found_where_both_are_likely() {
    let mut test = LessonTest::start(Task::DecisionBoundary);
    test.draw(&golden(4));
    assert!(test.status().starts_with("4 has "));
    let is_reached = (0..200_u8).any(|step| {
        test.draw(&four_with_lid(0.3 * f32::from(step) / 199.0));
        test.is_done(Task::DecisionBoundary)
    });
    assert!(is_reached);
    let probabilities = test.state.selection().unwrap().probabilities.unwrap();
    assert!(
        probabilities[4] >= 0.3 && probabilities[9] >= 0.3,
        "{probabilities:?}"
    );
}

#[test]
fn the_key_stroke_is_the_part_with_the_largest_contribution() {
    let mut test = LessonTest::start(Task::KeyStroke);
    let four = golden(4);
    test.draw(&four);
    let parts = test.explainer.stroke_attributions(&four, 4);
    let order = |a: &usize, b: &usize| parts[*a].contribution.total_cmp(&parts[*b].contribution);
    let smallest = (0..parts.len()).min_by(order).unwrap();
    let largest = (0..parts.len()).max_by(order).unwrap();
    test.lesson(LessonEvent::PartSelected(smallest));
    assert!(!test.is_done(Task::KeyStroke));
    test.lesson(LessonEvent::PartSelected(largest));
    assert!(test.is_done(Task::KeyStroke));
}

#[test]
fn a_guess_is_cleared_when_the_drawing_changes() {
    let mut test = LessonTest::start(Task::KeyStroke);
    test.draw(&golden(4));
    for part in 0..test.state.current_stroke_attributions().unwrap().len() {
        test.lesson(LessonEvent::PartSelected(part));
    }
    test.lesson(LessonEvent::ProgressReset);
    test.lesson(LessonEvent::TaskSelected(Task::KeyStroke));
    test.lesson(LessonEvent::PartSelected(0));
    for digit in [5, 7, 2] {
        test.draw(&golden(digit));
        assert!(test.status().contains("Which part"));
    }
}

#[test]
fn a_small_digit_in_a_corner_is_misread_without_fit_and_centre() {
    let mut test = LessonTest::start(Task::Corner);
    let mut statuses = Vec::new();
    test.draw(&scale_and_move(&golden(5), [0.05, 0.05], 0.2));
    for stage in [Stage::Fit, Stage::Centre] {
        assert!(!test.is_done(Task::Corner));
        statuses.push(test.status());
        test.update(Event::StageToggled(stage, true));
    }
    statuses.push(test.status());
    assert!(test.is_done(Task::Corner), "{statuses:?}");
}

#[test]
fn a_misread_digit_in_the_middle_does_not_reach_the_corner_goal() {
    let mut test = LessonTest::start(Task::Corner);
    for stage in [Stage::Fit, Stage::Centre] {
        test.update(Event::StageToggled(stage, true));
    }
    test.draw(&scale_and_move(&golden(5), [0.45, 0.45], 0.1));
    assert!(!test.is_done(Task::Corner));
    assert!(test.status().contains("not in a corner"));
}

#[test]
fn the_noise_goal_requires_that_noise_alone_changes_the_answer() {
    let mut test = LessonTest::start(Task::Noise);
    test.draw(&golden(7));
    test.update(Event::ParameterChanged(Parameter::Noise, 0.02));
    assert!(test.status().contains("still read as 7"));
    test.update(Event::ParameterChanged(Parameter::Rotation, 80.0));
    test.update(Event::ParameterChanged(Parameter::Noise, 1.0));
    assert!(!test.is_done(Task::Noise), "it is rotated too");
    let neutral = Parameter::Rotation.neutral();
    test.update(Event::ParameterChanged(Parameter::Rotation, neutral));
    assert!(test.is_done(Task::Noise), "{}", test.status());
    let perturbation = Perturbation::default().with(Parameter::Noise, 1.0);
    let noisy = perturbation.raster(&golden(7)).unwrap();
    assert_ne!(test.explainer.classifier().classify(&noisy).digit(), 7);
}

#[test]
fn no_goal_is_reached_with_a_blank_pad_or_a_closed_lesson() {
    for task in Task::ALL {
        let mut test = LessonTest::start(task);
        assert!(matches!(test.state.goal_status(), GoalStatus::Pending(_)));
        test.update(Event::SelectionChanged(None));
        assert_eq!(test.state.lesson().progress().done_count(), 0, "{task:?}");
    }
    let mut test = LessonTest::start(Task::OneAsSeven);
    test.update(Event::PanelToggled(Panel::Lesson, false));
    test.draw(&plain_one());
    test.draw(&one_with_flag(0.35));
    assert!(!test.is_done(Task::OneAsSeven));
}

#[test]
fn progress_is_stored_restored_and_reset() {
    let mut test = LessonTest::start(Task::OneAsSeven);
    test.draw(&plain_one());
    test.draw(&one_with_flag(0.35));
    let progress = test.state.lesson().progress();
    assert_eq!(
        (progress.done_count(), progress.task),
        (1, Task::OneAsSeven)
    );
    let bytes = workers::encode(&progress);
    assert_eq!(workers::decode::<Progress>(&bytes), Ok(progress));
    let mut next_visit = InspectorState::default();
    next_visit.update(Event::Lesson(LessonEvent::ProgressLoaded(progress)));
    assert!(next_visit.lesson().progress().is_done(Task::OneAsSeven));
    next_visit.update(Event::Lesson(LessonEvent::ProgressReset));
    assert_eq!(next_visit.lesson().progress(), Progress::default());
}
