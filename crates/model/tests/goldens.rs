//! Golden test of the classifier, on the backend that the features select: predicted digit, probabilities and OOD score
//! of each golden drawing. `crates/engines/tests/web_goldens.rs` compares the browser's results with the same file.

use model::Classifier;
use serde::Deserialize;

const WEIGHTS: &[u8] = include_bytes!("../../../assets/model.bin");
const GOLDENS: &str = include_str!("../../../assets/goldens.json");
const EXPECTED: &str = include_str!("../../../assets/goldens.expected.json");

/// Half of the tolerance between native and browser, 1e-4, because both are compared with the same file.
const TOLERANCE: f32 = 5e-5;

/// An entry of the expected file, as printed by `cargo classify --json assets/goldens.json`.
#[derive(Deserialize)]
struct Expected {
    digit: u8,
    probabilities: [f32; recognition::CLASSES],
    ood_score: f32,
}

#[test]
fn every_golden_drawing_has_its_recorded_digit_probabilities_and_ood_score() {
    let classifier = Classifier::from_bytes(WEIGHTS).unwrap();
    let goldens = ink::record::parse(GOLDENS).unwrap();
    let expected: Vec<Expected> = serde_json::from_str(EXPECTED).unwrap();
    assert_eq!(goldens.len(), expected.len());
    for (number, (golden, expected)) in goldens.iter().zip(&expected).enumerate() {
        let prediction = classifier.classify(&golden.drawing.raster().unwrap());
        assert_eq!(Some(prediction.digit()), golden.label, "golden {number}");
        assert_eq!(prediction.digit(), expected.digit, "golden {number}");
        let actual = prediction
            .probabilities
            .iter()
            .chain([&prediction.ood_score]);
        let expected = expected.probabilities.iter().chain([&expected.ood_score]);
        for (actual, expected) in actual.zip(expected) {
            assert!(
                (actual - expected).abs() <= TOLERANCE,
                "golden {number}: {actual}, not {expected}"
            );
        }
    }
}
