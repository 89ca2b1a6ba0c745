//! Tests of erasing ink and clearing answers, and of when a cleared answer may return.

use super::*;

#[test]
fn erase_clears_ink_and_answer_and_undo_restores_both_with_live_on() {
    let mut session = session_with_stroke(true);
    reply(&mut session, 0);
    session.dispatch(Command::Erase);
    assert!(session.is_blank());
    assert_eq!((digit(&session), session.read_request()), (None, None));
    assert_eq!(headline(&session), "Nothing drawn yet");
    session.dispatch(Command::Undo);
    assert!(reply(&mut session, 0));
    assert_eq!(digit(&session), Some(0));
}

#[test]
fn an_answer_to_erased_ink_is_dropped() {
    let mut session = session_with_stroke(true);
    let request = session
        .read_request()
        .expect("with Live on, new ink requests an answer");
    session.dispatch(Command::Erase);
    session.on_answer(request.revision, one_digit(4, 0.97));
    assert_eq!(digit(&session), None);
    draw(&mut session);
    session.on_answer(request.revision, one_digit(4, 0.97));
    assert_eq!(
        digit(&session),
        None,
        "the answer belongs to the erased ink"
    );
}

#[test]
fn undoing_the_only_stroke_clears_the_answer() {
    let mut session = session_with_stroke(true);
    reply(&mut session, 1);
    session.dispatch(Command::Undo);
    assert_eq!((session.is_blank(), digit(&session)), (true, None));
}

#[test]
fn a_cleared_prediction_keeps_the_ink_and_stays_cleared_until_the_ink_changes() {
    let mut session = session_with_stroke(true);
    reply(&mut session, 1);
    session.dispatch(Command::ClearPrediction);
    assert!(!session.is_blank());
    assert_eq!((digit(&session), session.read_request()), (None, None));
    assert_eq!(headline(&session), "Prediction cleared");
    draw(&mut session);
    assert!(reply(&mut session, 4));
    assert_eq!(digit(&session), Some(4));
}

#[test]
fn an_answer_in_flight_when_the_prediction_is_cleared_is_dropped() {
    for live in [true, false] {
        let mut session = session_with_stroke(live);
        session.dispatch(Command::Classify);
        let request = session.read_request().expect("Classify requests an answer");
        session.dispatch(Command::ClearPrediction);
        session.on_answer(request.revision, one_digit(4, 0.97));
        assert_eq!(digit(&session), None);
    }
}

#[test]
fn classify_restores_a_cleared_prediction() {
    let mut session = session_with_stroke(true);
    reply(&mut session, 1);
    session.dispatch(Command::ClearPrediction);
    session.dispatch(Command::Classify);
    assert!(reply(&mut session, 1));
    assert_eq!(digit(&session), Some(1));
}
