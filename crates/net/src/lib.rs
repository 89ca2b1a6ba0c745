//! The digit classifier: a [`Raster`](ink::Raster) in, a [`Prediction`] out.
//!
//! In reading order:
//!
//! - [`input`] normalises rasters.
//! - [`model`] defines the network: three [`block`]s (convolution, batch normalisation, ReLU, max pooling) and two
//!   dense layers. `fold` merges batch normalisation into the convolutions for inference.
//! - `inference` computes the folded network; `training` (feature `training`) is the fused block with gradients.
//! - [`ood`] scores how unlike a digit the ink is, [`calibration`] turns logits into probabilities, and
//!   [`classifier`] combines both into a [`Classifier`].
//! - [`layers`] converts a folded network to and from plain numbers, and [`weights`] a classifier to and from bytes.
//! - [`explain`] (feature `explain`) computes layer outputs, attributions, adversarial examples and sweeps.
//! - [`backend`] lists the operations that the network needs from Burn; `storage` chooses the backend.
//!
//! The crate does no I/O and does not depend on the web platform: the same code runs natively and in the browser.
#![forbid(unsafe_code)]

pub mod backend;
pub mod block;
pub mod calibration;
pub mod classifier;
#[cfg(feature = "explain")]
pub mod explain;
mod fold;
mod inference;
pub mod input;
#[cfg(any(feature = "training", feature = "explain"))]
mod input_gradient;
pub mod layers;
pub mod model;
pub mod ood;
mod storage;
#[cfg(feature = "training")]
mod training;
pub mod weights;

pub use backend::NetBackend;
pub use calibration::Calibration;
pub use classifier::{Classifier, Outputs, Prediction};
pub use layers::Layer;
pub use model::{Activations, Net, NetConfig};
pub use ood::OodHead;
pub use storage::InferenceBackend;
pub use weights::{Precision, WeightsError};

/// Number of classes: the digits 0 to 9.
pub const CLASSES: usize = 10;

/// The inference backend with automatic differentiation, for training and explanation.
#[cfg(any(feature = "training", feature = "explain"))]
pub type AutodiffBackend = burn::backend::Autodiff<InferenceBackend>;
