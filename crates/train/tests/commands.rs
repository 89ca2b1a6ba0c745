//! The programs as a person runs them: what they print, and how they fail.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const GOLDENS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets/goldens.json");

fn run(program: &str, arguments: &[&str]) -> Output {
    Command::new(program)
        .args(arguments)
        .output()
        .expect("the program was built with this test")
}

fn classify(arguments: &[&str]) -> Output {
    run(env!("CARGO_BIN_EXE_classify"), arguments)
}

#[track_caller]
fn check_fails(output: &Output, parts: &[&str]) {
    let message = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success(), "it should fail");
    for part in parts {
        assert!(message.contains(part), "{message:?} does not say {part:?}");
    }
}

#[test]
fn classify_prints_a_line_of_json_for_each_drawing() {
    let output = classify(&["--json", GOLDENS]);
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).unwrap();
    let labels = ink::record::parse(&fs::read_to_string(GOLDENS).unwrap()).unwrap();
    assert_eq!(text.lines().count(), labels.len());
    for (line, golden) in text.lines().zip(labels) {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!(line["digit"].as_u64(), golden.label.map(u64::from));
        assert_eq!(line["probabilities"].as_array().unwrap().len(), 10);
    }
}

#[test]
fn classify_reads_a_picture_of_a_digit() {
    let folder = tempfile::tempdir().unwrap();
    let golden = &ink::record::parse(&fs::read_to_string(GOLDENS).unwrap()).unwrap()[0];
    let raster = golden.drawing.raster().unwrap();
    let (side, scale) = (28 * 8, 8);
    let dark_on_light = image::GrayImage::from_fn(side, side, |x, y| {
        let ink = raster.pixels()[(y / scale * 28 + x / scale) as usize];
        image::Luma([255 - ink])
    });
    let path = folder.path().join("digit.png");
    dark_on_light.save(&path).unwrap();
    let output = classify(&["--json", path.to_str().unwrap()]);
    let line: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(line["digit"].as_u64(), golden.label.map(u64::from));
}

#[test]
fn a_blank_drawing_is_no_digit() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("blank.json");
    fs::write(&path, r#"{"strokes": []}"#).unwrap();
    let output = classify(&["--json", path.to_str().unwrap()]);
    let line: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(output.status.success() && line["digit"].is_null() && line["probabilities"].is_null());
}

#[test]
fn a_foreign_file_fails_by_name_and_the_others_are_still_classified() {
    let folder = tempfile::tempdir().unwrap();
    let foreign = folder.path().join("foreign.bin");
    fs::write(&foreign, [0xff, 0xfe, 0x00]).unwrap();
    let output = classify(&["--json", foreign.to_str().unwrap(), GOLDENS]);
    check_fails(&output, &["foreign.bin", "neither"]);
    assert!(!output.stdout.is_empty(), "the second file is classified");
}

#[test]
fn a_damaged_picture_fails_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cut.png");
    fs::write(&path, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR").unwrap();
    check_fails(
        &classify(&[path.to_str().unwrap()]),
        &["cut.png", "damaged"],
    );
}

#[test]
fn evaluate_prints_one_json_object() {
    let output = run(
        env!("CARGO_BIN_EXE_evaluate"),
        &["--strokes", GOLDENS, "--json"],
    );
    let object: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(object["n"], object["correct"]);
    assert_eq!(object["accuracy"], 1.0);
    assert_eq!(object["confusion"].as_array().unwrap().len(), 10);
}

#[test]
fn evaluate_without_data_says_what_to_pass() {
    check_fails(
        &run(env!("CARGO_BIN_EXE_evaluate"), &[]),
        &["--mnist", "--strokes"],
    );
}

#[test]
fn train_names_the_file_that_is_missing_or_foreign_and_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("run");
    let train = |mnist: &Path| {
        let arguments = [
            "--mnist",
            mnist.to_str().unwrap(),
            "--out",
            out.to_str().unwrap(),
        ];
        run(env!("CARGO_BIN_EXE_train"), &arguments)
    };
    check_fails(
        &train(folder.path()),
        &["train-images-idx3-ubyte", "--mnist"],
    );
    let path = folder.path().join("train-images-idx3-ubyte");
    fs::write(&path, b"not an IDX file").unwrap();
    check_fails(
        &train(folder.path()),
        &["train-images-idx3-ubyte", "not with the header"],
    );
    assert!(!out.exists());
}
