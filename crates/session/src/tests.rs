//! Tests of the session: each test acts as the user and the engine.

mod clearing;
mod engine;
mod history;
mod numbers;

use super::answer_text::Status;
use super::pointer::touch::{down, moved};
use super::*;
use PointerInput::Up;
use ink::{Bounds, Point};
use recognition::{Digit, Prediction, StrokeGroups};

fn point(x: f32, y: f32) -> Point {
    Point { x, y }
}

/// Returns a number of one digit, drawn with stroke 0.
fn one_digit(digit: usize, confidence: f32) -> Number {
    number(&[(digit, &[0])], confidence)
}

/// Returns a number of these digits, each with the indices of its strokes.
fn number(digits: &[(usize, &[usize])], confidence: f32) -> Number {
    let digits = digits.iter().map(|(digit, strokes)| {
        let mut probabilities = [(1.0 - confidence) / 9.0; 10];
        probabilities[*digit] = confidence;
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
    assert!(session.on_pointer(down(1, point(0.4, 0.2))));
    assert!(session.on_pointer(moved(1, vec![point(0.5, 0.8)])));
    let before = session.revision();
    assert!(session.on_pointer(Up(1)), "the pointer is released");
    assert_eq!(
        session.revision(),
        before,
        "lifting the pen does not change the ink"
    );
}

/// Returns a session with a ready engine and one stroke.
fn session_with_stroke(live: bool) -> Session {
    let mut session = Session::default();
    session.engine_ready();
    session.dispatch(Command::SetLive(live));
    draw(&mut session);
    session
}

/// Answers the current request as the engine would. Returns `false` if there is no request.
fn reply(session: &mut Session, digit: usize) -> bool {
    let Some(request) = session.read_request() else {
        return false;
    };
    session.on_answer(request.revision, one_digit(digit, 0.97));
    true
}

fn digit(session: &Session) -> Option<u8> {
    session.prediction().map(Prediction::digit)
}

fn headline(session: &Session) -> String {
    session.answer_text().headline
}

#[test]
fn a_blank_pad_is_never_read() {
    let mut session = Session::default();
    session.engine_ready();
    assert_eq!(session.read_request(), None);
    session.dispatch(Command::Classify);
    assert_eq!(session.read_request(), None);
    assert_eq!(headline(&session), "Draw a digit first");
}

#[test]
fn the_blank_hint_disappears_with_the_first_ink_and_does_not_classify_it() {
    let mut session = Session::default();
    session.engine_ready();
    session.dispatch(Command::SetLive(false));
    session.dispatch(Command::Classify);
    draw(&mut session);
    assert_eq!(headline(&session), "Not read yet");
    assert_eq!(session.read_request(), None);
}

#[test]
fn restored_ink_is_read_like_new_ink() {
    let drawing = session_with_stroke(true).drawing();
    let mut session = Session::default();
    session.restore(drawing.clone().into());
    session.engine_ready();
    assert!(reply(&mut session, 1));
    assert_eq!((digit(&session), session.drawing()), (Some(1), drawing));
    let mut blank = Session::default();
    blank.restore(Document::default());
    assert!(blank.is_blank() && !blank.can_undo());
}

#[test]
fn redo_requests_an_answer_for_the_restored_ink() {
    let mut session = session_with_stroke(true);
    session.dispatch(Command::Undo);
    assert!(session.can_redo() && session.read_request().is_none());
    session.dispatch(Command::Redo);
    assert!(reply(&mut session, 1) && !session.can_redo());
}

#[test]
fn with_live_on_every_change_of_the_ink_requests_a_new_answer() {
    let mut session = session_with_stroke(true);
    assert!(reply(&mut session, 1));
    assert_eq!(
        (digit(&session), headline(&session)),
        (Some(1), "Quite sure".into())
    );
    assert_eq!(
        session.read_request(),
        None,
        "the ink has already been read"
    );
    draw(&mut session);
    assert!(reply(&mut session, 7));
    assert_eq!(digit(&session), Some(7));
}

#[test]
fn a_request_contains_the_ink_on_the_pad() {
    let mut session = session_with_stroke(true);
    let target = session.read_request().map(|request| request.target);
    let ink = Target::Drawing {
        drawing: session.drawing(),
        groups: StrokeGroups::default(),
    };
    assert_eq!(target, Some(ink));
    assert_eq!(session.raster(), session.drawing().raster());
    session.dispatch(Command::Undo);
    assert_eq!(session.raster(), None);
}

#[test]
fn with_live_on_the_previous_answer_stays_until_the_next_arrives() {
    let mut session = session_with_stroke(true);
    let request = session
        .read_request()
        .expect("with Live on, new ink requests an answer");
    draw(&mut session);
    session.on_answer(request.revision, one_digit(3, 0.97));
    assert_eq!(digit(&session), Some(3));
    assert_eq!(session.status(), Some(Status::Confident));
    assert!(session.read_request().is_some());
}

#[test]
fn an_answer_older_than_the_current_one_is_dropped() {
    let mut session = session_with_stroke(true);
    let old = session
        .read_request()
        .expect("with Live on, new ink requests an answer");
    draw(&mut session);
    reply(&mut session, 5);
    session.on_answer(old.revision, one_digit(8, 0.97));
    assert_eq!(digit(&session), Some(5));
}

#[test]
fn with_live_off_only_classify_requests_an_answer() {
    let mut session = session_with_stroke(false);
    assert_eq!(session.read_request(), None);
    session.dispatch(Command::Classify);
    assert!(reply(&mut session, 2));
    assert_eq!(digit(&session), Some(2));
}

#[test]
fn with_live_off_the_answer_becomes_stale_when_the_ink_changes() {
    let mut session = session_with_stroke(false);
    session.dispatch(Command::Classify);
    reply(&mut session, 2);
    draw(&mut session);
    assert_eq!(session.read_request(), None);
    assert_eq!(
        (digit(&session), session.status()),
        (Some(2), Some(Status::Stale))
    );
    assert_eq!(headline(&session), "Earlier answer");
    session.dispatch(Command::Classify);
    reply(&mut session, 6);
    assert_eq!(
        (digit(&session), session.status()),
        (Some(6), Some(Status::Confident))
    );
}

#[test]
fn an_answer_is_dropped_if_live_is_turned_off_before_it_arrives() {
    let mut session = session_with_stroke(true);
    let request = session
        .read_request()
        .expect("with Live on, new ink requests an answer");
    session.dispatch(Command::SetLive(false));
    session.on_answer(request.revision, one_digit(4, 0.97));
    assert_eq!(digit(&session), None);
}

#[test]
fn turning_live_on_requests_a_missing_answer() {
    let mut session = session_with_stroke(false);
    session.dispatch(Command::SetLive(true));
    assert!(session.read_request().is_some());
}

#[test]
fn classify_does_not_request_a_current_answer_again() {
    let mut session = session_with_stroke(true);
    reply(&mut session, 9);
    session.dispatch(Command::Classify);
    assert_eq!(session.read_request(), None);
    assert_eq!(digit(&session), Some(9));
}

#[test]
fn out_of_distribution_ink_still_shows_the_closest_digit() {
    let mut session = session_with_stroke(false);
    session.dispatch(Command::Classify);
    let mut scribble = one_digit(8, 0.97);
    scribble.digits[0].prediction.ood_score = 2.0;
    session.on_answer(session.revision(), scribble);
    assert_eq!(
        (digit(&session), session.status()),
        (Some(8), Some(Status::OutOfDistribution))
    );
    assert_eq!(headline(&session), "Not a digit?");
    draw(&mut session);
    assert_eq!(session.status(), Some(Status::Stale));
    assert_eq!(headline(&session), "Earlier answer");
}

#[test]
fn a_hovering_pointer_changes_nothing() {
    let mut session = session_with_stroke(true);
    reply(&mut session, 8);
    let before = session.clone();
    assert!(!session.on_pointer(moved(1, vec![point(0.9, 0.9)])));
    assert_eq!(session, before);
}
