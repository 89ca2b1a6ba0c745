//! Tests with several digits side by side: what the page shows, and how the user corrects the grouping.

use super::*;
use ink::Drawing;

/// Draws vertical lines at these x coordinates, one stroke each.
fn draw_lines(session: &mut Session, xs: &[f32]) {
    for x in xs {
        session.on_pointer(down(1, point(*x, 0.2)));
        session.on_pointer(moved(1, vec![point(*x, 0.8)]));
        session.on_pointer(Up(1));
    }
}

/// Returns a session with three lines that were read as 26. The first two lines are the 2.
fn session_with_26() -> Session {
    let mut session = Session::default();
    session.engine_ready();
    draw_lines(&mut session, &[0.2, 0.3, 0.8]);
    answer(&mut session, &[(2, &[0, 1]), (6, &[2])]);
    session
}

fn answer(session: &mut Session, digits: &[(usize, &[usize])]) {
    let request = session.read_request().expect("there is a request");
    session.on_answer(request.revision, number(digits, 0.97));
}

fn number_text(session: &Session) -> Option<String> {
    session.number().map(Number::to_string)
}

fn target(session: &Session) -> Option<Target> {
    session.read_request().map(|request| request.target)
}

fn drawing_of(session: &Session, strokes: &[usize]) -> Drawing {
    Drawing {
        strokes: strokes
            .iter()
            .map(|i| session.drawing().strokes[*i].clone())
            .collect(),
    }
}

#[test]
fn the_digit_drawn_last_is_selected() {
    let session = session_with_26();
    assert_eq!(number_text(&session).as_deref(), Some("26"));
    assert_eq!(
        (session.selected_digit(), digit(&session)),
        (Some(1), Some(6))
    );
    assert_eq!(session.raster(), drawing_of(&session, &[2]).raster());
    assert_eq!(session.digit_boxes().len(), 2);
}

#[test]
fn the_selected_digit_stays_selected_until_the_ink_changes() {
    let mut session = session_with_26();
    session.dispatch(Command::SelectDigit(0));
    assert_eq!(digit(&session), Some(2));
    assert_eq!(session.raster(), drawing_of(&session, &[0, 1]).raster());
    session.dispatch(Command::SelectDigit(9));
    assert_eq!(digit(&session), Some(6), "there is no tenth digit");
    session.dispatch(Command::SelectDigit(0));
    draw_lines(&mut session, &[0.9]);
    answer(&mut session, &[(2, &[0, 1]), (6, &[2]), (1, &[3])]);
    assert_eq!(digit(&session), Some(1));
}

#[test]
fn one_digit_has_no_boxes_and_its_raster_contains_all_ink() {
    let mut session = Session::default();
    session.engine_ready();
    draw_lines(&mut session, &[0.2, 0.3]);
    answer(&mut session, &[(4, &[0, 1])]);
    assert!(session.digit_boxes().is_empty());
    assert_eq!(session.raster(), session.drawing().raster());
}

#[test]
fn merged_digits_are_read_as_one_and_stay_merged_while_more_is_drawn() {
    let mut session = session_with_26();
    session.dispatch(Command::MergeDigits(0));
    let merged = StrokeGroups {
        groups: vec![vec![0, 1, 2]],
    };
    let expected = Target::Drawing {
        drawing: session.drawing(),
        groups: merged.clone(),
    };
    assert_eq!(target(&session), Some(expected));
    assert!(session.has_grouping_overrides());
    answer(&mut session, &[(4, &[0, 1, 2])]);
    draw_lines(&mut session, &[0.9]);
    let Some(Target::Drawing { groups, .. }) = target(&session) else {
        panic!("the ink has changed");
    };
    assert_eq!(groups, merged);
}

#[test]
fn the_engine_splits_a_digit_and_the_new_groups_are_kept() {
    let mut session = session_with_26();
    session.dispatch(Command::SplitDigit(0));
    assert!(matches!(
        target(&session),
        Some(Target::SplitDigit { digit: 0, .. })
    ));
    answer(&mut session, &[(1, &[0]), (1, &[1]), (6, &[2])]);
    assert_eq!(number_text(&session).as_deref(), Some("116"));
    assert_eq!(target(&session), None);
    draw_lines(&mut session, &[0.9]);
    let Some(Target::Drawing { groups, .. }) = target(&session) else {
        panic!("the ink has changed");
    };
    assert_eq!(groups.groups, [vec![0], vec![1], vec![2]]);
}

#[test]
fn an_impossible_merge_or_split_changes_nothing() {
    let mut session = session_with_26();
    for command in [
        Command::MergeDigits(1),
        Command::SplitDigit(1),
        Command::SplitDigit(7),
    ] {
        session.dispatch(command);
        assert_eq!(
            (target(&session), session.has_grouping_overrides()),
            (None, false)
        );
    }
}

#[test]
fn the_grouping_can_be_reset() {
    let mut session = session_with_26();
    session.dispatch(Command::MergeDigits(0));
    answer(&mut session, &[(4, &[0, 1, 2])]);
    session.dispatch(Command::ResetGrouping);
    assert!(!session.has_grouping_overrides() && target(&session).is_some());
}

#[test]
fn the_grouping_is_reset_when_stroke_indices_change() {
    let mut session = session_with_26();
    session.dispatch(Command::MergeDigits(0));
    answer(&mut session, &[(4, &[0, 1, 2])]);
    session.dispatch(Command::SelectTool(Tool::Eraser));
    session.on_pointer(down(1, point(0.2, 0.5)));
    session.on_pointer(Up(1));
    assert!(!session.has_grouping_overrides());
}

#[test]
fn a_corrected_grouping_requests_an_answer_even_with_live_off() {
    let mut session = session_with_26();
    session.dispatch(Command::SetLive(false));
    session.dispatch(Command::MergeDigits(0));
    assert!(target(&session).is_some());
}
