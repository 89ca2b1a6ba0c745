//! Wrappers around browser APIs. No other folder uses `web_sys`, `js_sys` or `gloo` directly.

pub mod address;
pub mod app_shell;
pub mod bundle;
pub mod canvas;
mod canvas_observer;
pub mod connection;
pub mod detached;
pub mod dom_events;
pub mod driver;
pub mod error;
pub mod explain_worker;
pub mod file_worker;
pub mod files;
pub mod heatmap;
pub mod idle;
pub mod import;
pub mod inspector_host;
pub mod keys;
pub mod pad_canvas;
pub mod png;
pub mod pointer;
mod prestarted_worker;
pub mod scroll;
pub mod storage;
pub mod worker;
pub mod worker_scope;
