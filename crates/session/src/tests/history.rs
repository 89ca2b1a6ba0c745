//! Tests of the history, opened documents, tools, announcements, thresholds and stored bytes.

use super::*;

fn history_texts(session: &Session) -> Vec<&str> {
    let entries = session.history().entries().iter();
    entries.map(|entry| entry.text.as_str()).collect()
}

#[test]
fn erasing_a_read_drawing_adds_it_to_the_history() {
    let mut session = session_with_stroke(true);
    session.dispatch(Command::Erase);
    assert!(
        history_texts(&session).is_empty(),
        "the drawing has not been read"
    );
    session.dispatch(Command::Undo);
    assert!(reply(&mut session, 4));
    let document = session.document().clone();
    session.dispatch(Command::Erase);
    assert_eq!(history_texts(&session), ["4"]);
    let id = session.history().entries()[0].id;
    session.dispatch(Command::RestoreFromHistory(id));
    assert_eq!(session.document(), &document);
    assert!(reply(&mut session, 4), "the restored drawing is read again");
    session.dispatch(Command::Undo);
    assert!(
        session.is_blank(),
        "restoring from the history is an undo step"
    );
    session.dispatch(Command::DeleteFromHistory(id));
    assert!(history_texts(&session).is_empty());
}

#[test]
fn an_opened_drawing_is_read_and_the_previous_one_goes_to_the_history() {
    let mut session = session_with_stroke(true);
    assert!(reply(&mut session, 7));
    let other_drawing = session_with_stroke(true).drawing();
    session.open(other_drawing.into());
    assert_eq!(history_texts(&session), ["7"]);
    assert!(reply(&mut session, 1));
    session.dispatch(Command::ClearHistory);
    assert!(history_texts(&session).is_empty());
}

#[test]
fn the_eraser_removes_ink_and_erase_selects_the_pen_again() {
    let mut session = session_with_stroke(true);
    session.dispatch(Command::SelectTool(Tool::Eraser));
    assert!(session.on_pointer(down(1, point(0.45, 0.5))));
    assert!(session.is_blank());
    session.on_pointer(Up(1));
    session.dispatch(Command::Undo);
    session.dispatch(Command::Erase);
    assert_eq!(session.tool(), Tool::Pen);
}

#[test]
fn the_answer_is_announced_when_the_pen_is_lifted() {
    let mut session = Session::default();
    session.engine_ready();
    assert_eq!(session.announcement().as_deref(), Some(""));
    session.on_pointer(down(1, point(0.4, 0.2)));
    session.on_pointer(moved(1, vec![point(0.5, 0.8)]));
    assert!(reply(&mut session, 1));
    assert_eq!(session.announcement(), None, "the pen is still down");
    session.on_pointer(Up(1));
    assert_eq!(
        session.announcement().as_deref(),
        Some("1. Quite sure. 97%")
    );
}

#[test]
fn stricter_thresholds_change_the_status_of_an_answer() {
    let mut session = session_with_stroke(true);
    assert!(reply(&mut session, 1));
    session.dispatch(Command::SetThresholds(Thresholds {
        confidence: 0.99,
        ..Thresholds::default()
    }));
    assert_eq!(session.status(), Some(Status::Uncertain));
    session.dispatch(Command::SetThresholds(Thresholds {
        ood: -6.0,
        ..Thresholds::default()
    }));
    assert_eq!(session.status(), Some(Status::OutOfDistribution));
}

#[test]
fn the_bytes_of_stored_data_do_not_change() {
    let stroke = |xs: &[f32]| ink::Stroke {
        points: xs.iter().map(|x| Point { x: *x, y: 0.25 }).collect(),
    };
    let drawing = ink::Drawing {
        strokes: vec![stroke(&[0.5]), stroke(&[0.5, 0.75])],
    };
    let mut history = History::default();
    history.add(drawing.into(), "7".into());
    let [x0, x1, y, width] = [0.5_f32, 0.75, 0.25, 1.0].map(f32::to_le_bytes);
    let strokes = [&[2, 1][..], &x0, &y, &[2], &x0, &y, &x1, &y].concat();
    let widths = [&[2, 1][..], &width, &[2], &width, &width].concat();
    let (no_photo, text) = ([0], [1, b'7']);
    let entry = [&[1, 0][..], &strokes, &widths, &no_photo, &text].concat();
    assert_eq!(workers::encode(&history), entry);
    assert_eq!(workers::decode(&entry), Ok(history));
    let thresholds = [0.9_f32, 0.0].map(f32::to_le_bytes).concat();
    assert_eq!(workers::encode(&Thresholds::default()), thresholds);
}

#[test]
fn the_bytes_of_a_stored_picture_do_not_change() {
    let photo = photo::Photo {
        raster: ink::Raster::from_pixels([7; 784]),
        side_px: 2,
        pixels: vec![0, 1, 2, 255],
    };
    let document = Document::from(photo);
    let raster = [&[0x90, 0x06][..], &[7; 784]].concat();
    let (no_ink, pixels) = ([0, 0], [4, 0, 1, 2, 255]);
    let expected = [&no_ink[..], &[1], &raster, &[2], &pixels].concat();
    assert_eq!(workers::encode(&document), expected);
    assert_eq!(workers::decode(&expected), Ok(document));
}
