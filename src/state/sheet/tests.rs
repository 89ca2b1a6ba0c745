//! The sheet in the hands of people.

use super::*;
use crate::state::pen::by_finger::{down, finger, moved};
use crate::state::photo::Photo;
use PenEvent::Up;
use ink::{Point, Raster};

fn at(x: f32, y: f32) -> Point {
    Point { x, y }
}

fn sheet(events: impl IntoIterator<Item = PenEvent>) -> Sheet {
    let mut sheet = Sheet::default();
    events.into_iter().for_each(|event| sheet.follow(event));
    sheet
}

fn strokes(sheet: &Sheet) -> Vec<usize> {
    sheet
        .drawing()
        .strokes
        .iter()
        .map(|stroke| stroke.points.len())
        .collect()
}

#[test]
fn a_touch_is_a_stroke_and_moving_makes_it_longer() {
    let sheet = sheet([
        down(1, at(0.1, 0.1)),
        moved(1, vec![at(0.2, 0.2), at(0.3, 0.3)]),
        Up(1),
    ]);
    assert_eq!(strokes(&sheet), [3]);
    assert!(!sheet.is_blank());
}

#[test]
fn a_second_finger_leaves_no_ink() {
    let sheet = sheet([
        down(1, at(0.1, 0.1)),
        down(2, at(0.9, 0.9)),
        moved(2, vec![at(0.8, 0.8)]),
        Up(2),
        moved(1, vec![at(0.2, 0.2)]),
    ]);
    assert_eq!(
        sheet.drawing().strokes,
        [Stroke {
            points: vec![at(0.1, 0.1), at(0.2, 0.2)]
        }]
    );
}

#[test]
fn a_pointer_that_hovers_leaves_no_ink() {
    let sheet = sheet([moved(1, vec![at(0.1, 0.1)]), Up(1)]);
    assert!(sheet.is_blank() && sheet.revision() == 0);
}

#[test]
fn places_that_are_no_numbers_and_places_repeated_are_passed_over() {
    let nowhere = at(f32::NAN, 0.5);
    let sheet = sheet([
        down(1, nowhere),
        down(1, at(0.1, 0.1)),
        moved(1, vec![nowhere, at(0.1, 0.1), at(0.2, 0.2), at(0.2, 0.2)]),
    ]);
    assert_eq!((strokes(&sheet), sheet.revision()), (vec![2], 2));
}

#[test]
fn undo_takes_back_stroke_by_stroke_and_then_nothing() {
    let mut sheet = sheet([down(1, at(0.1, 0.1)), Up(1), down(1, at(0.2, 0.2)), Up(1)]);
    sheet.undo();
    assert_eq!(strokes(&sheet), [1]);
    sheet.undo();
    assert!(sheet.is_blank() && !sheet.can_undo());
    let revision = sheet.revision();
    sheet.undo();
    assert_eq!(sheet.revision(), revision);
}

#[test]
fn undo_brings_erased_ink_back() {
    let mut sheet = sheet([down(1, at(0.1, 0.1)), Up(1)]);
    let before = sheet.drawing().clone();
    sheet.erase();
    assert!(sheet.is_blank());
    sheet.undo();
    assert_eq!(sheet.drawing(), &before);
}

#[test]
fn redo_does_again_what_undo_took_back_step_by_step() {
    let mut sheet = sheet([down(1, at(0.1, 0.1)), Up(1), down(1, at(0.2, 0.2)), Up(1)]);
    sheet.erase();
    let mut states = vec![sheet.drawing().clone()];
    while sheet.can_undo() {
        sheet.undo();
        states.push(sheet.drawing().clone());
    }
    assert_eq!(states.len(), 4);
    for expected in states.iter().rev().skip(1) {
        assert!(sheet.can_redo());
        sheet.redo();
        assert_eq!(sheet.drawing(), expected);
    }
    assert!(!sheet.can_redo());
    let whole = sheet.clone();
    sheet.redo();
    assert_eq!(sheet, whole);
}

