//! The network alone, as the worker of the page runs it, behind a function that a benchmark can call.
#![cfg(target_arch = "wasm32")]

use ink::{Raster, SIDE};
use net::{CLASSES, Classifier};
use wasm_bindgen::prelude::wasm_bindgen;

const WEIGHTS: &[u8] = include_bytes!("../../../assets/model.bin");

/// The shipped network.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Engine {
    classifier: Classifier,
}

#[wasm_bindgen]
impl Engine {
    /// Loads it.
    ///
    /// # Panics
    /// When the shipped weights do not fit it.
    #[wasm_bindgen(constructor)]
    #[expect(clippy::new_without_default, reason = "JavaScript has no defaults")]
    pub fn new() -> Self {
        let classifier = Classifier::from_bytes(WEIGHTS);
        Self {
            classifier: classifier.expect("the shipped weights fit the network"),
        }
    }

    /// Images of 784 bytes each, 0 = paper, 255 = ink, to ten logits for each.
    #[must_use]
    pub fn logits(&self, pixels: &[u8]) -> Vec<f32> {
        let (images, _) = pixels.as_chunks::<{ SIDE * SIDE }>();
        let rasters: Vec<Raster> = images.iter().copied().map(Raster::from_pixels).collect();
        let rows = self.rows(&rasters);
        rows.as_flattened().to_vec()
    }

    #[cfg(not(feature = "layers"))]
    fn rows(&self, rasters: &[Raster]) -> Vec<[f32; CLASSES]> {
        let outputs = self.classifier.outputs(rasters);
        outputs.iter().map(|outputs| outputs.logits).collect()
    }

    #[cfg(feature = "layers")]
    fn rows(&self, rasters: &[Raster]) -> Vec<[f32; CLASSES]> {
        let input = net::input::tensor(rasters, &Default::default());
        let logits = self.classifier.net().by_layers(input);
        let values: Vec<f32> = net::NetBackend::values(logits);
        values.as_chunks().0.to_vec()
    }
}
