//! The import worker: opens and writes files. The page starts it for one question and terminates it afterwards.

#[cfg(target_arch = "wasm32")]
fn main() {
    platform::worker_scope::serve(Ok::<_, &str>(engines::import::answer));
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    platform::exit_with_usage();
}
