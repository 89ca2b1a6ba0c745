//! The reader of files: a worker that is started when a person brings or takes one, and ends with it.

#[cfg(target_arch = "wasm32")]
fn main() {
    console_error_panic_hook::set_once();
    if let Err(error) = digit_recogniser::browser::worker_scope::serve_files() {
        wasm_bindgen::throw_str(&error.to_string());
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    digit_recogniser::say_how_to_run();
}
