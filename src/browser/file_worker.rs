//! Sends requests to the file worker, which opens pictures and drawings and writes drawings.
//!
//! The worker's bundle is fetched when the user first opens or saves a file. Each request gets a new worker, which is
//! terminated afterwards: WebAssembly memory never shrinks, so this is the only way to free the memory of a large
//! picture. It also keeps a crash from affecting later requests.

use std::cell::RefCell;
use std::rc::Rc;

use futures_channel::mpsc::{UnboundedReceiver, UnboundedSender, unbounded};
use gloo_timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;

use super::bundle::Bundle;
use super::driver::Timeouts;
use super::error::BrowserError;
use super::worker::{WorkerEvent, WorkerHandle};
use crate::protocol::files::{Reply, Request};
use crate::protocol::{self, DecodeError};
use crate::text::{ERRORS, PAGE};

/// Opening a large photo on a slow phone takes long.
const TIMEOUTS: Timeouts = Timeouts {
    start_ms: 60_000,
    reply_ms: 60_000,
};

/// Why a request failed. Displays the message to show the user.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileWorkerError {
    /// The worker rejected the request, with its message.
    #[error("{0}")]
    Rejected(String),
    /// The worker could not be downloaded.
    #[error("{}", (PAGE.errors.file_worker.download)(.0))]
    Download(String),
    /// The worker did not start.
    #[error("{}", PAGE.errors.file_worker.not_started)]
    StartFailed,
    /// The worker crashed, probably out of memory.
    #[error("{}", PAGE.errors.file_worker.crashed)]
    Crashed,
    /// The worker did not start or reply in time.
    #[error("{}", PAGE.errors.file_worker.timeout)]
    Timeout,
    /// The worker comes from another build.
    #[error("{}", ERRORS.version_mismatch)]
    VersionMismatch(#[from] DecodeError),
    /// A browser API failed.
    #[error(transparent)]
    Browser(#[from] BrowserError),
}

/// Sends a request to a new worker and returns the reply.
///
/// # Errors
/// If the worker rejects the request or fails.
pub async fn request(request: &Request) -> Result<Reply, FileWorkerError> {
    request_from(&Bundle::file_worker()?, TIMEOUTS, request).await
}

/// Sends a request to a new worker of this bundle and returns the reply.
///
/// # Errors
/// Same as [`request`].
pub async fn request_from(
    bundle: &Bundle,
    timeouts: Timeouts,
    request: &Request,
) -> Result<Reply, FileWorkerError> {
    let mut worker = FileWorker::launch(bundle.clone());
    match worker.next_reply(timeouts.start_ms).await {
        Ok(Reply::Ready) => worker.post(&protocol::encode(request))?,
        Ok(_) | Err(FileWorkerError::Crashed) => return Err(FileWorkerError::StartFailed),
        Err(error) => return Err(error),
    }
    match worker.next_reply(timeouts.reply_ms).await? {
        Reply::Error { message } => Err(FileWorkerError::Rejected(message)),
        Reply::Ready => Err(FileWorkerError::Crashed),
        reply => Ok(reply),
    }
}

enum FileWorkerEvent {
    Worker(WorkerEvent),
    LaunchFailed(BrowserError),
    Timeout,
}

/// A worker and its events. The worker is terminated on drop.
struct FileWorker {
    worker: Rc<RefCell<Option<WorkerHandle>>>,
    sender: UnboundedSender<FileWorkerEvent>,
    events: UnboundedReceiver<FileWorkerEvent>,
}

impl FileWorker {
    fn launch(bundle: Bundle) -> Self {
        let (sender, events) = unbounded();
        let worker = Rc::<RefCell<Option<WorkerHandle>>>::default();
        let (slot, launch_sender) = (Rc::downgrade(&worker), sender.clone());
        // `unbounded_send` fails only when the receiver is gone; that is fine.
        spawn_local(async move {
            let event_sender = launch_sender.clone();
            let on_event =
                move |event| drop(event_sender.unbounded_send(FileWorkerEvent::Worker(event)));
            match (
                WorkerHandle::launch(&bundle, on_event).await,
                slot.upgrade(),
            ) {
                (Ok(worker), Some(slot)) => drop(slot.replace(Some(worker))),
                (Err(error), _) => {
                    drop(launch_sender.unbounded_send(FileWorkerEvent::LaunchFailed(error)));
                }
                (Ok(_), None) => {}
            }
        });
        Self {
            worker,
            sender,
            events,
        }
    }

    fn post(&self, request: &[u8]) -> Result<(), BrowserError> {
        let worker = self.worker.borrow();
        worker
            .as_ref()
            .map_or(Ok(()), |worker| worker.post(request))
    }

    /// Waits for the next reply.
    async fn next_reply(&mut self, timeout_ms: u32) -> Result<Reply, FileWorkerError> {
        let sender = self.sender.clone();
        let _timer = Timeout::new(timeout_ms, move || {
            drop(sender.unbounded_send(FileWorkerEvent::Timeout));
        });
        match self.events.recv().await {
            Ok(FileWorkerEvent::Worker(WorkerEvent::Message(bytes))) => {
                Ok(protocol::decode(&bytes)?)
            }
            Ok(FileWorkerEvent::LaunchFailed(BrowserError::Download(reason))) => {
                Err(FileWorkerError::Download(reason))
            }
            Ok(FileWorkerEvent::LaunchFailed(error)) => Err(error.into()),
            Ok(FileWorkerEvent::Timeout) => Err(FileWorkerError::Timeout),
            Ok(FileWorkerEvent::Worker(WorkerEvent::Error(_))) | Err(_) => {
                Err(FileWorkerError::Crashed)
            }
        }
    }
}
