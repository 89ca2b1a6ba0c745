//! The explain worker: computes explanations for See inside. The page starts it when the user first opens a panel that
//! needs it.

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
    digit_recogniser::exit_with_usage();
}
