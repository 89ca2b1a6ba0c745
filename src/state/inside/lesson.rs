//! Five short tasks that use what See inside shows. Each has a goal that is checked against what the network does with the
//! digit on the pad, and says something once it is reached.

mod goal;
mod task;

use ink::{Drawing, Point};
use serde::{Deserialize, Serialize};

use super::{Look, Panel};
use crate::protocol::panels::Subject;
pub use goal::Status;
pub use task::{Task, UnknownTask};

/// What is kept of a lesson on the device.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// The task that was looked at last.
    pub task: Task,
    /// Which tasks have been done.
    done: [bool; Task::ALL.len()],
}

impl Progress {
    /// Whether a task has been done.
    #[must_use]
    pub fn is_done(&self, task: Task) -> bool {
        self.done[task as usize]
    }

    /// How many have been.
    #[must_use]
    pub fn count(&self) -> usize {
        self.done.iter().filter(|done| **done).count()
    }
}

/// A lesson under way.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lesson {
    progress: Progress,
    /// Where the digits began that were read as a plain 1: several, since a stroke just begun may for a moment be read as a
    /// digit of its own.
    ones: Vec<Point>,
    /// The part of the ink that a person says matters most.
    guess: Option<usize>,
    /// The ink that was met last.
    drawing: Drawing,
}

/// What a learner does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Study {
    /// Goes on from what was kept.
    Resume(Progress),
    /// Looks at a task.
    Take(Task),
    /// Says which part of the ink matters most.
    Guess(usize),
    /// Forgets what has been done.
    Reset,
}

impl Lesson {
    pub(super) fn study(&mut self, study: Study) {
        (self.ones, self.guess) = (Vec::new(), None);
        match study {
            Study::Resume(progress) => self.progress = progress,
            Study::Take(task) => self.progress.task = task,
            Study::Guess(part) => self.guess = Some(part),
            Study::Reset => self.progress = Progress::default(),
        }
    }

    /// A guess is about one drawing.
    pub(super) fn meet(&mut self, subject: Option<&Subject>) {
        let drawing = subject
            .map(|subject| subject.drawing.clone())
            .unwrap_or_default();
        if self.drawing != drawing {
            self.guess = None;
            self.drawing = drawing;
        }
    }

    /// What is kept.
    #[must_use]
    pub fn progress(&self) -> Progress {
        self.progress
    }
}

impl Look {
    /// The lesson under way.
    #[must_use]
    pub fn lesson(&self) -> &Lesson {
        &self.lesson
    }

    /// How far the task that is looked at has come.
    #[must_use]
    pub fn status(&self) -> Status {
        self.status_of(self.lesson.progress.task)
    }

    /// Takes note of what the learner has reached.
    pub(super) fn watch(&mut self) {
        if !self.has_open(Panel::Lesson) {
            return;
        }
        self.lesson.ones = self.drawn_as_one();
        if self.status() == Status::Reached {
            self.lesson.progress.done[self.lesson.progress.task as usize] = true;
        }
    }
}

#[cfg(test)]
mod tests;
