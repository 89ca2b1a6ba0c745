//! Complete training runs on synthetic digits.
//!
//! This file has a single test, because the random generator of the backend is global and a concurrent test would
//! advance it.

use std::fs;
use std::path::Path;

use cli::train::run::TrainingRun;
use cli::train::seeds::SeededRuns;
use evaluation::data::Dataset;
use ink::{Drawing, Point, Stroke};
use model::{Classifier, NetConfig};
use training::{EpochSampler, Sample, TrainingConfig};

/// Returns lines at ten angles as samples of the ten digits.
fn lines() -> Vec<Sample> {
    let line = |label: u8| {
        let angle = f32::from(label) * 0.3;
        let points = vec![
            Point { x: 0.0, y: 0.0 },
            Point {
                x: angle.cos() * 50.0,
                y: angle.sin() * 50.0,
            },
        ];
        let strokes = vec![Stroke { points }];
        Sample::drawing(label, Drawing { strokes })
    };
    (0..40).map(|i| line(i % 10)).collect()
}

fn lines_dataset() -> Dataset {
    Dataset {
        name: "lines".into(),
        samples: lines(),
    }
}

fn training_run(directory: &Path, config: &TrainingConfig, resume: bool) -> TrainingRun {
    let validation = vec![lines_dataset()];
    let sampler = EpochSampler::new(config.clone(), lines());
    TrainingRun::new(sampler, validation, directory.into(), resume)
}

fn train(directory: &Path, config: &TrainingConfig, resume: bool) -> anyhow::Result<()> {
    training_run(directory, config, resume).run()
}

fn config(epochs: usize, seed: u64) -> TrainingConfig {
    let net = NetConfig {
        channels: [4, 6, 8],
        hidden: 16,
        dropout: 0.1,
    };
    TrainingConfig {
        net,
        epochs,
        seed,
        batch_size: 20,
        drawing_repeats: 2,
        ..TrainingConfig::default()
    }
}

#[test]
fn runs_are_reproducible_resumable_and_never_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let weights = |name: &str| fs::read(at(name).join("model.bin")).unwrap();
    train(&at("uninterrupted"), &config(3, 1), false).unwrap();
    train(&at("repeated"), &config(3, 1), false).unwrap();
    train(&at("other-seed"), &config(3, 2), false).unwrap();
    assert!(
        weights("uninterrupted") == weights("repeated"),
        "the same seed gives the same weights"
    );
    assert!(
        weights("uninterrupted") != weights("other-seed"),
        "another seed gives different weights"
    );

    let metrics = fs::read_to_string(at("uninterrupted").join("metrics.jsonl")).unwrap();
    assert_eq!(metrics.lines().count(), 3, "one line per epoch");
    Classifier::from_bytes(&weights("uninterrupted")).unwrap();

    let existing = train(&at("uninterrupted"), &config(3, 1), false)
        .unwrap_err()
        .to_string();
    assert!(existing.contains("already contains a run"), "{existing}");
    let different_config = train(&at("uninterrupted"), &config(3, 9), true)
        .unwrap_err()
        .to_string();
    assert!(
        different_config.contains("other hyperparameters"),
        "{different_config}"
    );
    let missing = train(&at("missing"), &config(3, 1), true)
        .unwrap_err()
        .to_string();
    assert!(missing.contains("contains no checkpoint"), "{missing}");

    training_run(&at("resumed"), &config(3, 1), false)
        .train_until(1)
        .unwrap();
    // Simulate an interruption after the metrics of the second epoch were written, but before its checkpoint.
    let second_line = metrics.lines().nth(1).unwrap();
    let log = at("resumed").join("metrics.jsonl");
    let first_lines = fs::read_to_string(&log).unwrap();
    fs::write(&log, format!("{first_lines}{second_line}\n")).unwrap();
    train(&at("resumed"), &config(3, 1), true).unwrap();
    assert!(
        weights("resumed") == weights("uninterrupted"),
        "a resumed run gives the weights of an uninterrupted one"
    );
    let lines = fs::read_to_string(&log).unwrap();
    assert_eq!(lines.lines().count(), 3, "no epoch is logged twice");
    assert!(
        lines.starts_with(&first_lines),
        "the first epoch's line is kept"
    );
    let curves = |name: &str| fs::read_to_string(at(name).join("curves.svg")).unwrap();
    assert!(
        curves("resumed") == curves("uninterrupted"),
        "a resumed run gives the curves of an uninterrupted one"
    );

    train_two_seeds(&at("seeds"), false).unwrap();
    let runs = ["seeds/seed-1", "seeds/seed-2"].map(weights);
    assert!(runs[0] != runs[1], "each run has a different seed");
    assert!(runs.contains(&weights("seeds")), "the best run is selected");
    fs::remove_dir_all(at("seeds/seed-2")).unwrap();
    train_two_seeds(&at("seeds"), true).unwrap();
    assert!(runs.contains(&weights("seeds")) && runs[1] == weights("seeds/seed-2"));
}

fn train_two_seeds(directory: &Path, resume: bool) -> anyhow::Result<()> {
    let runs = SeededRuns {
        config: config(2, 1),
        count: 2,
        samples: lines(),
        validation: vec![lines_dataset()],
        directory: directory.into(),
    };
    runs.run(resume)
}
