//! The page's conversation with a worker: performs the actions of a [`WorkerClient`].

mod handle;
mod prestarted;

use std::cell::{Cell, RefCell};
use std::marker::PhantomData;
use std::rc::{Rc, Weak};

use futures_channel::oneshot;
use gloo_timers::callback::Timeout;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen_futures::spawn_local;
use workers::client::{Action, Event, WorkerClient};
use workers::{DecodeError, Reply, WorkerFailure, decode, encode};

use super::bundle::Bundle;
use super::error::{BrowserError, error_message};
use handle::{Message, WorkerHandle};

/// How long to wait for a worker.
#[derive(Clone, Copy, Debug)]
pub struct Timeouts {
    /// From launch to `Ready`: download, compilation, loading of the weights. Generous, for slow connections.
    pub start_ms: u32,
    /// For an answer.
    pub answer_ms: u32,
}

impl Timeouts {
    /// For a worker that usually answers within milliseconds.
    pub const QUICK_ANSWER: Self = Self {
        start_ms: 60_000,
        answer_ms: 15_000,
    };
    /// For a worker whose answer takes long on a slow phone, such as opening a large photo.
    pub const SLOW_ANSWER: Self = Self {
        start_ms: 60_000,
        answer_ms: 60_000,
    };
}

/// A conversation with a worker. `Q` is a question, `A` its answer. The worker is terminated on drop.
pub struct WorkerConnection<Q, A> {
    connection: Rc<Connection>,
    messages: PhantomData<fn(Q) -> A>,
}

/// The caller's tag of a question, such as the revision of the ink.
pub type Tag = u32;

/// A serialised question or answer. Everything but [`WorkerConnection`] deals with bytes and is therefore compiled once
/// for all workers, which saves about 5 KB of the page's WebAssembly (`cargo perf bytes`).
type Bytes = Vec<u8>;

/// A client whose questions and answers are bytes, and the actions that it returns.
type Client = WorkerClient<Bytes, Bytes, Tag>;
type Actions = Vec<Action<Bytes, Bytes, Tag>>;

/// Handles an event; fails if an answer is not of this build.
type OnEvent = Box<dyn Fn(Event<Bytes, Tag>) -> Result<(), DecodeError>>;

struct Connection {
    bundle: Result<Bundle, BrowserError>,
    timeouts: Timeouts,
    on_event: OnEvent,
    client: RefCell<Client>,
    worker: RefCell<Option<WorkerHandle>>,
    timer: RefCell<Option<Timeout>>,
    /// Incremented by each launch and stop. Messages of earlier generations are ignored.
    generation: Cell<u32>,
}

impl<Q: Serialize, A: DeserializeOwned> WorkerConnection<Q, A> {
    /// Prepares a conversation with the worker of this bundle. Passes what happens to `on_event`.
    #[must_use]
    pub fn new(
        bundle: &str,
        timeouts: Timeouts,
        on_event: impl Fn(Event<A, Tag>) + 'static,
    ) -> Self {
        Self::with_bundle(Bundle::named(bundle), timeouts, on_event)
    }

    /// Like [`Self::new`], with a bundle that need not be listed in index.html.
    #[must_use]
    pub fn with_bundle(
        bundle: Result<Bundle, BrowserError>,
        timeouts: Timeouts,
        on_event: impl Fn(Event<A, Tag>) + 'static,
    ) -> Self {
        let on_event = move |event: Event<Bytes, Tag>| {
            on_event(match event {
                Event::Starting => Event::Starting,
                Event::Ready => Event::Ready,
                Event::Answered(tag, bytes) => Event::Answered(tag, decode(&bytes)?),
                Event::Failed(failure) => Event::Failed(failure),
            });
            Ok(())
        };
        let connection = Connection {
            bundle,
            timeouts,
            on_event: Box::new(on_event),
            client: RefCell::default(),
            worker: RefCell::default(),
            timer: RefCell::default(),
            generation: Cell::default(),
        };
        Self {
            connection: Rc::new(connection),
            messages: PhantomData,
        }
    }

    /// Launches the worker, or a new one after a failure.
    pub fn launch(&self) {
        self.connection.perform(&mut WorkerClient::launch);
    }

    /// Submits a question. The answer arrives as an event, unless a newer question replaces this one.
    pub fn submit(&self, tag: Tag, question: &Q) {
        let mut question = encode(question);
        self.connection
            .perform(&mut |client| client.submit(tag, std::mem::take(&mut question)));
    }
}

