//! Reads the golden drawings in the browser and compares the predictions with those of a native build.
#![cfg(target_arch = "wasm32")]

use engines::recognise::answer;
use ink::{Record, record};
use model::Classifier;
use recognition::{Number, Prediction, StrokeGroups};
use serde::Deserialize;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use workers::recognise::Target;
use workers::{Envelope, Reply, decode, encode};

wasm_bindgen_test_configure!(run_in_browser);

const WEIGHTS: &[u8] = include_bytes!("../../../assets/model.bin");
const GOLDENS: &str = include_str!("../../../assets/goldens.json");
/// The output of `cargo classify --json assets/goldens.json`.
const EXPECTED: &str = include_str!("../../../assets/goldens.expected.json");
/// Maximum difference between a value in the browser and natively.
const TOLERANCE: f32 = 1e-4;

#[derive(Deserialize)]
struct Expected {
    digit: u8,
    probabilities: [f32; 10],
    ood_score: f32,
}

/// Reads a drawing. Encodes and decodes the messages, as page and worker do.
fn read(classifier: &Classifier, golden: &Record) -> Prediction {
    let question = Target::Drawing {
        drawing: golden.drawing.clone(),
        groups: StrokeGroups::default(),
    };
    let envelope = encode(&Envelope { id: 1, question });
    let Envelope { id, question } = decode(&envelope).expect("an encoded message decodes");
    let answer = answer(classifier, &question);
    match decode::<Reply<Number>>(&encode(&Reply::Answer { id, answer })) {
        Ok(Reply::Answer { id: 1, mut answer }) if answer.digits.len() == 1 => {
            answer.digits.remove(0).prediction
        }
        other => panic!("not a prediction of one digit: {other:?}"),
    }
}

#[wasm_bindgen_test]
fn every_golden_is_read_correctly_and_matches_the_native_prediction() {
    let classifier = Classifier::from_bytes(WEIGHTS).expect("the weights fit the network");
    let goldens = record::parse(GOLDENS).expect("the golden file contains records");
    let expected: Vec<Expected> =
        serde_json::from_str(EXPECTED).expect("the file is output of `cargo classify`");
    assert!(goldens.len() >= 10);
    assert_eq!(goldens.len(), expected.len());
    for (index, (golden, expected)) in goldens.iter().zip(expected).enumerate() {
        let prediction = read(&classifier, golden);
        assert_eq!(Some(prediction.digit()), golden.label, "golden {index}");
        assert_eq!(prediction.digit(), expected.digit, "golden {index}");
        let actual = prediction
            .probabilities
            .iter()
            .chain([&prediction.ood_score]);
        let native = expected.probabilities.iter().chain([&expected.ood_score]);
        for (actual, native) in actual.zip(native) {
            assert!(
                (actual - native).abs() <= TOLERANCE,
                "golden {index}: {actual} in the browser, {native} natively"
            );
        }
    }
}
