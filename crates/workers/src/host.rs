//! Messages from the page to the inspector, a separate program in the same document: the selected digit, and the task
//! that a link opens. The inspector does not reply.

use ink::{Drawing, Raster};
use recognition::CLASSES;
use serde::{Deserialize, Serialize};

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

/// A task of the inspector's lesson.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Task {
    /// Turn a 1 into a drawing that is read as 7.
    #[default]
    OneAsSeven,
    /// Find the decision boundary between 4 and 9.
    DecisionBoundary,
    /// Find the stroke that contributes most.
    KeyStroke,
    /// Draw a small digit in a corner, with scaling and centring disabled.
    Corner,
    /// Add noise until the predicted digit changes.
    Noise,
}

/// Error for a link to a task that does not exist. Holds the task number in the link, truncated to 12 characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownTask(pub String);

impl Task {
    /// The tasks in the order of the lesson.
    pub const ALL: [Self; 5] = [
        Self::OneAsSeven,
        Self::DecisionBoundary,
        Self::KeyStroke,
        Self::Corner,
        Self::Noise,
    ];

    /// Prefix of the fragment of a link to a task; its number follows.
    pub const FRAGMENT_PREFIX: &str = "task=";

    /// Returns the fragment of a link to the task.
    #[must_use]
    pub fn fragment(self) -> String {
        format!("{}{}", Self::FRAGMENT_PREFIX, self.number())
    }

    /// Returns the task's number, from 1.
    #[must_use]
    pub const fn number(self) -> usize {
        self as usize + 1
    }

    /// Parses the number of a task.
    ///
    /// # Errors
    /// Returns an error if no task has the number.
    pub fn from_number(number: &str) -> Result<Self, UnknownTask> {
        let mut tasks = Self::ALL.into_iter();
        let task = tasks.find(|task| task.number().to_string() == number);
        task.ok_or_else(|| UnknownTask(number.chars().take(12).collect()))
    }

    /// Returns the next task.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        Self::ALL.get(self.number()).copied()
    }
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
    use crate::{decode, encode};
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

    #[test]
    fn tasks_are_numbered_from_1_and_each_leads_to_the_next() {
        for (index, task) in Task::ALL.into_iter().enumerate() {
            assert_eq!(Task::from_number(&(index + 1).to_string()), Ok(task));
            assert_eq!(task.next(), Task::ALL.get(index + 1).copied());
        }
    }
}
