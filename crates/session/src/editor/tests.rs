//! Tests of the editor: pointer input, undo and redo.

use super::*;
use crate::photo::Photo;
use crate::pointer::touch::{down, moved, touch_pointer};
use PointerInput::Up;
use ink::{Point, Raster, Stroke};

fn point(x: f32, y: f32) -> Point {
    Point { x, y }
}

fn editor(inputs: impl IntoIterator<Item = PointerInput>) -> Editor {
    let mut editor = Editor::default();
    inputs
        .into_iter()
        .for_each(|input| editor.on_pointer(input));
    editor
}

/// Returns the number of points of each stroke.
fn point_counts(editor: &Editor) -> Vec<usize> {
    editor
        .drawing()
        .strokes
        .iter()
        .map(|stroke| stroke.points.len())
        .collect()
}

#[test]
fn pointer_down_starts_a_stroke_and_moves_extend_it() {
    let editor = editor([
        down(1, point(0.1, 0.1)),
        moved(1, vec![point(0.2, 0.2), point(0.3, 0.3)]),
        Up(1),
    ]);
    assert_eq!(point_counts(&editor), [3]);
    assert!(!editor.is_blank());
}

#[test]
fn a_second_touch_draws_nothing() {
    let editor = editor([
        down(1, point(0.1, 0.1)),
        down(2, point(0.9, 0.9)),
        moved(2, vec![point(0.8, 0.8)]),
        Up(2),
        moved(1, vec![point(0.2, 0.2)]),
    ]);
    assert_eq!(
        editor.drawing().strokes,
        [Stroke {
            points: vec![point(0.1, 0.1), point(0.2, 0.2)]
        }]
    );
}

#[test]
fn a_hovering_pointer_draws_nothing() {
    let editor = editor([moved(1, vec![point(0.1, 0.1)]), Up(1)]);
    assert!(editor.is_blank() && editor.revision() == 0);
}

#[test]
fn non_finite_and_repeated_positions_are_ignored() {
    let nan = point(f32::NAN, 0.5);
    let editor = editor([
        down(1, nan),
        down(1, point(0.1, 0.1)),
        moved(
            1,
            vec![nan, point(0.1, 0.1), point(0.2, 0.2), point(0.2, 0.2)],
        ),
    ]);
    assert_eq!((point_counts(&editor), editor.revision()), (vec![2], 2));
}

#[test]
fn undo_removes_strokes_one_by_one_and_then_does_nothing() {
    let mut editor = editor([
        down(1, point(0.1, 0.1)),
        Up(1),
        down(1, point(0.2, 0.2)),
        Up(1),
    ]);
    editor.undo();
    assert_eq!(point_counts(&editor), [1]);
    editor.undo();
    assert!(editor.is_blank() && !editor.can_undo());
    let revision = editor.revision();
    editor.undo();
    assert_eq!(editor.revision(), revision);
}

#[test]
fn undo_restores_erased_ink() {
    let mut editor = editor([down(1, point(0.1, 0.1)), Up(1)]);
    let before = editor.drawing();
    editor.erase();
    assert!(editor.is_blank());
    editor.undo();
    assert_eq!(editor.drawing(), before);
}

#[test]
fn redo_reverses_each_undo() {
    let mut editor = editor([
        down(1, point(0.1, 0.1)),
        Up(1),
        down(1, point(0.2, 0.2)),
        Up(1),
    ]);
    editor.erase();
    let mut states = vec![editor.drawing()];
    while editor.can_undo() {
        editor.undo();
        states.push(editor.drawing());
    }
    assert_eq!(states.len(), 4);
    for expected in states.iter().rev().skip(1) {
        assert!(editor.can_redo());
        editor.redo();
        assert_eq!(&editor.drawing(), expected);
    }
    assert!(!editor.can_redo());
    let original = editor.clone();
    editor.redo();
    assert_eq!(editor, original);
}

#[test]
fn drawing_or_erasing_clears_the_redo_stack() {
    let strokes = [
        down(1, point(0.1, 0.1)),
        Up(1),
        down(1, point(0.2, 0.2)),
        Up(1),
    ];
    for change in [
        |editor: &mut Editor| editor.on_pointer(down(1, point(0.3, 0.3))),
        Editor::erase,
    ] {
        let mut editor = editor(strokes.clone());
        editor.undo();
        change(&mut editor);
        assert!(!editor.can_redo());
    }
}

