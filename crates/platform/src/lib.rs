//! Wrappers around browser APIs: the only crate that uses `web_sys`, `js_sys` or `gloo` directly.
//!
//! Everything except [`exit_with_usage`] exists only in WebAssembly.
#![forbid(unsafe_code)]

/// Prints how to run the browser programs and exits. Called when one of them is started natively.
#[cfg(not(target_arch = "wasm32"))]
pub fn exit_with_usage() -> ! {
    eprintln!("This program runs in a browser. `cargo xtask serve` builds and serves it.");
    std::process::exit(2)
}

/// Compiles modules for WebAssembly only.
macro_rules! browser_modules {
    ($($visibility:vis mod $name:ident;)*) => {
        $(#[cfg(target_arch = "wasm32")] $visibility mod $name;)*
    };
}

browser_modules! {
    pub mod address;
    pub mod app_shell;
    pub mod bundle;
    pub mod canvas;
    mod canvas_observer;
    pub mod connection;
    pub mod detached;
    pub mod dom_events;
    pub mod error;
    pub mod files;
    pub mod idle;
    pub mod import;
    pub mod inspector_host;
    pub mod keys;
    pub mod pad_canvas;
    pub mod png;
    pub mod pointer;
    pub mod scroll;
    pub mod storage;
    pub mod worker;
    pub mod worker_scope;
}
