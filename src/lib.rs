//! The page of the digit recogniser: Leptos components, usually one per file.
//!
//! Components take signals and report user input through callbacks. [`session`] decides what they show, [`text`]
//! contains the strings, and [`platform`] calls the browser. Workers compute the answers; [`workers`] holds their
//! messages. The page exists in the browser only, so a native build of this crate is empty.
#![cfg(target_arch = "wasm32")]
#![forbid(unsafe_code)]

pub mod app;
pub mod bars;
pub mod controls;
pub mod deferred;
pub mod digit_boxes;
pub mod engine_error_banner;
pub mod grouping_controls;
pub mod history;
pub mod import_export;
pub mod inspector_host;
pub mod model_input;
pub mod offline_banner;
pub mod pad;
pub mod prediction;
pub mod session_views;
pub mod threshold_settings;
pub mod thumbnail;
pub mod toast;
pub mod tools;
pub mod warm_up;

pub use app::mount;
