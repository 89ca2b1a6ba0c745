//! A worker's end: requests in as messages, replies out, the engine, the reader of pictures or what explains
//! between them.

use gloo_events::EventListener;
use js_sys::Uint8Array;
use serde::Serialize;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use super::error::BrowserError;
use crate::engine::Engine;
use crate::inside::Guide;
use crate::protocol::{self, Reply, Request, inside, pictures};

/// Loads the weights, says so, and answers requests for as long as the worker lives. Weights that
/// cannot be used are reported in place of that.
///
/// # Errors
/// Where the page cannot be told.
pub fn serve(weights: &[u8]) -> Result<(), BrowserError> {
    match Engine::load(weights) {
        Ok(engine) => {
            answer_from_now_on(move |request| {
                let request: Request = protocol::decode(request)
                    .unwrap_or_else(|garbled| wasm_bindgen::throw_str(&garbled.to_string()));
                engine.answer(&request)
            });
            post(&Reply::Ready)
        }
        Err(refusal) => post(&Reply::Refused {
            why: refusal.to_string(),
        }),
    }
}

/// Reads the pictures that come, for as long as the worker lives.
///
/// # Errors
/// Where the page cannot be told that they may come.
pub fn serve_pictures() -> Result<(), BrowserError> {
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
            answer_from_now_on(move |question| {
                let question: inside::Question = protocol::decode(question)
                    .unwrap_or_else(|garbled| wasm_bindgen::throw_str(&garbled.to_string()));
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

fn answer_from_now_on<R: Serialize>(answer: impl Fn(&[u8]) -> R + 'static) {
    let listener = EventListener::new(&scope(), "message", move |event| {
        let data = event.unchecked_ref::<MessageEvent>().data();
        if let Err(error) = post(&answer(&Uint8Array::new(&data).to_vec())) {
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
