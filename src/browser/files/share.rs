//! The device's own sharing, as phones have it.

use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DomException, File, FilePropertyBag, Navigator, ShareData, window};

use super::Outgoing;
use super::error::FileError;

/// What is shared; each part may be absent.
#[derive(Clone, Copy, Debug, Default)]
pub struct Shared<'a> {
    /// A few words.
    pub title: Option<&'a str>,
    /// An address.
    pub url: Option<&'a str>,
    /// A file.
    pub file: Option<&'a Outgoing>,
}

/// Whether the device can share this. Without, sharing need not be offered.
#[must_use]
pub fn can_share(what: Shared<'_>) -> bool {
    sharer().is_some_and(|navigator| {
        let data = data(what);
        data.is_ok_and(|data| navigator.can_share_with_data(&data))
    })
}

/// Opens the device's sharing and waits for its end. A person who changes their mind is no failure.
///
/// # Errors
/// Where the device cannot share this, or the sharing fails.
pub async fn share(what: Shared<'_>) -> Result<(), FileError> {
    let navigator = sharer().ok_or(FileError::NoSharing)?;
    let data = data(what).map_err(FileError::because(FileError::NotShared))?;
    if !navigator.can_share_with_data(&data) {
        return Err(FileError::NoSharing);
    }
    match JsFuture::from(navigator.share_with_data(&data)).await {
        Err(thrown) if !is_change_of_mind(&thrown) => {
            Err(FileError::because(FileError::NotShared)(thrown))
        }
        _ => Ok(()),
    }
}

fn is_change_of_mind(thrown: &JsValue) -> bool {
    let exception = thrown.dyn_ref::<DomException>();
    exception.is_some_and(|exception| exception.name() == "AbortError")
}

/// The navigator, where it has both methods: web-sys would throw where they are missing.
fn sharer() -> Option<Navigator> {
    let navigator = window()?.navigator();
    let has = |name: &str| Reflect::has(&navigator, &name.into()).unwrap_or(false);
    (has("share") && has("canShare")).then_some(navigator)
}

fn data(what: Shared<'_>) -> Result<ShareData, JsValue> {
    let data = ShareData::new();
    if let Some(title) = what.title {
        data.set_title(title);
    }
    if let Some(url) = what.url {
        data.set_url(url);
    }
    if let Some(file) = what.file {
        let options = FilePropertyBag::new();
        options.set_type(file.kind);
        let parts = Array::of1(&Uint8Array::from(file.bytes.as_slice()));
        let file = File::new_with_u8_array_sequence_and_options(&parts, &file.name, &options)?;
        data.set_files(&Array::of1(&file));
    }
    Ok(data)
}
