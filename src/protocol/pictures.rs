//! What crosses between the page and the reader of files: the worker that opens pictures and drawings and writes
//! drawings, so that a person who only draws loads none of what that takes.

use ink::svg::Words;
use ink::{Drawing, Record, record, svg};
use photo::Opened;
use serde::{Deserialize, Serialize};

use crate::brought::{Brought, told_apart};

/// From the page to the reader.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// A file's bytes, to be opened.
    Open(Vec<u8>),
    /// A drawing, to be written as a file.
    Write {
        /// Its form.
        form: Form,
        /// In units of the pad's side.
        drawing: Drawing,
        /// The pen's width in the same unit.
        pen_width: f32,
    },
}

/// How a drawing is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Form {
    /// A picture of lines.
    Svg,
    /// The strokes ([`ink::record`]).
    Json,
}

/// From the reader to the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Reply {
    /// A request may come. Sent once, first.
    Ready,
    /// What was found on the picture.
    Opened(Box<Opened>),
    /// The file's first drawing.
    Drawing {
        /// In units of the pad's side, on the pad.
        drawing: Drawing,
        /// How many more the file holds.
        others: usize,
    },
    /// The file that was to be written.
    Written(Vec<u8>),
    /// Nothing can be read from the file.
    Refused {
        /// The reason, fit to show a person.
        why: String,
    },
}

impl Reply {
    /// The reader's side: answers a request.
    #[must_use]
    pub fn to(request: Request) -> Self {
        match request {
            Request::Open(file) => Self::to_file(file).unwrap_or_else(|why| Self::Refused { why }),
            Request::Write {
                form: Form::Json,
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
                form: Form::Svg,
                drawing,
                pen_width,
            } => {
                let document = svg::document(&drawing, pen_width, WORDS);
                Self::Written(document.unwrap_or_default().into_bytes())
            }
        }
    }

    fn to_file(file: Vec<u8>) -> Result<Self, String> {
        Ok(match told_apart(file).map_err(|error| error.to_string())? {
            Brought::Drawing { drawing, others } => Self::Drawing { drawing, others },
            Brought::Picture(file) => {
                let opened = photo::open(&file).map_err(|error| error.to_string())?;
                Self::Opened(Box::new(opened))
            }
        })
    }
}

const WORDS: Words<'static> = Words {
    title: "A drawn digit",
    description: "Drawn on the pad of the digit recogniser.",
};

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

    fn write(form: Form) -> Request {
        Request::Write {
            form,
            drawing: drawing(),
            pen_width: 0.07,
        }
    }

    #[test]
    fn every_request_survives_the_crossing() {
        for request in [
            Request::Open(vec![1, 2]),
            write(Form::Svg),
            write(Form::Json),
        ] {
            assert_eq!(decode(&encode(&request)), Ok(request));
        }
    }

    #[test]
    fn every_reply_survives_the_crossing() {
        let opened = Opened {
            raster: Raster::from_pixels([9; SIDE * SIDE]),
            ink: vec![7; 3],
        };
        for reply in [
            Reply::Ready,
            Reply::Opened(Box::new(opened)),
            Reply::to(write(Form::Json)),
            Reply::to(Request::Open(b"%PDF".into())),
        ] {
            assert_eq!(decode(&encode(&reply)), Ok(reply));
        }
    }

    #[test]
    fn a_file_that_is_no_picture_is_refused_in_words() {
        let Reply::Refused { why } = Reply::to(Request::Open(b"%PDF-1.7".into())) else {
            panic!("a document is no picture");
        };
        assert!(why.starts_with("This is a PDF document."), "{why}");
    }

    #[test]
    fn a_drawing_that_is_written_can_be_opened_again() {
        let Reply::Written(json) = Reply::to(write(Form::Json)) else {
            panic!("a drawing can be written");
        };
        let opened = Reply::Drawing {
            drawing: drawing(),
            others: 0,
        };
        assert_eq!(Reply::to(Request::Open(json)), opened);
    }

    #[test]
    fn a_drawing_is_written_as_lines() {
        let Reply::Written(svg) = Reply::to(write(Form::Svg)) else {
            panic!("a drawing can be written");
        };
        assert!(svg.starts_with(b"<svg"));
    }
}
