//! Messages from the page to the inspector, a separate program in the same document: the selected digit, and the task
//! that a link opens. The inspector does not reply.

use ink::{Drawing, Raster};
use net::CLASSES;
use serde::{Deserialize, Serialize};

use crate::state::inspector::lesson::Task;

/// A message to the inspector.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(
    clippy::large_enum_variant,
    reason = "messages are short-lived, so boxing the 784-byte raster costs more than moving it"
)]
pub enum HostMessage {
    /// The selected digit has changed; `None` if the pad is blank.
    Selection(Option<Selection>),
    /// The user opened a link to this task.
    Task(Task),
}

/// The digit to inspect.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Selection {
    /// The input of the network.
    pub raster: Raster,
    /// The strokes, in units of the pad's side; empty for a picture.
    pub drawing: Drawing,
    /// The predicted digit, if there is one. It may belong to an earlier state of the drawing.
    pub digit: Option<u8>,
    /// The probability of each digit, if the answer belongs to exactly these strokes.
    pub probabilities: Option<[f32; CLASSES]>,
}

impl Selection {
    /// Returns whether the selected digit comes from a picture, which has no strokes.
    #[must_use]
    pub fn is_picture(&self) -> bool {
        self.drawing.strokes.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::{decode, encode};
    use ink::SIDE;

    #[test]
    fn messages_round_trip() {
        let selection = Selection {
            raster: Raster::from_pixels([9; SIDE * SIDE]),
            drawing: Drawing::default(),
            digit: Some(7),
            probabilities: Some([0.1; CLASSES]),
        };
        for message in [
            HostMessage::Selection(Some(selection)),
            HostMessage::Selection(None),
            HostMessage::Task(Task::KeyStroke),
        ] {
            assert_eq!(decode(&encode(&message)), Ok(message));
        }
    }
}
