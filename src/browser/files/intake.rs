//! Files that come: which of an event's files is taken, and its bytes.

use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{ClipboardEvent, DataTransfer, DragEvent, File};

use super::error::FileError;

/// The first file that is pasted: a copied picture is one. `None` of text.
#[must_use]
pub fn pasted(event: &ClipboardEvent) -> Option<File> {
    first(&event.clipboard_data()?)
}

/// The first file that is dropped; the browser does not leave the page for it. `None` of text and
/// links.
#[must_use]
pub fn dropped(event: &DragEvent) -> Option<File> {
    let file = first(&event.data_transfer()?)?;
    event.prevent_default();
    Some(file)
}

/// Of a file that is dragged over the page (`dragenter`, `dragover`): lets it be dropped. Says
/// whether it is a file.
pub fn may_drop(event: &DragEvent) -> bool {
    let types = event.data_transfer().map(|data| data.types());
    let is_file = types.is_some_and(|types| types.includes(&"Files".into(), 0));
    if is_file {
        event.prevent_default();
    }
    is_file
}

fn first(data: &DataTransfer) -> Option<File> {
    data.files()?.get(0)
}

/// A file's bytes. One with more than a picture may have is not read.
///
/// # Errors
/// Where the file is too large, or the browser cannot read it.
pub async fn bytes(file: &File) -> Result<Vec<u8>, FileError> {
    const MEGA: u64 = 1_000_000;
    let most = photo::MOST_BYTES as u64;
    let size = file.size() as u64;
    if size > most {
        return Err(FileError::TooLarge(size.div_ceil(MEGA), most / MEGA));
    }
    let buffer = JsFuture::from(file.array_buffer()).await;
    let buffer = buffer.map_err(FileError::because(FileError::Unreadable))?;
    Ok(Uint8Array::new(buffer.unchecked_ref()).to_vec())
}
