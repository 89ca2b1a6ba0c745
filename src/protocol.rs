//! What crosses between the page and its worker: closed enums, as bytes by postcard, nothing else.
//!
//! Both sides are built from this file at the same time. Bytes that do not decode mean that a page
//! and a worker of different builds have met, say through a stale cache.

pub mod inside;
pub mod panels;
pub mod pictures;

use ink::{Drawing, Raster};
use number::{Number, Split};
use serde::{Deserialize, Serialize};

/// Tells a request's reply from that of any other request of the same page.
pub type RequestId = u32;

/// From the page to the worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// Asks what is written.
    Read {
        /// Comes back in the reply.
        id: RequestId,
        /// What is to be read.
        ask: Ask,
    },
}

/// What there is to read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Ask {
    /// Ink: one digit, or several side by side.
    Drawing {
        /// The strokes.
        drawing: Drawing,
        /// Which strokes a person has put together; none by default.
        split: Split,
    },
    /// The same, with one digit of the split parted into two.
    Parted {
        /// The strokes.
        drawing: Drawing,
        /// Which strokes make which digit.
        split: Split,
        /// Which of these is to be parted.
        digit: usize,
    },
    /// One digit, as the network sees it.
    Raster(Box<Raster>),
}

/// From the worker to the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Reply {
    /// The weights are loaded: requests are answered, those that came before too. Sent once, first.
    Ready,
    /// The weights cannot be used, so no request will be answered. Sent once, in place of `Ready`.
    Refused {
        /// The reason, fit to show a person.
        why: String,
    },
    /// Answers [`Request::Read`].
    Read {
        /// The request's.
        id: RequestId,
        /// The digits, from left to right.
        number: Number,
    },
}

/// Bytes from the other side that are no message of this build.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the page and its worker do not understand each other ({0}); reload the page")]
pub struct Garbled(#[from] postcard::Error);

/// A message as the bytes that cross.
pub fn encode<T: Serialize>(message: &T) -> Vec<u8> {
    postcard::to_allocvec(message)
        .expect("a message is plain data, which postcard can always write")
}

/// The message that the other side wrote.
///
/// # Errors
/// When the bytes are not exactly one message of this build.
pub fn decode<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Result<T, Garbled> {
    match postcard::take_from_bytes(bytes)? {
        (message, []) => Ok(message),
        _ => Err(Garbled(postcard::Error::DeserializeBadEncoding)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ink::{Bounds, Point, SIDE, Stroke};
    use net::Prediction;
    use number::Digit;

    fn request() -> Request {
        Request::Read {
            id: 7,
            ask: Ask::Raster(Box::new(Raster::from_pixels([9; SIDE * SIDE]))),
        }
    }

    #[test]
    fn every_question_survives_the_crossing() {
        let drawing = Drawing {
            strokes: vec![Stroke {
                points: vec![Point { x: 0.1, y: 0.9 }],
            }],
        };
        let split = Split {
            groups: vec![vec![0]],
        };
        let whole = Ask::Drawing {
            drawing: drawing.clone(),
            split: split.clone(),
        };
        let parted = Ask::Parted {
            drawing,
            split,
            digit: 0,
        };
        for ask in [whole, parted] {
            let request = Request::Read { id: 7, ask };
            assert_eq!(decode(&encode(&request)), Ok(request));
        }
    }

    #[test]
    fn a_request_survives_the_crossing() {
        assert_eq!(decode(&encode(&request())), Ok(request()));
    }

    #[test]
    fn every_reply_survives_the_crossing() {
        let replies = [
            Reply::Ready,
            Reply::Refused {
                why: "cut short".into(),
            },
            Reply::Read {
                id: 3,
                number: Number {
                    digits: vec![Digit {
                        strokes: vec![0],
                        bounds: Bounds {
                            min: Point::default(),
                            max: Point { x: 1.0, y: 1.0 },
                        },
                        prediction: Prediction {
                            probabilities: [0.1; 10],
                            ood_score: -1.0,
                        },
                    }],
                },
            },
        ];
        for reply in replies {
            assert_eq!(decode(&encode(&reply)), Ok(reply));
        }
    }

    #[test]
    fn foreign_cut_and_trailing_bytes_are_refused() {
        let whole = encode(&request());
        let longer = [whole.as_slice(), &[0]].concat();
        for bytes in [&[][..], &[255; 4], &whole[..whole.len() - 1], &longer] {
            assert!(decode::<Request>(bytes).is_err(), "{} bytes", bytes.len());
        }
    }

    #[test]
    fn a_raster_is_hardly_longer_than_its_pixels() {
        assert!(encode(&request()).len() <= SIDE * SIDE + 8);
    }
}
