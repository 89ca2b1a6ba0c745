//! The device's share dialog (Web Share API).

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DomException, Navigator, ShareData, window};

use super::error::FileError;

/// Returns whether the device can share this URL.
#[must_use]
pub fn can_share(url: &str) -> bool {
    let navigator = navigator_with_share();
    navigator.is_some_and(|navigator| navigator.can_share_with_data(&share_data("", url)))
}

/// Opens the share dialog and waits until it closes. Cancelling it is not an error.
///
/// # Errors
/// If the device cannot share the URL or sharing fails.
pub async fn share(title: &str, url: &str) -> Result<(), FileError> {
    let navigator = navigator_with_share().ok_or(FileError::ShareUnsupported)?;
    let data = share_data(title, url);
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

fn share_data(title: &str, url: &str) -> ShareData {
    let data = ShareData::new();
    data.set_title(title);
    data.set_url(url);
    data
}
