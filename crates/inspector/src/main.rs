//! The program of See inside, loaded into the page when the user first opens it.

#[cfg(target_arch = "wasm32")]
fn main() {
    console_error_panic_hook::set_once();
    if let Err(error) = inspector::panels::mount() {
        wasm_bindgen::throw_str(&error.to_string());
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    platform::exit_with_usage();
}
