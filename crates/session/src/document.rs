//! The document on the pad: ink, or an imported picture.

use std::sync::Arc;

use ink::{Drawing, Raster};
use serde::{Deserialize, Serialize};

use super::photo::Photo;
use super::strokes::Ink;

/// Ink or a picture. Copies share their strokes and their picture, so the editor keeps a copy for each undo step.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// The ink. Empty if there is a picture.
    pub ink: Ink,
    /// The picture.
    pub photo: Option<Arc<Photo>>,
}

impl From<Drawing> for Document {
    fn from(drawing: Drawing) -> Self {
        Self {
            ink: drawing.into(),
            photo: None,
        }
    }
}

impl From<Photo> for Document {
    fn from(photo: Photo) -> Self {
        Self {
            ink: Ink::default(),
            photo: Some(photo.into()),
        }
    }
}

impl Document {
    /// Returns whether there is neither ink nor a picture.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.ink.is_empty() && self.photo.is_none()
    }

    /// Returns the network's input. `None` if the document is blank.
    #[must_use]
    pub fn raster(&self) -> Option<Raster> {
        match &self.photo {
            Some(photo) => Some(photo.raster.clone()),
            None => self.ink.drawing().raster(),
        }
    }

    /// Returns whether the document is consistent. A document loaded from browser storage may not be.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        self.photo.as_ref().is_none_or(|photo| photo.is_valid())
    }
}
