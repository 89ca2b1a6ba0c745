//! Tests of conversations with real web workers that run short scripts: every kind of failure, and recovery from it.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, reason = "a test fails if its setup fails")]

mod ask_once;
mod connection;
mod scripted;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
