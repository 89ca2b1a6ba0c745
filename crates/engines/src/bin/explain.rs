//! The explain worker: computes what See inside shows. The inspector starts it when the user first opens a panel that
//! needs it.

#[cfg(target_arch = "wasm32")]
fn main() {
    let classifier = model::Classifier::from_bytes(include_bytes!("../../../../assets/model.bin"));
    platform::worker_scope::serve(classifier.map(|classifier| {
        let explainer = explain::Explainer::new(classifier);
        move |query| engines::explain::answer(&explainer, &query)
    }));
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    platform::exit_with_usage();
}
