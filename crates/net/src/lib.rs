//! The network that reads a digit: a [`Raster`](ink::Raster) goes in, a [`Prediction`] comes out.
//!
//! In reading order: [`input`] normalises rasters, [`model`] is the network (three [`block`]s of
//! convolution, batch normalisation, ReLU and max pooling, then two dense layers), `fold` merges the
//! normalisation into the convolutions for inference, `infer` computes what is folded, [`ood`] scores how unlike
//! a digit the ink is, [`predict`] answers by way of a [`calibration`]. [`layers`] are a folded network as plain
//! numbers, [`weights`] what answers as bytes. [`backend`] is what all of this asks of Burn, `storage` chooses the backend. With the feature
//! `learn` the blocks have a fused gradient, for training; with the feature `explain` [`explain`] shows how the
//! network came to its answer.
//!
//! No I/O and nothing of the web: the same code runs natively and in the browser.
#![forbid(unsafe_code)]

pub mod backend;
pub mod block;
pub mod calibration;
#[cfg(any(feature = "learn", feature = "explain"))]
mod descent;
#[cfg(feature = "explain")]
pub mod explain;
mod fold;
mod infer;
pub mod input;
pub mod layers;
#[cfg(feature = "learn")]
mod learn;
pub mod model;
pub mod ood;
pub mod predict;
mod storage;
pub mod weights;

pub use backend::NetBackend;
pub use calibration::Calibration;
pub use layers::Layer;
pub use model::{Activations, Net, NetConfig};
pub use ood::OodHead;
pub use predict::{Classifier, Outputs, Prediction};
pub use storage::Inference;
pub use weights::{Precision, WeightsError};

/// The digits 0 to 9.
pub const CLASSES: usize = 10;

/// The backend of training and of explanation: the same tensors, with gradients.
#[cfg(any(feature = "learn", feature = "explain"))]
pub type Learning = burn::backend::Autodiff<Inference>;
