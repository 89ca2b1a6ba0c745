//! Tests of the page's components, mounted in a browser, and of what it stores there.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, reason = "a test fails if it cannot be set up")]

mod components;
mod mounted;
mod pad;
mod storage;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
