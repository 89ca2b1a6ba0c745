//! The page's side of the reader of files: a file's bytes in, what is on it out; a drawing in, a file's bytes out.
//!
//! A worker of its own, fetched when a person first brings or takes a file and never before. Each
//! file gets a fresh one, which ends with it: a large picture's memory is given back, which
//! WebAssembly cannot do otherwise, and a reader that died harms no other file.

use std::cell::RefCell;
use std::rc::Rc;

use futures_channel::mpsc::{UnboundedReceiver, UnboundedSender, unbounded};
use gloo_timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;

use super::bundle::Bundle;
use super::driver::Patience;
use super::error::BrowserError;
use super::worker::{EngineWorker, WorkerEvent};
use crate::protocol::pictures::{Reply, Request};
use crate::protocol::{self, Garbled};

/// A reader is waited for as long as the network is; a large photograph on a slow phone takes its
/// time.
const PATIENCE: Patience = Patience {
    start_ms: 60_000,
    reply_ms: 60_000,
};

/// Why a picture was not read, in words fit to show a person.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// The file shows no digit, in the reader's words.
    #[error("{0}")]
    Refused(String),
    /// The reader's file did not come.
    #[error("What reads files could not be downloaded ({0}). Check the connection and try again.")]
    Download(String),
    /// The reader could not be started.
    #[error("What reads files could not be started. Reload the page and try again.")]
    NotStarted,
    /// The reader trapped.
    #[error(
        "The picture could not be read: it takes more memory than there is. Try a smaller one."
    )]
    Died,
    /// The reader, or its download, takes too long.
    #[error("Reading the picture takes too long. Try again, or a smaller picture.")]
    TooLong,
    /// The reader is of another build.
    #[error(transparent)]
    Garbled(#[from] Garbled),
    /// The browser refused the reader, or passing the picture to it.
    #[error(transparent)]
    Browser(#[from] BrowserError),
}

/// Has the reader do something.
///
/// # Errors
/// Where it refuses, or fails.
pub async fn ask(request: &Request) -> Result<Reply, ReadError> {
    ask_by(&Bundle::of_reader()?, PATIENCE, request).await
}

/// Has the reader of this bundle do something.
///
/// # Errors
/// As [`ask`].
pub async fn ask_by(
    bundle: &Bundle,
    patience: Patience,
    request: &Request,
) -> Result<Reply, ReadError> {
    let mut reader = Reader::launch(bundle.clone());
    match reader.reply(patience.start_ms).await {
        Ok(Reply::Ready) => reader.post(&protocol::encode(request))?,
        Ok(_) | Err(ReadError::Died) => return Err(ReadError::NotStarted),
        Err(error) => return Err(error),
    }
    match reader.reply(patience.reply_ms).await? {
        Reply::Refused { why } => Err(ReadError::Refused(why)),
        Reply::Ready => Err(ReadError::Died),
        reply => Ok(reply),
    }
}

/// What is heard of a reader.
enum Heard {
    Worker(WorkerEvent),
    NotLaunched(BrowserError),
    Nothing,
}

/// A reader and what it says. Dropping it ends its worker.
struct Reader {
    worker: Rc<RefCell<Option<EngineWorker>>>,
    tell: UnboundedSender<Heard>,
    heard: UnboundedReceiver<Heard>,
}

impl Reader {
    fn launch(bundle: Bundle) -> Self {
        let (tell, heard) = unbounded();
        let worker = Rc::<RefCell<Option<EngineWorker>>>::default();
        let (place, told) = (Rc::downgrade(&worker), tell.clone());
        // Who no longer listens need not hear: then there is nobody to tell of a failed `send`.
        spawn_local(async move {
            let events = told.clone();
            let hear = move |event| drop(events.unbounded_send(Heard::Worker(event)));
            match (EngineWorker::launch(&bundle, hear).await, place.upgrade()) {
                (Ok(worker), Some(place)) => drop(place.replace(Some(worker))),
                (Err(error), _) => drop(told.unbounded_send(Heard::NotLaunched(error))),
                (Ok(_), None) => {}
            }
        });
        Self {
            worker,
            tell,
            heard,
        }
    }

    fn post(&self, file: &[u8]) -> Result<(), BrowserError> {
        let worker = self.worker.borrow();
        worker.as_ref().map_or(Ok(()), |worker| worker.post(file))
    }

    /// The next reply, if it comes in time.
    async fn reply(&mut self, patience_ms: u32) -> Result<Reply, ReadError> {
        let tell = self.tell.clone();
        let _alarm = Timeout::new(patience_ms, move || {
            drop(tell.unbounded_send(Heard::Nothing));
        });
        match self.heard.recv().await {
            Ok(Heard::Worker(WorkerEvent::Said(bytes))) => Ok(protocol::decode(&bytes)?),
            Ok(Heard::NotLaunched(BrowserError::Download(why))) => Err(ReadError::Download(why)),
            Ok(Heard::NotLaunched(error)) => Err(error.into()),
            Ok(Heard::Nothing) => Err(ReadError::TooLong),
            Ok(Heard::Worker(WorkerEvent::Died(_))) | Err(_) => Err(ReadError::Died),
        }
    }
}
