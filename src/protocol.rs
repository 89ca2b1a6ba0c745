//! Messages between the page and its workers: closed enums, serialised with postcard.
//!
//! The page and its workers are built together. If a message fails to decode, page and worker come from different
//! builds, for example because of a stale cache.

pub mod explain;
pub mod files;
pub mod host_message;

use ink::{Drawing, Raster};
use number::{Number, StrokeGroups};
use serde::{Deserialize, Serialize};

/// Matches a reply to its request.
pub type RequestId = u32;

/// A message from the page to the engine's worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// Reads a digit or a number.
    Read {
        /// Returned in the reply.
        id: RequestId,
        /// What to read.
        target: Target,
    },
}

/// What to read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Target {
    /// Ink: one digit, or several digits side by side.
    Drawing {
        /// The strokes.
        drawing: Drawing,
        /// The groups of strokes that the user has fixed. Empty if the user has changed nothing.
        groups: StrokeGroups,
    },
    /// Ink with one group of strokes to split into two digits.
    SplitDigit {
        /// The strokes.
        drawing: Drawing,
        /// The strokes of each digit.
        groups: StrokeGroups,
        /// The index of the group to split.
        digit: usize,
    },
    /// One digit as the network's input.
    Raster(Box<Raster>),
}

/// A message from the engine's worker to the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Reply {
    /// The weights are loaded. Sent once, before any other reply. Requests that arrived earlier are answered next.
    Ready,
    /// The weights are invalid, so no request will be answered. Sent once, instead of `Ready`.
    Error {
        /// The message to show the user.
        message: String,
    },
    /// Answers [`Request::Read`].
    Read {
        /// The id of the request.
        id: RequestId,
        /// The digits from left to right.
        number: Number,
    },
}

/// Bytes that are not a message of this build.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a message of this build: {0}")]
pub struct DecodeError(#[from] postcard::Error);

/// Serialises a message.
pub fn encode<T: Serialize>(message: &T) -> Vec<u8> {
    postcard::to_allocvec(message).expect("messages contain only types that postcard supports")
}

/// Deserialises a message.
///
/// # Errors
/// If the bytes are not exactly one message of this build.
pub fn decode<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Result<T, DecodeError> {
    match postcard::take_from_bytes(bytes)? {
        (message, []) => Ok(message),
        _ => Err(DecodeError(postcard::Error::DeserializeBadEncoding)),
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
            target: Target::Raster(Box::new(Raster::from_pixels([9; SIDE * SIDE]))),
        }
    }

    #[test]
    fn requests_with_every_target_round_trip() {
        let drawing = Drawing {
            strokes: vec![Stroke {
                points: vec![Point { x: 0.1, y: 0.9 }],
            }],
        };
        let groups = StrokeGroups {
            groups: vec![vec![0]],
        };
        let whole = Target::Drawing {
            drawing: drawing.clone(),
            groups: groups.clone(),
        };
        let split = Target::SplitDigit {
            drawing,
            groups,
            digit: 0,
        };
        for target in [whole, split] {
            let request = Request::Read { id: 7, target };
            assert_eq!(decode(&encode(&request)), Ok(request));
        }
        assert_eq!(decode(&encode(&request())), Ok(request()));
    }

    #[test]
    fn every_reply_round_trips() {
        let replies = [
            Reply::Ready,
            Reply::Error {
                message: "truncated".into(),
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
    fn bytes_that_are_not_exactly_one_message_are_rejected() {
        let whole = encode(&request());
        let longer = [whole.as_slice(), &[0]].concat();
        for bytes in [&[][..], &[255; 4], &whole[..whole.len() - 1], &longer] {
            assert!(decode::<Request>(bytes).is_err(), "{} bytes", bytes.len());
        }
    }

    #[test]
    fn encoding_a_raster_adds_at_most_8_bytes_to_its_pixels() {
        assert!(encode(&request()).len() <= SIDE * SIDE + 8);
    }
}