#[test]
fn restored_strokes_can_be_undone_one_by_one() {
    let drawn = editor([
        down(1, point(0.1, 0.1)),
        Up(1),
        down(1, point(0.2, 0.2)),
        Up(1),
    ]);
    let mut restored = Editor::default();
    restored.restore(drawn.document().clone());
    assert_eq!(
        (point_counts(&restored), restored.revision()),
        (vec![1, 1], 1)
    );
    restored.undo();
    restored.undo();
    assert!(restored.is_blank() && !restored.can_undo());
}

#[test]
fn erasing_a_blank_document_changes_nothing() {
    let mut editor = Editor::default();
    editor.erase();
    assert_eq!(editor, Editor::default());
}

#[test]
fn erase_or_undo_during_a_stroke_ends_the_stroke() {
    for clear in [Editor::erase, Editor::undo] {
        let mut editor = editor([down(1, point(0.1, 0.1))]);
        clear(&mut editor);
        editor.on_pointer(moved(1, vec![point(0.2, 0.2)]));
        assert!(editor.is_blank());
        editor.on_pointer(down(1, point(0.3, 0.3)));
        assert_eq!(point_counts(&editor), [1]);
    }
}

#[test]
fn every_change_of_the_ink_has_a_higher_revision() {
    let mut editor = editor([down(1, point(0.1, 0.1))]);
    let mut revisions = vec![editor.revision()];
    for change in [
        |editor: &mut Editor| editor.on_pointer(moved(1, vec![point(0.2, 0.2)])),
        Editor::erase,
        Editor::undo,
        Editor::undo,
        Editor::redo,
    ] {
        change(&mut editor);
        revisions.push(editor.revision());
    }
    assert!(revisions.is_sorted_by(|a, b| a < b), "{revisions:?}");
}

/// Returns the input of two strokes: one across the top, one across the bottom.
fn two_lines() -> Vec<PointerInput> {
    let line = |y: f32| [down(1, point(0.1, y)), moved(1, vec![point(0.9, y)]), Up(1)];
    [line(0.2), line(0.8)].concat()
}

/// Returns the input of an eraser gesture through these points.
fn eraser_gesture(points: &[Point]) -> Vec<PointerInput> {
    let (first, rest) = points.split_first().expect("a gesture has a first point");
    vec![
        PointerInput::Down(touch_pointer(1), Tool::Eraser, (*first).into()),
        moved(1, rest.to_vec()),
        Up(1),
    ]
}

#[test]
fn the_eraser_removes_only_the_strokes_it_crosses() {
    let mut editor = editor(two_lines());
    let original = editor.document().clone();
    let gesture = eraser_gesture(&[point(0.5, 0.1), point(0.5, 0.4)]);
    gesture
        .into_iter()
        .for_each(|input| editor.on_pointer(input));
    assert_eq!(
        editor.drawing().strokes[..],
        original.ink.drawing().strokes[1..]
    );
    editor.undo();
    assert_eq!(editor.document(), &original);
    editor.redo();
    assert_eq!(point_counts(&editor), [2]);
}

#[test]
fn one_eraser_gesture_is_one_undo_step() {
    let mut editor = editor(two_lines());
    let original = editor.document().clone();
    let gesture = eraser_gesture(&[point(0.5, 0.1), point(0.5, 0.4), point(0.5, 0.9)]);
    gesture
        .into_iter()
        .for_each(|input| editor.on_pointer(input));
    assert!(editor.is_blank());
    editor.undo();
    assert_eq!(editor.document(), &original);
    editor.redo();
    assert!(editor.is_blank());
}

#[test]
fn two_eraser_gestures_are_two_undo_steps() {
    let mut editor = editor(two_lines());
    for y in [0.2, 0.8] {
        eraser_gesture(&[point(0.5, y)])
            .into_iter()
            .for_each(|input| editor.on_pointer(input));
    }
    editor.undo();
    assert_eq!(point_counts(&editor), [2]);
}

