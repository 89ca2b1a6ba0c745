//! Detects the content of files, and places drawings on the pad.

use ink::file::{FileContent, MAX_JSON_BYTES, detect, fit_to_pad};

use crate::fixtures::degenerate;

/// Returns the rounded points of the first drawing on the pad, and the number of drawings.
fn import(json: &str) -> (Vec<[f32; 2]>, usize) {
    let Ok(FileContent::Drawings(records)) = detect(json.into()) else {
        panic!("{json} is a list of drawings");
    };
    let drawing = fit_to_pad(&records[0].drawing).expect("the drawing has ink");
    let points = drawing.strokes.into_iter().flat_map(|stroke| stroke.points);
    let rounded = |value: f32| (value * 1e4).round() / 1e4;
    let points = points.map(|point| [point.x, point.y].map(rounded));
    (points.collect(), records.len())
}

#[track_caller]
fn check_rejected(file: &[u8], expected: &str) {
    let error = detect(file.to_vec()).expect_err("the file is rejected");
    assert!(error.to_string().contains(expected), "{error}");
}

#[test]
fn a_drawing_on_the_pad_is_not_moved() {
    let json = r#" {"label": 1, "strokes": [[[0.5, 0.1], [0.4, 0.9]]]}"#;
    assert_eq!(import(json), (vec![[0.5, 0.1], [0.4, 0.9]], 1));
}

#[test]
fn a_drawing_in_another_unit_is_rescaled_and_centred() {
    let pixels = r#"{"strokes": [[[100, 100], [100, 300]]]}"#;
    assert_eq!(import(pixels).0, [[0.5, 0.15], [0.5, 0.85]]);
    let dot = r#"{"strokes": [[[40, 30]]]}"#;
    assert_eq!(import(dot).0, [[0.5, 0.5]]);
    let tiny = r#"{"strokes": [[[0.5, 0.5], [0.51, 0.5]]]}"#;
    assert_eq!(import(tiny).0, [[0.15, 0.5], [0.85, 0.5]]);
}

#[test]
fn a_byte_order_mark_and_white_space_before_json_are_skipped() {
    let json =
        "\u{feff} \n[{\"strokes\": [[[0, 0], [1, 1]]]}, {\"strokes\": []}, {\"strokes\": []}]";
    assert_eq!(import(json), (vec![[0.0, 0.0], [1.0, 1.0]], 3));
}

#[test]
fn json_without_drawings_is_rejected_with_the_reason() {
    check_rejected(b"{\"strokes\": 7}", "not a drawing: invalid type");
    check_rejected(b"[1, 2]", "not a drawing");
    check_rejected(b"[\xff]", "invalid utf-8");
    check_rejected(b"{\"label\": 10, \"strokes\": []}", "the label 10");
    check_rejected(&vec![b'['; MAX_JSON_BYTES + 1], "more than 5000000");
    check_rejected(&[b'['; 9_000], "not a drawing");
    assert!(
        matches!(detect(b"[]".into()), Ok(FileContent::Drawings(records)) if records.is_empty())
    );
}

#[test]
fn a_file_that_is_not_json_is_treated_as_a_picture() {
    for file in [
        &b""[..],
        b"\x89PNG",
        b"<svg/>",
        b"%PDF",
        b"\xef\xbb\xbftext",
    ] {
        let content = detect(file.to_vec()).expect("the file is not JSON");
        assert_eq!(content, FileContent::Picture(file.to_vec()));
    }
}

#[test]
fn any_drawing_with_ink_is_placed_on_the_pad() {
    for (name, drawing, has_ink) in degenerate() {
        let placed = fit_to_pad(&drawing);
        assert_eq!(placed.is_some(), has_ink, "{name}");
        let points = placed.iter().flat_map(|drawing| &drawing.strokes);
        for point in points.flat_map(|stroke| &stroke.points) {
            assert!(
                [point.x, point.y]
                    .iter()
                    .all(|edge| (-0.1..=1.1).contains(edge)),
                "{name}: {point:?}"
            );
        }
    }
}
