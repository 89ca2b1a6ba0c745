//! Exports the network to other formats, so that it can be benchmarked against other runtimes.
//!
//! The exported network has the batch normalisation folded in and the weights rounded as in the weights file. It
//! outputs the ten logits; the temperature and the OOD score are not exported.

mod onnx;
mod protobuf;
mod tfjs;

pub use onnx::onnx;
pub use tfjs::{TfjsModel, tfjs};
