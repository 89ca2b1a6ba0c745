//! Checks the accuracy of the shipped weights on real data. The tests are skipped if `../shared/data`
//! does not exist next to the checkout.

use std::path::PathBuf;

use net::Classifier;
use train::SHIPPED_WEIGHTS;
use train::data::{Sample, mnist, strokes};
use train::evaluate::{Evaluation, evaluate};

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
    let samples: Vec<Sample> = drawings.into_iter().map(|drawing| drawing.sample).collect();
    check("pen-dev", &samples, 0.985);
}
