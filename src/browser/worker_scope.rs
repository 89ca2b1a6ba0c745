//! The worker's end: requests in as messages, replies out, the engine between them.

use gloo_events::EventListener;
use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use super::error::BrowserError;
use crate::engine::Engine;
use crate::protocol::{self, Reply, Request};

/// Loads the weights, says so, and answers requests for as long as the worker lives. Weights that
/// cannot be used are reported in place of that.
///
/// # Errors
/// Where the page cannot be told.
pub fn serve(weights: &[u8]) -> Result<(), BrowserError> {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    match Engine::load(weights) {
        Ok(engine) => {
            answer_from_now_on(&scope, engine);
            post(&scope, &Reply::Ready)
        }
        Err(refusal) => post(
            &scope,
            &Reply::Refused {
                why: refusal.to_string(),
            },
        ),
    }
}

fn answer_from_now_on(scope: &DedicatedWorkerGlobalScope, engine: Engine) {
    let page = scope.clone();
    let listener = EventListener::new(scope, "message", move |event| {
        let data = event.unchecked_ref::<MessageEvent>().data();
        let request: Request = protocol::decode(&Uint8Array::new(&data).to_vec())
            .unwrap_or_else(|garbled| wasm_bindgen::throw_str(&garbled.to_string()));
        if let Err(error) = post(&page, &engine.answer(&request)) {
            wasm_bindgen::throw_str(&error.to_string());
        }
    });
    // The worker listens until it is ended.
    listener.forget();
}

fn post(scope: &DedicatedWorkerGlobalScope, reply: &Reply) -> Result<(), BrowserError> {
    let bytes = Uint8Array::from(protocol::encode(reply).as_slice());
    Ok(scope.post_message(&JsValue::from(bytes))?)
}
