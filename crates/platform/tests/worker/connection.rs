//! A connection that stays open: answers, failures, and a new worker after a failure.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_timers::future::TimeoutFuture;
use platform::bundle::Bundle;
use platform::worker::{Timeouts, WorkerConnection};
use wasm_bindgen_test::wasm_bindgen_test;
use workers::client::Event;
use workers::{Reply, WorkerFailure, encode};

use crate::scripted::{
    TIMEOUTS, bundle, of_another_build, ready, reply_script, with_damaged_module, without_module,
    without_script,
};

/// A connection and the events that it has emitted.
struct Connection {
    worker: WorkerConnection<u8, String>,
    events: Rc<RefCell<Vec<Event<String, u32>>>>,
}

impl Connection {
    fn launch_with(bundle: Bundle, timeouts: Timeouts) -> Self {
        let events = Rc::new(RefCell::new(vec![]));
        let on_event = {
            let events = Rc::clone(&events);
            move |event| events.borrow_mut().push(event)
        };
        let worker = WorkerConnection::with_bundle(Ok(bundle), timeouts, on_event);
        worker.launch();
        Self { worker, events }
    }

    fn launch(bundle: Bundle) -> Self {
        Self::launch_with(bundle, TIMEOUTS)
    }

    /// Launches a worker that answers each question with a word.
    fn answering() -> Self {
        Self::launch(ready(&reply_script(0, "seven")))
    }

    /// Waits up to 30 seconds for the next event.
    async fn next_event(&self) -> Event<String, u32> {
        for _ in 0..3_000 {
            if !self.events.borrow().is_empty() {
                return self.events.borrow_mut().remove(0);
            }
            TimeoutFuture::new(10).await;
        }
        panic!("no event in 30 seconds");
    }

    async fn expect_ready(&self) {
        assert_eq!(
            (self.next_event().await, self.next_event().await),
            (Event::Starting, Event::Ready)
        );
    }

    async fn expect_answer(&self, tag: u32) {
        assert_eq!(
            self.next_event().await,
            Event::Answered(tag, "seven".into())
        );
    }

    async fn expect_no_event(&self) {
        TimeoutFuture::new(100).await;
        assert_eq!(*self.events.borrow(), []);
    }

    async fn failure(&self) -> WorkerFailure {
        match self.next_event().await {
            Event::Failed(failure) => failure,
            other => panic!("{other:?} is not a failure"),
        }
    }

    async fn start_failure(&self) -> WorkerFailure {
        assert_eq!(self.next_event().await, Event::Starting);
        self.failure().await
    }
}

#[wasm_bindgen_test]
async fn a_worker_answers_one_question_after_another() {
    let connection = Connection::answering();
    connection.expect_ready().await;
    for tag in [3, 4] {
        connection.worker.submit(tag, &0);
        connection.expect_answer(tag).await;
    }
}

#[wasm_bindgen_test]
async fn a_question_during_launch_is_answered_when_the_worker_is_ready() {
    let connection = Connection::answering();
    connection.worker.submit(3, &0);
    connection.expect_ready().await;
    connection.expect_answer(3).await;
}

#[wasm_bindgen_test]
async fn a_stale_reply_is_dropped() {
    let stale_and_current = [reply_script(9, "nine"), reply_script(0, "seven")].concat();
    let connection = Connection::launch(ready(&stale_and_current));
    connection.expect_ready().await;
    connection.worker.submit(3, &0);
    connection.expect_answer(3).await;
    connection.expect_no_event().await;
}

#[wasm_bindgen_test]
async fn a_crash_is_reported_and_a_new_worker_answers() {
    // The question is byte 1. The question 13 crashes the worker.
    let answer = reply_script(0, "seven");
    let script = format!("if (data[1] === 13) throw Error('crashed'); {answer}");
    let connection = Connection::launch(ready(&script));
    connection.expect_ready().await;
    connection.worker.submit(1, &13);
    let failure = connection.failure().await;
    assert!(
        matches!(&failure, WorkerFailure::Crashed(message) if message.contains("crashed")),
        "{failure:?}"
    );
    connection.worker.submit(2, &14);
    connection.expect_no_event().await;
    connection.worker.launch();
    connection.expect_ready().await;
    connection.worker.submit(3, &15);
    connection.expect_answer(3).await;
}

#[wasm_bindgen_test]
async fn a_missing_module_is_reported_as_a_failure() {
    let failure = Connection::launch(without_module()).start_failure().await;
    assert_eq!(failure, WorkerFailure::Download("HTTP 404".into()));
}

#[wasm_bindgen_test]
async fn a_damaged_module_is_reported_as_a_failure() {
    let failure = Connection::launch(with_damaged_module())
        .start_failure()
        .await;
    assert!(
        matches!(failure, WorkerFailure::InvalidModule(_)),
        "{failure:?}"
    );
}

#[wasm_bindgen_test]
async fn a_missing_worker_script_is_reported_as_a_failure() {
    let failure = Connection::launch(without_script()).start_failure().await;
    assert!(
        matches!(&failure, WorkerFailure::NotStarted(message) if message.contains("no-such-script.js")),
        "{failure:?}"
    );
}

#[wasm_bindgen_test]
async fn a_reason_from_the_worker_is_reported_as_a_failure() {
    let reply = encode(&Reply::<()>::Error("the weights are damaged".into()));
    let boot = format!("postMessage(Uint8Array.from({reply:?}))");
    let failure = Connection::launch(bundle(&boot)).start_failure().await;
    let reason = "the weights are damaged".into();
    assert_eq!(failure, WorkerFailure::Rejected(reason));
}

#[wasm_bindgen_test]
async fn a_worker_from_another_build_is_reported_as_a_failure() {
    let failure = Connection::launch(of_another_build()).start_failure().await;
    assert_eq!(failure, WorkerFailure::VersionMismatch);
}

#[wasm_bindgen_test]
async fn a_worker_that_is_never_ready_times_out() {
    let short = Timeouts {
        start_ms: 200,
        ..TIMEOUTS
    };
    let connection = Connection::launch_with(bundle(""), short);
    assert_eq!(
        connection.start_failure().await,
        WorkerFailure::StartTimeout
    );
}

#[wasm_bindgen_test]
async fn a_worker_that_stops_replying_times_out() {
    let short = Timeouts {
        answer_ms: 200,
        ..TIMEOUTS
    };
    let connection = Connection::launch_with(ready(""), short);
    connection.expect_ready().await;
    connection.worker.submit(1, &0);
    assert_eq!(connection.failure().await, WorkerFailure::AnswerTimeout);
}
