//! The worker that `src/boot.js` starts while the page's own code is still on its way.

use js_sys::{Array, Promise, Reflect, global};
use wasm_bindgen::prelude::*;
use web_sys::{Event, Worker};

use super::bundle::Bundle;

#[wasm_bindgen]
extern "C" {
    /// A worker without an owner.
    pub(super) type Early;
    #[wasm_bindgen(method, getter)]
    fn js(this: &Early) -> String;
    #[wasm_bindgen(method, getter)]
    pub(super) fn worker(this: &Early) -> Worker;
    /// Settles when the worker has been sent its module, or that could not be had.
    #[wasm_bindgen(method, getter)]
    pub(super) fn started(this: &Early) -> Promise;
    /// What has been heard of it; from now on its new owner listens.
    #[wasm_bindgen(method)]
    fn take(this: &Early) -> Array;
}

impl Early {
    /// The worker of this bundle, where it has been started and nobody has taken it yet.
    pub(super) fn of(bundle: &Bundle) -> Option<Self> {
        let early = Reflect::get(&global(), &"early".into()).ok()?;
        let early: Self = early.is_object().then(|| early.unchecked_into())?;
        if early.js() != bundle.js {
            return None;
        }
        Reflect::delete_property(&global(), &"early".into()).ok()?;
        Some(early)
    }

    /// What has been heard of it, in order; from now on its owner listens.
    pub(super) fn heard(&self) -> Vec<Event> {
        self.take().iter().map(JsCast::unchecked_into).collect()
    }
}
