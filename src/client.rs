//! The page's client of the engine's worker: turns read requests into messages, and replies into events.
//!
//! At most one request is in flight. Of the requests submitted meanwhile, only the newest is kept, so a slow worker
//! never falls behind the pen. The first request may be sent before the worker is ready; the worker answers it once the
//! network has loaded. A reply to a request that is no longer in flight is stale and is dropped. Every kind of worker
//! failure emits one [`Event::Failed`]; no further events follow until [`Client::launch`].
//!
//! The client does no I/O and reads no clock. It returns [`Action`]s, which `browser::driver` performs, and the driver
//! calls the client back with what happened.

use number::Number;

use crate::protocol::{DecodeError, Reply, Request, RequestId};
use crate::state::ReadRequest;
use crate::state::editor::Revision;
use crate::text;

/// An action that the caller must perform.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Start a worker, replacing any other.
    Launch,
    /// Post this request to the worker.
    Post(Request),
    /// Terminate the worker.
    Stop,
    /// Pass this event to the session.
    Emit(Event),
}

/// An event for the session.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// A worker is starting.
    Started,
    /// The worker accepts requests.
    Ready,
    /// The answer to a request.
    Answered(Revision, Number),
    /// The worker failed and was terminated. Contains the reason to show the user.
    Failed(String),
}

/// The connection to the engine's worker. Survives failures of the worker.
#[derive(Debug, Default)]
pub struct Client {
    worker: WorkerState,
    last_id: RequestId,
    /// The newest request, if it has not been sent yet.
    queued: Option<ReadRequest>,
}

#[derive(Debug, Default)]
enum WorkerState {
    #[default]
    Stopped,
    /// Is being launched and cannot receive messages yet.
    Starting,
    /// Receives messages. Queues them until it is ready.
    Running {
        is_ready: bool,
        in_flight: Option<InFlight>,
    },
}

/// The request that is waiting for its reply.
#[derive(Clone, Copy, Debug, PartialEq)]
struct InFlight {
    id: RequestId,
    revision: Revision,
}

impl Client {
    /// Starts the first worker, or a new one after a failure.
    pub fn launch(&mut self) -> Vec<Action> {
        self.worker = WorkerState::Starting;
        self.queued = None;
        vec![Action::Launch, Action::Emit(Event::Started)]
    }

    /// Handles the end of the launch: the worker can receive messages now.
    pub fn on_launched(&mut self) -> Vec<Action> {
        if let WorkerState::Starting = self.worker {
            self.worker = WorkerState::Running {
                is_ready: false,
                in_flight: None,
            };
        }
        self.post_queued()
    }

    /// Submits a request. Replaces an earlier one that has not been sent yet.
    pub fn submit(&mut self, request: ReadRequest) -> Vec<Action> {
        self.queued = Some(request);
        self.post_queued()
    }

    /// Handles a message from the worker.
    pub fn on_message(&mut self, reply: Result<Reply, DecodeError>) -> Vec<Action> {
        let WorkerState::Running {
            is_ready,
            in_flight,
        } = &mut self.worker
        else {
            return vec![];
        };
        let event = match reply {
            Err(_) => return self.fail(text::ERRORS.version_mismatch),
            Ok(Reply::Error { message }) => return self.fail(&message),
            Ok(Reply::Ready) if !*is_ready => {
                *is_ready = true;
                Event::Ready
            }
            Ok(Reply::Read { id, number }) => match *in_flight {
                Some(request) if request.id == id => {
                    *in_flight = None;
                    Event::Answered(request.revision, number)
                }
                _ => return vec![],
            },
            Ok(Reply::Ready) => return vec![],
        };
        let mut actions = vec![Action::Emit(event)];
        actions.extend(self.post_queued());
        actions
    }

    /// Handles a worker that failed to start or crashed.
    pub fn fail(&mut self, reason: &str) -> Vec<Action> {
        if matches!(self.worker, WorkerState::Stopped) {
            return vec![];
        }
        self.worker = WorkerState::Stopped;
        self.queued = None;
        vec![Action::Stop, Action::Emit(Event::Failed(reason.into()))]
    }