#[test]
fn what_was_taken_back_is_gone_once_something_else_is_drawn_or_erased() {
    let strokes = [down(1, at(0.1, 0.1)), Up(1), down(1, at(0.2, 0.2)), Up(1)];
    for change in [
        |sheet: &mut Sheet| sheet.follow(down(1, at(0.3, 0.3))),
        Sheet::erase,
    ] {
        let mut sheet = sheet(strokes.clone());
        sheet.undo();
        change(&mut sheet);
        assert!(!sheet.can_redo());
    }
}

#[test]
fn ink_put_back_can_be_taken_back_stroke_by_stroke() {
    let drawn = sheet([down(1, at(0.1, 0.1)), Up(1), down(1, at(0.2, 0.2)), Up(1)]);
    let mut restored = Sheet::default();
    restored.restore(drawn.content().clone());
    assert_eq!((strokes(&restored), restored.revision()), (vec![1, 1], 1));
    restored.undo();
    restored.undo();
    assert!(restored.is_blank() && !restored.can_undo());
}

#[test]
fn erasing_a_blank_sheet_changes_nothing() {
    let mut sheet = Sheet::default();
    sheet.erase();
    assert_eq!(sheet, Sheet::default());
}

#[test]
fn after_erase_or_undo_in_mid_stroke_the_pointer_draws_no_more_until_it_touches_again() {
    for clear in [Sheet::erase, Sheet::undo] {
        let mut sheet = sheet([down(1, at(0.1, 0.1))]);
        clear(&mut sheet);
        sheet.follow(moved(1, vec![at(0.2, 0.2)]));
        assert!(sheet.is_blank());
        sheet.follow(down(1, at(0.3, 0.3)));
        assert_eq!(strokes(&sheet), [1]);
    }
}

#[test]
fn every_change_of_the_ink_has_a_revision_of_its_own() {
    let mut sheet = sheet([down(1, at(0.1, 0.1))]);
    let mut seen = vec![sheet.revision()];
    for change in [
        |sheet: &mut Sheet| sheet.follow(moved(1, vec![at(0.2, 0.2)])),
        Sheet::erase,
        Sheet::undo,
        Sheet::undo,
        Sheet::redo,
    ] {
        change(&mut sheet);
        seen.push(sheet.revision());
    }
    assert!(seen.is_sorted_by(|a, b| a < b), "{seen:?}");
}

/// Two strokes: one across the top, one across the bottom.
fn two_lines() -> Vec<PenEvent> {
    let line = |y: f32| [down(1, at(0.1, y)), moved(1, vec![at(0.9, y)]), Up(1)];
    [line(0.2), line(0.8)].concat()
}

fn erasing(places: &[Point]) -> Vec<PenEvent> {
    let (first, rest) = places.split_first().expect("a pass begins somewhere");
    vec![
        PenEvent::Down(finger(1), Tip::Eraser, (*first).into()),
        moved(1, rest.to_vec()),
        Up(1),
    ]
}

#[test]
fn the_eraser_takes_the_strokes_that_it_crosses_and_no_others() {
    let mut sheet = sheet(two_lines());
    let whole = sheet.content().clone();
    let pass = erasing(&[at(0.5, 0.1), at(0.5, 0.4)]);
    pass.into_iter().for_each(|event| sheet.follow(event));
    assert_eq!(
        sheet.drawing().strokes[..],
        whole.marks.drawing().strokes[1..]
    );
    sheet.undo();
    assert_eq!(sheet.content(), &whole);
    sheet.redo();
    assert_eq!(strokes(&sheet), [2]);
}

#[test]
fn one_pass_of_the_eraser_is_one_step_back() {
    let mut sheet = sheet(two_lines());
    let whole = sheet.content().clone();
    let pass = erasing(&[at(0.5, 0.1), at(0.5, 0.4), at(0.5, 0.9)]);
    pass.into_iter().for_each(|event| sheet.follow(event));
    assert!(sheet.is_blank());
    sheet.undo();
    assert_eq!(sheet.content(), &whole);
    sheet.redo();
    assert!(sheet.is_blank());
}

#[test]
fn two_passes_of_the_eraser_are_two_steps_back() {
    let mut sheet = sheet(two_lines());
    for y in [0.2, 0.8] {
        erasing(&[at(0.5, y)])
            .into_iter()
            .for_each(|event| sheet.follow(event));
    }
    sheet.undo();
    assert_eq!(strokes(&sheet), [2]);
}

