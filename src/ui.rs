//! The components: signals in, callbacks out, one job each. What they show is decided in
//! [`crate::state`].

pub mod app;
pub mod bars;
pub mod controls;
pub mod failure;
pub mod model_input;
pub mod pad;
pub mod prediction;

pub use app::mount;