    /// Returns whether a message from the worker is expected.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        match self.worker {
            WorkerState::Stopped => false,
            WorkerState::Starting => true,
            WorkerState::Running {
                is_ready,
                in_flight,
            } => !is_ready || in_flight.is_some(),
        }
    }

    /// Handles a timeout: fails if a message is still expected.
    pub fn on_timeout(&mut self) -> Vec<Action> {
        if !self.is_waiting() {
            return vec![];
        }
        match self.worker {
            WorkerState::Running { is_ready: true, .. } => {
                self.fail(text::ERRORS.engine_reply_timeout)
            }
            _ => self.fail(text::ERRORS.engine_start_timeout),
        }
    }

    fn post_queued(&mut self) -> Vec<Action> {
        let WorkerState::Running { in_flight, .. } = &mut self.worker else {
            return vec![];
        };
        if in_flight.is_some() {
            return vec![];
        }
        let Some(ReadRequest { revision, target }) = self.queued.take() else {
            return vec![];
        };
        self.last_id = self.last_id.wrapping_add(1);
        let id = self.last_id;
        *in_flight = Some(InFlight { id, revision });
        vec![Action::Post(Request::Read { id, target })]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::Target;
    use ink::{Raster, SIDE};

    fn request(revision: Revision) -> ReadRequest {
        ReadRequest {
            revision,
            target: Target::Raster(Box::new(Raster::from_pixels([revision as u8; SIDE * SIDE]))),
        }
    }

    fn post(id: RequestId, revision: Revision) -> Action {
        Action::Post(Request::Read {
            id,
            target: request(revision).target,
        })
    }

    fn reply(id: RequestId) -> Result<Reply, DecodeError> {
        Ok(Reply::Read {
            id,
            number: Number::default(),
        })
    }

    fn answered(revision: Revision) -> Action {
        Action::Emit(Event::Answered(revision, Number::default()))
    }

    fn failed(reason: &str) -> Vec<Action> {
        vec![Action::Stop, Action::Emit(Event::Failed(reason.into()))]
    }

    fn launched() -> Client {
        let mut client = Client::default();
        client.launch();
        assert_eq!(client.on_launched(), []);
        client
    }

    fn ready() -> Client {
        let mut client = launched();
        assert_eq!(
            client.on_message(Ok(Reply::Ready)),
            [Action::Emit(Event::Ready)]
        );
        client
    }

    #[test]
    fn a_request_is_posted_and_its_answer_has_the_revision_of_the_ink() {
        let mut client = ready();
        assert_eq!(client.submit(request(5)), [post(1, 5)]);
        assert_eq!(client.on_message(reply(1)), [answered(5)]);
        assert_eq!(client.submit(request(6)), [post(2, 6)]);
    }

    #[test]
    fn while_a_request_is_in_flight_only_the_newest_one_waits() {
        let mut client = ready();
        client.submit(request(1));
        assert_eq!(client.submit(request(2)), []);
        assert_eq!(client.submit(request(3)), []);
        assert_eq!(client.on_message(reply(1)), [answered(1), post(2, 3)]);
        assert_eq!(client.on_message(reply(2)), [answered(3)]);
    }

    #[test]
    fn a_request_submitted_during_launch_is_posted_once_after_launch() {
        let mut client = Client::default();
        client.launch();
        assert_eq!(client.submit(request(3)), []);
        assert_eq!(client.submit(request(4)), []);
        assert_eq!(client.on_launched(), [post(1, 4)]);
        assert_eq!(client.on_launched(), []);
    }

    #[test]
    fn a_worker_that_is_not_ready_gets_one_request_and_answers_it_when_ready() {
        let mut client = launched();
        assert_eq!(client.submit(request(4)), [post(1, 4)]);
        assert_eq!(client.submit(request(5)), []);
        assert_eq!(
            client.on_message(Ok(Reply::Ready)),
            [Action::Emit(Event::Ready)]
        );
        assert_eq!(client.on_message(reply(1)), [answered(4), post(2, 5)]);
    }

    #[test]
    fn a_stale_or_repeated_reply_is_dropped() {
        let mut client = ready();
        client.submit(request(1));
        assert_eq!(client.on_message(reply(0)), []);
        assert_eq!(client.on_message(reply(1)), [answered(1)]);
        assert_eq!(client.on_message(reply(1)), []);
    }

    #[test]
    fn a_reply_to_the_previous_workers_request_is_dropped() {
        let mut client = ready();
        client.submit(request(1));
        client.fail("crashed");
        client.launch();
        client.on_launched();
        client.on_message(Ok(Reply::Ready));
        client.submit(request(2));
        assert_eq!(client.on_message(reply(1)), []);
        assert_eq!(client.on_message(reply(2)), [answered(2)]);
    }

    #[test]
    fn every_kind_of_failure_stops_the_worker_and_is_emitted_once() {
        let invalid_reply = crate::protocol::decode::<Reply>(&[255; 4]);
        assert!(invalid_reply.is_err());
        assert_eq!(
            ready().on_message(invalid_reply),
            failed("This page was updated. Reload to continue.")
        );
        assert_eq!(
            ready().on_message(Ok(Reply::Error {
                message: "truncated".into()
            })),
            failed("truncated")
        );
        let mut client = ready();
        assert_eq!(client.fail("crashed"), failed("crashed"));
        assert_eq!(client.fail("crashed"), []);
        assert_eq!(client.on_message(Ok(Reply::Ready)), []);
    }

    #[test]
    fn a_timeout_fails_only_while_a_message_is_expected() {
        let mut client = Client::default();
        assert_eq!(client.on_timeout(), []);
        client.launch();
        let timeout_actions = failed("The recogniser took too long to load.");
        assert_eq!(client.on_timeout(), timeout_actions);
        let mut client = launched();
        client.submit(request(1));
        assert_eq!(client.on_timeout(), timeout_actions);
        let mut client = ready();
        assert_eq!(client.on_timeout(), []);
        client.submit(request(1));
        assert_eq!(
            client.on_timeout(),
            failed("The recogniser stopped responding.")
        );
    }

    #[test]
    fn a_new_worker_does_not_get_requests_of_the_previous_one() {
        let mut client = ready();
        client.submit(request(1));
        client.submit(request(2));
        client.fail("crashed");
        assert_eq!(
            client.launch(),
            [Action::Launch, Action::Emit(Event::Started)]
        );
        assert_eq!(client.on_launched(), []);
        assert_eq!(
            client.on_message(Ok(Reply::Ready)),
            [Action::Emit(Event::Ready)]
        );
    }
}
