//! Error messages for files, links and the engine. Each says what happened and how to fix it.

use ink::link::{self, LinkError};
use photo::PhotoError;

use crate::import::{ImportError, MAX_JSON_BYTES};

/// See [`super::ERRORS`].
pub struct ErrorStrings {
    /// A drawing file cannot be imported.
    pub import: fn(&ImportError) -> String,
    /// A picture cannot be imported.
    pub photo: fn(&PhotoError) -> String,
    /// A link cannot be created or opened.
    pub link: fn(LinkError) -> String,
    /// The page and its worker come from different builds.
    pub version_mismatch: &'static str,
    /// The engine did not start in time.
    pub engine_start_timeout: &'static str,
    /// The engine did not reply in time.
    pub engine_reply_timeout: &'static str,
}

/// The English text.
pub const ENGLISH: ErrorStrings = ErrorStrings {
    import: |error| match error {
        ImportError::TooLarge(len) => {
            let (len, max) = (megabytes(*len), megabytes(MAX_JSON_BYTES));
            format!("The file is too large ({len} MB, maximum {max} MB). Choose a smaller one.")
        }
        ImportError::InvalidDrawing(reason) => format!(
            "This file does not contain a drawing ({reason}). Choose a file saved with Save JSON."
        ),
        ImportError::NoInk => "The drawing in this file is empty. Choose another file.".into(),
    },
    photo: |error| match error {
        PhotoError::EmptyFile => "The file is empty. Choose another file.".into(),
        PhotoError::FileTooLarge(len) => {
            let (len, max) = (megabytes(*len), megabytes(photo::MAX_FILE_LEN));
            format!("The file is too large ({len} MB, maximum {max} MB). Choose a smaller one.")
        }
        PhotoError::TooManyPixels { width, height } => {
            let max = photo::MAX_PIXEL_COUNT / 1_000_000;
            format!(
                "The picture is too large ({width} \u{d7} {height} pixels, maximum {max} million). Choose a smaller one."
            )
        }
        PhotoError::UnsupportedFormat(kind) => {
            format!("This is {kind}. Choose a PNG, JPEG, WebP, GIF or BMP picture.")
        }
        PhotoError::Corrupt(reason) => {
            format!("The picture is damaged ({reason}). Choose another one.")
        }
        PhotoError::NoInk => {
            "No digit found in the picture. Use one digit, dark on light or light on dark.".into()
        }
    },
    link: |error| match error {
        LinkError::NoInk => "There is nothing to share. Draw something first.".into(),
        LinkError::TooManyStrokes => {
            "This drawing has too many strokes for a link. Save it as a file.".into()
        }
        LinkError::TooLong(_) => {
            let max = link::MAX_TEXT_LEN;
            format!("The link is longer than {max} characters. Copy it again.")
        }
        LinkError::UnsupportedVersion => {
            "The link was made by another version of this page. Ask for a new link.".into()
        }
        LinkError::Truncated => "The link is incomplete. Copy the whole link.".into(),
        LinkError::Malformed | LinkError::TrailingData | LinkError::OutOfRange => {
            "The link is damaged. Copy the whole link again.".into()
        }
    },
    version_mismatch: "This page was updated. Reload to continue.",
    engine_start_timeout: "The recogniser took too long to load.",
    engine_reply_timeout: "The recogniser stopped responding.",
};

/// Converts a size in bytes to megabytes, rounded up.
fn megabytes(len: usize) -> usize {
    len.div_ceil(1_000_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_rounded_up_to_megabytes() {
        assert_eq!(
            (ENGLISH.photo)(&PhotoError::FileTooLarge(30_000_001)),
            "The file is too large (31 MB, maximum 30 MB). Choose a smaller one."
        );
    }
}
