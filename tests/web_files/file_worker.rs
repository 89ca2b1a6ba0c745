//! Tests of the file worker's client, with scripted workers.

use digit_recogniser::browser::bundle::Bundle;
use digit_recogniser::browser::driver::Timeouts;
use digit_recogniser::browser::file_worker::{FileWorkerError, request_from};
use digit_recogniser::protocol::encode;
use digit_recogniser::protocol::files::{Reply, Request};
use ink::{Raster, SIDE};
use photo::ExtractedDigit;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::scripted::{MODULE, bundle};

const TIMEOUTS: Timeouts = Timeouts {
    start_ms: 30_000,
    reply_ms: 30_000,
};

/// Returns a worker that is ready immediately and runs a script for each request; `data` holds the request's bytes.
fn worker(on_request: &str) -> Bundle {
    let ready = encode(&Reply::Ready);
    let script = format!(
        "addEventListener('message', ({{ data }}) => {{
            if (!(data instanceof Uint8Array)) postMessage(Uint8Array.from({ready:?}));
            else {{ {on_request} }}
        }})"
    );
    bundle(&script, MODULE)
}

/// Returns a worker that gives the same reply to each request.
fn replying(reply: &Reply) -> Bundle {
    let bytes = encode(reply);
    worker(&format!("postMessage(Uint8Array.from({bytes:?}))"))
}

fn rejecting(message: &str) -> Bundle {
    replying(&Reply::Error {
        message: message.into(),
    })
}

async fn open(bundle: &Bundle) -> Result<ExtractedDigit, FileWorkerError> {
    let request = Request::Open(b"a picture".into());
    match request_from(bundle, TIMEOUTS, &request).await? {
        Reply::Opened(digit) => Ok(*digit),
        other => panic!("expected a digit, got {other:?}"),
    }
}

#[wasm_bindgen_test]
async fn the_digit_in_a_picture_is_returned() {
    let digit = ExtractedDigit {
        raster: Raster::from_pixels([9; SIDE * SIDE]),
        ink: vec![7; 9],
    };
    let worker = replying(&Reply::Opened(Box::new(digit.clone())));
    assert_eq!(open(&worker).await, Ok(digit));
}

#[wasm_bindgen_test]
async fn the_worker_receives_the_bytes_of_the_file() {
    let mut bytes = encode(&Reply::Error {
        message: "?".into(),
    });
    bytes.pop();
    // Replies with the file's third byte as the message.
    let echo = format!("postMessage(Uint8Array.of(...{bytes:?}, data[4]))");
    let error = open(&worker(&echo)).await;
    assert_eq!(error, Err(FileWorkerError::Rejected("p".into())));
}

#[wasm_bindgen_test]
async fn a_rejection_displays_the_workers_message() {
    let message = "This is a PDF document.";
    let error = open(&rejecting(message)).await;
    assert_eq!(error.unwrap_err().to_string(), message);
}

#[wasm_bindgen_test]
async fn a_crash_does_not_affect_the_next_request() {
    let crashing = worker("throw Error('trapped')");
    assert_eq!(open(&crashing).await, Err(FileWorkerError::Crashed));
    let error = open(&rejecting("no")).await;
    assert_eq!(error, Err(FileWorkerError::Rejected("no".into())));
}

#[wasm_bindgen_test]
async fn missing_damaged_and_broken_workers_cause_different_errors() {
    let missing = Bundle {
        wasm: "/no-such-module.wasm".into(),
        ..bundle("", MODULE)
    };
    let download = FileWorkerError::Download("HTTP 404".into());
    assert_eq!(open(&missing).await, Err(download));
    let damaged = bundle("", b"<!DOCTYPE html>");
    assert!(matches!(
        open(&damaged).await,
        Err(FileWorkerError::Browser(_))
    ));
    let no_script = Bundle {
        boot: "/no-such-script.js".into(),
        ..bundle("", MODULE)
    };
    assert_eq!(open(&no_script).await, Err(FileWorkerError::StartFailed));
}

#[wasm_bindgen_test]
async fn a_worker_of_another_build_asks_the_user_to_reload() {
    let other = bundle("postMessage(Uint8Array.of(250, 250))", MODULE);
    let error = open(&other).await.unwrap_err().to_string();
    assert_eq!(error, "This page was updated. Reload to continue.");
}

#[wasm_bindgen_test]
async fn a_silent_worker_times_out() {
    let short = Timeouts {
        start_ms: 200,
        reply_ms: 200,
    };
    for silent in [bundle("", MODULE), worker("")] {
        let reply = request_from(&silent, short, &Request::Open(Vec::new())).await;
        assert_eq!(reply, Err(FileWorkerError::Timeout));
    }
}
