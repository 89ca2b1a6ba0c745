//! Performs the actions of the [`Client`]: launches and stops workers, posts requests, runs timers.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;

use super::bundle::Bundle;
use super::worker::{WorkerEvent, WorkerHandle};
use crate::client::{Action, Client, Event};
use crate::protocol;
use crate::state::ReadRequest;

/// How long to wait for a worker.
#[derive(Clone, Copy, Debug)]
pub struct Timeouts {
    /// From launch to `Ready`: download, compilation, loading of the weights. Generous, for slow connections.
    pub start_ms: u32,
    /// For a reply, which usually takes a few milliseconds.
    pub reply_ms: u32,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            start_ms: 60_000,
            reply_ms: 15_000,
        }
    }
}

/// A connection to the engine's worker. The worker is terminated on drop.
pub struct Driver(Rc<Inner>);

struct Inner {
    bundle: Bundle,
    timeouts: Timeouts,
    on_event: Box<dyn Fn(Event)>,
    client: RefCell<Client>,
    worker: RefCell<Option<WorkerHandle>>,
    timer: RefCell<Option<Timeout>>,
    /// Incremented by each launch and stop. Events of earlier generations are ignored.
    generation: Cell<u32>,
}

impl Driver {
    /// Launches a worker. Passes the client's events to `on_event`.
    #[must_use]
    pub fn start(bundle: Bundle, timeouts: Timeouts, on_event: impl Fn(Event) + 'static) -> Self {
        let driver = Self(Rc::new(Inner {
            bundle,
            timeouts,
            on_event: Box::new(on_event),
            client: RefCell::default(),
            worker: RefCell::default(),
            timer: RefCell::default(),
            generation: Cell::default(),
        }));
        driver.relaunch();
        driver
    }

    /// Launches a new worker after a failure.
    pub fn relaunch(&self) {
        self.0.perform(Client::launch);
    }

    /// Submits a request. The answer arrives as an event.
    pub fn submit(&self, request: ReadRequest) {
        self.0.perform(|client| client.submit(request));
    }
}

impl Inner {
    /// Updates the client and performs the actions that it returns.
    fn perform(self: &Rc<Self>, update: impl FnOnce(&mut Client) -> Vec<Action>) {
        let actions = update(&mut self.client.borrow_mut());
        for action in actions {
            match action {
                Action::Launch => self.launch(),
                Action::Post(request) => self.post(&protocol::encode(&request)),
                Action::Stop => self.stop(),
                Action::Emit(event) => (self.on_event)(event),
            }
        }
        // While a worker starts, `launch` has already started the timer.
        if self.client.borrow().is_waiting() && self.timer.borrow().is_none() {
            self.start_timer(self.timeouts.reply_ms);
        }
    }

    fn stop(&self) {
        self.generation.set(self.generation.get() + 1);
        self.timer.take();
        self.worker.take();
    }

    fn launch(self: &Rc<Self>) {
        self.stop();
        self.start_timer(self.timeouts.start_ms);
        let (generation, inner) = (self.generation.get(), Rc::downgrade(self));
        let on_event = {
            let inner = inner.clone();
            move |event| {
                if let Some(inner) = inner
                    .upgrade()
                    .filter(|inner| inner.generation.get() == generation)
                {
                    inner.on_worker_event(event);
                }
            }
        };
        let bundle = self.bundle.clone();
        spawn_local(async move {
            let launched = WorkerHandle::launch(&bundle, on_event.clone()).await;
            match (launched, inner.upgrade()) {
                (Ok(worker), Some(inner)) if inner.generation.get() == generation => {
                    inner.worker.replace(Some(worker));
                    inner.perform(Client::on_launched);
                }
                (Err(error), _) => on_event(WorkerEvent::Error(error.to_string())),
                (Ok(_), _) => {}
            }
        });
    }

    fn post(self: &Rc<Self>, bytes: &[u8]) {
        let posted = self
            .worker
            .borrow()
            .as_ref()
            .map_or(Ok(()), |worker| worker.post(bytes));
        if let Err(error) = posted {
            self.perform(|client| client.fail(&error.to_string()));
        }
    }

    fn on_worker_event(self: &Rc<Self>, event: WorkerEvent) {
        self.timer.take();
        match event {
            WorkerEvent::Message(bytes) => {
                self.perform(|client| client.on_message(protocol::decode(&bytes)));
            }
            WorkerEvent::Error(message) => self.perform(|client| client.fail(&message)),
        }
    }

    fn start_timer(self: &Rc<Self>, timeout_ms: u32) {
        let inner = Rc::downgrade(self);
        let on_timeout = move || {
            if let Some(inner) = inner.upgrade() {
                inner.perform(Client::on_timeout);
            }
        };
        self.timer
            .replace(Some(Timeout::new(timeout_ms, on_timeout)));
    }
}
