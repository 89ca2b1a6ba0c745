//! The Leptos components, usually one per file. They take signals and report user input through callbacks.
//! [`crate::state`] decides what they show; [`crate::text`] contains the strings.

pub mod app;
pub mod bars;
pub mod controls;
pub mod deferred;
pub mod digit_boxes;
pub mod disclosure;
pub mod error_banner;
pub mod grouping_controls;
pub mod history;
pub mod import_export;
pub mod inspector;
pub mod inspector_host;
mod lazy;
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
