//! The panels' end of the worker that shows how the network reads.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;

use super::bundle::Bundle;
use super::error::BrowserError;
use super::worker::{EngineWorker, WorkerEvent};
use crate::protocol::inside::Question;
use crate::protocol::{self};
use crate::state::inside::Turn;

/// The worker, once it is there; ended when dropped.
#[derive(Default)]
pub struct Explainer(Rc<RefCell<Option<EngineWorker>>>);

impl Explainer {
    /// Fetches and starts a worker in the place of any before; what it says, and that it died, is told.
    pub fn launch(&self, tell: impl Fn(Turn) + Clone + 'static) {
        self.0.take();
        let place = Rc::downgrade(&self.0);
        spawn_local(async move {
            match (start(tell.clone()).await, place.upgrade()) {
                (Ok(worker), Some(place)) => drop(place.replace(Some(worker))),
                (Err(error), _) => tell(Turn::Fail(error.to_string())),
                (Ok(_), None) => {}
            }
        });
    }

    /// Asks; where it cannot be asked, that is told.
    pub fn ask(&self, question: &Question, tell: impl FnOnce(Turn)) {
        let worker = self.0.borrow();
        let posted = worker
            .as_ref()
            .map(|worker| worker.post(&protocol::encode(question)));
        if let Some(Err(error)) = posted {
            tell(Turn::Fail(error.to_string()));
        }
    }
}

async fn start(tell: impl Fn(Turn) + Clone + 'static) -> Result<EngineWorker, BrowserError> {
    let bundle = Bundle::of_explainer()?;
    EngineWorker::launch(&bundle, move |event| tell(turn(event))).await
}

fn turn(event: WorkerEvent) -> Turn {
    match event {
        WorkerEvent::Died(why) => Turn::Fail(why),
        WorkerEvent::Said(bytes) => match protocol::decode(&bytes) {
            Ok(reply) => Turn::Hear(reply),
            Err(garbled) => Turn::Fail(garbled.to_string()),
        },
    }
}
