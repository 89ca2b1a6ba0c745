//! What the workers compute: one function from a question to its answer for each worker program.
//!
//! The functions do not depend on web workers, so they also run natively, in tests and benchmarks. The programs in
//! `src/bin` load what the functions need and connect them to the page.
#![forbid(unsafe_code)]

pub mod explain;
pub mod import;
pub mod recognise;
