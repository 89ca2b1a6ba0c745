//! Tests of the engine driver with real web workers that run short scripts: every kind of failure, and recovery from
//! it.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, reason = "a test fails if its setup fails")]

mod scripted;

use std::cell::RefCell;
use std::rc::Rc;

use digit_recogniser::browser::bundle::Bundle;
use digit_recogniser::browser::driver::{Driver, Timeouts};
use digit_recogniser::client::Event;
use digit_recogniser::protocol::{self, Reply, Target};
use digit_recogniser::state::ReadRequest;
use gloo_timers::future::TimeoutFuture;
use ink::{Bounds, Point, Raster, SIDE};
use net::Prediction;
use number::{Digit, Number};
use scripted::{MODULE, bundle};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const TIMEOUTS: Timeouts = Timeouts {
    start_ms: 30_000,
    reply_ms: 30_000,
};

/// Returns the script of a worker that is ready at once and runs the JavaScript `on_request` for each request, which is
/// in the variable `data`.
fn worker_script(on_request: &str) -> String {
    let ready = protocol::encode(&Reply::Ready);
    format!(
        "addEventListener('message', ({{ data }}) => {{
            if (!(data instanceof Uint8Array)) postMessage(Uint8Array.from({ready:?}));
            else {{ {on_request} }}
        }})"
    )
}

/// Returns JavaScript that answers a request.
fn answer_script() -> String {
    reply_script(0, number())
}

/// Returns JavaScript that replies to a request, with an offset added to its id.
fn reply_script(id_offset: u8, number: Number) -> String {
    let mut reply = protocol::encode(&Reply::Read { id: 0, number });
    // Byte 0 is the variant, byte 1 the id: postcard encodes a small id in one byte.
    reply[1] = id_offset;
    format!(
        "{{ const reply = Uint8Array.from({reply:?}); reply[1] += data[1]; postMessage(reply); }}"
    )
}

fn number() -> Number {
    let corner = |coordinate| Point {
        x: coordinate,
        y: coordinate,
    };
    let digit = Digit {
        strokes: vec![0],
        bounds: Bounds {
            min: corner(0.0),
            max: corner(1.0),
        },
        prediction: Prediction {
            probabilities: [0.1; 10],
            ood_score: -1.0,
        },
    };
    Number {
        digits: vec![digit],
    }
}

fn read_request(revision: u32) -> ReadRequest {
    ReadRequest {
        revision,
        target: Target::Raster(Box::new(Raster::from_pixels([revision as u8; SIDE * SIDE]))),
    }
}

/// A driver and the events that it has emitted.
struct Connection {
    driver: Driver,
    events: Rc<RefCell<Vec<Event>>>,
}

impl Connection {
    fn start(bundle: Bundle, timeouts: Timeouts) -> Self {
        let events = Rc::new(RefCell::new(vec![]));
        let on_event = {
            let events = Rc::clone(&events);
            move |event| events.borrow_mut().push(event)
        };
        Self {
            driver: Driver::start(bundle, timeouts, on_event),
            events,
        }
    }

    fn with_worker(script: &str) -> Self {
        Self::start(bundle(script, MODULE), TIMEOUTS)
    }

    /// Waits up to 30 seconds for the next event.
    async fn next_event(&self) -> Event {
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
            (Event::Started, Event::Ready)
        );
    }

    async fn expect_start_failure(&self, message: &str) {
        assert_eq!(self.next_event().await, Event::Started);
        self.expect_failure(message).await;
    }

    async fn expect_failure(&self, message: &str) {
        match self.next_event().await {
            Event::Failed(reason) => assert!(reason.contains(message), "{reason}"),
            other => panic!("{other:?} is not a failure"),
        }
    }

    async fn expect_no_event(&self) {
        TimeoutFuture::new(100).await;
        assert_eq!(*self.events.borrow(), []);
    }
}