#[test]
fn an_eraser_gesture_that_crosses_nothing_adds_no_undo_step() {
    let mut editor = editor(two_lines());
    let before = editor.clone();
    eraser_gesture(&[point(0.5, 0.5)])
        .into_iter()
        .for_each(|input| editor.on_pointer(input));
    assert_eq!(
        (editor.revision(), editor.undo_stack.len()),
        (before.revision(), 2)
    );
}

/// Returns the start of a vertical stroke: a pointer-down and a move at these times.
fn vertical_stroke(
    pointer_type: PointerType,
    id: PointerId,
    times_ms: [f64; 2],
    x: f32,
) -> [PointerInput; 2] {
    let sample = |time_ms, y| PointerSample {
        time_ms,
        ..PointerSample::from(point(x, y))
    };
    let down = PointerInput::Down(
        Pointer { id, pointer_type },
        Tool::Pen,
        sample(times_ms[0], 0.1),
    );
    [down, PointerInput::Move(id, vec![sample(times_ms[1], 0.9)])]
}

#[test]
fn a_touch_shortly_after_the_pen_is_ignored_as_a_palm() {
    let pen = vertical_stroke(PointerType::Pen, 1, [0.0, 100.0], 0.3);
    let palm = vertical_stroke(PointerType::Touch, 2, [600.0, 700.0], 0.8);
    let editor = editor(pen.into_iter().chain([Up(1)]).chain(palm));
    assert_eq!(point_counts(&editor), [2]);
}

#[test]
fn the_pen_undoes_the_stroke_of_a_palm() {
    let palm = vertical_stroke(PointerType::Touch, 2, [0.0, 50.0], 0.8);
    let pen = vertical_stroke(PointerType::Pen, 1, [100.0, 200.0], 0.3);
    let mut editor = editor(palm.into_iter().chain(pen));
    assert_eq!(
        (
            point_counts(&editor),
            editor.drawing().strokes[0].points[0].x
        ),
        (vec![2], 0.3)
    );
    assert!(!editor.can_redo());
    editor.undo();
    assert!(editor.is_blank() && !editor.can_undo());
}

#[test]
fn a_touch_draws_again_once_the_pen_has_been_idle_for_some_time() {
    let pen = vertical_stroke(PointerType::Pen, 1, [0.0, 100.0], 0.3);
    let touch = vertical_stroke(PointerType::Touch, 2, [5000.0, 5100.0], 0.8);
    let editor = editor(pen.into_iter().chain([Up(1)]).chain(touch));
    assert_eq!(point_counts(&editor), [2, 2]);
}

fn photo() -> Photo {
    Photo {
        raster: Raster::from_pixels([7; 784]),
        side_px: 1,
        pixels: vec![255],
    }
}

#[test]
fn a_picture_replaces_the_ink_until_undo() {
    let mut editor = editor(two_lines());
    let ink = editor.document().clone();
    let picture = Document::from(photo());
    editor.replace(picture.clone());
    assert_eq!(editor.document().raster(), Some(photo().raster));
    editor.undo();
    assert_eq!(editor.document(), &ink);
    editor.redo();
    assert_eq!(editor.document(), &picture);
}

#[test]
fn drawing_on_a_picture_starts_a_new_drawing() {
    let mut editor = Editor::default();
    editor.replace(photo().into());
    two_lines()
        .into_iter()
        .for_each(|input| editor.on_pointer(input));
    assert_eq!(
        (point_counts(&editor), &editor.document().photo),
        (vec![2, 2], &None)
    );
}

#[test]
fn a_broader_brush_changes_the_widths_but_not_the_points_of_new_strokes() {
    let mut editor = editor(two_lines());
    editor.set_brush(Brush::Broad);
    two_lines()
        .into_iter()
        .for_each(|input| editor.on_pointer(input));
    let strokes: Vec<(&Stroke, &[f32])> = editor.document().ink.iter().collect();
    assert_eq!(strokes[0].0, strokes[2].0);
    assert!(
        strokes[0]
            .1
            .iter()
            .zip(strokes[2].1)
            .all(|(medium, broad)| broad > medium)
    );
}
