//! Files and text that go out to the device: a download, the clipboard.

use gloo_timers::callback::Timeout;
use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, Clipboard, HtmlAnchorElement, Url, window};

use super::Outgoing;
use super::error::FileError;

/// How long a browser may take to begin with the download of a file that is in memory.
const KEPT_MS: u32 = 60_000;

/// Hands a file to the browser's downloads.
///
/// # Errors
/// Where the browser will not make a file.
pub fn save(file: &Outgoing) -> Result<(), FileError> {
    download(file).map_err(FileError::because(FileError::NotSaved))
}

fn download(file: &Outgoing) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(file.kind);
    let parts = Array::of1(&Uint8Array::from(file.bytes.as_slice()));
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let document = window().and_then(|window| window.document());
    let document = document.ok_or("there is no document")?;
    let link: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    link.set_href(&url);
    link.set_download(&file.name);
    link.click();
    // Revoked at once, the address would be gone before some browsers follow it.
    Timeout::new(KEPT_MS, move || drop(Url::revoke_object_url(&url))).forget();
    Ok(())
}

/// Puts text on the clipboard.
///
/// # Errors
/// Where the browser has no clipboard for this page, or a person forbids it.
pub async fn copy(text: &str) -> Result<(), FileError> {
    // It is missing on pages without https, where web-sys would throw.
    let clipboard: Option<Clipboard> = window()
        .and_then(|window| Reflect::get(&window.navigator(), &"clipboard".into()).ok())
        .and_then(|clipboard| clipboard.dyn_into().ok());
    let clipboard =
        clipboard.ok_or_else(|| FileError::NotCopied("there is no clipboard".into()))?;
    let written = JsFuture::from(clipboard.write_text(text)).await;
    written
        .map(drop)
        .map_err(FileError::because(FileError::NotCopied))
}
