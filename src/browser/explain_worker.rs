//! The inspector's handle to the explain worker.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;

use super::bundle::Bundle;
use super::error::BrowserError;
use super::worker::{WorkerEvent, WorkerHandle};
use crate::protocol;
use crate::protocol::explain::Query;
use crate::state::inspector::Event;
use crate::text;

/// A handle to the explain worker, empty until the worker is launched. The worker is terminated on drop.
#[derive(Default)]
pub struct ExplainWorker(Rc<RefCell<Option<WorkerHandle>>>);

impl ExplainWorker {
    /// Launches a worker and terminates the previous one. Replies and failures arrive as events.
    pub fn launch(&self, on_event: impl Fn(Event) + Clone + 'static) {
        self.0.take();
        let slot = Rc::downgrade(&self.0);
        spawn_local(async move {
            match (start(on_event.clone()).await, slot.upgrade()) {
                (Ok(worker), Some(slot)) => drop(slot.replace(Some(worker))),
                (Err(error), _) => on_event(Event::WorkerFailed(error.to_string())),
                (Ok(_), None) => {}
            }
        });
    }

    /// Sends a query. A failure arrives as an event.
    pub fn submit(&self, query: &Query, on_event: impl FnOnce(Event)) {
        let worker = self.0.borrow();
        let posted = worker
            .as_ref()
            .map(|worker| worker.post(&protocol::encode(query)));
        if let Some(Err(error)) = posted {
            on_event(Event::WorkerFailed(error.to_string()));
        }
    }
}

async fn start(on_event: impl Fn(Event) + Clone + 'static) -> Result<WorkerHandle, BrowserError> {
    let bundle = Bundle::explain_worker()?;
    WorkerHandle::launch(&bundle, move |event| on_event(to_inspector_event(event))).await
}

fn to_inspector_event(event: WorkerEvent) -> Event {
    match event {
        WorkerEvent::Error(message) => Event::WorkerFailed(message),
        WorkerEvent::Message(bytes) => match protocol::decode(&bytes) {
            Ok(reply) => Event::WorkerReplied(reply),
            Err(_) => Event::WorkerFailed(text::ERRORS.version_mismatch.into()),
        },
    }
}
