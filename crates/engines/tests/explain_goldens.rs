//! Checks that the browser computes the same layer outputs and attributions as the native build.
//!
//! `explain.expected.bin` beside this file holds the native values as little-endian `f32`: for one golden drawing of
//! each digit, every layer's output, then the integrated gradients for the digit. Regenerate it with
//! `cargo test --release -p engines --test explain_goldens -- --ignored`.

use engines::explain::answer;
use explain::Explainer;
use ink::record;
use model::Classifier;
use workers::explain::{Answer, Query};

const WEIGHTS: &[u8] = include_bytes!("../../../assets/model.bin");
const GOLDENS: &str = include_str!("../../../assets/goldens.json");
const EXPECTED: &[u8] = include_bytes!("explain.expected.bin");
const TOLERANCE: f32 = 1e-4;

fn compute() -> Vec<f32> {
    let classifier = Classifier::from_bytes(WEIGHTS).expect("the shipped weights are valid");
    let explainer = Explainer::new(classifier);
    let goldens = record::parse(GOLDENS).expect("the golden drawings are valid records");
    let mut values = Vec::new();
    for label in 0..10 {
        let of_digit = goldens.iter().find(|golden| golden.label == Some(label));
        let golden = of_digit.expect("there is a golden drawing of every digit");
        let raster = golden
            .drawing
            .raster()
            .expect("every golden drawing has ink");
        let Answer::Layers(outputs) = answer(&explainer, &Query::Layers(raster.clone())) else {
            panic!("expected layer outputs");
        };
        values.extend(outputs.layers.iter().flat_map(|layer| &layer.values));
        let query = Query::IntegratedGradients(raster, label);
        let Answer::PixelAttributions(map) = answer(&explainer, &query) else {
            panic!("expected pixel attributions");
        };
        values.extend(map);
    }
    values
}

/// Compares computed with expected values. The tolerance is relative for magnitudes above 1.
#[track_caller]
fn check_expected(computed: &[f32]) {
    let (expected, _) = EXPECTED.as_chunks::<4>();
    assert_eq!(computed.len(), expected.len(), "number of values");
    for (index, (value, expected)) in computed.iter().zip(expected).enumerate() {
        let expected = f32::from_le_bytes(*expected);
        let error = (value - expected).abs() / expected.abs().max(1.0);
        assert!(
            error <= TOLERANCE,
            "value {index} is {value}, expected {expected}"
        );
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use super::*;

    #[test]
    fn the_expected_file_is_up_to_date() {
        check_expected(&compute());
    }

    #[test]
    #[ignore = "regenerates the expected file"]
    fn regenerate() {
        let bytes: Vec<u8> = compute().into_iter().flat_map(f32::to_le_bytes).collect();
        std::fs::write("tests/explain.expected.bin", bytes).expect("the tests folder is writable");
    }
}

#[cfg(target_arch = "wasm32")]
mod browser {
    use super::*;
    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

    wasm_bindgen_test_configure!(run_in_browser);

    #[wasm_bindgen_test]
    fn layer_outputs_and_gradients_equal_the_native_ones() {
        check_expected(&compute());
    }
}
