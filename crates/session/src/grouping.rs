//! The user's corrections of how strokes are grouped into digits.

use recognition::{Number, StrokeGroups};

use super::editor::Revision;

/// The grouping that the user has chosen. The engine must keep it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GroupingOverrides {
    /// The groups to keep. Empty if the user has changed nothing.
    pub groups: StrokeGroups,
    /// The index of the group to split in two. `None` once the engine has found the best split.
    pub split_digit: Option<usize>,
    /// Grows by one with each correction.
    pub revision: Revision,
}

impl GroupingOverrides {
    /// Merges digit `i` of the number with the next one.
    pub fn merge(&mut self, number: &Number, i: usize) {
        if let Some(merged) = number.stroke_groups().merged(i) {
            self.groups = merged;
            self.record_correction(None);
        }
    }

    /// Requests a split of digit `i` of the number. A digit of one stroke cannot be split.
    pub fn split(&mut self, number: &Number, i: usize) {
        if number
            .digits
            .get(i)
            .is_some_and(|digit| digit.strokes.len() > 1)
        {
            self.groups = number.stroke_groups();
            self.record_correction(Some(i));
        }
    }

    /// Handles an answer: if a split was requested, keeps the groups of the answer.
    pub fn on_answer(&mut self, number: &Number) {
        if self.split_digit.take().is_some() {
            self.groups = number.stroke_groups();
        }
    }

    /// Discards all corrections.
    pub fn reset(&mut self) {
        if self.groups != StrokeGroups::default() {
            self.groups = StrokeGroups::default();
            self.record_correction(None);
        }
    }

    fn record_correction(&mut self, split_digit: Option<usize>) {
        self.split_digit = split_digit;
        self.revision += 1;
    }
}
