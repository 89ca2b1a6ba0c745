//! What the page tells the panels of See inside, a program of its own in the same document: the digit that is looked
//! into, or that there is none; and the task that a link leads to. Nothing comes back.

use ink::{Drawing, Raster};
use net::CLASSES;
use serde::{Deserialize, Serialize};

use crate::state::inside::lesson::Task;

/// What the panels are told.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(
    clippy::large_enum_variant,
    reason = "it lives for a moment; boxing its 784 bytes costs more than moving them"
)]
pub enum Told {
    /// There is another digit, or none.
    Subject(Option<Subject>),
    /// A link leads to this task.
    Task(Task),
}

/// The digit that is looked into.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Subject {
    /// What the network reads.
    pub raster: Raster,
    /// Its strokes, in units of the pad's side; none of a picture.
    pub drawing: Drawing,
    /// The digit that it is read as, once it is.
    pub digit: Option<u8>,
    /// The probability of each digit, once these very strokes have been read.
    pub probabilities: Option<[f32; CLASSES]>,
}

impl Subject {
    /// Whether it is a picture: without strokes, it cannot be drawn again.
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
    fn a_digit_and_that_there_is_none_survive_the_crossing() {
        let subject = Subject {
            raster: Raster::from_pixels([9; SIDE * SIDE]),
            drawing: Drawing::default(),
            digit: Some(7),
            probabilities: Some([0.1; CLASSES]),
        };
        for told in [
            Told::Subject(Some(subject)),
            Told::Subject(None),
            Told::Task(Task::Stroke),
        ] {
            assert_eq!(decode(&encode(&told)), Ok(told));
        }
    }
}