#[test]
fn an_eraser_that_crosses_nothing_is_no_step() {
    let mut sheet = sheet(two_lines());
    let before = sheet.clone();
    erasing(&[at(0.5, 0.5)])
        .into_iter()
        .for_each(|event| sheet.follow(event));
    assert_eq!(
        (sheet.revision(), sheet.history.len()),
        (before.revision(), 2)
    );
}

/// A pointer's events at these times, in milliseconds.
fn stroke_of(device: Device, id: PointerId, times: [f64; 2], x: f32) -> [PenEvent; 2] {
    let touch = |time_ms, y| Touch {
        time_ms,
        ..Touch::from(at(x, y))
    };
    let down = PenEvent::Down(Pointer { id, device }, Tip::Ink, touch(times[0], 0.1));
    [down, PenEvent::Move(id, vec![touch(times[1], 0.9)])]
}

#[test]
fn a_palm_that_rests_beside_a_pen_leaves_no_ink() {
    let pen = stroke_of(Device::Pen, 1, [0.0, 100.0], 0.3);
    let palm = stroke_of(Device::Finger, 2, [600.0, 700.0], 0.8);
    let sheet = sheet(pen.into_iter().chain([Up(1)]).chain(palm));
    assert_eq!(strokes(&sheet), [2]);
}

#[test]
fn what_a_palm_began_is_taken_back_when_the_pen_comes() {
    let palm = stroke_of(Device::Finger, 2, [0.0, 50.0], 0.8);
    let pen = stroke_of(Device::Pen, 1, [100.0, 200.0], 0.3);
    let mut sheet = sheet(palm.into_iter().chain(pen));
    assert_eq!(
        (strokes(&sheet), sheet.drawing().strokes[0].points[0].x),
        (vec![2], 0.3)
    );
    assert!(!sheet.can_redo());
    sheet.undo();
    assert!(sheet.is_blank() && !sheet.can_undo());
}

#[test]
fn a_finger_draws_again_once_the_pen_has_been_put_away() {
    let pen = stroke_of(Device::Pen, 1, [0.0, 100.0], 0.3);
    let finger = stroke_of(Device::Finger, 2, [5000.0, 5100.0], 0.8);
    let sheet = sheet(pen.into_iter().chain([Up(1)]).chain(finger));
    assert_eq!(strokes(&sheet), [2, 2]);
}

fn photo() -> Photo {
    Photo {
        raster: Raster::from_pixels([7; 784]),
        side: 1,
        ink: vec![255],
    }
}

#[test]
fn a_picture_takes_the_inks_place_and_gives_it_back() {
    let mut sheet = sheet(two_lines());
    let ink = sheet.content().clone();
    let picture = Content {
        photo: Some(photo()),
        ..Content::default()
    };
    sheet.replace(picture.clone());
    assert_eq!(sheet.content().raster(), Some(photo().raster));
    sheet.undo();
    assert_eq!(sheet.content(), &ink);
    sheet.redo();
    assert_eq!(sheet.content(), &picture);
}

#[test]
fn drawing_on_a_picture_begins_a_new_drawing() {
    let mut sheet = Sheet::default();
    sheet.replace(Content {
        photo: Some(photo()),
        ..Content::default()
    });
    two_lines()
        .into_iter()
        .for_each(|event| sheet.follow(event));
    assert_eq!(
        (strokes(&sheet), &sheet.content().photo),
        (vec![2, 2], &None)
    );
}

#[test]
fn a_broader_brush_makes_the_next_strokes_heavier_and_the_drawing_stays_the_same() {
    let mut sheet = sheet(two_lines());
    sheet.dip(Brush::Broad);
    two_lines()
        .into_iter()
        .for_each(|event| sheet.follow(event));
    let strokes: Vec<(&Stroke, &[f32])> = sheet.content().marks.iter().collect();
    assert_eq!(strokes[0].0, strokes[2].0);
    assert!(
        strokes[0]
            .1
            .iter()
            .zip(strokes[2].1)
            .all(|(usual, broad)| broad > usual)
    );
}
