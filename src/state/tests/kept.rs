//! The history, what is opened, the tools in hand, what is said aloud.

use super::*;

fn saying(session: &Session) -> Vec<&str> {
    let entries = session.history().entries().iter();
    entries.map(|entry| entry.said.as_str()).collect()
}

#[test]
fn a_drawing_that_was_read_goes_into_the_history_when_it_is_erased() {
    let mut session = drawn(true);
    session.obey(Command::Erase);
    assert!(saying(&session).is_empty(), "it was not read");
    session.obey(Command::Undo);
    assert!(reply(&mut session, 4));
    let content = session.content().clone();
    session.obey(Command::Erase);
    assert_eq!(saying(&session), ["4"]);
    let id = session.history().entries()[0].id;
    session.obey(Command::Recall(id));
    assert_eq!(session.content(), &content);
    assert!(reply(&mut session, 4), "it is read again");
    session.obey(Command::Undo);
    assert!(
        session.is_blank(),
        "bringing it back is a step as any other"
    );
    session.obey(Command::Forget(id));
    assert!(saying(&session).is_empty());
}

#[test]
fn what_is_opened_is_read_and_what_was_there_is_kept() {
    let mut session = drawn(true);
    assert!(reply(&mut session, 7));
    let other = drawn(true).drawing().clone();
    session.open(other.into());
    assert_eq!(saying(&session), ["7"]);
    assert!(reply(&mut session, 1));
    session.obey(Command::ForgetAll);
    assert!(saying(&session).is_empty());
}

#[test]
fn the_eraser_in_hand_takes_ink_away_until_the_pen_is_taken_or_all_is_erased() {
    let mut session = drawn(true);
    session.obey(Command::Take(Tip::Eraser));
    assert!(session.follow(down(1, at(0.45, 0.5))));
    assert!(session.is_blank());
    session.follow(Up(1));
    session.obey(Command::Undo);
    session.obey(Command::Erase);
    assert_eq!(session.tip(), Tip::Ink);
}

#[test]
fn the_answer_is_said_once_when_the_pen_is_lifted() {
    let mut session = Session::default();
    session.engine_ready();
    assert_eq!(session.announcement().as_deref(), Some(""));
    session.follow(down(1, at(0.4, 0.2)));
    session.follow(moved(1, vec![at(0.5, 0.8)]));
    assert!(reply(&mut session, 1));
    assert_eq!(session.announcement(), None, "the pen is still down");
    session.follow(Up(1));
    assert_eq!(
        session.announcement().as_deref(),
        Some("1. Quite sure. 97%")
    );
}

#[test]
fn more_caution_makes_an_answer_a_doubt() {
    let mut session = drawn(true);
    assert!(reply(&mut session, 1));
    session.obey(Command::Heed(Caution {
        sure_from: 0.99,
        ..Caution::default()
    }));
    assert_eq!(session.trust(), Some(Trust::Unsure));
    session.obey(Command::Heed(Caution {
        strange_to: -6.0,
        ..Caution::default()
    }));
    assert_eq!(session.trust(), Some(Trust::NoDigit));
}
