//! The worker that shows how the network reads: started when a person first opens what it shows.

#[cfg(target_arch = "wasm32")]
fn main() {
    console_error_panic_hook::set_once();
    let weights = include_bytes!("../../assets/model.bin");
    if let Err(error) = digit_recogniser::browser::worker_scope::serve_explanations(weights) {
        wasm_bindgen::throw_str(&error.to_string());
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    digit_recogniser::say_how_to_run();
}
