//! Files that the user pastes, drops or picks.

use js_sys::Uint8Array;
use recognition::picture::MAX_FILE_LEN;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{ClipboardEvent, DataTransfer, DragEvent, File};

use super::error::FileError;

/// Returns the first pasted file, such as a copied picture. `None` for text.
#[must_use]
pub fn pasted(event: &ClipboardEvent) -> Option<IncomingFile> {
    first_file(&event.clipboard_data()?)
}

/// Returns the first dropped file and prevents the browser from navigating to it. `None` for text and links.
#[must_use]
pub fn dropped(event: &DragEvent) -> Option<IncomingFile> {
    let file = first_file(&event.data_transfer()?)?;
    event.prevent_default();
    Some(file)
}

/// Handles `dragover`: allows a file to be dropped. Returns whether a file is being dragged.
pub fn accept_drag(event: &DragEvent) -> bool {
    let types = event.data_transfer().map(|data| data.types());
    let is_file = types.is_some_and(|types| types.includes(&"Files".into(), 0));
    if is_file {
        event.prevent_default();
    }
    is_file
}

fn first_file(data: &DataTransfer) -> Option<IncomingFile> {
    data.files()?.get(0).map(IncomingFile)
}

/// A file from outside the page.
#[derive(Clone, Debug)]
pub struct IncomingFile(pub(super) File);

impl IncomingFile {
    /// Returns the file's name.
    #[must_use]
    pub fn name(&self) -> String {
        self.0.name()
    }

    /// Reads the file's bytes.
    ///
    /// # Errors
    /// If the file is larger than [`MAX_FILE_LEN`] or the browser cannot read it.
    pub async fn bytes(&self) -> Result<Vec<u8>, FileError> {
        const MEGABYTE: u64 = 1_000_000;
        let max_size = MAX_FILE_LEN as u64;
        let size = self.0.size() as u64;
        if size > max_size {
            return Err(FileError::TooLarge(
                size.div_ceil(MEGABYTE),
                max_size / MEGABYTE,
            ));
        }
        let buffer = JsFuture::from(self.0.array_buffer()).await;
        let buffer = buffer.map_err(FileError::from_js(FileError::ReadFailed))?;
        Ok(Uint8Array::new(buffer.unchecked_ref()).to_vec())
    }
}
