//! The page's side of the reader of pictures, whatever the reader does.

use digit_recogniser::browser::bundle::Bundle;
use digit_recogniser::browser::driver::Patience;
use digit_recogniser::browser::photo::{ReadError, ask_by};
use digit_recogniser::protocol::encode;
use digit_recogniser::protocol::pictures::{Reply, Request};
use ink::{Raster, SIDE};
use photo::Opened;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::scripted::{MODULE, bundle};

const PATIENCE: Patience = Patience {
    start_ms: 30_000,
    reply_ms: 30_000,
};

/// A reader that is ready at once, and does this with each file, `data`.
fn reader(on_file: &str) -> Bundle {
    let ready = encode(&Reply::Ready);
    let script = format!(
        "addEventListener('message', ({{ data }}) => {{
            if (!(data instanceof Uint8Array)) postMessage(Uint8Array.from({ready:?}));
            else {{ {on_file} }}
        }})"
    );
    bundle(&script, MODULE)
}

fn replying(reply: &Reply) -> Bundle {
    let bytes = encode(reply);
    reader(&format!("postMessage(Uint8Array.from({bytes:?}))"))
}

async fn read(bundle: &Bundle) -> Result<Opened, ReadError> {
    let request = Request::Open(b"a picture".into());
    match ask_by(bundle, PATIENCE, &request).await? {
        Reply::Opened(opened) => Ok(*opened),
        other => panic!("{other:?} is no picture"),
    }
}

#[wasm_bindgen_test]
async fn what_was_found_on_a_picture_comes_back() {
    let opened = Opened {
        raster: Raster::from_pixels([9; SIDE * SIDE]),
        ink: vec![7; 9],
    };
    let reader = replying(&Reply::Opened(Box::new(opened.clone())));
    assert_eq!(read(&reader).await, Ok(opened));
}

#[wasm_bindgen_test]
async fn the_reader_gets_the_files_bytes_as_they_are() {
    let refused = Reply::Refused { why: "?".into() };
    let mut bytes = encode(&refused);
    bytes.pop();
    let echo = format!("postMessage(Uint8Array.of(...{bytes:?}, data[4]))");
    let error = read(&reader(&echo)).await;
    assert_eq!(error, Err(ReadError::Refused("p".into())));
}

#[wasm_bindgen_test]
async fn a_refusal_comes_in_the_readers_words() {
    let why = "This is a PDF document.";
    let error = read(&replying(&Reply::Refused { why: why.into() })).await;
    assert_eq!(error.unwrap_err().to_string(), why);
}

#[wasm_bindgen_test]
async fn a_reader_that_traps_harms_no_other_picture() {
    let trapping = reader("throw Error('trapped')");
    assert_eq!(read(&trapping).await, Err(ReadError::Died));
    let whole = replying(&Reply::Refused { why: "no".into() });
    assert_eq!(read(&whole).await, Err(ReadError::Refused("no".into())));
}

#[wasm_bindgen_test]
async fn a_reader_that_is_not_there_is_told_from_one_that_is_damaged() {
    let missing = Bundle {
        wasm: "/no-such-module.wasm".into(),
        ..bundle("", MODULE)
    };
    let download = ReadError::Download("HTTP 404".into());
    assert_eq!(read(&missing).await, Err(download));
    let damaged = bundle("", b"<!DOCTYPE html>");
    assert!(matches!(read(&damaged).await, Err(ReadError::Browser(_))));
    let no_script = Bundle {
        boot: "/no-such-script.js".into(),
        ..bundle("", MODULE)
    };
    assert_eq!(read(&no_script).await, Err(ReadError::NotStarted));
}

#[wasm_bindgen_test]
async fn a_reader_of_another_build_is_told_to_a_person() {
    let other = bundle("postMessage(Uint8Array.of(250, 250))", MODULE);
    let error = read(&other).await.unwrap_err().to_string();
    assert!(error.contains("reload the page"), "{error}");
}

#[wasm_bindgen_test]
async fn a_reader_that_falls_silent_is_given_up() {
    let hasty = Patience {
        start_ms: 200,
        reply_ms: 200,
    };
    for silent in [bundle("", MODULE), reader("")] {
        let given_up = ask_by(&silent, hasty, &Request::Open(Vec::new())).await;
        assert_eq!(given_up, Err(ReadError::TooLong));
    }
}
