//! The session's rules, each played through as a person and the engine would.

mod clearing;
mod engine;
mod kept;
mod numbers;

use super::pen::by_finger::{down, moved};
use super::reading::Trust;
use super::*;
use crate::protocol::Ask;
use PenEvent::Up;
use ink::{Bounds, Point};
use net::Prediction;
use number::{Digit, Split};

fn at(x: f32, y: f32) -> Point {
    Point { x, y }
}

/// A number of one digit, that is this sure.
fn sees(digit: usize, certainty: f32) -> Number {
    number(&[(digit, &[0])], certainty)
}

/// Digits of these strokes.
fn number(digits: &[(usize, &[usize])], certainty: f32) -> Number {
    let digits = digits.iter().map(|(digit, strokes)| {
        let mut probabilities = [(1.0 - certainty) / 9.0; 10];
        probabilities[*digit] = certainty;
        Digit {
            strokes: strokes.to_vec(),
            bounds: Bounds {
                min: Point::default(),
                max: Point::default(),
            },
            prediction: Prediction {
                probabilities,
                ood_score: -1.0,
            },
        }
    });
    Number {
        digits: digits.collect(),
    }
}

fn draw(session: &mut Session) {
    assert!(session.follow(down(1, at(0.4, 0.2))));
    assert!(session.follow(moved(1, vec![at(0.5, 0.8)])));
    let before = session.revision();
    assert!(session.follow(Up(1)), "the pen is at rest");
    assert_eq!(
        session.revision(),
        before,
        "lifting it leaves the ink as it is"
    );
}

/// A session with a ready engine and one stroke.
fn drawn(live: bool) -> Session {
    let mut session = Session::default();
    session.engine_ready();
    session.obey(Command::Live(live));
    draw(&mut session);
    session
}

/// Answers what is asked, as the engine would; false where nothing is asked.
fn reply(session: &mut Session, digit: usize) -> bool {
    let Some(question) = session.question() else {
        return false;
    };
    session.answered(question.revision, sees(digit, 0.97));
    true
}

fn digit(session: &Session) -> Option<u8> {
    session.prediction().map(Prediction::digit)
}

fn headline(session: &Session) -> String {
    session.reading().headline
}

#[test]
fn a_blank_sheet_is_never_asked_about() {
    let mut session = Session::default();
    session.engine_ready();
    assert_eq!(session.question(), None);
    session.obey(Command::Classify);
    assert_eq!(session.question(), None);
    assert_eq!(headline(&session), "Draw a digit first");
}

#[test]
fn the_hint_to_draw_goes_with_the_first_ink_and_does_not_classify_it_later() {
    let mut session = Session::default();
    session.engine_ready();
    session.obey(Command::Live(false));
    session.obey(Command::Classify);
    draw(&mut session);
    assert_eq!(headline(&session), "Not read yet");
    assert_eq!(session.question(), None);
}

#[test]
fn ink_that_was_kept_is_read_as_if_it_had_just_been_drawn() {
    let drawing = drawn(true).drawing().clone();
    let mut session = Session::default();
    session.restore(drawing.clone().into());
    session.engine_ready();
    assert!(reply(&mut session, 1));
    assert_eq!((digit(&session), session.drawing()), (Some(1), &drawing));
    let mut blank = Session::default();
    blank.restore(Content::default());
    assert!(blank.is_blank() && !blank.can_undo());
}

#[test]
fn redo_asks_about_the_ink_that_is_back() {
    let mut session = drawn(true);
    session.obey(Command::Undo);
    assert!(session.can_redo() && session.question().is_none());
    session.obey(Command::Redo);
    assert!(reply(&mut session, 1) && !session.can_redo());
}

#[test]
fn live_the_answer_follows_the_ink() {
    let mut session = drawn(true);
    assert!(reply(&mut session, 1));
    assert_eq!(
        (digit(&session), headline(&session)),
        (Some(1), "Quite sure".into())
    );
    assert_eq!(session.question(), None, "it is answered");
    draw(&mut session);
    assert!(reply(&mut session, 7));
    assert_eq!(digit(&session), Some(7));
}

