//! What is asked and what is shown, as panels open and drawings come.

use ink::{Drawing, Raster, SIDE, Stroke};

use super::*;

fn subject(ink: u8) -> Subject {
    let points = [[0.2, 0.2], [0.6, 0.8]].map(ink::Point::from);
    Subject {
        raster: Raster::from_pixels([ink; SIDE * SIDE]),
        drawing: Drawing {
            strokes: vec![Stroke {
                points: points.to_vec(),
            }],
        },
        digit: Some(7),
        probabilities: None,
    }
}

/// With a digit, a panel open and the worker ready; the question that it is asked.
fn opened(panel: Panel) -> (Look, Question) {
    let mut look = Look::default();
    assert_eq!(look.turn(Turn::Show(Some(subject(9)))), None);
    assert_eq!(look.turn(Turn::Open(panel, true)), Some(Act::Launch));
    let Some(Act::Post(question)) = look.turn(Turn::Hear(Reply::Ready)) else {
        panic!("a worker that is ready is asked")
    };
    (look, question)
}

#[test]
fn nothing_is_started_before_a_panel_is_opened() {
    let mut look = Look::default();
    assert_eq!(look.turn(Turn::Show(Some(subject(9)))), None);
    assert_eq!(look.turn(Turn::Ask(3)), None);
    assert!(!look.is_open());
}

#[test]
fn one_question_is_asked_at_a_time_and_the_newest_drawing_next() {
    let (mut look, question) = opened(Panel::Layers);
    assert_eq!(question, Question::Layers(subject(9).raster));
    assert_eq!(look.turn(Turn::Show(Some(subject(5)))), None);
    let next = look.turn(Turn::Hear(Reply::Answered(Answer::Window(None))));
    assert_eq!(next, Some(Act::Post(Question::Layers(subject(5).raster))));
}

#[test]
fn covering_is_shown_when_all_its_parts_are_there() {
    let (mut look, _) = opened(Panel::Why);
    let map = || Turn::Hear(Reply::Answered(Answer::Map(vec![1.0; 196])));
    let mut asked = 1;
    while look.turn(map()).is_some() {
        asked += 1;
        assert_eq!(look.covering().is_some(), asked > 2 + PARTS);
    }
    assert_eq!(asked, 2 + PARTS);
    assert_eq!(look.covering().map(|map| map.len()), Some(784));
}

#[test]
fn a_closed_panel_wants_nothing_more() {
    let (mut look, _) = opened(Panel::Wiggle);
    look.turn(Turn::Open(Panel::Wiggle, false));
    assert_eq!(
        look.turn(Turn::Hear(Reply::Answered(Answer::Map(vec![])))),
        None
    );
}

#[test]
fn a_worker_that_failed_is_asked_nothing_and_says_why() {
    let (mut look, _) = opened(Panel::Layers);
    assert_eq!(look.turn(Turn::Fail("gone".into())), None);
    assert_eq!(look.turn(Turn::Ask(3)), None);
    assert_eq!(look.failure(), Some("gone"));
}

#[test]
fn a_worker_that_failed_is_started_again_when_a_person_wants_it() {
    let (mut look, _) = opened(Panel::Layers);
    look.turn(Turn::Fail("gone".into()));
    assert_eq!(look.turn(Turn::Retry), Some(Act::Launch));
    assert_eq!(look.failure(), None);
    let question = look.turn(Turn::Hear(Reply::Ready));
    assert_eq!(
        question,
        Some(Act::Post(Question::Layers(subject(9).raster)))
    );
}

#[test]
fn of_a_picture_nothing_is_asked_that_needs_strokes() {
    let mut look = Look::default();
    let drawing = Drawing::default();
    look.turn(Turn::Show(Some(Subject {
        drawing,
        ..subject(9)
    })));
    assert!(look.is_picture());
    for panel in [Panel::Recipe, Panel::Why, Panel::Wiggle] {
        look.turn(Turn::Open(panel, true));
    }
    let mut asked = look.turn(Turn::Hear(Reply::Ready));
    let mut count = 0;
    while let Some(Act::Post(question)) = asked {
        let needs_strokes = matches!(
            question,
            Question::Read(_) | Question::Strokes(..) | Question::Curve(..)
        );
        assert!(!needs_strokes, "{question:?}");
        count += 1;
        asked = look.turn(Turn::Hear(Reply::Answered(Answer::Map(vec![]))));
    }
    assert_eq!(count, 1 + PARTS + 1);
}

#[test]
fn the_class_is_the_digit_read_until_one_is_chosen() {
    let mut look = Look::default();
    look.turn(Turn::Show(Some(subject(9))));
    assert_eq!(look.class(), 7);
    look.turn(Turn::Ask(3));
    assert_eq!(look.class(), 3);
}

#[test]
fn with_every_stage_the_last_picture_is_the_raster_and_without_one_it_is_another() {
    let mut look = Look::default();
    look.turn(Turn::Show(Some(subject(9))));
    let pictures = look.pictures();
    assert_eq!(pictures.len(), Stage::ALL.len());
    assert_eq!(pictures.last(), subject(9).drawing.raster().as_ref());
    look.turn(Turn::Without(Stage::Fit, true));
    assert_ne!(look.pictures().last(), pictures.last());
}
