//! Saves a file through the browser's downloads and copies text to the clipboard.

use gloo_timers::callback::Timeout;
use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, Clipboard, HtmlAnchorElement, Url, window};

use super::Download;
use super::error::FileError;
use text::PAGE;

/// How long a download URL stays valid. Some browsers fetch it after a delay.
const URL_LIFETIME_MS: u32 = 60_000;

/// Saves a file to the browser's downloads.
///
/// # Errors
/// If the browser cannot create the file.
pub fn save(file: &Download) -> Result<(), FileError> {
    start_download(file).map_err(FileError::from_js(FileError::SaveFailed))
}

fn start_download(file: &Download) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(file.mime_type);
    let parts = Array::of1(&Uint8Array::from(file.bytes.as_slice()));
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let document = window().and_then(|window| window.document());
    let document = document.ok_or("no document")?;
    let link: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    link.set_href(&url);
    link.set_download(&file.name);
    link.click();
    Timeout::new(URL_LIFETIME_MS, move || drop(Url::revoke_object_url(&url))).forget();
    Ok(())
}

/// Copies text to the clipboard.
///
/// # Errors
/// If the browser has no clipboard for this page or the user denies access.
pub async fn copy_text(text: &str) -> Result<(), FileError> {
    // `navigator.clipboard` is undefined on pages without HTTPS, where the web-sys getter would panic.
    let clipboard: Option<Clipboard> = window()
        .and_then(|window| Reflect::get(&window.navigator(), &"clipboard".into()).ok())
        .and_then(|clipboard| clipboard.dyn_into().ok());
    let no_clipboard = || FileError::CopyFailed(PAGE.errors.file.no_clipboard.into());
    let clipboard = clipboard.ok_or_else(no_clipboard)?;
    let written = JsFuture::from(clipboard.write_text(text)).await;
    written
        .map(drop)
        .map_err(FileError::from_js(FileError::CopyFailed))
}
