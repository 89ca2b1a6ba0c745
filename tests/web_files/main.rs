//! Tests of file import and export that need no user click.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, reason = "a test fails if it cannot be set up")]

mod incoming;
mod photo_on_pad;
mod png;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
