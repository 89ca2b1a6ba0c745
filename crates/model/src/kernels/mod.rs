//! The network's kernels, as an extension of the Burn backend.
//!
//! [`KernelBackend`] adds the layers of a folded network to Burn's `Backend`, as operations on float primitives.
//! `inference` implements it for burn-ndarray (or burn-flex, see `storage`) and `autodiff` for the same backend with
//! automatic differentiation, where the input gets a gradient. `TrainingBackend` (feature `training`) adds a block that
//! is trained. Reference: the Burn book, Backend Extension.
//!
//! Burn's own layers compute the same values and gradients (the tests compare both), but spend most of their time on
//! copies and allocations. The kernels read and write the buffers of the backend's tensors and are compiled for `f32`
//! alone, which also makes the wasm smaller. In inference the order of summation does not depend on the processor, so a
//! browser and a native program compute the same bits.

#[cfg(feature = "input-gradient")]
mod autodiff;
mod backend;
#[cfg(feature = "input-gradient")]
mod backward_op;
mod dense;
mod folded_block;
mod fused_block;
mod inference;
#[cfg(feature = "input-gradient")]
mod input_gradient;
#[cfg(test)]
mod reference;
mod simd;
mod storage;
#[cfg(test)]
mod tests;
#[cfg(feature = "training")]
mod training_block;
mod winograd;

pub use backend::KernelBackend;
#[cfg(feature = "training")]
pub use backend::TrainingBackend;
pub(crate) use backend::{dense, folded_block};
#[cfg(feature = "training")]
pub(crate) use backend::{from_primitive, into_primitive};
pub(crate) use dense::Activation;
pub use dense::Dense;
pub use folded_block::FoldedBlock;
pub use storage::InferenceBackend;
#[cfg(feature = "training")]
pub use training_block::{BatchStats, BlockParams};
