//! The network as the recognise worker runs it, exported to JavaScript for the benchmark.
#![cfg(target_arch = "wasm32")]

#[cfg(feature = "layers")]
mod layers;

use ink::{Raster, SIDE};
use model::Classifier;
use wasm_bindgen::prelude::wasm_bindgen;

const WEIGHTS: &[u8] = include_bytes!("../../../assets/model.bin");

/// The shipped network.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Engine {
    #[cfg(not(feature = "layers"))]
    classifier: Classifier,
    #[cfg(feature = "layers")]
    layers: layers::Layers,
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
        let classifier = classifier.expect("the shipped weights are valid");
        Self {
            #[cfg(feature = "layers")]
            layers: layers::Layers::new(classifier.net()),
            #[cfg(not(feature = "layers"))]
            classifier,
        }
    }

    /// Classifies images of 784 bytes each, 0 = paper, 255 = ink, and returns ten logits for each.
    #[must_use]
    pub fn logits(&self, pixels: &[u8]) -> Vec<f32> {
        let (images, _) = pixels.as_chunks::<{ SIDE * SIDE }>();
        let rasters: Vec<Raster> = images.iter().copied().map(Raster::from_pixels).collect();
        self.logits_of(&rasters)
    }

    #[cfg(not(feature = "layers"))]
    fn logits_of(&self, rasters: &[Raster]) -> Vec<f32> {
        let outputs = self.classifier.outputs(rasters);
        outputs.iter().flat_map(|outputs| outputs.logits).collect()
    }

    #[cfg(feature = "layers")]
    fn logits_of(&self, rasters: &[Raster]) -> Vec<f32> {
        self.layers.logits(model::input::from_rasters(rasters))
    }
}
