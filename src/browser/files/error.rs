//! What goes wrong with files, and what a person can do about it.

use wasm_bindgen::JsValue;

use super::super::error::words;

/// A failure, in words fit to show a person.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// The browser gave no bytes: the file was moved, or may not be read.
    #[error("The file could not be read ({0}). Choose it again.")]
    Unreadable(String),
    /// More bytes than any picture or drawing has.
    #[error("The file is too large ({0} MB; at most {1} MB). Choose a smaller one.")]
    TooLarge(u64, u64),
    /// The browser would not make the file.
    #[error("The file could not be saved ({0}). Try another browser.")]
    NotSaved(String),
    /// The clipboard is closed to the page.
    #[error(
        "The link could not be copied ({0}). Allow the page to use the clipboard, or save the drawing."
    )]
    NotCopied(String),
    /// The browser has no sharing, or not of this.
    #[error("This browser cannot share. Save the file or copy the link.")]
    NoSharing,
    /// Sharing was begun and failed.
    #[error("Sharing failed ({0}). Save the file or copy the link.")]
    NotShared(String),
    /// The drawing could not be painted as a picture.
    #[error("The picture could not be made ({0}). Save the drawing as SVG.")]
    NotPainted(String),
}

impl FileError {
    /// For `map_err`: what was thrown becomes the reason.
    pub(in crate::browser) fn because(of: fn(String) -> Self) -> impl Fn(JsValue) -> Self {
        move |thrown| of(words(&thrown))
    }
}
