//! The golden drawings through ink, engine and messages, in the browser: the digits that people
//! drew, and the probabilities and the score that the same code gives natively.
#![cfg(target_arch = "wasm32")]

use digit_recogniser::engine::Engine;
use digit_recogniser::protocol::{self, Ask, Reply, Request};
use ink::{Record, record};
use net::Prediction;
use number::Split;
use serde::Deserialize;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const WEIGHTS: &[u8] = include_bytes!("../assets/model.bin");
const GOLDENS: &str = include_str!("../assets/goldens.json");
/// What `cargo classify --json assets/goldens.json` says.
const EXPECTED: &str = include_str!("../assets/goldens.expected.json");
const TOLERANCE: f32 = 1e-4;

#[derive(Deserialize)]
struct Expected {
    digit: u8,
    probabilities: [f32; 10],
    ood_score: f32,
}

/// As the page asks and the worker answers, all messages as bytes.
fn ask(engine: &Engine, golden: &Record) -> Prediction {
    let ask = Ask::Drawing {
        drawing: golden.drawing.clone(),
        split: Split::default(),
    };
    let request = protocol::encode(&Request::Read { id: 1, ask });
    let request = protocol::decode(&request).expect("it was just encoded");
    let reply = protocol::encode(&engine.answer(&request));
    match protocol::decode(&reply) {
        Ok(Reply::Read { id: 1, mut number }) if number.digits.len() == 1 => {
            number.digits.remove(0).prediction
        }
        other => panic!("not an answer: {other:?}"),
    }
}

#[wasm_bindgen_test]
fn every_golden_is_read_as_drawn_and_as_natively() {
    let engine = Engine::load(WEIGHTS).expect("the shipped weights fit the network");
    let goldens = record::parse(GOLDENS).expect("the goldens are records");
    let expected: Vec<Expected> =
        serde_json::from_str(EXPECTED).expect("`cargo classify` wrote it");
    assert!(goldens.len() >= 10);
    assert_eq!(goldens.len(), expected.len());
    for (index, (golden, expected)) in goldens.iter().zip(expected).enumerate() {
        let prediction = ask(&engine, golden);
        assert_eq!(Some(prediction.digit()), golden.label, "golden {index}");
        assert_eq!(prediction.digit(), expected.digit, "golden {index}");
        let here = prediction
            .probabilities
            .iter()
            .chain([&prediction.ood_score]);
        let native = expected.probabilities.iter().chain([&expected.ood_score]);
        for (here, native) in here.zip(native) {
            assert!(
                (here - native).abs() <= TOLERANCE,
                "golden {index}: {here}, natively {native}"
            );
        }
    }
}
