//! The panels of See inside: fetched into the page when a person first opens them.

#[cfg(target_arch = "wasm32")]
fn main() {
    console_error_panic_hook::set_once();
    if let Err(error) = digit_recogniser::ui::inside::mount() {
        wasm_bindgen::throw_str(&error.to_string());
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    digit_recogniser::say_how_to_run();
}
