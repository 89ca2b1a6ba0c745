//! A file that a person brings: what it puts on the pad.

pub use web_sys::File;

use super::{files, photo};
use crate::brought::{Brought, told_apart};
use crate::state::content::Content;
use crate::state::photo::Photo;

/// What a file puts on the pad, and what there is to say of it.
///
/// # Errors
/// In words fit to show a person.
pub async fn content_of(file: &File) -> Result<(Content, Option<String>), String> {
    let said = |error: &dyn ToString| error.to_string();
    let bytes = files::bytes(file).await.map_err(|error| said(&error))?;
    match told_apart(bytes).map_err(|error| said(&error))? {
        Brought::Drawing { drawing, others } => {
            let more = format!("Opened the first drawing of {}.", others + 1);
            Ok((drawing.into(), (others > 0).then_some(more)))
        }
        Brought::Picture(bytes) => {
            let opened = photo::read(&bytes).await.map_err(|error| said(&error))?;
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
    }
}
