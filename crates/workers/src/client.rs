//! The page's side of a conversation with a worker: turns questions into messages, and replies into events.
//!
//! At most one question is in flight. Of the questions submitted meanwhile, only the newest is kept, so a slow worker
//! never falls behind the pen. The first question may be sent before the worker is ready; the worker answers it once it
//! has loaded. A reply to a question that is no longer in flight is stale and is dropped. Every kind of worker failure
//! emits one [`Event::Failed`]; no further events follow until [`WorkerClient::launch`].
//!
//! The client does no I/O and reads no clock. It returns [`Action`]s, which the connection performs, and the connection
//! calls the client back with what happened.

use std::marker::PhantomData;

use crate::{DecodeError, Envelope, Reply, RequestId, WorkerFailure};

/// An action that the caller must perform.
#[derive(Clone, Debug, PartialEq)]
pub enum Action<Q, A, T> {
    /// Start a worker, replacing any other.
    Launch,
    /// Post this message to the worker.
    Post(Envelope<Q>),
    /// Terminate the worker.
    Stop,
    /// Pass this event on.
    Emit(Event<A, T>),
}

/// What happened in the conversation.
#[derive(Clone, Debug, PartialEq)]
pub enum Event<A, T> {
    /// A worker is starting.
    Starting,
    /// The worker accepts questions.
    Ready,
    /// The answer to the question with this tag.
    Answered(T, A),
    /// The worker failed and was terminated.
    Failed(WorkerFailure),
}

/// One conversation. Survives failures of the worker. `Q` is a question, `A` its answer, `T` the caller's tag of a
/// question, such as the revision of the ink.
#[derive(Debug)]
pub struct WorkerClient<Q, A, T> {
    worker: WorkerState<T>,
    last_id: RequestId,
    /// The newest question, if it has not been sent yet.
    queued: Option<(T, Q)>,
    answer: PhantomData<fn() -> A>,
}

#[derive(Debug)]
enum WorkerState<T> {
    Stopped,
    /// Is being launched and cannot receive messages yet.
    Starting,
    /// Receives messages. Queues them until it is ready.
    Running {
        is_ready: bool,
        in_flight: Option<InFlight<T>>,
    },
}

/// The question that is waiting for its answer.
#[derive(Debug)]
struct InFlight<T> {
    id: RequestId,
    tag: T,
}

impl<Q, A, T> Default for WorkerClient<Q, A, T> {
    fn default() -> Self {
        Self {
            worker: WorkerState::Stopped,
            last_id: 0,
            queued: None,
            answer: PhantomData,
        }
    }
}

impl<Q, A, T> WorkerClient<Q, A, T> {
    /// Starts the first worker, or a new one after a failure.
    pub fn launch(&mut self) -> Vec<Action<Q, A, T>> {
        self.worker = WorkerState::Starting;
        self.queued = None;
        vec![Action::Launch, Action::Emit(Event::Starting)]
    }

    /// Handles the end of the launch: the worker can receive messages now.
    pub fn on_launched(&mut self) -> Vec<Action<Q, A, T>> {
        if let WorkerState::Starting = self.worker {
            self.worker = WorkerState::Running {
                is_ready: false,
                in_flight: None,
            };
        }
        self.post_queued()
    }

    /// Submits a question. Replaces an earlier one that has not been sent yet.
    pub fn submit(&mut self, tag: T, question: Q) -> Vec<Action<Q, A, T>> {
        self.queued = Some((tag, question));
        self.post_queued()
    }

    /// Handles a message from the worker.
    pub fn on_message(&mut self, reply: Result<Reply<A>, DecodeError>) -> Vec<Action<Q, A, T>> {
        let WorkerState::Running {
            is_ready,
            in_flight,
        } = &mut self.worker
        else {
            return vec![];
        };
        let event = match reply {
            Err(_) => return self.fail(WorkerFailure::VersionMismatch),
            Ok(Reply::Error(reason)) => return self.fail(WorkerFailure::Rejected(reason)),
            Ok(Reply::Ready) if !*is_ready => {
                *is_ready = true;
                Event::Ready
            }
            Ok(Reply::Ready) => return vec![],
            Ok(Reply::Answer { id, answer }) => match in_flight.take_if(|asked| asked.id == id) {
                Some(InFlight { tag, .. }) => Event::Answered(tag, answer),
                None => return vec![],
            },
        };
        let mut actions = vec![Action::Emit(event)];
        actions.extend(self.post_queued());
        actions
    }

    /// Handles a worker that threw an exception, with the browser's message.
    pub fn on_exception(&mut self, message: String) -> Vec<Action<Q, A, T>> {
        self.fail(match self.worker {
            WorkerState::Running { is_ready: true, .. } => WorkerFailure::Crashed(message),
            _ => WorkerFailure::NotStarted(message),
        })
    }

    /// Handles a worker that failed.
    pub fn fail(&mut self, failure: WorkerFailure) -> Vec<Action<Q, A, T>> {
        if matches!(self.worker, WorkerState::Stopped) {
            return vec![];
        }
        self.worker = WorkerState::Stopped;
        self.queued = None;
        vec![Action::Stop, Action::Emit(Event::Failed(failure))]
    }

    /// Returns whether a message from the worker is expected.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        match &self.worker {
            WorkerState::Stopped => false,
            WorkerState::Starting => true,
            WorkerState::Running {
                is_ready,
                in_flight,
            } => !is_ready || in_flight.is_some(),
        }
    }

    /// Handles a timeout: fails if a message is still expected.
    pub fn on_timeout(&mut self) -> Vec<Action<Q, A, T>> {
        if !self.is_waiting() {
            return vec![];
        }
        match self.worker {
            WorkerState::Running { is_ready: true, .. } => self.fail(WorkerFailure::AnswerTimeout),
            _ => self.fail(WorkerFailure::StartTimeout),
        }
    }

    fn post_queued(&mut self) -> Vec<Action<Q, A, T>> {
        let WorkerState::Running { in_flight, .. } = &mut self.worker else {
            return vec![];
        };
        if in_flight.is_some() {
            return vec![];
        }
        let Some((tag, question)) = self.queued.take() else {
            return vec![];
        };
        self.last_id = self.last_id.wrapping_add(1);
        let id = self.last_id;
        *in_flight = Some(InFlight { id, tag });
        vec![Action::Post(Envelope { id, question })]
    }
}

#[cfg(test)]
mod tests;
