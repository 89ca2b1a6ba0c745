//! The file worker: imports and exports files. The page starts it for one request and terminates it afterwards.

#[cfg(target_arch = "wasm32")]
fn main() {
    console_error_panic_hook::set_once();
    if let Err(error) = digit_recogniser::browser::worker_scope::serve_files() {
        wasm_bindgen::throw_str(&error.to_string());
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    digit_recogniser::exit_with_usage();
}
