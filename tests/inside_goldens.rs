//! What See inside shows of the golden drawings: in the browser the same as natively.
//!
//! `tests/inside.expected.bin` holds it as little-endian `f32`: for ten goldens, one of each digit, the values of every layer, then
//! what speaks for its digit by gradient. `cargo test --release --test inside_goldens -- --ignored` writes it anew.

use digit_recogniser::inside::Guide;
use digit_recogniser::protocol::inside::{Answer, Question};
use ink::record;

const WEIGHTS: &[u8] = include_bytes!("../assets/model.bin");
const GOLDENS: &str = include_str!("../assets/goldens.json");
const EXPECTED: &[u8] = include_bytes!("inside.expected.bin");
const TOLERANCE: f32 = 1e-4;

fn computed() -> Vec<f32> {
    let guide = Guide::load(WEIGHTS).expect("the shipped weights fit the network");
    let goldens = record::parse(GOLDENS).expect("the goldens are records");
    let mut values = Vec::new();
    for label in 0..10 {
        let of_digit = goldens.iter().find(|golden| golden.label == Some(label));
        let golden = of_digit.expect("there is a golden of every digit");
        let raster = golden.drawing.raster().expect("a golden has ink");
        let Answer::Layers(inside) = guide.answer(&Question::Layers(raster.clone())) else {
            panic!("another answer than layers");
        };
        values.extend(inside.layers.iter().flat_map(|layer| &layer.values));
        let Answer::Map(map) = guide.answer(&Question::Gradient(raster, label)) else {
            panic!("another answer than a map");
        };
        values.extend(map);
    }
    values
}

/// Relative to a value's size where it is more than 1: a logit of 20 has no more digits than one of 2.
#[track_caller]
fn check_expected(computed: &[f32]) {
    let (expected, _) = EXPECTED.as_chunks::<4>();
    assert_eq!(computed.len(), expected.len(), "values");
    for (index, (value, expected)) in computed.iter().zip(expected).enumerate() {
        let expected = f32::from_le_bytes(*expected);
        let off = (value - expected).abs() / expected.abs().max(1.0);
        assert!(
            off <= TOLERANCE,
            "value {index}: {value}, natively {expected}"
        );
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use super::*;

    #[test]
    fn the_file_holds_what_is_computed() {
        check_expected(&computed());
    }

    #[test]
    #[ignore = "writes the file that the other test reads"]
    fn write() {
        let bytes: Vec<u8> = computed().into_iter().flat_map(f32::to_le_bytes).collect();
        std::fs::write("tests/inside.expected.bin", bytes).expect("the tests' folder is there");
    }
}

#[cfg(target_arch = "wasm32")]
mod browser {
    use super::*;
    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

    wasm_bindgen_test_configure!(run_in_browser);

    #[wasm_bindgen_test]
    fn every_feature_map_and_every_gradient_is_that_of_the_native_program() {
        check_expected(&computed());
    }
}
