//! Imports a file: opens it in the file worker and converts the result to a document.

pub use web_sys::File;

use super::file_worker::{self, FileWorkerError};
use super::files;
use crate::protocol::files::{Reply, Request};
use crate::state::document::Document;
use crate::state::photo::Photo;

/// Returns the first drawing or the picture of a file as a document, and the number of drawings in the file (1 for a
/// picture).
///
/// # Errors
/// The message to show the user.
pub async fn import_file(file: &File) -> Result<(Document, usize), String> {
    let bytes = files::bytes(file)
        .await
        .map_err(|error| error.to_string())?;
    let reply = file_worker::request(&Request::Open(bytes)).await;
    match reply.map_err(|error| error.to_string())? {
        Reply::Drawing {
            drawing,
            other_count,
        } => Ok((drawing.into(), other_count + 1)),
        Reply::Opened(digit) => {
            let photo = Photo {
                raster: digit.raster,
                side_px: ::photo::INK_SIDE,
                pixels: digit.ink,
            };
            let document = Document {
                photo: Some(photo.into()),
                ..Document::default()
            };
            Ok((document, 1))
        }
        _ => Err(FileWorkerError::Crashed.to_string()),
    }
}
