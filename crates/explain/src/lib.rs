//! Explanations of a classification, computed with the network itself.
//!
//! In reading order:
//!
//! - [`layer_outputs`]: the output of every layer.
//! - [`receptive_field`]: the arithmetic behind one value of a feature map.
//! - [`saliency`], [`occlusion`] and [`stroke_attribution`]: how much each part of the ink contributes to a logit, by
//!   gradients, by covering pixels, and by leaving strokes out.
//! - [`adversarial`]: a small change that alters the prediction.
//! - [`sweep`]: the predictions over the range of a perturbation.
//!
//! The network is not implemented a second time: layer outputs come from [`Classifier::activations`], and gradients
//! from the same [`FoldedNet`](model::FoldedNet) on [`AutodiffBackend`](model::AutodiffBackend).

#![forbid(unsafe_code)]

pub mod adversarial;
#[cfg(test)]
mod fixtures;
pub mod layer_outputs;
pub mod occlusion;
pub mod receptive_field;
pub mod saliency;
pub mod stroke_attribution;
pub mod sweep;

use model::Classifier;

/// Explains the predictions of a classifier.
#[derive(Debug)]
pub struct Explainer {
    classifier: Classifier,
}

impl Explainer {
    /// Creates an explainer for this classifier.
    pub fn new(classifier: Classifier) -> Self {
        Self { classifier }
    }

    /// Returns the classifier that is explained.
    pub fn classifier(&self) -> &Classifier {
        &self.classifier
    }

    /// Returns the logit of `class` for each raster.
    fn class_logits(&self, rasters: &[ink::Raster], class: u8) -> Vec<f32> {
        let outputs = self.classifier.outputs(rasters);
        let logit = |outputs: &model::Outputs| outputs.logits[usize::from(class)];
        outputs.iter().map(logit).collect()
    }
}
