//! The golden drawings, natively, on whichever backend the features choose: the digit that each shows, and the
//! probabilities and the score that the browser must give too (`tests/web_goldens.rs` of the page compares its own
//! with the same file).

use net::Classifier;
use serde::Deserialize;

const WEIGHTS: &[u8] = include_bytes!("../../../assets/model.bin");
const GOLDENS: &str = include_str!("../../../assets/goldens.json");
const EXPECTED: &str = include_str!("../../../assets/goldens.expected.json");

/// Half of the tolerance between native and browser, 1e-4: both are compared with the same file.
const TOLERANCE: f32 = 5e-5;

/// A line of the expected file, as `cargo classify --json assets/goldens.json` prints it.
#[derive(Deserialize)]
struct Expected {
    digit: u8,
    probabilities: [f32; net::CLASSES],
    ood_score: f32,
}

#[test]
fn every_golden_drawing_is_read_as_the_digit_it_shows_with_the_recorded_probabilities() {
    let classifier = Classifier::from_bytes(WEIGHTS).unwrap();
    let goldens = ink::record::parse(GOLDENS).unwrap();
    let expected: Vec<Expected> = serde_json::from_str(EXPECTED).unwrap();
    assert_eq!(goldens.len(), expected.len());
    for (number, (golden, expected)) in goldens.iter().zip(&expected).enumerate() {
        let prediction = classifier.classify(&golden.drawing.raster().unwrap());
        assert_eq!(Some(prediction.digit()), golden.label, "golden {number}");
        assert_eq!(prediction.digit(), expected.digit, "golden {number}");
        let now = prediction
            .probabilities
            .iter()
            .chain([&prediction.ood_score]);
        let then = expected.probabilities.iter().chain([&expected.ood_score]);
        for (now, then) in now.zip(then) {
            assert!(
                (now - then).abs() <= TOLERANCE,
                "golden {number}: {now} is not {then}"
            );
        }
    }
}