#[wasm_bindgen_test]
async fn a_worker_answers_one_request_after_another() {
    let connection = Connection::with_worker(&worker_script(&answer_script()));
    connection.expect_ready().await;
    for revision in [3, 4] {
        connection.driver.submit(read_request(revision));
        assert_eq!(
            connection.next_event().await,
            Event::Answered(revision, number())
        );
    }
}

#[wasm_bindgen_test]
async fn a_request_during_launch_is_answered_when_the_worker_is_ready() {
    let connection = Connection::with_worker(&worker_script(&answer_script()));
    connection.driver.submit(read_request(3));
    connection.expect_ready().await;
    assert_eq!(connection.next_event().await, Event::Answered(3, number()));
}

#[wasm_bindgen_test]
async fn a_stale_reply_is_dropped() {
    let other = Number::default();
    let stale_and_current = [reply_script(9, other), answer_script()].concat();
    let connection = Connection::with_worker(&worker_script(&stale_and_current));
    connection.expect_ready().await;
    connection.driver.submit(read_request(3));
    assert_eq!(connection.next_event().await, Event::Answered(3, number()));
    connection.expect_no_event().await;
}

#[wasm_bindgen_test]
async fn a_crash_is_reported_and_a_new_worker_answers() {
    // The pixels start at byte 5. A raster whose pixels are 13 crashes the worker.
    let connection = Connection::with_worker(&worker_script(&format!(
        "if (data[5] === 13) throw Error('crashed'); {}",
        answer_script()
    )));
    connection.expect_ready().await;
    connection.driver.submit(read_request(13));
    connection.expect_failure("crashed").await;
    connection.driver.submit(read_request(14));
    connection.expect_no_event().await;
    connection.driver.relaunch();
    connection.expect_ready().await;
    connection.driver.submit(read_request(15));
    assert_eq!(connection.next_event().await, Event::Answered(15, number()));
}

#[wasm_bindgen_test]
async fn a_missing_module_is_reported_as_a_failure() {
    let missing = Bundle {
        wasm: "/no-such-module.wasm".into(),
        ..bundle("", MODULE)
    };
    Connection::start(missing, TIMEOUTS)
        .expect_start_failure("HTTP 404")
        .await;
}

#[wasm_bindgen_test]
async fn a_damaged_module_is_reported_as_a_failure() {
    let damaged = bundle("", b"<!DOCTYPE html>");
    Connection::start(damaged, TIMEOUTS)
        .expect_start_failure("damaged")
        .await;
}

#[wasm_bindgen_test]
async fn a_missing_worker_script_is_reported_as_a_failure() {
    let missing = Bundle {
        boot: "/no-such-script.js".into(),
        ..bundle("", MODULE)
    };
    Connection::start(missing, TIMEOUTS)
        .expect_start_failure("no-such-script.js")
        .await;
}

#[wasm_bindgen_test]
async fn an_error_message_from_the_worker_is_reported_as_a_failure() {
    let error = protocol::encode(&Reply::Error {
        message: "the weights are damaged".into(),
    });
    let boot = format!("postMessage(Uint8Array.from({error:?}))");
    Connection::with_worker(&boot)
        .expect_start_failure("the weights are damaged")
        .await;
}

#[wasm_bindgen_test]
async fn a_worker_from_another_build_is_reported_as_a_failure() {
    let connection = Connection::with_worker("postMessage(Uint8Array.of(250, 250))");
    connection.expect_start_failure("Reload to continue.").await;
}

#[wasm_bindgen_test]
async fn a_worker_that_is_never_ready_times_out() {
    let short = Timeouts {
        start_ms: 200,
        ..TIMEOUTS
    };
    let connection = Connection::start(bundle("", MODULE), short);
    connection.expect_start_failure("too long to load").await;
}

#[wasm_bindgen_test]
async fn a_worker_that_stops_replying_times_out() {
    let short = Timeouts {
        reply_ms: 200,
        ..TIMEOUTS
    };
    let connection = Connection::start(bundle(&worker_script(""), MODULE), short);
    connection.expect_ready().await;
    connection.driver.submit(read_request(1));
    connection.expect_failure("stopped responding").await;
}
