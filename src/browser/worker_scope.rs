//! A worker's end: requests in as messages, replies out, the engine, the reader of files or what explains between
//! them.

use gloo_events::EventListener;
use js_sys::Uint8Array;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use super::error::BrowserError;
use crate::engine::Engine;
use crate::inside::Guide;
use crate::protocol::{self, Reply, Request, inside, pictures};

/// Loads the weights, rehearses an answer, says so, and answers requests for as long as the worker lives. Weights that
/// cannot be used are reported in place of that.
///
/// # Errors
/// Where the page cannot be told.
pub fn serve(weights: &[u8]) -> Result<(), BrowserError> {
    match Engine::load(weights) {
        Ok(engine) => {
            engine.rehearse();
            answer_from_now_on(move |request: Request| engine.answer(&request));
            post(&Reply::Ready)
        }
        Err(refusal) => post(&Reply::Refused {
            why: refusal.to_string(),
        }),
    }
}

/// Opens and writes the files that are asked for, for as long as the worker lives.
///
/// # Errors
/// Where the page cannot be told that it may ask.
pub fn serve_files() -> Result<(), BrowserError> {
    answer_from_now_on(pictures::Reply::to);
    post(&pictures::Reply::Ready)
}

/// Explains, with these weights, what it is asked about, for as long as the worker lives.
///
/// # Errors
/// Where the page cannot be told that questions may come, or why none will be answered.
pub fn serve_explanations(weights: &[u8]) -> Result<(), BrowserError> {
    match Guide::load(weights) {
        Ok(guide) => {
            answer_from_now_on(move |question: inside::Question| {
                inside::Reply::Answered(guide.answer(&question))
            });
            post(&inside::Reply::Ready)
        }
        Err(refusal) => post(&inside::Reply::Refused {
            why: refusal.to_string(),
        }),
    }
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

fn answer_from_now_on<Q: DeserializeOwned, R: Serialize>(answer: impl Fn(Q) -> R + 'static) {
    let listener = EventListener::new(&scope(), "message", move |event| {
        let data = event.unchecked_ref::<MessageEvent>().data();
        let request = protocol::decode(&Uint8Array::new(&data).to_vec())
            .unwrap_or_else(|garbled| wasm_bindgen::throw_str(&garbled.to_string()));
        if let Err(error) = post(&answer(request)) {
            wasm_bindgen::throw_str(&error.to_string());
        }
    });
    // The worker listens until it is ended.
    listener.forget();
}

fn post<R: Serialize>(reply: &R) -> Result<(), BrowserError> {
    let bytes = Uint8Array::from(protocol::encode(reply).as_slice());
    Ok(scope().post_message(&JsValue::from(bytes))?)
}
