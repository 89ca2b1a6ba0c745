//! How the network came to its answer, from its own layers: what each computed, what speaks for a digit and
//! what against it, and how little would change the reading.
//!
//! In reading order: [`inside`] are the layers as plain numbers, [`window`] the arithmetic behind one value of a
//! feature map; [`saliency`], [`occlusion`] and [`strokes`] ask why it reads a digit, by gradient, by covering and by
//! leaving out; [`flip`] seeks the smallest change that makes it read another, [`wiggle`] changes how it is drawn.
//!
//! Nothing here computes a layer anew: activations are [`Classifier::activations`](crate::Classifier::activations),
//! gradients come of the same [`Net`](crate::Net) on the backend that differentiates.

pub mod flip;
pub mod inside;
pub mod occlusion;
pub mod saliency;
pub mod strokes;
#[cfg(test)]
mod testing;
pub mod wiggle;
pub mod window;

use crate::{Classifier, Learning, Net};
#[cfg(not(feature = "learn"))]
use crate::{NetBackend, block::ConvBlock, descent};
#[cfg(not(feature = "learn"))]
use burn::nn::Linear;
#[cfg(not(feature = "learn"))]
use burn::tensor::Tensor;

pub use flip::Flip;
pub use inside::{Inside, Kind, Shown};
pub use strokes::Piece;
pub use wiggle::{Curve, Flipped};
pub use window::{Place, Window};

/// A classifier, and the same network with gradients.
#[derive(Debug)]
pub struct Explainer {
    classifier: Classifier,
    learning: Net<Learning>,
}

impl Explainer {
    /// Explains what this classifier reads.
    pub fn new(classifier: Classifier) -> Self {
        let net = classifier.net();
        let learning = Net::of_layers(&net.config(), net.layers());
        Self {
            classifier,
            // Gradients are asked of the input alone.
            learning: burn::module::Module::no_grad(learning),
        }
    }

    /// What is explained.
    pub fn classifier(&self) -> &Classifier {
        &self.classifier
    }

    /// The logit of a class for each raster.
    fn logits_of(&self, rasters: &[ink::Raster], class: u8) -> Vec<f32> {
        let outputs = self.classifier.outputs(rasters);
        let logit = |outputs: &crate::Outputs| outputs.logits[usize::from(class)];
        outputs.iter().map(logit).collect()
    }
}

#[cfg(not(feature = "learn"))]
impl NetBackend for Learning {
    /// The weights are constants.
    fn block(block: &ConvBlock<Self>, x: Tensor<Self, 4>) -> Tensor<Self, 4> {
        descent::folded(block, x)
    }

    fn dense(layer: &Linear<Self>, x: Tensor<Self, 2>) -> Tensor<Self, 2> {
        descent::dense(layer, x)
    }
}
