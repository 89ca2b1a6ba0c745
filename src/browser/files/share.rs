//! The device's share dialog (Web Share API).

use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DomException, File, FilePropertyBag, Navigator, ShareData, window};

use super::Download;
use super::error::FileError;

/// The content to share.
#[derive(Clone, Copy, Debug, Default)]
pub struct ShareContent<'a> {
    /// The title.
    pub title: Option<&'a str>,
    /// A URL.
    pub url: Option<&'a str>,
    /// A file.
    pub file: Option<&'a Download>,
}

/// Returns whether the device can share this content.
#[must_use]
pub fn can_share(content: ShareContent<'_>) -> bool {
    navigator_with_share().is_some_and(|navigator| {
        let data = share_data(content);
        data.is_ok_and(|data| navigator.can_share_with_data(&data))
    })
}

/// Opens the share dialog and waits until it closes. Cancelling it is not an error.
///
/// # Errors
/// If the device cannot share this content or sharing fails.
pub async fn share(content: ShareContent<'_>) -> Result<(), FileError> {
    let navigator = navigator_with_share().ok_or(FileError::ShareUnsupported)?;
    let data = share_data(content).map_err(FileError::from_js(FileError::ShareFailed))?;
    if !navigator.can_share_with_data(&data) {
        return Err(FileError::ShareUnsupported);
    }
    match JsFuture::from(navigator.share_with_data(&data)).await {
        Err(exception) if !is_cancelled(&exception) => {
            Err(FileError::from_js(FileError::ShareFailed)(exception))
        }
        _ => Ok(()),
    }
}

fn is_cancelled(exception: &JsValue) -> bool {
    let exception = exception.dyn_ref::<DomException>();
    exception.is_some_and(|exception| exception.name() == "AbortError")
}

/// Returns the navigator if it has both methods of the API. Calling a missing method through web-sys would panic.
fn navigator_with_share() -> Option<Navigator> {
    let navigator = window()?.navigator();
    let has = |name: &str| Reflect::has(&navigator, &name.into()).unwrap_or(false);
    (has("share") && has("canShare")).then_some(navigator)
}

fn share_data(content: ShareContent<'_>) -> Result<ShareData, JsValue> {
    let data = ShareData::new();
    if let Some(title) = content.title {
        data.set_title(title);
    }
    if let Some(url) = content.url {
        data.set_url(url);
    }
    if let Some(file) = content.file {
        let options = FilePropertyBag::new();
        options.set_type(file.mime_type);
        let parts = Array::of1(&Uint8Array::from(file.bytes.as_slice()));
        let file = File::new_with_u8_array_sequence_and_options(&parts, &file.name, &options)?;
        data.set_files(&Array::of1(&file));
    }
    Ok(data)
}
