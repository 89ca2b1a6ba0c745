//! The backend of inference, and its tensors' values as plain rows: the one place that chooses.
//!
//! burn-ndarray ships. With the feature `flex` it is burn-flex, to which Burn moves after 0.21; nothing else changes,
//! and the tests of the network and the goldens run on either.

#[cfg(feature = "flex")]
mod flex;
#[cfg(not(feature = "flex"))]
mod ndarray;

#[cfg(feature = "flex")]
pub use flex::Inference;
#[cfg(feature = "flex")]
pub(crate) use flex::{Rows, tensor, tensor_by_pixel};
#[cfg(not(feature = "flex"))]
pub use ndarray::Inference;
#[cfg(not(feature = "flex"))]
pub(crate) use ndarray::{Rows, tensor, tensor_by_pixel};

#[cfg(all(feature = "flex", feature = "learn"))]
compile_error!(
    "training is written for burn-ndarray: the features `flex` and `learn` exclude each other"
);
