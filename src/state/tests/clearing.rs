//! Ink or answers that go away, and what may come back.

use super::*;

#[test]
fn erase_takes_ink_and_answer_and_undo_brings_both_back_when_live() {
    let mut session = drawn(true);
    reply(&mut session, 0);
    session.obey(Command::Erase);
    assert!(session.is_blank());
    assert_eq!((digit(&session), session.question()), (None, None));
    assert_eq!(headline(&session), "Nothing drawn yet");
    session.obey(Command::Undo);
    assert!(reply(&mut session, 0));
    assert_eq!(digit(&session), Some(0));
}

#[test]
fn an_answer_to_erased_ink_is_dropped() {
    let mut session = drawn(true);
    let question = session.question().expect("live asks");
    session.obey(Command::Erase);
    session.answered(question.revision, sees(4, 0.97));
    assert_eq!(digit(&session), None);
    draw(&mut session);
    session.answered(question.revision, sees(4, 0.97));
    assert_eq!(
        digit(&session),
        None,
        "nor does it belong to the ink drawn since"
    );
}

#[test]
fn undoing_the_only_stroke_leaves_no_answer() {
    let mut session = drawn(true);
    reply(&mut session, 1);
    session.obey(Command::Undo);
    assert_eq!((session.is_blank(), digit(&session)), (true, None));
}

#[test]
fn a_cleared_prediction_leaves_the_ink_and_stays_away_until_the_ink_changes() {
    let mut session = drawn(true);
    reply(&mut session, 1);
    session.obey(Command::ClearPrediction);
    assert!(!session.is_blank());
    assert_eq!((digit(&session), session.question()), (None, None));
    assert_eq!(headline(&session), "Prediction cleared");
    draw(&mut session);
    assert!(reply(&mut session, 4));
    assert_eq!(digit(&session), Some(4));
}

#[test]
fn an_answer_on_its_way_when_the_prediction_is_cleared_is_dropped() {
    for live in [true, false] {
        let mut session = drawn(live);
        session.obey(Command::Classify);
        let question = session.question().expect("Classify asks");
        session.obey(Command::ClearPrediction);
        session.answered(question.revision, sees(4, 0.97));
        assert_eq!(digit(&session), None);
    }
}

#[test]
fn classify_brings_a_cleared_prediction_back() {
    let mut session = drawn(true);
    reply(&mut session, 1);
    session.obey(Command::ClearPrediction);
    session.obey(Command::Classify);
    assert!(reply(&mut session, 1));
    assert_eq!(digit(&session), Some(1));
}
