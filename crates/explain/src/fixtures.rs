//! Fixtures for the tests of the explanations: the shipped network and the golden drawings.

use ink::{Raster, Record, record};
use model::Classifier;

use crate::Explainer;

const WEIGHTS: &[u8] = include_bytes!("../../../assets/model.bin");
const GOLDENS: &str = include_str!("../../../assets/goldens.json");

pub(super) fn explainer() -> Explainer {
    Explainer::new(Classifier::from_bytes(WEIGHTS).unwrap())
}

pub(super) fn goldens() -> Vec<Record> {
    record::parse(GOLDENS).unwrap()
}

/// Returns the raster of the first golden drawing of this digit.
pub(super) fn golden(digit: u8) -> Raster {
    let goldens = goldens();
    let golden = goldens.iter().find(|golden| golden.label == Some(digit));
    golden.unwrap().drawing.raster().unwrap()
}
