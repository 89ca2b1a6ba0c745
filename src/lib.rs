//! The page and its worker: draw a digit, and a network that never leaves the browser reads it.
//!
//! In the order of the data's way: the [`state`] of the session turns pen movements into a drawing
//! and a drawing into a question; the [`client`] carries it, as a [`protocol`] message, to the
//! [`engine`] in the worker; `ui` shows what comes back. Those four are plain Rust, tested natively.
//! What explains how the network reads is a worker of its own, [`inside`]; the panels that show it are a program beside the page.
//! A file that a person [`brought`] joins them as a drawing, or as a picture that becomes a raster.
//! `ui` and `browser` exist only on wasm, `ui` with the feature `page` alone, and only `browser` touches the web's interfaces.
#![forbid(unsafe_code)]

pub mod brought;
#[cfg(target_arch = "wasm32")]
pub mod browser;
pub mod client;
pub mod engine;
pub mod inside;
pub mod protocol;
pub mod state;
#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub mod ui;

/// Answers whoever runs one of the browser programs as a native one.
#[cfg(not(target_arch = "wasm32"))]
pub fn say_how_to_run() -> ! {
    eprintln!("This program runs in a browser. `cargo xtask serve` builds and serves it.");
    std::process::exit(2)
}
