//! Code that runs inside a worker: receives requests as messages and posts replies. One function per worker program.

use gloo_events::EventListener;
use js_sys::Uint8Array;
use net::WeightsError;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use super::error::BrowserError;
use crate::engine::Engine;
use crate::explain::ExplainService;
use crate::protocol::{self, Reply, Request, explain, files};
use crate::text;

/// Runs the engine's worker: loads the weights, warms up, and answers requests until the worker is terminated.
/// Invalid weights are reported to the page.
///
/// # Errors
/// If the first message cannot be posted to the page.
pub fn serve(weights: &[u8]) -> Result<(), BrowserError> {
    match Engine::load(weights) {
        Ok(engine) => {
            engine.warm_up();
            answer_requests(move |request: Request| engine.answer(&request));
            post(&Reply::Ready)
        }
        Err(error) => post(&Reply::Error {
            message: message_for(&error),
        }),
    }
}

/// Runs the file worker: opens and writes files until the worker is terminated.
///
/// # Errors
/// If the first message cannot be posted to the page.
pub fn serve_files() -> Result<(), BrowserError> {
    answer_requests(files::Reply::for_request);
    post(&files::Reply::Ready)
}

/// Runs the explain worker: loads the weights and answers queries until the worker is terminated. Invalid weights
/// are reported to the page.
///
/// # Errors
/// If the first message cannot be posted to the page.
pub fn serve_explanations(weights: &[u8]) -> Result<(), BrowserError> {
    match ExplainService::load(weights) {
        Ok(service) => {
            answer_requests(move |query: explain::Query| {
                explain::Reply::Answer(service.answer(&query))
            });
            post(&explain::Reply::Ready)
        }
        Err(error) => post(&explain::Reply::Error {
            message: message_for(&error),
        }),
    }
}

fn message_for(error: &WeightsError) -> String {
    (text::PAGE.errors.invalid_module)(&error.to_string())
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

fn answer_requests<Q: DeserializeOwned, R: Serialize>(answer: impl Fn(Q) -> R + 'static) {
    let listener = EventListener::new(&scope(), "message", move |event| {
        let data = event.unchecked_ref::<MessageEvent>().data();
        let request = protocol::decode(&Uint8Array::new(&data).to_vec())
            .unwrap_or_else(|error| wasm_bindgen::throw_str(&error.to_string()));
        if let Err(error) = post(&answer(request)) {
            wasm_bindgen::throw_str(&error.to_string());
        }
    });
    // The worker listens until it is terminated.
    listener.forget();
}

fn post<R: Serialize>(reply: &R) -> Result<(), BrowserError> {
    let bytes = Uint8Array::from(protocol::encode(reply).as_slice());
    Ok(scope().post_message(&JsValue::from(bytes))?)
}
