//! A file that a person brings: what it puts on the pad.

pub use web_sys::File;

use super::files;
use super::photo::{self, ReadError};
use crate::protocol::pictures::{Reply, Request};
use crate::state::content::Content;
use crate::state::photo::Photo;

/// What a file puts on the pad, and what there is to say of it.
///
/// # Errors
/// In words fit to show a person.
pub async fn content_of(file: &File) -> Result<(Content, Option<String>), String> {
    let bytes = files::bytes(file)
        .await
        .map_err(|error| error.to_string())?;
    let opened = photo::ask(&Request::Open(bytes)).await;
    match opened.map_err(|error| error.to_string())? {
        Reply::Drawing { drawing, others } => {
            let more = format!("Opened the first drawing of {}.", others + 1);
            Ok((drawing.into(), (others > 0).then_some(more)))
        }
        Reply::Opened(opened) => {
            let photo = Photo {
                raster: opened.raster,
                side: ::photo::INK_SIDE,
                ink: opened.ink,
            };
            let content = Content {
                photo: Some(photo),
                ..Content::default()
            };
            Ok((content, None))
        }
        _ => Err(ReadError::Died.to_string()),
    }
}
