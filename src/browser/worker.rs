//! The page's end of one worker, from its launch to its end.
//!
//! On `web_sys::Worker` itself rather than gloo-worker: that crate does not pass on the error
//! event, by which alone a page learns that a worker could not be loaded or has trapped. The page
//! fetches and compiles the worker's module itself: the preload in index.html serves it, with its
//! integrity checked, and a failed download is told apart from a damaged file.

use gloo_events::EventListener;
use js_sys::{Object, Reflect, Uint8Array, WebAssembly};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    ErrorEvent, Event, MessageEvent, Response, Worker, WorkerOptions, WorkerType, window,
};

use super::bundle::Bundle;
use super::error::{BrowserError, words};

/// What is heard of a worker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WorkerEvent {
    /// It sent these bytes.
    Said(Vec<u8>),
    /// It could not be loaded, or trapped; with the reason for a person to read.
    Died(String),
}

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
        hear: impl Fn(WorkerEvent) + Clone + 'static,
    ) -> Result<Self, BrowserError> {
        let module = compile(&bundle.wasm).await?;
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(&bundle.boot, &options)?;
        let on = |name: &'static str| {
            let hear = hear.clone();
            EventListener::new(&worker, name, move |event| hear(WorkerEvent::from(event)))
        };
        let listeners = [on("message"), on("messageerror"), on("error")];
        worker.post_message(&files(&bundle.js, &module)?)?;
        Ok(Self {
            worker,
            _listeners: listeners,
        })
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

/// What `src/boot.js` starts: a script's address and its module.
pub(super) fn files(js: &str, module: &JsValue) -> Result<JsValue, JsValue> {
    let files = Object::new();
    Reflect::set(&files, &"js".into(), &js.into())?;
    Reflect::set(&files, &"wasm".into(), module)?;
    Ok(files.into())
}

pub(super) async fn compile(url: &str) -> Result<JsValue, BrowserError> {
    let bytes = download(url).await.map_err(BrowserError::Download)?;
    let module = JsFuture::from(WebAssembly::compile(&bytes)).await;
    module.map_err(|thrown| BrowserError::Module(words(&thrown)))
}

async fn download(url: &str) -> Result<JsValue, String> {
    let window = window().ok_or("there is no window")?;
    let response = JsFuture::from(window.fetch_with_str(url))
        .await
        .map_err(|thrown| words(&thrown))?;
    let response: Response = response.unchecked_into();
    if !response.ok() {
        return Err(format!("HTTP {}", response.status()));
    }
    let body = response.array_buffer().map_err(|thrown| words(&thrown))?;
    JsFuture::from(body).await.map_err(|thrown| words(&thrown))
}
