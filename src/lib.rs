//! The page, its workers and the See inside panels of the digit recogniser.
//!
//! In the order of the data flow: the [`state`] turns pointer input into a drawing and a drawing into a read request;
//! the [`client`] sends it as a [`protocol`] message to the [`engine`] in a worker; `ui` shows the answer. All of these
//! except `ui` are plain Rust with native tests. [`import`] detects the content of imported files, [`explain`] computes
//! the data of the See inside panels in a separate worker, and [`text`] holds every string of the page.
//!
//! `browser` and `ui` are compiled only for wasm, `ui` only with the feature `page`. Only `browser` calls web APIs.
#![forbid(unsafe_code)]

#[cfg(target_arch = "wasm32")]
pub mod browser;
pub mod client;
pub mod engine;
pub mod explain;
pub mod import;
pub mod protocol;
pub mod state;
pub mod text;
#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub mod ui;

/// Prints how to run the browser programs and exits. Called when one of them is started natively.
#[cfg(not(target_arch = "wasm32"))]
pub fn exit_with_usage() -> ! {
    eprintln!("This program runs in a browser. `cargo xtask serve` builds and serves it.");
    std::process::exit(2)
}
