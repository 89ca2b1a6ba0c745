//! One question to a worker that is terminated afterwards.

use platform::bundle::Bundle;
use platform::worker::{Timeouts, ask_once};
use wasm_bindgen_test::wasm_bindgen_test;
use workers::WorkerFailure;

use crate::scripted::{
    TIMEOUTS, bundle, of_another_build, ready, reply_script, with_damaged_module, without_module,
    without_script,
};

/// Asks a question of three bytes.
async fn ask(bundle: Bundle) -> Result<String, WorkerFailure> {
    ask_once(Ok(bundle), TIMEOUTS, &b"1st".to_vec()).await
}

#[wasm_bindgen_test]
async fn the_answer_is_returned() {
    let worker = ready(&reply_script(0, "seven"));
    assert_eq!(ask(worker).await, Ok("seven".into()));
}

#[wasm_bindgen_test]
async fn the_worker_receives_the_question() {
    // Answers with the question's third byte in place of the letter.
    let script = reply_script(0, "?").replace("postMessage", "reply[3] = data[4]; postMessage");
    assert_eq!(ask(ready(&script)).await, Ok("t".into()));
}

#[wasm_bindgen_test]
async fn a_crash_does_not_affect_the_next_question() {
    let crash = ask(ready("throw Error('trapped')")).await;
    assert!(matches!(crash, Err(WorkerFailure::Crashed(_))), "{crash:?}");
    let worker = ready(&reply_script(0, "seven"));
    assert_eq!(ask(worker).await, Ok("seven".into()));
}

#[wasm_bindgen_test]
async fn missing_damaged_and_broken_workers_cause_different_errors() {
    let download = WorkerFailure::Download("HTTP 404".into());
    assert_eq!(ask(without_module()).await, Err(download));
    let damaged = ask(with_damaged_module()).await;
    assert!(
        matches!(damaged, Err(WorkerFailure::InvalidModule(_))),
        "{damaged:?}"
    );
    let no_script = ask(without_script()).await;
    assert!(
        matches!(no_script, Err(WorkerFailure::NotStarted(_))),
        "{no_script:?}"
    );
}

#[wasm_bindgen_test]
async fn a_worker_of_another_build_is_reported() {
    let answer = ask(of_another_build()).await;
    assert_eq!(answer, Err(WorkerFailure::VersionMismatch));
}

#[wasm_bindgen_test]
async fn a_silent_worker_times_out() {
    let short = Timeouts {
        start_ms: 200,
        answer_ms: 200,
    };
    for (silent, failure) in [
        (bundle(""), WorkerFailure::StartTimeout),
        (ready(""), WorkerFailure::AnswerTimeout),
    ] {
        let answer: Result<String, _> = ask_once(Ok(silent), short, &()).await;
        assert_eq!(answer, Err(failure));
    }
}
