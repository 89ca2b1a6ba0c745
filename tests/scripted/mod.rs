//! Builds worker bundles from short scripts, for tests.

use digit_recogniser::browser::bundle::Bundle;
use js_sys::{Array, Uint8Array};
use web_sys::{Blob, BlobPropertyBag, Url};

/// The smallest valid WebAssembly module.
pub(crate) const MODULE: &[u8] = b"\0asm\x01\0\0\0";

/// Returns a bundle of blob URLs of this script and this module.
pub(crate) fn bundle(boot: &str, module: &[u8]) -> Bundle {
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
