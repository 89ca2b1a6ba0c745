//! The page's end of one worker, from its launch to its end.
//!
//! On `web_sys::Worker` itself rather than gloo-worker: that crate does not pass on the error
//! event, by which alone a page learns that a worker could not be loaded or has trapped. The page
//! fetches and compiles the worker's module itself, while it comes: the preload in index.html serves it, and a
//! failed download is told apart from a damaged file. The first worker has been started before ([`Early`]).

use std::rc::Rc;

use gloo_events::EventListener;
use js_sys::{Promise, Uint8Array, WebAssembly};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    ErrorEvent, Event, MessageEvent, Response, Worker, WorkerOptions, WorkerType, window,
};

use super::bundle::Bundle;
use super::early::Early;
use super::error::{BrowserError, words};

/// What is heard of a worker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WorkerEvent {
    /// It sent these bytes.
    Said(Vec<u8>),
    /// It could not be loaded, or trapped; with the reason for a person to read.
    Died(String),
}

type Hear = Rc<dyn Fn(WorkerEvent)>;

/// A worker, ended when dropped.
pub struct EngineWorker {
    worker: Worker,
    _listeners: [EventListener; 3],
}

impl EngineWorker {
    /// Fetches and compiles the bundle's module and starts a worker with it.
    ///
    /// # Errors
    /// Where the module cannot be had, or the browser allows no worker. What happens later is told
    /// to `hear`.
    pub async fn launch(
        bundle: &Bundle,
        hear: impl Fn(WorkerEvent) + 'static,
    ) -> Result<Self, BrowserError> {
        Self::launch_for(bundle, Rc::new(hear)).await
    }

    async fn launch_for(bundle: &Bundle, hear: Hear) -> Result<Self, BrowserError> {
        if let Some(early) = Early::of(bundle) {
            let taken = Self::listen_to(early.worker(), &hear);
            let heard = early.heard();
            if JsFuture::from(early.started()).await.is_ok() {
                // Only when the caller has the worker can it answer to what is heard.
                spawn_local(async move {
                    heard
                        .iter()
                        .map(WorkerEvent::from)
                        .for_each(|event| hear(event));
                });
                return Ok(taken);
            }
            // Why not, the second try tells.
        }
        let module = compile(&bundle.wasm).await?;
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        options.set_name(&bundle.js);
        let worker = Worker::new_with_options(&bundle.boot, &options)?;
        let launched = Self::listen_to(worker, &hear);
        launched.worker.post_message(&module)?;
        Ok(launched)
    }

    fn listen_to(worker: Worker, hear: &Hear) -> Self {
        let on = |name: &'static str| {
            let hear = Rc::clone(hear);
            EventListener::new(&worker, name, move |event| hear(WorkerEvent::from(event)))
        };
        Self {
            _listeners: ["message", "messageerror", "error"].map(on),
            worker,
        }
    }

    /// Sends bytes.
    ///
    /// # Errors
    /// Where the browser cannot pass them on.
    pub fn post(&self, bytes: &[u8]) -> Result<(), BrowserError> {
        Ok(self.worker.post_message(&Uint8Array::from(bytes))?)
    }
}

impl Drop for EngineWorker {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

impl From<&Event> for WorkerEvent {
    fn from(event: &Event) -> Self {
        let said = event
            .dyn_ref::<MessageEvent>()
            .and_then(|message| message.data().dyn_into::<Uint8Array>().ok());
        let thrown = event.dyn_ref::<ErrorEvent>().map(ErrorEvent::message);
        match (said, thrown.filter(|message| !message.is_empty())) {
            (Some(bytes), _) => Self::Said(bytes.to_vec()),
            (None, Some(message)) => Self::Died(format!("The network stopped ({message}).")),
            (None, None) => Self::Died("The network could not be started.".into()),
        }
    }
}

pub(super) async fn compile(url: &str) -> Result<JsValue, BrowserError> {
    let response = download(url).await.map_err(BrowserError::Download)?;
    let module = WebAssembly::compile_streaming(&Promise::resolve::<JsValue>(response.as_ref()));
    let module = JsFuture::from(module).await;
    module.map_err(|thrown| BrowserError::Module(words(&thrown)))
}

async fn download(url: &str) -> Result<Response, String> {
    let window = window().ok_or("there is no window")?;
    let response = JsFuture::from(window.fetch_with_str(url))
        .await
        .map_err(|thrown| words(&thrown))?;
    let response: Response = response.unchecked_into();
    if response.ok() {
        Ok(response)
    } else {
        Err(format!("HTTP {}", response.status()))
    }
}
