//! The network in other programs' formats, so that they can be measured beside this one.
//!
//! What is written is what answers: folded, and rounded as the weights' file has it. The temperature and the
//! score of what is no digit stay out: a reader gets the ten logits.

mod onnx;
mod protobuf;
mod tfjs;

pub use onnx::onnx;
pub use tfjs::{Tfjs, tfjs};
