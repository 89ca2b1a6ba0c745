//! Several digits side by side: what is shown of them, and how a wrong split is mended.

use super::*;
use ink::Drawing;

/// Upright lines at these places, each a stroke.
fn lines(session: &mut Session, places: &[f32]) {
    for x in places {
        session.follow(down(1, at(*x, 0.2)));
        session.follow(moved(1, vec![at(*x, 0.8)]));
        session.follow(Up(1));
    }
}

/// Three lines, read as 2 (the first two) and 6.
fn read() -> Session {
    let mut session = Session::default();
    session.engine_ready();
    lines(&mut session, &[0.2, 0.3, 0.8]);
    answer(&mut session, &[(2, &[0, 1]), (6, &[2])]);
    session
}

fn answer(session: &mut Session, digits: &[(usize, &[usize])]) {
    let question = session.question().expect("it is asked");
    session.answered(question.revision, number(digits, 0.97));
}

fn shown(session: &Session) -> Option<String> {
    session.number().map(Number::to_string)
}

fn asked(session: &Session) -> Option<Ask> {
    session.question().map(|question| question.ask)
}

fn ink_of(session: &Session, strokes: &[usize]) -> Drawing {
    Drawing {
        strokes: strokes
            .iter()
            .map(|i| session.drawing().strokes[*i].clone())
            .collect(),
    }
}

#[test]
fn the_whole_number_is_shown_and_the_last_digit_drawn_is_looked_at() {
    let session = read();
    assert_eq!(shown(&session).as_deref(), Some("26"));
    assert_eq!((session.chosen(), digit(&session)), (Some(1), Some(6)));
    assert_eq!(session.raster(), ink_of(&session, &[2]).raster());
    assert_eq!(session.boxes().len(), 2);
}

#[test]
fn another_digit_can_be_chosen_until_the_ink_changes() {
    let mut session = read();
    session.obey(Command::Choose(0));
    assert_eq!(digit(&session), Some(2));
    assert_eq!(session.raster(), ink_of(&session, &[0, 1]).raster());
    session.obey(Command::Choose(9));
    assert_eq!(digit(&session), Some(6), "there is no tenth");
    session.obey(Command::Choose(0));
    lines(&mut session, &[0.9]);
    answer(&mut session, &[(2, &[0, 1]), (6, &[2]), (1, &[3])]);
    assert_eq!(digit(&session), Some(1));
}

#[test]
fn one_digit_has_no_boxes_and_all_of_the_ink_is_what_the_network_sees() {
    let mut session = Session::default();
    session.engine_ready();
    lines(&mut session, &[0.2, 0.3]);
    answer(&mut session, &[(4, &[0, 1])]);
    assert!(session.boxes().is_empty());
    assert_eq!(session.raster(), session.drawing().raster());
}

#[test]
fn joined_digits_are_read_as_one_and_stay_joined_while_more_is_drawn() {
    let mut session = read();
    session.obey(Command::Join(0));
    let joined = Split {
        groups: vec![vec![0, 1, 2]],
    };
    let expected = Ask::Drawing {
        drawing: session.drawing().clone(),
        split: joined.clone(),
    };
    assert_eq!(asked(&session), Some(expected));
    assert!(session.is_mended());
    answer(&mut session, &[(4, &[0, 1, 2])]);
    lines(&mut session, &[0.9]);
    let Some(Ask::Drawing { split, .. }) = asked(&session) else {
        panic!("the ink has changed");
    };
    assert_eq!(split, joined);
}

#[test]
fn a_digit_is_parted_by_reading_and_the_parts_are_kept() {
    let mut session = read();
    session.obey(Command::Part(0));
    assert!(matches!(
        asked(&session),
        Some(Ask::Parted { digit: 0, .. })
    ));
    answer(&mut session, &[(1, &[0]), (1, &[1]), (6, &[2])]);
    assert_eq!(shown(&session).as_deref(), Some("116"));
    assert_eq!(asked(&session), None);
    lines(&mut session, &[0.9]);
    let Some(Ask::Drawing { split, .. }) = asked(&session) else {
        panic!("the ink has changed");
    };
    assert_eq!(split.groups, [vec![0], vec![1], vec![2]]);
}

#[test]
fn what_cannot_be_joined_or_parted_stays_as_it_is() {
    let mut session = read();
    for command in [Command::Join(1), Command::Part(1), Command::Part(7)] {
        session.obey(command);
        assert_eq!((asked(&session), session.is_mended()), (None, false));
    }
}

#[test]
fn a_mended_split_can_be_left_to_the_network_again() {
    let mut session = read();
    session.obey(Command::Join(0));
    answer(&mut session, &[(4, &[0, 1, 2])]);
    session.obey(Command::Unmend);
    assert!(!session.is_mended() && asked(&session).is_some());
}

#[test]
fn strokes_that_change_their_numbers_end_the_mending() {
    let mut session = read();
    session.obey(Command::Join(0));
    answer(&mut session, &[(4, &[0, 1, 2])]);
    session.obey(Command::Take(Tip::Eraser));
    session.follow(down(1, at(0.2, 0.5)));
    session.follow(Up(1));
    assert!(!session.is_mended());
}

#[test]
fn without_live_a_mended_number_is_read_at_once() {
    let mut session = read();
    session.obey(Command::Live(false));
    session.obey(Command::Join(0));
    assert!(asked(&session).is_some());
}
