//! A handle to a worker, from launch to termination.
//!
//! Uses `web_sys::Worker` directly, because gloo-worker does not expose the `error` event, the only report of a worker
//! that failed to load or crashed. The page, not the worker, fetches and compiles the worker's module: this uses the
//! preload in index.html and distinguishes a failed download from a damaged file. `src/boot.js` starts the first worker
//! before the page's code loads ([`PrestartedWorker`]).

use std::rc::Rc;

use gloo_events::EventListener;
use js_sys::{Promise, Uint8Array, WebAssembly};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    ErrorEvent, Event, MessageEvent, Response, Worker, WorkerOptions, WorkerType, window,
};

use super::bundle::Bundle;
use super::error::{BrowserError, error_message};
use super::prestarted_worker::PrestartedWorker;
use crate::text;

/// An event of a worker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WorkerEvent {
    /// The worker posted these bytes.
    Message(Vec<u8>),
    /// The worker could not be loaded or crashed. Contains the message to show the user.
    Error(String),
}

type EventHandler = Rc<dyn Fn(WorkerEvent)>;

/// A running worker. It is terminated on drop.
pub struct WorkerHandle {
    worker: Worker,
    _listeners: [EventListener; 3],
}

impl WorkerHandle {
    /// Fetches and compiles the bundle's module and starts a worker with it. Passes the worker's events to `on_event`.
    ///
    /// # Errors
    /// If the module cannot be downloaded or compiled, or the browser cannot create a worker.
    pub async fn launch(
        bundle: &Bundle,
        on_event: impl Fn(WorkerEvent) + 'static,
    ) -> Result<Self, BrowserError> {
        Self::launch_with(bundle, Rc::new(on_event)).await
    }

    async fn launch_with(bundle: &Bundle, on_event: EventHandler) -> Result<Self, BrowserError> {
        if let Some(prestarted) = PrestartedWorker::take(bundle) {
            let handle = Self::listen(prestarted.worker(), &on_event);
            let events = prestarted.buffered_events();
            if JsFuture::from(prestarted.started()).await.is_ok() {
                // Deferred until this function has returned, because the caller needs the handle to respond.
                spawn_local(async move {
                    events
                        .iter()
                        .map(WorkerEvent::from)
                        .for_each(|event| on_event(event));
                });
                return Ok(handle);
            }
            // The prestarted worker failed. Launching another one either succeeds or reports the reason.
        }
        let module = compile(&bundle.wasm).await?;
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        options.set_name(&bundle.js);
        let worker = Worker::new_with_options(&bundle.boot, &options)?;
        let handle = Self::listen(worker, &on_event);
        handle.worker.post_message(&module)?;
        Ok(handle)
    }

    fn listen(worker: Worker, on_event: &EventHandler) -> Self {
        let listen_for = |name: &'static str| {
            let on_event = Rc::clone(on_event);
            EventListener::new(&worker, name, move |event| {
                on_event(WorkerEvent::from(event));
            })
        };
        Self {
            _listeners: ["message", "messageerror", "error"].map(listen_for),
            worker,
        }
    }

    /// Posts bytes to the worker.
    ///
    /// # Errors
    /// If the browser cannot deliver them.
    pub fn post(&self, bytes: &[u8]) -> Result<(), BrowserError> {
        Ok(self.worker.post_message(&Uint8Array::from(bytes))?)
    }
}

impl Drop for WorkerHandle {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

impl From<&Event> for WorkerEvent {
    fn from(event: &Event) -> Self {
        let data = event
            .dyn_ref::<MessageEvent>()
            .and_then(|message| message.data().dyn_into::<Uint8Array>().ok());
        let error = event.dyn_ref::<ErrorEvent>().map(ErrorEvent::message);
        let strings = &text::PAGE.errors;
        match (data, error.filter(|message| !message.is_empty())) {
            (Some(bytes), _) => Self::Message(bytes.to_vec()),
            (None, Some(message)) => Self::Error((strings.worker_crashed)(&message)),
            (None, None) => Self::Error(strings.worker_not_started.into()),
        }
    }
}

/// Compiles a module while it downloads.
pub(super) async fn compile(url: &str) -> Result<JsValue, BrowserError> {
    let response = download(url).await.map_err(BrowserError::Download)?;
    let module = WebAssembly::compile_streaming(&Promise::resolve::<JsValue>(response.as_ref()));
    let module = JsFuture::from(module).await;
    module.map_err(|exception| BrowserError::InvalidModule(error_message(&exception)))
}

async fn download(url: &str) -> Result<Response, String> {
    let window = window().ok_or("no window")?;
    let response = JsFuture::from(window.fetch_with_str(url))
        .await
        .map_err(|exception| error_message(&exception))?;
    let response: Response = response.unchecked_into();
    if response.ok() {
        Ok(response)
    } else {
        Err(format!("HTTP {}", response.status()))
    }
}
