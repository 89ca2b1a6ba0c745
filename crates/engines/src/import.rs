//! The computation of the import worker: opens and writes files.

use ink::file::{self, FileContent, FileError};
use ink::svg::Metadata;
use ink::{Drawing, Record, record, svg};
use recognition::import::ImportError;
use workers::import::{Answer, FileFormat, Question};

/// Opens or writes a file.
#[must_use]
pub fn answer(question: Question) -> Answer {
    match question {
        Question::Open(file) => open(file).unwrap_or_else(Answer::Rejected),
        Question::Write {
            format,
            drawing,
            pen_width,
        } => Answer::Written(match format {
            FileFormat::Svg => to_svg(&drawing, pen_width),
            FileFormat::Json => to_json(drawing),
        }),
    }
}

fn open(file: Vec<u8>) -> Result<Answer, ImportError> {
    match file::detect(file)? {
        FileContent::Drawings(records) => {
            let first = records.first().ok_or(FileError::NoInk)?;
            Ok(Answer::Drawing {
                drawing: file::fit_to_pad(&first.drawing).ok_or(FileError::NoInk)?,
                other_count: records.len() - 1,
            })
        }
        FileContent::Picture(bytes) => {
            let digit = pictures::extract_digit(&bytes)?;
            Ok(Answer::Picture(digit.into()))
        }
    }
}

fn to_svg(drawing: &Drawing, pen_width: f32) -> Vec<u8> {
    let metadata = Metadata {
        title: text::ANSWER.export.title,
        description: text::ANSWER.export.description,
    };
    let document = svg::document(drawing, pen_width, metadata);
    document.unwrap_or_default().into_bytes()
}

fn to_json(drawing: Drawing) -> Vec<u8> {
    let record = Record {
        drawing,
        ..Record::default()
    };
    record::to_json(&[record]).into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use ink::{Point, Stroke};
    use recognition::picture::PictureError;

    fn drawing() -> Drawing {
        Drawing {
            strokes: vec![Stroke {
                points: [0.25, 0.75].map(|x| Point { x, y: 0.5 }).to_vec(),
            }],
        }
    }

    fn written(format: FileFormat) -> Vec<u8> {
        let question = Question::Write {
            format,
            drawing: drawing(),
            pen_width: 0.07,
        };
        let Answer::Written(bytes) = answer(question) else {
            panic!("a drawing can be exported");
        };
        bytes
    }

    #[test]
    fn the_error_for_a_document_names_its_format() {
        let error = PictureError::UnsupportedFormat("a PDF document".into());
        assert_eq!(
            answer(Question::Open(b"%PDF-1.7".into())),
            Answer::Rejected(error.into())
        );
    }

    #[test]
    fn the_first_drawing_of_a_file_is_opened_and_the_others_are_counted() {
        let json = "\u{feff}[{\"strokes\": [[[0, 0], [1, 1]]]}, {\"strokes\": []}]";
        let Answer::Drawing {
            drawing,
            other_count,
        } = answer(Question::Open(json.into()))
        else {
            panic!("the file holds a drawing");
        };
        assert_eq!((drawing.strokes.len(), other_count), (1, 1));
    }

    #[test]
    fn a_file_without_ink_is_rejected() {
        for json in ["[]", "{\"strokes\": []}"] {
            assert_eq!(
                answer(Question::Open(json.into())),
                Answer::Rejected(FileError::NoInk.into())
            );
        }
    }

    #[test]
    fn an_exported_drawing_can_be_imported() {
        let opened = Answer::Drawing {
            drawing: drawing(),
            other_count: 0,
        };
        assert_eq!(answer(Question::Open(written(FileFormat::Json))), opened);
    }

    #[test]
    fn a_drawing_is_exported_as_svg() {
        assert!(written(FileFormat::Svg).starts_with(b"<svg"));
    }
}
