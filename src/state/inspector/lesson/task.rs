//! The lesson's tasks: their order and the panels they use. Their text is in `src/text/inspector/task.rs`.

use serde::{Deserialize, Serialize};

use crate::state::inspector::Panel;
use crate::text;
use crate::text::inspector::task::TaskStrings;

/// A task.
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

    /// Returns the panel that the user needs for the task, if any.
    #[must_use]
    pub const fn required_panel(self) -> Option<Panel> {
        match self {
            Self::OneAsSeven | Self::DecisionBoundary | Self::KeyStroke => None,
            Self::Corner => Some(Panel::Preprocessing),
            Self::Noise => Some(Panel::Perturbation),
        }
    }

    /// Returns the panel that shows more about the task once it is done.
    #[must_use]
    pub const fn related_panel(self) -> Panel {
        match self {
            Self::OneAsSeven | Self::KeyStroke => Panel::Attribution,
            Self::DecisionBoundary => Panel::Layers,
            Self::Corner => Panel::Preprocessing,
            Self::Noise => Panel::Perturbation,
        }
    }

    /// Returns the task's text.
    #[must_use]
    pub fn text(self) -> TaskStrings {
        (text::INSPECTOR.lesson.task)(self)
    }
}
