//! The choice of the inference backend, and access to its tensors' memory.
//!
//! burn-ndarray is the default. The feature `flex` selects burn-flex, its successor after Burn 0.21. No other module
//! depends on the choice; the network's tests and the golden drawings run on both.

#[cfg(feature = "flex")]
mod flex;
#[cfg(not(feature = "flex"))]
mod ndarray;

#[cfg(feature = "flex")]
pub use flex::InferenceBackend;
#[cfg(feature = "flex")]
pub(super) use flex::{HostSlice, from_nhwc, from_vec};
#[cfg(not(feature = "flex"))]
pub use ndarray::InferenceBackend;
#[cfg(not(feature = "flex"))]
pub(super) use ndarray::{HostSlice, from_nhwc, from_vec};
