//! The shipped weights on real data, where `../shared/data` is present beside the checkout.

use std::path::PathBuf;

use net::Classifier;
use train::SHIPPED_WEIGHTS;
use train::data::{Sample, mnist, strokes};
use train::evaluate::{Evaluation, evaluate};

/// The folder with the data, or `None` with a message where it is not there.
fn data() -> Option<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let present = folder.is_dir();
    if !present {
        eprintln!("skipped: {} is not there", folder.display());
    }
    present.then_some(folder)
}

#[track_caller]
fn check(name: &str, samples: &[Sample], at_least: f64) {
    let classifier =
        Classifier::from_bytes(SHIPPED_WEIGHTS).expect("the shipped weights are whole");
    let Evaluation {
        accuracy,
        n,
        correct,
        ..
    } = evaluate(&classifier, name, samples);
    assert!(
        accuracy >= at_least,
        "{name}: {correct} of {n} right, {accuracy} where {at_least} is needed"
    );
}

#[test]
fn mnists_test_images_are_read_right() {
    let Some(data) = data() else { return };
    let samples = mnist::load(&data.join("mnist"), mnist::Split::Test).unwrap();
    assert_eq!(samples.len(), 10_000);
    check("MNIST test", &samples, 0.995);
}

#[test]
fn drawings_by_new_writers_are_read_right() {
    let Some(data) = data() else { return };
    let written = strokes::load(&data.join("strokes/pen-dev.json")).unwrap();
    assert_eq!(written.len(), 2_498);
    let samples: Vec<Sample> = written.into_iter().map(|written| written.sample).collect();
    check("pen-dev", &samples, 0.985);
}
