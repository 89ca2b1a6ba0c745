//! The components in a real browser, each on a stage of its own.
#![cfg(target_arch = "wasm32")]
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot set its stage is to fail"
)]

mod card;
mod components;
mod lesson;
mod pad;
mod stage;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
