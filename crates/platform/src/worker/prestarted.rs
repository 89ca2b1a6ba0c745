//! The worker that `src/boot.js` starts while the page's code is still loading.

use js_sys::{Array, Promise, Reflect, global};
use wasm_bindgen::prelude::*;
use web_sys::{Event, Worker};

use crate::bundle::Bundle;

/// The name of the JavaScript global that holds the worker.
const GLOBAL: &str = "prestartedWorker";

#[wasm_bindgen]
extern "C" {
    /// The worker and its buffered events.
    pub(super) type PrestartedWorker;
    #[wasm_bindgen(method, getter)]
    fn js(this: &PrestartedWorker) -> String;
    #[wasm_bindgen(method, getter)]
    pub(super) fn worker(this: &PrestartedWorker) -> Worker;
    /// Resolves when the module has been posted to the worker. Rejects if the module cannot be downloaded or compiled.
    #[wasm_bindgen(method, getter)]
    pub(super) fn started(this: &PrestartedWorker) -> Promise;
    /// Stops buffering and returns the buffered events.
    #[wasm_bindgen(method)]
    fn adopt(this: &PrestartedWorker) -> Array;
}

impl PrestartedWorker {
    /// Removes the prestarted worker of this bundle from the global scope and returns it. `None` if it was not started
    /// or has already been taken.
    pub(super) fn take(bundle: &Bundle) -> Option<Self> {
        let prestarted = Reflect::get(&global(), &GLOBAL.into()).ok()?;
        let prestarted: Self = prestarted
            .is_object()
            .then(|| prestarted.unchecked_into())?;
        if prestarted.js() != bundle.js {
            return None;
        }
        Reflect::delete_property(&global(), &GLOBAL.into()).ok()?;
        Some(prestarted)
    }

    /// Stops buffering and returns the buffered events in order. Later events go only to the caller's listeners.
    pub(super) fn buffered_events(&self) -> Vec<Event> {
        self.adopt().iter().map(JsCast::unchecked_into).collect()
    }
}
