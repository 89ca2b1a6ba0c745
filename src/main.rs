//! The page: mounts the components over the static HTML of index.html.

#[cfg(target_arch = "wasm32")]
fn main() {
    console_error_panic_hook::set_once();
    if let Err(error) = digit_recogniser::mount() {
        wasm_bindgen::throw_str(&error.to_string());
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("This program runs in a browser. `cargo xtask serve` builds and serves it.");
    std::process::exit(2)
}
