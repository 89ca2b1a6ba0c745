//! Import of files (file picker, camera, paste, drop) and export (download, clipboard, share dialog).
//!
//! Import returns the bytes of a file; [`ink::file::detect`] determines their format. Browsers allow export only in
//! response to a click or key press.

mod error;
mod incoming;
mod picker;
mod save;
mod share;

pub use error::FileError;
pub use incoming::{IncomingFile, accept_drag, dropped, pasted};
pub use picker::{FilePicker, FileSource};
pub use save::{copy_text, save};
pub use share::{can_share, share};

/// A file to save or share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Download {
    /// The file name with its extension.
    pub name: String,
    /// The MIME type.
    pub mime_type: &'static str,
    /// The content.
    pub bytes: Vec<u8>,
}
