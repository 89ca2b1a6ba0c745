//! Drawings as JSON, and what the errors say.

use ink::record::{parse, to_json};
use ink::{Raster, Record};

use crate::fixtures::{GOLDENS, drawing, goldens};

fn check(json: &str, expected: &[Record]) {
    assert_eq!(
        parse(json).expect("the text is records"),
        expected,
        "{json}"
    );
}

fn check_refused(json: &str, says: &[&str]) {
    let error = parse(json).expect_err(json).to_string();
    for part in says {
        assert!(
            error.contains(part),
            "{json} gave: {error}; it should say: {part}"
        );
    }
}

#[test]
fn one_record_or_a_list_is_read() {
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
fn label_and_writer_may_be_absent_and_other_fields_present() {
    check(r#"{"strokes":[]}"#, &[Record::default()]);
    check(
        r#"[{"strokes":[],"label":null,"device":"tablet"}]"#,
        &[Record::default()],
    );
}

#[test]
fn text_that_is_no_record_is_refused_with_its_place_and_the_form_expected() {
    check_refused("", &["line 1", "\"strokes\""]);
    check_refused("[{\"strokes\":[[[1,2],\n[3]]]}]", &["line 2", "[[[x, y]"]);
    check_refused(r#"{"label":3}"#, &["missing field `strokes`"]);
    check_refused(
        "digits",
        &["no drawing: expected value at line 1", "; expected {"],
    );
}

#[test]
fn a_label_that_is_no_digit_is_refused_by_number() {
    check_refused(
        r#"[{"strokes":[]},{"label":10,"strokes":[]}]"#,
        &["drawing 1", "10", "0 to 9"],
    );
}

#[test]
fn the_goldens_are_written_as_this_crate_writes() {
    assert_eq!(to_json(&goldens()), GOLDENS);
}

#[test]
fn every_digit_has_two_goldens_or_more() {
    for digit in 0..10 {
        let count = goldens()
            .iter()
            .filter(|record| record.label == Some(digit))
            .count();
        assert!(count >= 2, "{count} goldens of a {digit}");
    }
}

#[test]
fn a_raster_is_its_784_bytes_and_nothing_else() {
    let raster = goldens()[0].drawing.raster().expect("there is ink");
    let json = serde_json::to_string(&raster).expect("bytes are JSON");
    assert_eq!(
        serde_json::from_str::<Raster>(&json).expect("784 bytes"),
        raster
    );
    let error = serde_json::from_str::<Raster>("[1, 2, 3]")
        .expect_err("3 bytes")
        .to_string();
    assert!(error.contains("784") && error.contains("not 3"), "{error}");
}
