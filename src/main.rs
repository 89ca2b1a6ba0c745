//! The page: puts the components where index.html shows a shell of them.

#[cfg(target_arch = "wasm32")]
fn main() {
    console_error_panic_hook::set_once();
    if let Err(error) = digit_recogniser::ui::mount() {
        wasm_bindgen::throw_str(&error.to_string());
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    digit_recogniser::say_how_to_run();
}
