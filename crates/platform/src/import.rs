//! Opens and writes files in the import worker, whose bundle is fetched on first use.

use ink::Drawing;
use recognition::picture::INK_SIDE;
use session::document::Document;
use session::photo::Photo;
use text::ERRORS;
use workers::WorkerFailure;
use workers::import::{Answer, FileFormat, Question};

use super::bundle::Bundle;
use super::files::IncomingFile;
use super::worker::{Timeouts, ask_once};

/// Returns the first drawing or the picture of a file as a document, and the number of drawings in the file (1 for a
/// picture).
///
/// # Errors
/// The message to show the user.
pub async fn import_file(file: &IncomingFile) -> Result<(Document, usize), String> {
    let bytes = file.bytes().await.map_err(|error| error.to_string())?;
    match ask(&Question::Open(bytes)).await? {
        Answer::Drawing {
            drawing,
            other_count,
        } => Ok((drawing.into(), other_count + 1)),
        Answer::Picture(digit) => {
            let photo = Photo {
                raster: digit.raster,
                side_px: INK_SIDE,
                pixels: digit.ink,
            };
            Ok((photo.into(), 1))
        }
        Answer::Rejected(error) => Err((ERRORS.import)(&error)),
        Answer::Written(_) => Err(wrong_answer()),
    }
}

/// Returns the bytes of a file with this drawing. Its unit is the pad's side, as is that of `pen_width`.
///
/// # Errors
/// The message to show the user.
pub async fn export_file(
    format: FileFormat,
    drawing: Drawing,
    pen_width: f32,
) -> Result<Vec<u8>, String> {
    let question = Question::Write {
        format,
        drawing,
        pen_width,
    };
    match ask(&question).await? {
        Answer::Written(bytes) => Ok(bytes),
        _ => Err(wrong_answer()),
    }
}

async fn ask(question: &Question) -> Result<Answer, String> {
    let answer = ask_once(Bundle::named("import"), Timeouts::SLOW_ANSWER, question).await;
    answer.map_err(|failure| (ERRORS.file_worker)(&failure))
}

fn wrong_answer() -> String {
    (ERRORS.file_worker)(&WorkerFailure::VersionMismatch)
}
