//! Tests of the panels and of exported figures, in a browser.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, reason = "a test fails if it cannot be set up")]

mod figure;
mod lesson;
mod model_card;
#[expect(dead_code, reason = "the tests of the page use the other helpers")]
#[path = "../../../../tests/web_ui/mounted.rs"]
mod mounted;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
