//! What crosses between the page and the reader of pictures.
//!
//! The request is a picture file's bytes as they are; the replies are these.

use photo::Opened;
use serde::{Deserialize, Serialize};

/// From the reader to the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reply {
    /// A picture may come. Sent once, first.
    Ready,
    /// What was found on the picture.
    Opened(Box<Opened>),
    /// Nothing can be read from the file.
    Refused {
        /// The reason, fit to show a person.
        why: String,
    },
}

impl Reply {
    /// The reader's side: answers a request.
    #[must_use]
    pub fn to(file: &[u8]) -> Self {
        match photo::open(file) {
            Ok(opened) => Self::Opened(Box::new(opened)),
            Err(error) => Self::Refused {
                why: error.to_string(),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::{decode, encode};
    use ink::{Raster, SIDE};

    #[test]
    fn every_reply_survives_the_crossing() {
        let opened = Opened {
            raster: Raster::from_pixels([9; SIDE * SIDE]),
            ink: vec![7; 3],
        };
        for reply in [
            Reply::Ready,
            Reply::Opened(Box::new(opened)),
            Reply::to(b"%PDF"),
        ] {
            assert_eq!(decode(&encode(&reply)), Ok(reply));
        }
    }

    #[test]
    fn a_file_that_is_no_picture_is_refused_in_words() {
        let Reply::Refused { why } = Reply::to(b"%PDF-1.7") else {
            panic!("a document is no picture");
        };
        assert!(why.starts_with("This is a PDF document."), "{why}");
    }
}
