//! The page's side: questions in, requests out; replies in, reports out.
//!
//! One request at most is under way, and the next to go is always the newest question: the pen
//! outruns no worker, however slow. The first goes out before the worker is ready, which answers it
//! as soon as it can. A reply to any other request is stale and dropped. What goes wrong with the
//! worker, in whatever way, ends in one [`Report::Failed`], after which nothing is heard of it until
//! [`Client::launch`].
//!
//! The client touches no worker and no clock: it says what is to be done ([`Action`]) and is told
//! what happened. `browser::driver` does the doing.

use number::Number;

use crate::protocol::{Garbled, Reply, Request, RequestId};
use crate::state::Question;
use crate::state::sheet::Revision;

/// What the client wants done, in order.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Start a worker in place of any that there is.
    Launch,
    /// Send this to the worker.
    Post(Request),
    /// End the worker.
    Stop,
    /// Tell the session.
    Report(Report),
}

/// What the session is to know.
#[derive(Clone, Debug, PartialEq)]
pub enum Report {
    /// A worker is being started.
    Started,
    /// The worker takes questions.
    Ready,
    /// The answer to a question.
    Answered(Revision, Number),
    /// There is no worker any more; with the reason for a person to read.
    Failed(String),
}

/// The conversation with one worker after another.
#[derive(Debug, Default)]
pub struct Client {
    worker: Worker,
    last_id: RequestId,
    next: Option<Question>,
}

#[derive(Debug, Default)]
enum Worker {
    #[default]
    Gone,
    /// On its way: nothing can be sent to it yet.
    Starting,
    /// It answers what it is sent, once it is ready.
    Here {
        is_ready: bool,
        asked: Option<Asked>,
    },
}

/// The request that is under way.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Asked {
    id: RequestId,
    revision: Revision,
}

impl Client {
    /// Starts a worker, the first or a new one after a failure.
    pub fn launch(&mut self) -> Vec<Action> {
        self.worker = Worker::Starting;
        self.next = None;
        vec![Action::Launch, Action::Report(Report::Started)]
    }

    /// The worker is there: it keeps what it is sent until it is ready.
    pub fn launched(&mut self) -> Vec<Action> {
        if let Worker::Starting = self.worker {
            self.worker = Worker::Here {
                is_ready: false,
                asked: None,
            };
        }
        self.post_next()
    }

    /// Takes a question, in place of one that still waits.
    pub fn ask(&mut self, question: Question) -> Vec<Action> {
        self.next = Some(question);
        self.post_next()
    }

    /// Takes what the worker sent.
    pub fn hear(&mut self, reply: Result<Reply, Garbled>) -> Vec<Action> {
        let Worker::Here { is_ready, asked } = &mut self.worker else {
            return vec![];
        };
        let report = match reply {
            Err(garbled) => return self.fail(&garbled.to_string()),
            Ok(Reply::Refused { why }) => return self.fail(&why),
            Ok(Reply::Ready) if !*is_ready => {
                *is_ready = true;
                Report::Ready
            }
            Ok(Reply::Read { id, number }) => match *asked {
                Some(Asked { id: own, revision }) if own == id => {
                    *asked = None;
                    Report::Answered(revision, number)
                }
                _ => return vec![],
            },
            Ok(Reply::Ready) => return vec![],
        };
        let mut actions = vec![Action::Report(report)];
        actions.extend(self.post_next());
        actions
    }

    /// The worker could not be started, or died.
    pub fn fail(&mut self, why: &str) -> Vec<Action> {
        if matches!(self.worker, Worker::Gone) {
            return vec![];
        }
        self.worker = Worker::Gone;
        self.next = None;
        vec![Action::Stop, Action::Report(Report::Failed(why.into()))]
    }

