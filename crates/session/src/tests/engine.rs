//! Tests with an engine that is still loading or has failed.

use super::*;
use workers::WorkerFailure;
use workers::client::Event;

#[test]
fn ink_drawn_while_loading_is_requested_at_once_and_answered_when_ready() {
    let mut session = Session::default();
    assert_eq!(session.read_request(), None);
    draw(&mut session);
    let request = session
        .read_request()
        .expect("with Live on, new ink requests an answer");
    assert_eq!(headline(&session), "Loading\u{2026}");
    session.engine_ready();
    assert_eq!(
        session.read_request(),
        Some(request),
        "the request has not changed"
    );
    assert!(reply(&mut session, 3));
}

#[test]
fn classify_while_loading_is_answered_when_ready_even_with_live_off() {
    let mut session = Session::default();
    session.dispatch(Command::SetLive(false));
    draw(&mut session);
    assert_eq!(headline(&session), "Not read yet");
    session.dispatch(Command::Classify);
    session.engine_ready();
    assert!(reply(&mut session, 3));
    assert_eq!(digit(&session), Some(3));
}

#[test]
fn a_failed_engine_gets_no_requests_and_its_successor_reads_the_drawing() {
    let mut session = session_with_stroke(true);
    session.engine_failed("crashed".into());
    assert_eq!(session.read_request(), None);
    assert_eq!(session.engine(), &EngineState::Failed("crashed".into()));
    assert_eq!(headline(&session), "No answer");
    session.engine_started();
    assert_eq!(session.engine(), &EngineState::Loading);
    session.engine_ready();
    assert!(reply(&mut session, 8));
    assert_eq!(digit(&session), Some(8));
}

#[test]
fn an_answer_becomes_stale_when_ink_is_drawn_after_the_engine_failed() {
    let mut session = session_with_stroke(true);
    reply(&mut session, 8);
    session.engine_failed("crashed".into());
    assert_eq!(
        session.status(),
        Some(Status::Confident),
        "the ink has not changed"
    );
    draw(&mut session);
    assert_eq!(session.status(), Some(Status::Stale));
}

#[test]
fn the_workers_events_start_answer_and_fail_the_engine() {
    let mut session = Session::default();
    session.on_engine_event(Event::Ready);
    draw(&mut session);
    let revision = session.revision();
    session.on_engine_event(Event::Answered(revision, one_digit(3, 0.97)));
    assert_eq!(digit(&session), Some(3));
    session.on_engine_event(Event::Failed(WorkerFailure::AnswerTimeout));
    let reason = "The recogniser stopped responding.".into();
    assert_eq!(session.engine(), &EngineState::Failed(reason));
    session.on_engine_event(Event::Starting);
    assert_eq!(session.engine(), &EngineState::Loading);
}
