//! The reader of pictures: a worker that is started when a person brings a picture, and ends with it.

#[cfg(target_arch = "wasm32")]
fn main() {
    console_error_panic_hook::set_once();
    if let Err(error) = digit_recogniser::browser::worker_scope::serve_pictures() {
        wasm_bindgen::throw_str(&error.to_string());
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    digit_recogniser::say_how_to_run();
}
