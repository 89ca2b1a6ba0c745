//! Reads and writes records as JSON.

use ink::record::{parse, to_json};
use ink::{Raster, Record};

use crate::fixtures::{GOLDENS, drawing, goldens};

fn check(json: &str, expected: &[Record]) {
    assert_eq!(parse(json).expect("the JSON is valid"), expected, "{json}");
}

fn check_rejected(json: &str, expected: &[&str]) {
    let error = parse(json).expect_err(json).to_string();
    for part in expected {
        assert!(
            error.contains(part),
            "the error for {json} is: {error}; it must contain: {part}"
        );
    }
}

#[test]
fn a_record_or_a_list_of_records_is_read() {
    let seven = Record {
        label: Some(7),
        writer: Some(12),
        drawing: drawing(&[&[[0.0, 1.5], [2.0, 3.0]], &[]]),
    };
    let text = r#"{"label":7,"writer":12,"strokes":[[[0,1.5],[2,3]],[]]}"#;
    check(text, std::slice::from_ref(&seven));
    check(&format!("\n [{text}, {text}]"), &[seven.clone(), seven]);
    check("[]", &[]);
}

#[test]
fn label_and_writer_are_optional_and_unknown_fields_are_ignored() {
    check(r#"{"strokes":[]}"#, &[Record::default()]);
    check(
        r#"[{"strokes":[],"label":null,"device":"tablet"}]"#,
        &[Record::default()],
    );
}

#[test]
fn invalid_json_is_rejected_with_its_position_and_the_expected_format() {
    check_rejected("", &["line 1", "\"strokes\""]);
    check_rejected("[{\"strokes\":[[[1,2],\n[3]]]}]", &["line 2", "[[[x, y]"]);
    check_rejected(r#"{"label":3}"#, &["missing field `strokes`"]);
    check_rejected(
        "digits",
        &["not a drawing: expected value at line 1", "; expected {"],
    );
}

#[test]
fn a_label_above_9_is_rejected_with_the_index_of_the_record() {
    check_rejected(
        r#"[{"strokes":[]},{"label":10,"strokes":[]}]"#,
        &["drawing 1", "10", "0 to 9"],
    );
}

#[test]
fn writing_the_golden_drawings_reproduces_their_file() {
    assert_eq!(to_json(&goldens()), GOLDENS);
}

#[test]
fn every_digit_has_at_least_two_golden_drawings() {
    for digit in 0..10 {
        let count = goldens()
            .iter()
            .filter(|record| record.label == Some(digit))
            .count();
        assert!(count >= 2, "{digit} has {count} golden drawings");
    }
}

#[test]
fn a_raster_is_serialised_as_784_bytes() {
    let raster = goldens()[0]
        .drawing
        .raster()
        .expect("golden drawings have ink");
    let json = serde_json::to_string(&raster).expect("bytes serialise to JSON");
    assert_eq!(
        serde_json::from_str::<Raster>(&json).expect("784 bytes are a raster"),
        raster
    );
    let error = serde_json::from_str::<Raster>("[1, 2, 3]")
        .expect_err("3 bytes are not a raster")
        .to_string();
    assert!(error.contains("784") && error.contains("got 3"), "{error}");
}
