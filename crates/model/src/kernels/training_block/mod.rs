//! A block in training, as one fused operation of the autodiff graph that runs on all cores. The parents of the
//! operation are the input, the convolution's weights, gamma and beta.
//!
//! Burn's own layers compute the same values and gradients (a test compares both), but more slowly: the weight gradient
//! of their convolution is a generic convolution with a kernel as large as the image.

mod backward;
mod convolve;
mod forward;
mod padded_layout;
mod saved_tensors;

pub(super) use forward::forward;
pub use saved_tensors::{BatchStats, BlockParams};
