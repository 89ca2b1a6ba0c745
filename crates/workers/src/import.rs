//! Questions to the import worker, which opens pictures and drawings and writes drawings, and its answers.
//!
//! The worker is loaded on first use, so users who only draw never download it.

use ink::Drawing;
use recognition::import::ImportError;
use recognition::picture::ExtractedDigit;
use serde::{Deserialize, Serialize};

/// What the worker should do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Question {
    /// Imports a file from its bytes.
    Open(Vec<u8>),
    /// Exports a drawing.
    Write {
        /// The file format.
        format: FileFormat,
        /// The drawing in units of the pad's side.
        drawing: Drawing,
        /// The pen's width in the same unit.
        pen_width: f32,
    },
}

/// The file format of an exported drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileFormat {
    /// An SVG image.
    Svg,
    /// The points of the strokes as JSON ([`ink::record`]).
    Json,
}

/// The answer to a [`Question`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    /// The digit found in an imported picture.
    Picture(Box<ExtractedDigit>),
    /// The first drawing of an imported file.
    Drawing {
        /// The drawing on the pad, in units of the pad's side.
        drawing: Drawing,
        /// The number of further drawings in the file.
        other_count: usize,
    },
    /// The bytes of an exported file.
    Written(Vec<u8>),
    /// The file cannot be imported.
    Rejected(ImportError),
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{decode, encode};
    use ink::file::FileError;
    use ink::{Raster, SIDE};
    use recognition::picture::PictureError;

    #[test]
    fn every_question_round_trips() {
        let write = |format| Question::Write {
            format,
            drawing: Drawing::default(),
            pen_width: 0.07,
        };
        for question in [
            Question::Open(vec![1, 2]),
            write(FileFormat::Svg),
            write(FileFormat::Json),
        ] {
            assert_eq!(decode(&encode(&question)), Ok(question));
        }
    }

    #[test]
    fn every_answer_round_trips() {
        let digit = ExtractedDigit {
            raster: Raster::from_pixels([9; SIDE * SIDE]),
            ink: vec![7; 3],
        };
        let document = PictureError::UnsupportedFormat("a PDF document".into());
        for answer in [
            Answer::Picture(digit.into()),
            Answer::Drawing {
                drawing: Drawing::default(),
                other_count: 2,
            },
            Answer::Written(b"[]".into()),
            Answer::Rejected(FileError::TooLarge(6_000_000).into()),
            Answer::Rejected(document.into()),
        ] {
            assert_eq!(decode(&encode(&answer)), Ok(answer));
        }
    }
}
