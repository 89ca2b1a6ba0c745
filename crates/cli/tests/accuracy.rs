//! Checks the accuracy of the shipped weights on real data. Skips the tests if `../shared/data` does not exist.

use std::path::PathBuf;

use evaluation::data::{mnist, strokes};
use evaluation::{SHIPPED_WEIGHTS, evaluate};
use model::Classifier;
use recognition::report::Evaluation;
use training::Sample;

/// Returns the folder with the data, or prints a message and returns `None`.
fn data() -> Option<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let exists = folder.is_dir();
    if !exists {
        eprintln!("skipped: {} does not exist", folder.display());
    }
    exists.then_some(folder)
}

#[track_caller]
fn check(name: &str, samples: &[Sample], min_accuracy: f64) {
    let classifier =
        Classifier::from_bytes(SHIPPED_WEIGHTS).expect("the shipped weights are valid");
    let Evaluation {
        accuracy,
        n,
        correct,
        ..
    } = evaluate(&classifier, name, samples);
    assert!(
        accuracy >= min_accuracy,
        "{name}: {correct} of {n} correct; accuracy is {accuracy}, not at least {min_accuracy}"
    );
}

#[test]
fn mnist_test_images_are_read_correctly() {
    let Some(data) = data() else { return };
    let samples = mnist::load(&data.join("mnist"), mnist::Split::Test).unwrap();
    assert_eq!(samples.len(), 10_000);
    check("MNIST test", &samples, 0.995);
}

#[test]
fn drawings_by_new_writers_are_read_correctly() {
    let Some(data) = data() else { return };
    let drawings = strokes::load(&data.join("strokes/pen-dev.json")).unwrap();
    assert_eq!(drawings.len(), 2_498);
    check("pen-dev", &drawings, 0.985);
}
