//! The components: signals in, callbacks out, one job each. What they show is decided in
//! [`crate::state`].

pub mod app;
pub mod bars;
pub mod boxes;
pub mod controls;
pub mod doubt;
pub mod drawer;
pub mod exchange;
pub mod failure;
pub mod history;
pub mod inside;
pub mod later;
pub mod model_input;
pub mod notice;
pub mod offline;
mod once;
pub mod pad;
pub mod parts;
pub mod prediction;
pub mod rehearsal;
pub mod see_inside;
pub mod thumbnail;
pub mod tools;

pub use app::mount;
