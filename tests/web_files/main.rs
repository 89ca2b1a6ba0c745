//! Tests of file import and export that need no user click, and of the file worker's client.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, reason = "a test fails if it cannot be set up")]

mod figure;
mod file_worker;
mod incoming;
mod photo_on_pad;
mod png;
#[path = "../scripted/mod.rs"]
mod scripted;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
