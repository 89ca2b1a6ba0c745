//! See inside: panels that show how the network reads the selected digit.
//!
//! The inspector is a separate program that runs in the page's document. The page sends it the selected digit; it asks
//! the explain worker what its open panels show.
//!
//! - [`state`] applies events and returns effects.
//! - [`lesson`] holds the state of the lesson; `state` checks the goals of its tasks.
//! - [`figure`] draws figures as lists of shapes.
//! - [`model_card`] holds the measurements of the shipped weights and their figures.
//! - `panels` holds the Leptos components, which exist in the browser only.
#![forbid(unsafe_code)]

pub mod figure;
pub mod lesson;
pub mod model_card;
#[cfg(target_arch = "wasm32")]
pub mod panels;
pub mod state;
