//! What is on the sheet: ink, or a picture that was opened.

use ink::{Drawing, Raster};
use serde::{Deserialize, Serialize};

use super::marks::Marks;
use super::photo::Photo;

/// Ink or picture.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Content {
    /// The ink; none where there is a picture.
    pub marks: Marks,
    /// The picture.
    pub photo: Option<Photo>,
}

impl From<Drawing> for Content {
    fn from(drawing: Drawing) -> Self {
        Self {
            marks: drawing.into(),
            photo: None,
        }
    }
}

impl Content {
    /// Whether there is neither ink nor picture.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.marks.is_empty() && self.photo.is_none()
    }

    /// What the network reads; `None` of nothing.
    #[must_use]
    pub fn raster(&self) -> Option<Raster> {
        match &self.photo {
            Some(photo) => Some(photo.raster.clone()),
            None => self.marks.drawing().raster(),
        }
    }

    /// Whether nothing has been lost of it on the way through a browser's storage.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.marks.is_whole() && self.photo.as_ref().is_none_or(Photo::is_whole)
    }
}
