//! The digit classifier: a [`Raster`](ink::Raster) in, a [`Prediction`](recognition::Prediction) out.
//!
//! In reading order:
//!
//! - [`config`] has the sizes of the layers, and [`input`] normalises rasters.
//! - [`net`] is the network in training: three [`block`]s (convolution, batch normalisation, ReLU, max pooling) and two
//!   dense layers. `fold` merges batch normalisation into the convolutions, which makes a [`folded_net`]: the inference
//!   network.
//! - [`kernels`] computes both as an extension of the Burn backend.
//! - [`ood`] scores how unlike a digit the ink is, [`calibration`] turns logits into probabilities, and
//!   [`classifier`] combines both into a [`Classifier`].
//! - [`weights`] converts a classifier to and from bytes.
//!
//! The crate does no I/O and does not depend on the web platform: the same code runs natively and in the browser.
#![forbid(unsafe_code)]

pub mod block;
pub mod calibration;
pub mod classifier;
pub mod config;
mod fold;
pub mod folded_net;
pub mod input;
pub mod kernels;
pub mod net;
pub mod ood;
pub mod weights;

pub use calibration::{Calibration, Outputs};
pub use classifier::Classifier;
pub use config::NetConfig;
pub use folded_net::{Activations, FoldedNet, Layer};
pub use kernels::{InferenceBackend, KernelBackend};
pub use net::Net;
pub use ood::OodHead;
pub use weights::{Precision, WeightsError};

/// The inference backend with automatic differentiation, for training and explanation.
#[cfg(feature = "input-gradient")]
pub type AutodiffBackend = burn::backend::Autodiff<InferenceBackend>;
