//! Messages between the page and the file worker, which imports pictures and drawings and exports drawings.
//!
//! The file worker is loaded on first use, so users who only draw never download it.

use ink::svg::Metadata;
use ink::{Drawing, Record, record, svg};
use photo::ExtractedDigit;
use serde::{Deserialize, Serialize};

use crate::import::{ImportedFile, detect};
use crate::text;

/// A message from the page to the file worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Request {
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

/// A message from the file worker to the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Reply {
    /// The worker accepts requests. Sent once, before any other reply.
    Ready,
    /// The digit found in an imported picture.
    Opened(Box<ExtractedDigit>),
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
    Error {
        /// The message to show the user.
        message: String,
    },
}

impl Reply {
    /// Answers a request in the worker.
    #[must_use]
    pub fn for_request(request: Request) -> Self {
        match request {
            Request::Open(file) => {
                Self::for_file(file).unwrap_or_else(|message| Self::Error { message })
            }
            Request::Write {
                format: FileFormat::Json,
                drawing,
                ..
            } => {
                let record = Record {
                    drawing,
                    ..Record::default()
                };
                Self::Written(record::to_json(&[record]).into_bytes())
            }
            Request::Write {
                format: FileFormat::Svg,
                drawing,
                pen_width,
            } => {
                let metadata = Metadata {
                    title: text::ANSWER.export.title,
                    description: text::ANSWER.export.description,
                };
                let document = svg::document(&drawing, pen_width, metadata);
                Self::Written(document.unwrap_or_default().into_bytes())
            }
        }
    }

    fn for_file(file: Vec<u8>) -> Result<Self, String> {
        match detect(file).map_err(|error| (text::ERRORS.import)(&error))? {
            ImportedFile::Drawing {
                drawing,
                other_count,
            } => Ok(Self::Drawing {
                drawing,
                other_count,
            }),
            ImportedFile::Picture(file) => photo::extract_digit(&file)
                .map(|digit| Self::Opened(Box::new(digit)))
                .map_err(|error| (text::ERRORS.photo)(&error)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::{decode, encode};
    use ink::{Point, Raster, SIDE, Stroke};

    fn drawing() -> Drawing {
        Drawing {
            strokes: vec![Stroke {
                points: [0.25, 0.75].map(|x| Point { x, y: 0.5 }).to_vec(),
            }],
        }
    }

    fn write(format: FileFormat) -> Request {
        Request::Write {
            format,
            drawing: drawing(),
            pen_width: 0.07,
        }
    }

    #[test]
    fn every_request_round_trips() {
        for request in [
            Request::Open(vec![1, 2]),
            write(FileFormat::Svg),
            write(FileFormat::Json),
        ] {
            assert_eq!(decode(&encode(&request)), Ok(request));
        }
    }

    #[test]
    fn every_reply_round_trips() {
        let digit = ExtractedDigit {
            raster: Raster::from_pixels([9; SIDE * SIDE]),
            ink: vec![7; 3],
        };
        for reply in [
            Reply::Ready,
            Reply::Opened(Box::new(digit)),
            Reply::for_request(write(FileFormat::Json)),
            Reply::for_request(Request::Open(b"%PDF".into())),
        ] {
            assert_eq!(decode(&encode(&reply)), Ok(reply));
        }
    }

    #[test]
    fn the_error_for_a_document_names_its_format() {
        let Reply::Error { message } = Reply::for_request(Request::Open(b"%PDF-1.7".into())) else {
            panic!("a PDF document is rejected");
        };
        assert!(message.starts_with("This is a PDF document."), "{message}");
    }

    #[test]
    fn an_exported_drawing_can_be_imported() {
        let Reply::Written(json) = Reply::for_request(write(FileFormat::Json)) else {
            panic!("a drawing can be exported");
        };
        let opened = Reply::Drawing {
            drawing: drawing(),
            other_count: 0,
        };
        assert_eq!(Reply::for_request(Request::Open(json)), opened);
    }

    #[test]
    fn a_drawing_is_exported_as_svg() {
        let Reply::Written(svg) = Reply::for_request(write(FileFormat::Svg)) else {
            panic!("a drawing can be exported");
        };
        assert!(svg.starts_with(b"<svg"));
    }
}
