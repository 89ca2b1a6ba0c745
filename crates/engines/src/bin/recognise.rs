//! The recognise worker: loads the network and reads what the page draws.

#[cfg(target_arch = "wasm32")]
fn main() {
    let classifier = model::Classifier::from_bytes(include_bytes!("../../../../assets/model.bin"));
    platform::worker_scope::serve(classifier.map(|classifier| {
        engines::recognise::warm_up(&classifier);
        move |target| engines::recognise::answer(&classifier, &target)
    }));
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    platform::exit_with_usage();
}
