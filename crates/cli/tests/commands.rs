//! Tests the output and the errors of the subcommands of `digits`.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const GOLDENS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets/goldens.json");

const DIGITS: &str = env!("CARGO_BIN_EXE_digits");

fn run(subcommand: &str, arguments: &[&str]) -> Output {
    Command::new(DIGITS)
        .arg(subcommand)
        .args(arguments)
        .output()
        .expect("Cargo builds the program with this test")
}

fn classify(arguments: &[&str]) -> Output {
    run("classify", arguments)
}

#[track_caller]
fn check_fails(output: &Output, parts: &[&str]) {
    let message = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success(), "the program should fail");
    for part in parts {
        assert!(
            message.contains(part),
            "{message:?} does not contain {part:?}"
        );
    }
}

#[test]
fn classify_prints_one_json_line_per_drawing() {
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
fn classify_reads_digits_side_by_side_as_a_number() {
    let goldens = ink::record::parse(&fs::read_to_string(GOLDENS).unwrap()).unwrap();
    let drawing = |digit: u8| {
        let golden = goldens.iter().find(|golden| golden.label == Some(digit));
        golden.unwrap().drawing.clone()
    };
    let mut strokes = Vec::new();
    for (index, digit) in [2, 0, 2, 6].into_iter().enumerate() {
        let drawing = drawing(digit);
        let ink::Bounds { min, max } = drawing.bounds().unwrap();
        let scale = 1.0 / (max.y - min.y);
        let transform = ink::Affine::translate(-min.x, -min.y)
            .then(ink::Affine::scale(scale, scale))
            .then(ink::Affine::translate(1.5 * index as f32, 0.0));
        strokes.extend(drawing.transformed(&transform).strokes);
    }
    let stroke_count = strokes.len();
    let record = ink::Record {
        drawing: ink::Drawing { strokes },
        ..ink::Record::default()
    };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("2026.json");
    fs::write(&path, ink::record::to_json(&[record])).unwrap();
    let output = classify(&["--numbers", "--json", path.to_str().unwrap()]);
    let line: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(line["number"], "2026");
    let digits = line["digits"].as_array().unwrap();
    let strokes = digits
        .iter()
        .map(|digit| digit["strokes"].as_array().unwrap().len());
    assert_eq!((digits.len(), strokes.sum::<usize>()), (4, stroke_count));
    let text = classify(&["--numbers", path.to_str().unwrap()]);
    assert!(String::from_utf8_lossy(&text.stdout).contains("[0]: 2026\n"));
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
fn a_blank_drawing_contains_no_digit() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("blank.json");
    fs::write(&path, r#"{"strokes": []}"#).unwrap();
    let output = classify(&["--json", path.to_str().unwrap()]);
    let line: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(output.status.success() && line["digit"].is_null() && line["probabilities"].is_null());
    let output = classify(&["--numbers", "--json", path.to_str().unwrap()]);
    let line: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(
        output.status.success() && line["number"] == "" && line["digits"] == serde_json::json!([])
    );
}

#[test]
fn an_unsupported_file_is_reported_by_name_and_the_others_are_classified() {
    let folder = tempfile::tempdir().unwrap();
    let unsupported = folder.path().join("unsupported.bin");
    fs::write(&unsupported, [0xff, 0xfe, 0x00]).unwrap();
    let output = classify(&["--json", unsupported.to_str().unwrap(), GOLDENS]);
    check_fails(&output, &["unsupported.bin", "neither"]);
    assert!(!output.stdout.is_empty(), "the second file is classified");
}

#[test]
fn a_corrupt_picture_is_reported_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("truncated.png");
    fs::write(&path, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR").unwrap();
    check_fails(
        &classify(&[path.to_str().unwrap()]),
        &["truncated.png", "damaged"],
    );
}

#[test]
fn evaluate_prints_one_json_object() {
    let output = run("evaluate", &["--strokes", GOLDENS, "--json"]);
    let object: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(object["n"], object["correct"]);
    assert_eq!(object["accuracy"], 1.0);
    assert_eq!(object["confusion"].as_array().unwrap().len(), 10);
}

#[test]
fn evaluate_measures_accuracy_under_each_condition() {
    let output = run(
        "evaluate",
        &["--strokes", GOLDENS, "--robustness", "--json"],
    );
    let object: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let worst = object["worst_accuracy"].as_f64().unwrap();
    assert!((0.5..=1.0).contains(&worst), "{worst}");
    for by_condition in object["conditions"].as_array().unwrap() {
        let settings = by_condition["settings"].as_array().unwrap();
        assert!(settings.len() >= 5, "{by_condition}");
    }
}

#[test]
fn evaluate_applies_the_condition_flags_and_prints_them() {
    let flags = "--misread --drawn-size 60 --rotate -5 --strokes".split(' ');
    let flags: Vec<&str> = flags.chain([GOLDENS]).collect();
    let text = String::from_utf8(run("evaluate", &flags).stdout).unwrap();
    assert!(
        text.contains("goldens.json --rotate -5 --drawn-size 60: "),
        "{text}"
    );
}

#[test]
fn evaluate_rejects_conditions_that_images_do_not_support() {
    let folder = tempfile::tempdir().unwrap();
    write_test_image(folder.path());
    let folder = folder.path().to_str().unwrap();
    let output = run("evaluate", &["--mnist", folder, "--pen-width", "3"]);
    check_fails(&output, &["--pen-width needs strokes", "--strokes FILE"]);
}

#[test]
fn model_card_writes_the_card_and_the_report() {
    let folder = tempfile::tempdir().unwrap();
    write_test_image(folder.path());
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (card, json) = (at("card.md"), at("report.json"));
    let arguments = [
        "--mnist",
        folder.path().to_str().unwrap(),
        "--strokes",
        GOLDENS,
        "--card",
        &card,
        "--json",
        &json,
    ];
    assert!(run("model-card", &arguments).status.success());
    let card = fs::read_to_string(card).unwrap();
    assert!(
        card.starts_with("# Model card") && card.contains("| goldens |"),
        "{card}"
    );
    let report: serde_json::Value = serde_json::from_slice(&fs::read(&json).unwrap()).unwrap();
    assert_eq!(report["images"]["n"], 1);

    let rendered = at("rendered.md");
    let arguments = ["--render", "--card", &rendered, "--json", &json];
    assert!(run("model-card", &arguments).status.success());
    assert_eq!(fs::read_to_string(rendered).unwrap(), card);
}

#[test]
fn evaluate_takes_its_question_as_a_subcommand_or_as_a_flag_of_earlier_versions() {
    for [question, flag] in [
        ["robustness", "--robustness"],
        ["robustness", "--sweep"],
        ["thresholds", "--thresholds"],
        ["thresholds", "--limits"],
        ["sensitivity", "--inside"],
    ] {
        let by_flag = run("evaluate", &["--strokes", GOLDENS, flag]);
        let by_name = run("evaluate", &[question, "--strokes", GOLDENS]);
        assert!(
            by_flag.status.success() && !by_flag.stdout.is_empty(),
            "{flag}"
        );
        assert_eq!(by_flag.stdout, by_name.stdout, "{flag}");
    }
    for flag in ["--non-digits", "--numbers", "--faithfulness"] {
        let output = run("evaluate", &["--strokes", "missing.json", flag]);
        check_fails(&output, &["missing.json"]);
    }
}

#[test]
fn evaluate_measures_numbers_on_drawings_only() {
    for question in ["numbers", "sensitivity"] {
        check_fails(&run("evaluate", &[question]), &["--strokes FILE"]);
    }
}

#[test]
fn the_usage_lists_the_subcommands_and_the_questions() {
    let usage = |output: &Output| String::from_utf8_lossy(&output.stdout).into_owned();
    let (all, evaluate) = (run("--help", &[]), run("evaluate", &["--help"]));
    for name in ["classify", "train", "evaluate", "model-card", "export"] {
        assert!(usage(&all).contains(name), "{name}");
    }
    for name in ["accuracy", "non-digits", "numbers", "thresholds"] {
        assert!(usage(&evaluate).contains(name), "{name}");
    }
}

/// Symptom: a panic in `evaluate ... | head`.
#[test]
fn regression_a_closed_pipe_ends_the_program_without_an_error() {
    for arguments in [
        &["evaluate", "--strokes", GOLDENS][..],
        &["classify", GOLDENS],
    ] {
        let mut program = Command::new(DIGITS)
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(program.stdout.take());
        let output = program.wait_with_output().unwrap();
        let message = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && message.is_empty(), "{message}");
    }
}

#[test]
fn export_writes_a_model_for_each_runtime() {
    let folder = tempfile::tempdir().unwrap();
    let output = run("export", &[folder.path().to_str().unwrap()]);
    assert!(output.status.success());
    for name in ["model.onnx", "model.json", "weights.bin"] {
        assert!(folder.path().join(name).is_file(), "{name}");
    }
}

/// Writes MNIST test files with one blank image, labelled 0.
fn write_test_image(folder: &Path) {
    let sizes = |sizes: &[u32]| {
        sizes
            .iter()
            .flat_map(|size| size.to_be_bytes())
            .collect::<Vec<u8>>()
    };
    let images = [&[0, 0, 8, 3][..], &sizes(&[1, 28, 28]), &[0; 784]].concat();
    let labels = [&[0, 0, 8, 1][..], &sizes(&[1]), &[0]].concat();
    for (name, bytes) in [("images-idx3", images), ("labels-idx1", labels)] {
        let path = folder.join(format!("t10k-{name}-ubyte"));
        fs::write(path, bytes).expect("the temporary folder is writable");
    }
}

#[test]
fn evaluate_without_data_names_the_missing_flags() {
    check_fails(&run("evaluate", &[]), &["--mnist", "--strokes"]);
}

#[test]
fn train_reports_a_missing_or_invalid_file_by_name_and_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("run");
    let train = |mnist: &Path| {
        let arguments = [
            "--mnist",
            mnist.to_str().unwrap(),
            "--out",
            out.to_str().unwrap(),
        ];
        run("train", &arguments)
    };
    check_fails(
        &train(folder.path()),
        &["train-images-idx3-ubyte", "--mnist"],
    );
    let path = folder.path().join("train-images-idx3-ubyte");
    fs::write(&path, b"not an IDX file").unwrap();
    check_fails(
        &train(folder.path()),
        &["train-images-idx3-ubyte", "instead of the header"],
    );
    assert!(!out.exists());
}

#[test]
fn train_accepts_the_old_names_of_its_flags() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().to_str().unwrap();
    for flag in [
        "--smoothing=0.1",
        "--average-decay=0.9",
        "--without=shift",
        "--students=1",
    ] {
        let output = run("train", &["--mnist", folder, "--out", folder, flag]);
        check_fails(&output, &["train-images-idx3-ubyte"]);
    }
}
