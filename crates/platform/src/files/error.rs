//! Errors of reading, saving and sharing files.

use wasm_bindgen::JsValue;

use crate::error::error_message;
use text::PAGE;

/// Why a file could not be read, saved or shared. Displays the message to show the user.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// The browser could not read the file, for example because it was moved.
    #[error("{}", (PAGE.errors.file.read)(.0))]
    ReadFailed(String),
    /// The file is too large. Contains its size and the maximum in megabytes.
    #[error("{}", (PAGE.errors.file.too_large)(*.0, *.1))]
    TooLarge(u64, u64),
    /// The browser could not create the download.
    #[error("{}", (PAGE.errors.file.save)(.0))]
    SaveFailed(String),
    /// The browser could not write to the clipboard.
    #[error("{}", (PAGE.errors.file.copy)(.0))]
    CopyFailed(String),
    /// The browser has no share dialog or cannot share this content.
    #[error("{}", PAGE.errors.file.share_unsupported)]
    ShareUnsupported,
    /// Sharing failed.
    #[error("{}", (PAGE.errors.file.share)(.0))]
    ShareFailed(String),
    /// The browser could not render the picture.
    #[error("{}", (PAGE.errors.file.render)(.0))]
    RenderFailed(String),
}

impl FileError {
    /// Returns a function for `map_err` that converts a JavaScript exception to this variant.
    pub(crate) fn from_js(variant: fn(String) -> Self) -> impl Fn(JsValue) -> Self {
        move |exception| variant(error_message(&exception))
    }
}