    /// Whether something is to come from the worker.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        match self.worker {
            Worker::Gone => false,
            Worker::Starting => true,
            Worker::Here { is_ready, asked } => !is_ready || asked.is_some(),
        }
    }

    /// What the client waits for, if anything, has not come in time.
    pub fn lose_patience(&mut self) -> Vec<Action> {
        if !self.is_waiting() {
            return vec![];
        }
        match self.worker {
            Worker::Here { is_ready: true, .. } => self.fail("The network stopped answering."),
            _ => self.fail("The network took too long to load."),
        }
    }

    fn post_next(&mut self) -> Vec<Action> {
        let Worker::Here { asked, .. } = &mut self.worker else {
            return vec![];
        };
        if asked.is_some() {
            return vec![];
        }
        let Some(Question { revision, ask }) = self.next.take() else {
            return vec![];
        };
        self.last_id = self.last_id.wrapping_add(1);
        let id = self.last_id;
        *asked = Some(Asked { id, revision });
        vec![Action::Post(Request::Read { id, ask })]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::Ask;
    use ink::{Raster, SIDE};

    fn question(revision: Revision) -> Question {
        Question {
            revision,
            ask: Ask::Raster(Box::new(Raster::from_pixels([revision as u8; SIDE * SIDE]))),
        }
    }

    fn post(id: RequestId, revision: Revision) -> Action {
        Action::Post(Request::Read {
            id,
            ask: question(revision).ask,
        })
    }

    fn classified(id: RequestId) -> Result<Reply, Garbled> {
        Ok(Reply::Read {
            id,
            number: Number::default(),
        })
    }

    fn answered(revision: Revision) -> Action {
        Action::Report(Report::Answered(revision, Number::default()))
    }

    fn failed(why: &str) -> Vec<Action> {
        vec![Action::Stop, Action::Report(Report::Failed(why.into()))]
    }

    fn launched() -> Client {
        let mut client = Client::default();
        client.launch();
        assert_eq!(client.launched(), []);
        client
    }

    fn ready() -> Client {
        let mut client = launched();
        assert_eq!(
            client.hear(Ok(Reply::Ready)),
            [Action::Report(Report::Ready)]
        );
        client
    }

    #[test]
    fn a_question_goes_out_and_its_answer_comes_back_with_the_inks_revision() {
        let mut client = ready();
        assert_eq!(client.ask(question(5)), [post(1, 5)]);
        assert_eq!(client.hear(classified(1)), [answered(5)]);
        assert_eq!(client.ask(question(6)), [post(2, 6)]);
    }

    #[test]
    fn while_one_request_is_under_way_only_the_newest_question_waits() {
        let mut client = ready();
        client.ask(question(1));
        assert_eq!(client.ask(question(2)), []);
        assert_eq!(client.ask(question(3)), []);
        assert_eq!(client.hear(classified(1)), [answered(1), post(2, 3)]);
        assert_eq!(client.hear(classified(2)), [answered(3)]);
    }

    #[test]
    fn a_question_asked_before_there_is_a_worker_goes_out_when_there_is() {
        let mut client = Client::default();
        client.launch();
        assert_eq!(client.ask(question(3)), []);
        assert_eq!(client.ask(question(4)), []);
        assert_eq!(client.launched(), [post(1, 4)]);
        assert_eq!(client.launched(), [], "it is asked once");
    }

    #[test]
    fn a_worker_that_is_not_ready_is_asked_once_and_answers_when_it_is() {
        let mut client = launched();
        assert_eq!(client.ask(question(4)), [post(1, 4)]);
        assert_eq!(client.ask(question(5)), []);
        assert_eq!(
            client.hear(Ok(Reply::Ready)),
            [Action::Report(Report::Ready)]
        );
        assert_eq!(client.hear(classified(1)), [answered(4), post(2, 5)]);
    }

    #[test]
    fn a_stale_reply_is_dropped() {
        let mut client = ready();
        client.ask(question(1));
        assert_eq!(client.hear(classified(0)), []);
        assert_eq!(client.hear(classified(1)), [answered(1)]);
        assert_eq!(
            client.hear(classified(1)),
            [],
            "nor does an answer come twice"
        );
    }

    #[test]
    fn a_reply_to_a_dead_workers_request_is_dropped_by_its_successor() {
        let mut client = ready();
        client.ask(question(1));
        client.fail("trap");
        client.launch();
        client.launched();
        client.hear(Ok(Reply::Ready));
        client.ask(question(2));
        assert_eq!(client.hear(classified(1)), []);
        assert_eq!(client.hear(classified(2)), [answered(2)]);
    }

    #[test]
    fn every_way_to_fail_is_reported_once_and_stops_the_worker() {
        let garbled = crate::protocol::decode::<Reply>(&[255; 4]);
        let why = garbled
            .clone()
            .expect_err("no message starts so")
            .to_string();
        assert_eq!(ready().hear(garbled), failed(&why));
        assert_eq!(
            ready().hear(Ok(Reply::Refused { why: "cut".into() })),
            failed("cut")
        );
        let mut client = ready();
        assert_eq!(client.fail("trap"), failed("trap"));
        assert_eq!(client.fail("trap"), []);
        assert_eq!(client.hear(Ok(Reply::Ready)), []);
    }

    #[test]
    fn patience_ends_only_where_something_is_waited_for() {
        let mut client = Client::default();
        assert_eq!(client.lose_patience(), []);
        client.launch();
        let too_long = failed("The network took too long to load.");
        assert_eq!(client.lose_patience(), too_long);
        let mut client = launched();
        client.ask(question(1));
        assert_eq!(client.lose_patience(), too_long);
        let mut client = ready();
        assert_eq!(client.lose_patience(), []);
        client.ask(question(1));
        assert_eq!(
            client.lose_patience(),
            failed("The network stopped answering.")
        );
    }

    #[test]
    fn a_new_worker_does_not_get_the_questions_of_the_old() {
        let mut client = ready();
        client.ask(question(1));
        client.ask(question(2));
        client.fail("trap");
        assert_eq!(
            client.launch(),
            [Action::Launch, Action::Report(Report::Started)]
        );
        assert_eq!(client.launched(), []);
        assert_eq!(
            client.hear(Ok(Reply::Ready)),
            [Action::Report(Report::Ready)]
        );
    }
}
