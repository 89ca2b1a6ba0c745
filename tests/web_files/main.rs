//! Files in and out in a real browser, as far as no person's click is needed; and the reader of
//! pictures, its worker played by a script of a few lines.
#![cfg(target_arch = "wasm32")]
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot set its stage is to fail"
)]

mod figure;
mod found;
mod intake;
mod png;
mod reader;
#[path = "../scripted/mod.rs"]
mod scripted;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
