//! An engine that is not there yet, or no longer.

use super::*;

#[test]
fn what_is_drawn_while_the_network_loads_is_asked_at_once_and_answered_when_it_is_ready() {
    let mut session = Session::default();
    assert_eq!(session.question(), None);
    draw(&mut session);
    let asked = session.question().expect("there is ink");
    assert_eq!(headline(&session), "Getting ready");
    session.engine_ready();
    assert_eq!(session.question(), Some(asked), "it is not asked otherwise");
    assert!(reply(&mut session, 3));
}

#[test]
fn classify_while_the_network_loads_is_answered_when_it_is_ready_even_if_not_live() {
    let mut session = Session::default();
    session.obey(Command::Live(false));
    draw(&mut session);
    assert_eq!(headline(&session), "Not read yet");
    session.obey(Command::Classify);
    session.engine_ready();
    assert!(reply(&mut session, 3));
    assert_eq!(digit(&session), Some(3));
}

#[test]
fn a_dead_engine_is_asked_nothing_and_keeps_the_drawing_for_its_successor() {
    let mut session = drawn(true);
    session.engine_failed("it trapped".into());
    assert_eq!(session.question(), None);
    assert_eq!(session.engine(), &EngineState::Failed("it trapped".into()));
    assert_eq!(headline(&session), "No answer");
    session.engine_started();
    assert_eq!(session.engine(), &EngineState::Loading);
    session.engine_ready();
    assert!(reply(&mut session, 8));
    assert_eq!(digit(&session), Some(8));
}

#[test]
fn ink_drawn_after_the_engine_died_makes_its_last_answer_an_earlier_one() {
    let mut session = drawn(true);
    reply(&mut session, 8);
    session.engine_failed("it trapped".into());
    assert_eq!(
        session.trust(),
        Some(Trust::Sure),
        "the answer still fits the ink"
    );
    draw(&mut session);
    assert_eq!(session.trust(), Some(Trust::Earlier));
}
