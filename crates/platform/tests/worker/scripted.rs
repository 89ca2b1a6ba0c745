//! Builds worker bundles from short scripts.

use js_sys::{Array, Uint8Array};
use platform::bundle::Bundle;
use platform::worker::Timeouts;
use web_sys::{Blob, BlobPropertyBag, Url};
use workers::{Reply, encode};

/// The smallest valid WebAssembly module.
const MODULE: &[u8] = b"\0asm\x01\0\0\0";

/// Long enough for a busy machine.
pub(crate) const TIMEOUTS: Timeouts = Timeouts {
    start_ms: 30_000,
    answer_ms: 30_000,
};

/// Returns a bundle of blob URLs of this script and a module that is empty.
pub(crate) fn bundle(boot: &str) -> Bundle {
    bundle_with(boot, MODULE)
}

/// Returns a worker that is ready at once and runs the JavaScript `on_question` for each question, whose envelope is in
/// the variable `data`.
pub(crate) fn ready(on_question: &str) -> Bundle {
    let ready = encode(&Reply::<()>::Ready);
    bundle(&format!(
        "addEventListener('message', ({{ data }}) => {{
            if (!(data instanceof Uint8Array)) postMessage(Uint8Array.from({ready:?}));
            else {{ {on_question} }}
        }})"
    ))
}

/// Returns JavaScript that replies to a question with this answer. Adds an offset to the question's id.
pub(crate) fn reply_script(id_offset: u8, answer: &str) -> String {
    // Byte 0 is the variant, byte 1 the id: postcard encodes a small id in one byte.
    let mut reply = encode(&Reply::Answer { id: 0, answer });
    reply[1] = id_offset;
    format!(
        "{{ const reply = Uint8Array.from({reply:?}); reply[1] += data[0]; postMessage(reply); }}"
    )
}

/// Returns a worker whose module does not exist.
pub(crate) fn without_module() -> Bundle {
    Bundle {
        wasm: "/no-such-module.wasm".into(),
        ..bundle("")
    }
}

/// Returns a worker whose module is not valid.
pub(crate) fn with_damaged_module() -> Bundle {
    bundle_with("", b"<!DOCTYPE html>")
}

/// Returns a worker whose script does not exist.
pub(crate) fn without_script() -> Bundle {
    Bundle {
        boot: "/no-such-script.js".into(),
        ..bundle("")
    }
}

/// Returns a worker whose messages are not messages of this build.
pub(crate) fn of_another_build() -> Bundle {
    bundle("postMessage(Uint8Array.of(250, 250))")
}

fn bundle_with(boot: &str, module: &[u8]) -> Bundle {
    let boot = Uint8Array::from(boot.as_bytes());
    Bundle {
        boot: blob_url(&Array::of1(&boot), "text/javascript"),
        js: String::new(),
        wasm: blob_url(&Array::of1(&Uint8Array::from(module)), "application/wasm"),
    }
}

fn blob_url(parts: &Array, mime_type: &str) -> String {
    let options = BlobPropertyBag::new();
    options.set_type(mime_type);
    let blob = Blob::new_with_u8_array_sequence_and_options(parts, &options).unwrap();
    Url::create_object_url_with_blob(&blob).unwrap()
}
