//! Does what the [`Client`] wants done: launches workers, passes messages, keeps the time.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;

use super::bundle::Bundle;
use super::worker::{EngineWorker, WorkerEvent};
use crate::client::{Action, Client, Report};
use crate::protocol;
use crate::state::Question;

/// How long to wait before giving a worker up.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// For download, compilation and weights. A slow phone line takes its time.
    pub start_ms: u32,
    /// For a reply, which usually takes a few milliseconds.
    pub reply_ms: u32,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            start_ms: 60_000,
            reply_ms: 15_000,
        }
    }
}

/// A conversation with the engine's worker. Dropping it ends the worker.
pub struct Driver(Rc<Inner>);

struct Inner {
    bundle: Bundle,
    patience: Patience,
    report: Box<dyn Fn(Report)>,
    client: RefCell<Client>,
    worker: RefCell<Option<EngineWorker>>,
    alarm: RefCell<Option<Timeout>>,
    /// Counts launches and stops, so that what is heard of a worker given up is told from the present one.
    launches: Cell<u32>,
}

impl Driver {
    /// Launches a worker and reports what comes of it.
    #[must_use]
    pub fn start(bundle: Bundle, patience: Patience, report: impl Fn(Report) + 'static) -> Self {
        let driver = Self(Rc::new(Inner {
            bundle,
            patience,
            report: Box::new(report),
            client: RefCell::default(),
            worker: RefCell::default(),
            alarm: RefCell::default(),
            launches: Cell::default(),
        }));
        driver.relaunch();
        driver
    }

    /// Launches a worker in place of one that failed.
    pub fn relaunch(&self) {
        self.0.perform(Client::launch);
    }

    /// Asks; the answer comes as a report.
    pub fn ask(&self, question: Question) {
        self.0.perform(|client| client.ask(question));
    }
}

impl Inner {
    fn perform(self: &Rc<Self>, step: impl FnOnce(&mut Client) -> Vec<Action>) {
        let actions = step(&mut self.client.borrow_mut());
        for action in actions {
            match action {
                Action::Launch => self.launch(),
                Action::Post(request) => self.post(&protocol::encode(&request)),
                Action::Stop => self.stop(),
                Action::Report(report) => (self.report)(report),
            }
        }
        // A worker that is on its way has an alarm of its own.
        if self.client.borrow().is_waiting() && self.alarm.borrow().is_none() {
            self.set_alarm(self.patience.reply_ms);
        }
    }

    fn stop(&self) {
        self.launches.set(self.launches.get() + 1);
        self.alarm.take();
        self.worker.take();
    }

    fn launch(self: &Rc<Self>) {
        self.stop();
        self.set_alarm(self.patience.start_ms);
        let (launch, inner) = (self.launches.get(), Rc::downgrade(self));
        let hear = {
            let inner = inner.clone();
            move |event| {
                if let Some(inner) = inner
                    .upgrade()
                    .filter(|inner| inner.launches.get() == launch)
                {
                    inner.hear(event);
                }
            }
        };
        let bundle = self.bundle.clone();
        spawn_local(async move {
            let launched = EngineWorker::launch(&bundle, hear.clone()).await;
            match (launched, inner.upgrade()) {
                (Ok(worker), Some(inner)) if inner.launches.get() == launch => {
                    inner.worker.replace(Some(worker));
                    inner.perform(Client::launched);
                }
                (Err(error), _) => hear(WorkerEvent::Died(error.to_string())),
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

    fn hear(self: &Rc<Self>, event: WorkerEvent) {
        self.alarm.take();
        match event {
            WorkerEvent::Said(bytes) => {
                self.perform(|client| client.hear(protocol::decode(&bytes)));
            }
            WorkerEvent::Died(why) => self.perform(|client| client.fail(&why)),
        }
    }

    fn set_alarm(self: &Rc<Self>, after_ms: u32) {
        let inner = Rc::downgrade(self);
        let ring = move || {
            if let Some(inner) = inner.upgrade() {
                inner.perform(Client::lose_patience);
            }
        };
        self.alarm.replace(Some(Timeout::new(after_ms, ring)));
    }
}
