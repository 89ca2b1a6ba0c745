//! The driver with real workers, each played by a script of a few lines: how failures of every
//! kind come to the session, and how it goes on after them.
#![cfg(target_arch = "wasm32")]
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot set its stage is to fail"
)]

mod scripted;

use std::cell::RefCell;
use std::rc::Rc;

use digit_recogniser::browser::bundle::Bundle;
use digit_recogniser::browser::driver::{Driver, Patience};
use digit_recogniser::client::Report;
use digit_recogniser::protocol::{self, Ask, Reply};
use digit_recogniser::state::Question;
use gloo_timers::future::TimeoutFuture;
use ink::{Bounds, Point, Raster, SIDE};
use net::Prediction;
use number::{Digit, Number};
use scripted::{MODULE, bundle};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const PATIENCE: Patience = Patience {
    start_ms: 30_000,
    reply_ms: 30_000,
};

/// A worker that is ready at once, and does this with each request, `data`.
fn worker(on_request: &str) -> String {
    let ready = protocol::encode(&Reply::Ready);
    format!(
        "addEventListener('message', ({{ data }}) => {{
            if (!(data instanceof Uint8Array)) postMessage(Uint8Array.from({ready:?}));
            else {{ {on_request} }}
        }})"
    )
}

/// JavaScript that answers a request.
fn answer() -> String {
    reply(0, number())
}

/// JavaScript that replies to a request, as though its id were so much higher.
fn reply(id_offset: u8, number: Number) -> String {
    let mut reply = protocol::encode(&Reply::Read { id: 0, number });
    // After the variant comes the id, one byte of it.
    reply[1] = id_offset;
    format!(
        "{{ const reply = Uint8Array.from({reply:?}); reply[1] += data[1]; postMessage(reply); }}"
    )
}

fn number() -> Number {
    let side = |at| Point { x: at, y: at };
    let digit = Digit {
        strokes: vec![0],
        bounds: Bounds {
            min: side(0.0),
            max: side(1.0),
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

fn question(revision: u32) -> Question {
    Question {
        revision,
        ask: Ask::Raster(Box::new(Raster::from_pixels([revision as u8; SIDE * SIDE]))),
    }
}

/// A driver and all that it has reported.
struct Line {
    driver: Driver,
    reports: Rc<RefCell<Vec<Report>>>,
}

impl Line {
    fn open(bundle: Bundle, patience: Patience) -> Self {
        let reports = Rc::new(RefCell::new(vec![]));
        let report = {
            let reports = Rc::clone(&reports);
            move |report| reports.borrow_mut().push(report)
        };
        Self {
            driver: Driver::start(bundle, patience, report),
            reports,
        }
    }

    fn to(boot: &str) -> Self {
        Self::open(bundle(boot, MODULE), PATIENCE)
    }

    /// The next report; waits for it as long as it takes, within reason.
    async fn next(&self) -> Report {
        for _ in 0..3_000 {
            if !self.reports.borrow().is_empty() {
                return self.reports.borrow_mut().remove(0);
            }
            TimeoutFuture::new(10).await;
        }
        panic!("nothing was reported in 30 seconds");
    }

    async fn expect_ready(&self) {
        assert_eq!(
            (self.next().await, self.next().await),
            (Report::Started, Report::Ready)
        );
    }

    async fn expect_failure_to_start(&self, why: &str) {
        assert_eq!(self.next().await, Report::Started);
        self.expect_failure(why).await;
    }

    async fn expect_failure(&self, why: &str) {
        match self.next().await {
            Report::Failed(reason) => assert!(reason.contains(why), "{reason}"),
            other => panic!("{other:?} is no failure"),
        }
    }

    async fn expect_quiet(&self) {
        TimeoutFuture::new(100).await;
        assert_eq!(*self.reports.borrow(), []);
    }
}

#[wasm_bindgen_test]
async fn a_worker_answers_question_after_question() {
    let line = Line::to(&worker(&answer()));
    line.expect_ready().await;
    for revision in [3, 4] {
        line.driver.ask(question(revision));
        assert_eq!(line.next().await, Report::Answered(revision, number()));
    }
}

#[wasm_bindgen_test]
async fn a_question_asked_at_once_is_answered_when_the_worker_is_ready() {
    let line = Line::to(&worker(&answer()));
    line.driver.ask(question(3));
    line.expect_ready().await;
    assert_eq!(line.next().await, Report::Answered(3, number()));
}

#[wasm_bindgen_test]
async fn a_stale_reply_is_dropped() {
    let other = Number::default();
    let both = [reply(9, other), answer()].concat();
    let line = Line::to(&worker(&both));
    line.expect_ready().await;
    line.driver.ask(question(3));
    assert_eq!(line.next().await, Report::Answered(3, number()));
    line.expect_quiet().await;
}

#[wasm_bindgen_test]
async fn a_worker_that_traps_is_reported_and_its_successor_answers() {
    // The pixels begin at byte 5: a raster of 13 kills the worker.
    let line = Line::to(&worker(&format!(
        "if (data[5] === 13) throw Error('trapped'); {}",
        answer()
    )));
    line.expect_ready().await;
    line.driver.ask(question(13));
    line.expect_failure("trapped").await;
    line.driver.ask(question(14));
    line.expect_quiet().await;
    line.driver.relaunch();
    line.expect_ready().await;
    line.driver.ask(question(15));
    assert_eq!(line.next().await, Report::Answered(15, number()));
}

#[wasm_bindgen_test]
async fn a_module_that_is_not_there_is_reported() {
    let missing = Bundle {
        wasm: "/no-such-module.wasm".into(),
        ..bundle("", MODULE)
    };
    Line::open(missing, PATIENCE)
        .expect_failure_to_start("HTTP 404")
        .await;
}

#[wasm_bindgen_test]
async fn a_module_that_is_damaged_is_reported() {
    let damaged = bundle("", b"<!DOCTYPE html>");
    Line::open(damaged, PATIENCE)
        .expect_failure_to_start("damaged")
        .await;
}

#[wasm_bindgen_test]
async fn a_worker_script_that_is_not_there_is_reported() {
    let missing = Bundle {
        boot: "/no-such-script.js".into(),
        ..bundle("", MODULE)
    };
    Line::open(missing, PATIENCE)
        .expect_failure_to_start("no-such-script.js")
        .await;
}

#[wasm_bindgen_test]
async fn refused_weights_are_reported_in_the_engines_words() {
    let refusal = protocol::encode(&Reply::Refused {
        why: "the weights are damaged".into(),
    });
    let boot = format!("postMessage(Uint8Array.from({refusal:?}))");
    Line::to(&boot)
        .expect_failure_to_start("the weights are damaged")
        .await;
}

#[wasm_bindgen_test]
async fn a_worker_of_another_build_is_reported() {
    let line = Line::to("postMessage(Uint8Array.of(250, 250))");
    line.expect_failure_to_start("reload the page").await;
}

#[wasm_bindgen_test]
async fn a_worker_that_never_gets_ready_is_given_up() {
    let hasty = Patience {
        start_ms: 200,
        ..PATIENCE
    };
    let line = Line::open(bundle("", MODULE), hasty);
    line.expect_failure_to_start("too long to load").await;
}

#[wasm_bindgen_test]
async fn a_worker_that_falls_silent_is_given_up() {
    let hasty = Patience {
        reply_ms: 200,
        ..PATIENCE
    };
    let line = Line::open(bundle(&worker(""), MODULE), hasty);
    line.expect_ready().await;
    line.driver.ask(question(1));
    line.expect_failure("stopped answering").await;
}
