//! A number: the digits of one line of writing.

use std::fmt;

use ink::Bounds;
use serde::{Deserialize, Serialize};

use crate::{Prediction, StrokeGroups};

/// A sequence of digits.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Number {
    /// The digits from left to right. Empty if the drawing has no ink.
    pub digits: Vec<Digit>,
}

/// One digit of a [`Number`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Digit {
    /// Indices of its strokes in the drawing, ascending. Every stroke of the drawing belongs to exactly one digit,
    /// including strokes without ink.
    pub strokes: Vec<usize>,
    /// Bounding box of its ink, in the drawing's unit.
    pub bounds: Bounds,
    /// The prediction for these strokes.
    pub prediction: Prediction,
}

impl Number {
    /// Returns the strokes of each digit.
    #[must_use]
    pub fn stroke_groups(&self) -> StrokeGroups {
        let groups = self.digits.iter().map(|digit| digit.strokes.clone());
        StrokeGroups {
            groups: groups.collect(),
        }
    }
}

/// Formats the digits without separators, such as "2026".
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.digits
            .iter()
            .try_for_each(|digit| write!(f, "{}", digit.prediction.digit()))
    }
}
