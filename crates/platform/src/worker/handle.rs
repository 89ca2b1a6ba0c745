//! A handle to a worker, from launch to termination.
//!
//! Uses `web_sys::Worker` directly, because gloo-worker does not expose the `error` event, the only report of a worker
//! that failed to load or crashed. The page, not the worker, fetches and compiles the worker's module: this uses the
//! preload in index.html and distinguishes a failed download from a damaged file. `src/boot.js` starts the first worker
//! before the page's code loads ([`PrestartedWorker`]).

use std::rc::Rc;

use gloo_events::EventListener;
use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{ErrorEvent, Event, MessageEvent, Worker, WorkerOptions, WorkerType};
use workers::WorkerFailure;

use super::prestarted::PrestartedWorker;
use crate::bundle::Bundle;
use crate::error::{BrowserError, error_message};

/// What a worker sends to the page.
pub(super) enum Message {
    /// The worker posted these bytes.
    Reply(Vec<u8>),
    /// The worker could not be loaded or threw an exception. Holds the browser's message, which may be empty.
    Exception(String),
}

type MessageHandler = Rc<dyn Fn(Message)>;

/// A running worker. It is terminated on drop.
pub(super) struct WorkerHandle {
    worker: Worker,
    _listeners: [EventListener; 3],
}

impl WorkerHandle {
    /// Fetches and compiles the bundle's module and starts a worker with it. Passes the worker's messages to
    /// `on_message`.
    pub(super) async fn launch(
        bundle: Result<Bundle, BrowserError>,
        on_message: MessageHandler,
    ) -> Result<Self, WorkerFailure> {
        let bundle = bundle.map_err(|error| WorkerFailure::NotStarted(error.to_string()))?;
        if let Some(prestarted) = PrestartedWorker::take(&bundle) {
            let handle = Self::listen(prestarted.worker(), &on_message);
            let events = prestarted.buffered_events();
            if JsFuture::from(prestarted.started()).await.is_ok() {
                // Deferred until this function has returned, because the caller needs the handle to respond.
                spawn_local(async move {
                    events
                        .iter()
                        .map(Message::from)
                        .for_each(|message| on_message(message));
                });
                return Ok(handle);
            }
            // The prestarted worker failed. Launching another one either succeeds or reports the reason.
        }
        let module = bundle.compile().await?;
        let started = Self::start(&bundle, &module, &on_message);
        started.map_err(|exception| WorkerFailure::NotStarted(error_message(&exception)))
    }

    fn start(
        bundle: &Bundle,
        module: &JsValue,
        on_message: &MessageHandler,
    ) -> Result<Self, JsValue> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        options.set_name(&bundle.js);
        let worker = Worker::new_with_options(&bundle.boot, &options)?;
        let handle = Self::listen(worker, on_message);
        handle.worker.post_message(module)?;
        Ok(handle)
    }

    fn listen(worker: Worker, on_message: &MessageHandler) -> Self {
        let listen_for = |name: &'static str| {
            let on_message = Rc::clone(on_message);
            EventListener::new(&worker, name, move |event| on_message(Message::from(event)))
        };
        Self {
            _listeners: ["message", "messageerror", "error"].map(listen_for),
            worker,
        }
    }

    /// Posts bytes to the worker.
    pub(super) fn post(&self, bytes: &[u8]) -> Result<(), JsValue> {
        self.worker.post_message(&Uint8Array::from(bytes))
    }
}

impl Drop for WorkerHandle {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

impl From<&Event> for Message {
    fn from(event: &Event) -> Self {
        let data = event
            .dyn_ref::<MessageEvent>()
            .and_then(|message| message.data().dyn_into::<Uint8Array>().ok());
        match data {
            Some(bytes) => Self::Reply(bytes.to_vec()),
            None => {
                let error = event.dyn_ref::<ErrorEvent>().map(ErrorEvent::message);
                Self::Exception(error.unwrap_or_default())
            }
        }
    }
}
