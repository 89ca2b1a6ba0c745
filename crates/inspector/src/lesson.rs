//! The lesson: five short tasks that use the panels.
//!
//! Each task has a goal, which the state checks against the network's answers for the drawing on the pad. When the goal
//! is reached, an explanation appears.

use ink::{Drawing, Point};
use serde::{Deserialize, Serialize};
use workers::host::{Selection, Task};

/// The user's progress, which is stored on the device.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// The selected task.
    pub task: Task,
    /// Whether each task is done.
    pub(crate) done: [bool; Task::ALL.len()],
}

impl Progress {
    /// Returns whether a task is done.
    #[must_use]
    pub fn is_done(&self, task: Task) -> bool {
        self.done[task as usize]
    }

    /// Returns the number of tasks that are done.
    #[must_use]
    pub fn done_count(&self) -> usize {
        self.done.iter().filter(|done| **done).count()
    }
}

/// The state of the lesson.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lesson {
    pub(crate) progress: Progress,
    /// The first point of each digit that was read as a plain 1. There may be several, because a newly started stroke
    /// may briefly be read as a separate digit.
    pub(crate) plain_one_starts: Vec<Point>,
    /// Index of the part of the drawing that the user guessed to matter most.
    pub(crate) guess: Option<usize>,
    /// The latest drawing.
    drawing: Drawing,
}

/// An event of the lesson.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LessonEvent {
    /// Stored progress was loaded.
    ProgressLoaded(Progress),
    /// The user selected a task.
    TaskSelected(Task),
    /// The user guessed which part of the drawing matters most; the part's index.
    PartSelected(usize),
    /// The user reset the progress.
    ProgressReset,
}

impl Lesson {
    pub(crate) fn update(&mut self, event: LessonEvent) {
        (self.plain_one_starts, self.guess) = (Vec::new(), None);
        match event {
            LessonEvent::ProgressLoaded(progress) => self.progress = progress,
            LessonEvent::TaskSelected(task) => self.progress.task = task,
            LessonEvent::PartSelected(part) => self.guess = Some(part),
            LessonEvent::ProgressReset => self.progress = Progress::default(),
        }
    }

    /// Sets the drawing. Clears the guess if the drawing has changed, because a guess applies to one drawing.
    pub(crate) fn set_selection(&mut self, selection: Option<&Selection>) {
        let drawing = selection
            .map(|selection| selection.drawing.clone())
            .unwrap_or_default();
        if self.drawing != drawing {
            self.guess = None;
            self.drawing = drawing;
        }
    }

    /// Returns the progress.
    #[must_use]
    pub fn progress(&self) -> Progress {
        self.progress
    }
}
