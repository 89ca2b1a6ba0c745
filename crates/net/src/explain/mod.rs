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
//! The network is not implemented a second time: layer outputs come from
//! [`Classifier::activations`](crate::Classifier::activations), and gradients come from the same [`Net`](crate::Net) on
//! [`AutodiffBackend`](crate::AutodiffBackend).

pub mod adversarial;
#[cfg(test)]
mod fixtures;
pub mod layer_outputs;
pub mod occlusion;
pub mod receptive_field;
pub mod saliency;
pub mod stroke_attribution;
pub mod sweep;

use crate::{AutodiffBackend, Classifier, Net};
#[cfg(not(feature = "training"))]
use crate::{NetBackend, block::ConvBlock, input_gradient};
#[cfg(not(feature = "training"))]
use burn::nn::Linear;
#[cfg(not(feature = "training"))]
use burn::tensor::Tensor;

pub use adversarial::AdversarialExample;
pub use layer_outputs::{LayerKind, LayerOutput, LayerOutputs};
pub use receptive_field::{ReceptiveField, UnitPosition};
pub use stroke_attribution::StrokeAttribution;
pub use sweep::{ClassChange, Sweep};

/// Explains the predictions of a classifier.
#[derive(Debug)]
pub struct Explainer {
    classifier: Classifier,
    /// The classifier's network on the autodiff backend. The weights are constants, so only the input has a gradient.
    autodiff_net: Net<AutodiffBackend>,
}

impl Explainer {
    /// Creates an explainer for this classifier.
    pub fn new(classifier: Classifier) -> Self {
        let net = classifier.net();
        let autodiff_net = Net::from_layers(&net.config(), net.layers());
        Self {
            classifier,
            autodiff_net: burn::module::Module::no_grad(autodiff_net),
        }
    }

    /// Returns the classifier that is explained.
    pub fn classifier(&self) -> &Classifier {
        &self.classifier
    }

    /// Returns the logit of `class` for each raster.
    fn class_logits(&self, rasters: &[ink::Raster], class: u8) -> Vec<f32> {
        let outputs = self.classifier.outputs(rasters);
        let logit = |outputs: &crate::Outputs| outputs.logits[usize::from(class)];
        outputs.iter().map(logit).collect()
    }
}

#[cfg(not(feature = "training"))]
impl NetBackend for AutodiffBackend {
    /// Applies a folded block whose weights are constants.
    fn conv_block(block: &ConvBlock<Self>, x: Tensor<Self, 4>) -> Tensor<Self, 4> {
        input_gradient::conv_block(block, x)
    }

    /// Applies a dense layer whose weights are constants.
    fn dense(layer: &Linear<Self>, x: Tensor<Self, 2>) -> Tensor<Self, 2> {
        input_gradient::dense(layer, x)
    }
}
