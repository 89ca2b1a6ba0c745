//! Code that runs inside a worker: receives questions as messages and posts answers.

use std::fmt::Display;

use gloo_events::EventListener;
use js_sys::Uint8Array;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue, UnwrapThrowExt};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};
use workers::{Envelope, Reply, decode, encode};

/// Answers the page's questions until the worker is terminated. `engine` is the function that answers one question, or
/// the reason why it could not be loaded, which is reported to the page. Called once, from `main`.
pub fn serve<Q, A, F, E>(engine: Result<F, E>)
where
    Q: DeserializeOwned + 'static,
    A: Serialize + 'static,
    F: Fn(Q) -> A + 'static,
    E: Display,
{
    console_error_panic_hook::set_once();
    match engine {
        Ok(answer) => {
            answer_questions(answer);
            post(&Reply::<A>::Ready);
        }
        Err(reason) => post(&Reply::<A>::Error(reason.to_string())),
    }
}

fn answer_questions<Q, A>(answer: impl Fn(Q) -> A + 'static)
where
    Q: DeserializeOwned + 'static,
    A: Serialize + 'static,
{
    let listener = EventListener::new(&scope(), "message", move |event| {
        let data = event.unchecked_ref::<MessageEvent>().data();
        let Envelope { id, question } =
            decode(&Uint8Array::new(&data).to_vec()).expect_throw("a question of this build");
        let answer = answer(question);
        post(&Reply::Answer { id, answer });
    });
    // The worker listens until it is terminated.
    listener.forget();
}

fn post<A: Serialize>(reply: &Reply<A>) {
    let bytes = Uint8Array::from(encode(reply).as_slice());
    let posted = scope().post_message(&JsValue::from(bytes));
    posted.expect_throw("bytes can be posted");
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}