#[test]
fn a_question_shows_what_the_network_sees() {
    let mut session = drawn(true);
    let asked = session.question().map(|question| question.ask);
    let ink = Ask::Drawing {
        drawing: session.drawing().clone(),
        split: Split::default(),
    };
    assert_eq!(asked, Some(ink));
    assert_eq!(session.raster(), session.drawing().raster());
    session.obey(Command::Undo);
    assert_eq!(session.raster(), None);
}

#[test]
fn live_an_answer_to_the_ink_of_a_moment_ago_is_shown_while_the_next_is_on_its_way() {
    let mut session = drawn(true);
    let question = session.question().expect("live asks");
    draw(&mut session);
    session.answered(question.revision, sees(3, 0.97));
    assert_eq!(digit(&session), Some(3));
    assert_eq!(session.trust(), Some(Trust::Sure));
    assert!(session.question().is_some());
}

#[test]
fn an_answer_older_than_the_one_on_show_is_dropped() {
    let mut session = drawn(true);
    let old = session.question().expect("live asks");
    draw(&mut session);
    reply(&mut session, 5);
    session.answered(old.revision, sees(8, 0.97));
    assert_eq!(digit(&session), Some(5));
}

#[test]
fn not_live_only_classify_asks() {
    let mut session = drawn(false);
    assert_eq!(session.question(), None);
    session.obey(Command::Classify);
    assert!(reply(&mut session, 2));
    assert_eq!(digit(&session), Some(2));
}

#[test]
fn not_live_the_answer_stays_and_is_called_earlier_when_the_ink_changes() {
    let mut session = drawn(false);
    session.obey(Command::Classify);
    reply(&mut session, 2);
    draw(&mut session);
    assert_eq!(session.question(), None);
    assert_eq!(
        (digit(&session), session.trust()),
        (Some(2), Some(Trust::Earlier))
    );
    assert_eq!(headline(&session), "Earlier answer");
    session.obey(Command::Classify);
    reply(&mut session, 6);
    assert_eq!(
        (digit(&session), session.trust()),
        (Some(6), Some(Trust::Sure))
    );
}

#[test]
fn an_answer_asked_live_is_dropped_when_live_is_off_before_it_comes() {
    let mut session = drawn(true);
    let question = session.question().expect("live asks");
    session.obey(Command::Live(false));
    session.answered(question.revision, sees(4, 0.97));
    assert_eq!(digit(&session), None);
}

#[test]
fn turning_live_on_asks_about_ink_that_has_no_answer() {
    let mut session = drawn(false);
    session.obey(Command::Live(true));
    assert!(session.question().is_some());
}

#[test]
fn classify_works_live_and_asks_nothing_that_is_answered() {
    let mut session = drawn(true);
    reply(&mut session, 9);
    session.obey(Command::Classify);
    assert_eq!(session.question(), None);
    assert_eq!(digit(&session), Some(9));
}

#[test]
fn ink_that_looks_like_no_digit_still_shows_the_nearest_until_the_ink_changes() {
    let mut session = drawn(false);
    session.obey(Command::Classify);
    let mut scribble = sees(8, 0.97);
    scribble.digits[0].prediction.ood_score = 2.0;
    session.answered(session.revision(), scribble);
    assert_eq!(
        (digit(&session), session.trust()),
        (Some(8), Some(Trust::NoDigit))
    );
    assert_eq!(headline(&session), "Not a digit?");
    draw(&mut session);
    assert_eq!(session.trust(), Some(Trust::Earlier));
    assert_eq!(headline(&session), "Earlier answer");
}

#[test]
fn a_hovering_pointer_changes_nothing() {
    let mut session = drawn(true);
    reply(&mut session, 8);
    let before = session.clone();
    assert!(!session.follow(moved(1, vec![at(0.9, 0.9)])));
    assert_eq!(session, before);
}
