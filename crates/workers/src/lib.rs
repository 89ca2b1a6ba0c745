//! The conversation between the page and its workers: messages, serialised with postcard, and the client that sends
//! them.
//!
//! A worker answers questions. The page wraps a question in an [`Envelope`], and the worker answers with a [`Reply`].
//! The modules [`recognise`], [`import`] and [`explain`] hold the questions and answers of one worker each, [`host`]
//! the messages to the inspector. [`client`] decides what to send when.
//!
//! The page and its workers are built together. If a message fails to decode, page and worker come from different
//! builds, for example because of a stale cache.
#![forbid(unsafe_code)]

pub mod client;
pub mod explain;
mod failure;
pub mod host;
pub mod import;
pub mod recognise;

use serde::{Deserialize, Serialize};

pub use failure::WorkerFailure;

/// Matches a reply to its question.
pub type RequestId = u32;

/// A message from the page to a worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Envelope<Q> {
    /// Returned in the reply.
    pub id: RequestId,
    /// What the worker should answer.
    pub question: Q,
}

/// A message from a worker to the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Reply<A> {
    /// The worker has loaded. Sent once, before any other reply. Questions that arrived earlier are answered next.
    Ready,
    /// The worker cannot answer any question, because its weights are invalid. Holds the reason. Sent once, instead of
    /// `Ready`.
    Error(String),
    /// Answers one question.
    Answer {
        /// The id of the question's envelope.
        id: RequestId,
        /// The answer.
        answer: A,
    },
}

impl Envelope<Vec<u8>> {
    /// Serialises an envelope whose question is already serialised. The bytes are those of the typed envelope.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        let mut bytes = encode(&self.id);
        bytes.extend(self.question);
        bytes
    }
}

impl Reply<Vec<u8>> {
    /// Deserialises a reply and leaves its answer serialised.
    ///
    /// # Errors
    /// If the bytes do not start like a reply of this build.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, DecodeError> {
        Ok(match postcard::take_from_bytes(bytes)? {
            (Reply::Ready, _) => Self::Ready,
            (Reply::Error(reason), _) => Self::Error(reason),
            (Reply::Answer { id, answer: () }, rest) => Self::Answer {
                id,
                answer: rest.to_vec(),
            },
        })
    }
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

    #[test]
    fn every_reply_round_trips() {
        let replies = [
            Reply::Ready,
            Reply::Error("truncated".into()),
            Reply::Answer { id: 3, answer: 7.5 },
        ];
        for reply in replies {
            assert_eq!(decode(&encode(&reply)), Ok(reply));
        }
    }

    #[test]
    fn serialised_contents_have_the_bytes_of_typed_messages() {
        let question = ("2046".to_owned(), 0.5_f32);
        let envelope = Envelope {
            id: 300,
            question: encode(&question),
        };
        assert_eq!(
            envelope.into_bytes(),
            encode(&Envelope { id: 300, question })
        );
        for reply in [
            Reply::Ready,
            Reply::Error("truncated".into()),
            Reply::Answer { id: 300, answer: 7 },
        ] {
            let bytes = Reply::from_bytes(&encode(&reply)).expect("a reply");
            let expected = match reply {
                Reply::Ready => Reply::Ready,
                Reply::Error(reason) => Reply::Error(reason),
                Reply::Answer { id, answer } => Reply::Answer {
                    id,
                    answer: encode(&answer),
                },
            };
            assert_eq!(bytes, expected);
        }
        assert!(Reply::from_bytes(&[]).is_err());
    }

    #[test]
    fn bytes_that_are_not_exactly_one_message_are_rejected() {
        let question = vec![9_u8; 40];
        let whole = encode(&Envelope { id: 7, question });
        let longer = [whole.as_slice(), &[0]].concat();
        for bytes in [&[][..], &[255; 4], &whole[..whole.len() - 1], &longer] {
            let message = decode::<Envelope<Vec<u8>>>(bytes);
            assert!(message.is_err(), "{} bytes", bytes.len());
        }
    }
}
