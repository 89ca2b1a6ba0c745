//! Tests of the client: what it posts and emits, message by message.

use super::*;
use crate::decode;

type Client = WorkerClient<String, &'static str, u64>;
type Actions = Action<String, &'static str, u64>;

fn question(tag: u64) -> String {
    format!("question {tag}")
}

impl Client {
    /// Submits the question of this tag.
    fn ask(&mut self, tag: u64) -> Vec<Actions> {
        self.submit(tag, question(tag))
    }
}

fn post(id: RequestId, tag: u64) -> Actions {
    let question = question(tag);
    Action::Post(Envelope { id, question })
}

fn reply(id: RequestId) -> Result<Reply<&'static str>, DecodeError> {
    let answer = "answer";
    Ok(Reply::Answer { id, answer })
}

fn answered(tag: u64) -> Actions {
    Action::Emit(Event::Answered(tag, "answer"))
}

fn crash() -> WorkerFailure {
    WorkerFailure::Crashed("unreachable".into())
}

fn failed(failure: WorkerFailure) -> Vec<Actions> {
    vec![Action::Stop, Action::Emit(Event::Failed(failure))]
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
fn a_question_is_posted_and_its_answer_has_its_tag() {
    let mut client = ready();
    assert_eq!(client.ask(5), [post(1, 5)]);
    assert_eq!(client.on_message(reply(1)), [answered(5)]);
    assert_eq!(client.ask(6), [post(2, 6)]);
}

#[test]
fn while_a_question_is_in_flight_only_the_newest_one_waits() {
    let mut client = ready();
    client.ask(1);
    assert_eq!(client.ask(2), []);
    assert_eq!(client.ask(3), []);
    assert_eq!(client.on_message(reply(1)), [answered(1), post(2, 3)]);
    assert_eq!(client.on_message(reply(2)), [answered(3)]);
}

#[test]
fn a_question_submitted_during_launch_is_posted_once_after_launch() {
    let mut client = Client::default();
    client.launch();
    assert_eq!(client.ask(3), []);
    assert_eq!(client.ask(4), []);
    assert_eq!(client.on_launched(), [post(1, 4)]);
    assert_eq!(client.on_launched(), []);
}

#[test]
fn a_worker_that_is_not_ready_gets_one_question_and_answers_it_when_ready() {
    let mut client = launched();
    assert_eq!(client.ask(4), [post(1, 4)]);
    assert_eq!(client.ask(5), []);
    assert_eq!(
        client.on_message(Ok(Reply::Ready)),
        [Action::Emit(Event::Ready)]
    );
    assert_eq!(client.on_message(reply(1)), [answered(4), post(2, 5)]);
}

#[test]
fn a_stale_or_repeated_reply_is_dropped() {
    let mut client = ready();
    client.ask(1);
    assert_eq!(client.on_message(reply(0)), []);
    assert_eq!(client.on_message(reply(1)), [answered(1)]);
    assert_eq!(client.on_message(reply(1)), []);
}

#[test]
fn a_reply_to_the_previous_workers_question_is_dropped() {
    let mut client = ready();
    client.ask(1);
    client.fail(crash());
    client.launch();
    client.on_launched();
    client.on_message(Ok(Reply::Ready));
    client.ask(2);
    assert_eq!(client.on_message(reply(1)), []);
    assert_eq!(client.on_message(reply(2)), [answered(2)]);
}

#[test]
fn every_kind_of_failure_stops_the_worker_and_is_emitted_once() {
    let invalid_reply = decode::<Reply<&str>>(&[255; 4]);
    assert!(invalid_reply.is_err());
    assert_eq!(
        ready().on_message(invalid_reply),
        failed(WorkerFailure::VersionMismatch)
    );
    assert_eq!(
        ready().on_message(Ok(Reply::Error("truncated".into()))),
        failed(WorkerFailure::Rejected("truncated".into()))
    );
    let message = "unreachable";
    assert_eq!(
        launched().on_exception(message.into()),
        failed(WorkerFailure::NotStarted(message.into()))
    );
    let mut client = ready();
    assert_eq!(client.on_exception(message.into()), failed(crash()));
    assert_eq!(client.on_exception(message.into()), []);
    assert_eq!(client.on_message(Ok(Reply::Ready)), []);
}

#[test]
fn a_timeout_fails_only_while_a_message_is_expected() {
    let mut client = Client::default();
    assert_eq!(client.on_timeout(), []);
    client.launch();
    let timeout_actions = failed(WorkerFailure::StartTimeout);
    assert_eq!(client.on_timeout(), timeout_actions);
    let mut client = launched();
    client.ask(1);
    assert_eq!(client.on_timeout(), timeout_actions);
    let mut client = ready();
    assert_eq!(client.on_timeout(), []);
    client.ask(1);
    assert_eq!(client.on_timeout(), failed(WorkerFailure::AnswerTimeout));
}

#[test]
fn a_new_worker_does_not_get_questions_of_the_previous_one() {
    let mut client = ready();
    client.ask(1);
    client.ask(2);
    client.fail(crash());
    assert_eq!(
        client.launch(),
        [Action::Launch, Action::Emit(Event::Starting)]
    );
    assert_eq!(client.on_launched(), []);
    assert_eq!(
        client.on_message(Ok(Reply::Ready)),
        [Action::Emit(Event::Ready)]
    );
}