/// Asks a new worker one question and terminates the worker: WebAssembly memory never shrinks, so this is the only way
/// to free the memory of a large picture. It also keeps a crash from affecting later questions.
///
/// # Errors
/// If the worker fails before it answers.
pub async fn ask_once<Q, A>(
    bundle: Result<Bundle, BrowserError>,
    timeouts: Timeouts,
    question: &Q,
) -> Result<A, WorkerFailure>
where
    Q: Serialize,
    A: DeserializeOwned + 'static,
{
    let (sender, receiver) = oneshot::channel();
    let sender = Cell::new(Some(sender));
    let finish = move |result| {
        if let Some(sender) = sender.take() {
            // Fails only if the caller no longer waits; that is fine.
            let _ = sender.send(result);
        }
    };
    let connection = WorkerConnection::with_bundle(bundle, timeouts, move |event| match event {
        Event::Starting | Event::Ready => {}
        Event::Answered(_, answer) => finish(Ok(answer)),
        Event::Failed(failure) => finish(Err(failure)),
    });
    connection.launch();
    connection.submit(0, question);
    receiver.await.expect("the connection holds the sender")
}

impl Connection {
    /// Updates the client and performs the actions that it returns.
    fn perform(self: &Rc<Self>, update: &mut dyn FnMut(&mut Client) -> Actions) {
        let actions = update(&mut self.client.borrow_mut());
        for action in actions {
            match action {
                Action::Launch => self.launch(),
                Action::Post(envelope) => self.post(&envelope.into_bytes()),
                Action::Stop => self.stop(),
                Action::Emit(event) => {
                    if (self.on_event)(event).is_err() {
                        self.fail(WorkerFailure::VersionMismatch);
                    }
                }
            }
        }
        // While a worker starts, `launch` has already started the timer.
        if self.client.borrow().is_waiting() && self.timer.borrow().is_none() {
            self.start_timer(self.timeouts.answer_ms);
        }
    }

    fn fail(self: &Rc<Self>, failure: WorkerFailure) {
        let mut failure = Some(failure);
        self.perform(&mut |client| failure.take().map_or_else(Vec::new, |failure| client.fail(failure)));
    }

    fn stop(&self) {
        self.generation.set(self.generation.get() + 1);
        self.timer.take();
        self.worker.take();
    }

    fn launch(self: &Rc<Self>) {
        self.stop();
        self.start_timer(self.timeouts.start_ms);
        let generation = self.generation.get();
        let weak = Rc::downgrade(self);
        let connection = move || Self::current(&weak, generation);
        let on_message = {
            let connection = connection.clone();
            move |message| {
                if let Some(connection) = connection() {
                    connection.on_message(&message);
                }
            }
        };
        let bundle = self.bundle.clone();
        spawn_local(async move {
            let launched = WorkerHandle::launch(bundle, Rc::new(on_message)).await;
            let Some(connection) = connection() else {
                return;
            };
            match launched {
                Ok(worker) => {
                    connection.worker.replace(Some(worker));
                    connection.perform(&mut WorkerClient::on_launched);
                }
                Err(failure) => connection.fail(failure),
            }
        });
    }

    /// Returns the connection unless it was dropped or its worker replaced.
    fn current(connection: &Weak<Self>, generation: u32) -> Option<Rc<Self>> {
        let connection = connection.upgrade()?;
        (connection.generation.get() == generation).then_some(connection)
    }

    fn post(self: &Rc<Self>, bytes: &[u8]) {
        let posted = match &*self.worker.borrow() {
            Some(worker) => worker.post(bytes),
            None => Ok(()),
        };
        if let Err(exception) = posted {
            self.perform(&mut |client| client.on_exception(error_message(&exception)));
        }
    }

    fn on_message(self: &Rc<Self>, message: &Message) {
        self.timer.take();
        self.perform(&mut |client| match message {
            Message::Reply(bytes) => client.on_message(Reply::from_bytes(bytes)),
            Message::Exception(message) => client.on_exception(message.clone()),
        });
    }

    fn start_timer(self: &Rc<Self>, timeout_ms: u32) {
        let weak = Rc::downgrade(self);
        let on_timeout = move || {
            if let Some(connection) = weak.upgrade() {
                connection.perform(&mut WorkerClient::on_timeout);
            }
        };
        self.timer
            .replace(Some(Timeout::new(timeout_ms, on_timeout)));
    }
}
