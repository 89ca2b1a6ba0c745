//! The network as the engine worker runs it, exported to JavaScript for the benchmark.
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
    /// Loads the shipped weights.
    ///
    /// # Panics
    /// If the shipped weights are invalid.
    #[wasm_bindgen(constructor)]
    #[expect(
        clippy::new_without_default,
        reason = "JavaScript has no `Default` trait"
    )]
    pub fn new() -> Self {
        let classifier = Classifier::from_bytes(WEIGHTS);
        Self {
            classifier: classifier.expect("the shipped weights are valid"),
        }
    }

    /// Classifies images of 784 bytes each, 0 = paper, 255 = ink, and returns ten logits for each.
    #[must_use]
    pub fn logits(&self, pixels: &[u8]) -> Vec<f32> {
        let (images, _) = pixels.as_chunks::<{ SIDE * SIDE }>();
        let rasters: Vec<Raster> = images.iter().copied().map(Raster::from_pixels).collect();
        let logits = self.logits_per_image(&rasters);
        logits.as_flattened().to_vec()
    }

    #[cfg(not(feature = "layers"))]
    fn logits_per_image(&self, rasters: &[Raster]) -> Vec<[f32; CLASSES]> {
        let outputs = self.classifier.outputs(rasters);
        outputs.iter().map(|outputs| outputs.logits).collect()
    }

    #[cfg(feature = "layers")]
    fn logits_per_image(&self, rasters: &[Raster]) -> Vec<[f32; CLASSES]> {
        let input = net::input::from_rasters(rasters, &Default::default());
        let logits = self.classifier.net().forward_reference(input);
        let values: Vec<f32> = net::NetBackend::tensor_into_vec(logits);
        values.as_chunks().0.to_vec()
    }
}
