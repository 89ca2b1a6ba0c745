//! Error messages for files, links and workers. Each says what happened and how to fix it.

use ink::file::{FileError, MAX_JSON_BYTES};
use ink::link::{self, LinkError};
use ink::record::RecordError;
use recognition::import::ImportError;
use recognition::picture::{self, PictureError};
use workers::WorkerFailure;

/// See [`super::ERRORS`].
pub struct ErrorStrings {
    /// A file cannot be imported.
    pub import: fn(&ImportError) -> String,
    /// A link cannot be created or opened.
    pub link: fn(LinkError) -> String,
    /// The recognise or the explain worker has failed.
    pub recogniser: fn(&WorkerFailure) -> String,
    /// The import worker has failed.
    pub file_worker: fn(&WorkerFailure) -> String,
}

/// The English text.
pub const ENGLISH: ErrorStrings = ErrorStrings {
    import: |error| match error {
        ImportError::Drawing(error) => drawing_error(error),
        ImportError::Picture(error) => picture_error(error),
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
    recogniser: |failure| match failure {
        WorkerFailure::StartTimeout => "The recogniser took too long to load.".into(),
        WorkerFailure::AnswerTimeout => "The recogniser stopped responding.".into(),
        WorkerFailure::NotStarted(reason) if reason.is_empty() => {
            "The recogniser could not be started.".into()
        }
        WorkerFailure::NotStarted(reason) => {
            format!("The recogniser could not be started ({reason}).")
        }
        WorkerFailure::Crashed(reason) => format!("The recogniser crashed ({reason})."),
        failure => unusable("recogniser", failure),
    },
    file_worker: |failure| match failure {
        WorkerFailure::StartTimeout | WorkerFailure::AnswerTimeout => {
            "The file took too long to open. Try again or choose a smaller picture.".into()
        }
        WorkerFailure::NotStarted(_) => {
            "The file reader could not be started. Reload the page.".into()
        }
        // Nearly always because the picture needs too much memory.
        WorkerFailure::Crashed(_) => {
            "The picture needs more memory than is available. Try a smaller one.".into()
        }
        failure => unusable("file reader", failure),
    },
};

const VERSION_MISMATCH: &str = "This page was updated. Reload to continue.";

fn drawing_error(error: &FileError) -> String {
    let reason = match error {
        FileError::TooLarge(len) => return file_too_large(*len, MAX_JSON_BYTES),
        FileError::NoInk => {
            return "The drawing in this file is empty. Choose another file.".into();
        }
        FileError::InvalidRecords(RecordError::InvalidJson(reason)) => reason.clone(),
        FileError::InvalidRecords(error @ RecordError::InvalidLabel { .. }) => error.to_string(),
    };
    format!("This file does not contain a drawing ({reason}). Choose a file saved with Save JSON.")
}

fn picture_error(error: &PictureError) -> String {
    match error {
        PictureError::EmptyFile => "The file is empty. Choose another file.".into(),
        PictureError::FileTooLarge(len) => file_too_large(*len, picture::MAX_FILE_LEN),
        PictureError::TooManyPixels { width, height } => {
            let max = picture::MAX_PIXEL_COUNT / 1_000_000;
            format!(
                "The picture is too large ({width} \u{d7} {height} pixels, maximum {max} million). Choose a smaller one."
            )
        }
        PictureError::UnsupportedFormat(kind) => {
            format!("This is {kind}. Choose a PNG, JPEG, WebP, GIF or BMP picture.")
        }
        PictureError::Corrupt(reason) => {
            format!("The picture is damaged ({reason}). Choose another one.")
        }
        PictureError::NoInk => {
            "No digit found in the picture. Use one digit, dark on light or light on dark.".into()
        }
    }
}

/// The failures that have the same remedy for every worker.
fn unusable(worker: &str, failure: &WorkerFailure) -> String {
    match failure {
        WorkerFailure::Download(reason) => {
            format!("The {worker} could not be downloaded ({reason}). Check your connection.")
        }
        WorkerFailure::InvalidModule(reason) | WorkerFailure::Rejected(reason) => {
            format!("The {worker}\u{2019}s file is damaged ({reason}). Reload the page.")
        }
        _ => VERSION_MISMATCH.into(),
    }
}

fn file_too_large(len: usize, max: usize) -> String {
    let [len, max] = [len, max].map(|len| len.div_ceil(1_000_000));
    format!("The file is too large ({len} MB, maximum {max} MB). Choose a smaller one.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_rounded_up_to_megabytes() {
        assert_eq!(
            (ENGLISH.import)(&PictureError::FileTooLarge(30_000_001).into()),
            "The file is too large (31 MB, maximum 30 MB). Choose a smaller one."
        );
    }

    #[test]
    fn a_worker_that_could_not_start_is_not_said_to_have_crashed() {
        let failure = WorkerFailure::NotStarted(String::new());
        for message in [ENGLISH.recogniser, ENGLISH.file_worker] {
            let message = message(&failure);
            assert!(message.contains("could not be started"), "{message}");
        }
    }

    #[test]
    fn programs_of_different_builds_ask_for_a_reload() {
        for message in [ENGLISH.recogniser, ENGLISH.file_worker] {
            assert_eq!(message(&WorkerFailure::VersionMismatch), VERSION_MISMATCH);
        }
    }
}
