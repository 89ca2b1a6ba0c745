//! [`ImportError`]: why a file cannot be imported.

use ink::file::FileError;
use serde::{Deserialize, Serialize};

use crate::picture::PictureError;

/// Why a file cannot be imported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum ImportError {
    /// The file is JSON, but it cannot be imported as a drawing.
    #[error(transparent)]
    Drawing(#[from] FileError),
    /// The file is not JSON, and no digit could be extracted from it as a picture.
    #[error(transparent)]
    Picture(#[from] PictureError),
}
