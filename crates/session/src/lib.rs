//! The session: the page's state as a plain type.
//!
//! Input: pointer samples and commands from the user, events from the engine. Output: what the page shows
//! (`view_model`). The page wraps the session in one signal and derives everything else from it. The tests run
//! natively. Rules:
//! - A blank pad never has an answer.
//! - With Live on, every change of the ink requests a new answer. With Live off, only Classify does, and an answer
//!   becomes stale when the ink changes.
//! - A cleared answer stays cleared until the ink changes or the user presses Classify.
//! - Ink drawn or submitted while the network loads is read as soon as the network is ready.
#![forbid(unsafe_code)]

pub mod answer_text;
pub mod document;
pub mod editor;
pub mod eraser;
pub mod fragment;
pub mod grouping;
pub mod history;
pub mod keyboard_pen;
pub mod offline;
pub mod photo;
pub mod pointer;
pub mod strokes;
pub mod thresholds;
pub mod toast;
mod view_model;
pub mod width_model;

use recognition::Number;
use workers::client::Event;
use workers::recognise::Target;

use document::Document;
use editor::{Editor, Revision};
use grouping::GroupingOverrides;
use history::{EntryId, History};
use pointer::{Brush, PointerInput, Tool};
use thresholds::Thresholds;

/// Whether the engine can answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum EngineState {
    /// Being downloaded and compiled.
    #[default]
    Loading,
    /// Answers requests.
    Ready,
    /// Failed to start or crashed, with the reason to show the user.
    Failed(String),
}

/// A command from a control or a keyboard shortcut.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Command {
    /// Reads the current ink, with Live on or off.
    Classify,
    /// Clears the pad and the answer.
    Erase,
    /// Undoes the last stroke or erasure.
    Undo,
    /// Redoes the last undone edit.
    Redo,
    /// Clears the answer and keeps the ink.
    ClearPrediction,
    /// Turns Live on or off.
    SetLive(bool),
    /// Selects the pen or the eraser.
    SelectTool(Tool),
    /// Selects the width of the pen.
    SetBrush(Brush),
    /// Selects one digit of the number.
    SelectDigit(usize),
    /// Merges a digit of the number with the next one.
    MergeDigits(usize),
    /// Splits a digit of the number into two.
    SplitDigit(usize),
    /// Discards the user's grouping, so that the engine groups the strokes again.
    ResetGrouping,
    /// Changes the decision thresholds.
    SetThresholds(Thresholds),
    /// Restores a drawing from the history to the pad.
    RestoreFromHistory(EntryId),
    /// Deletes a drawing from the history.
    DeleteFromHistory(EntryId),
    /// Deletes the whole history.
    ClearHistory,
}

/// A request to read the ink, not yet sent.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadRequest {
    /// The revision of the ink to read.
    pub revision: Revision,
    /// The ink or picture to read.
    pub target: Target,
}

/// The engine's answer and the revision of the ink it belongs to.
#[derive(Clone, Debug, PartialEq)]
struct Answer {
    revision: Revision,
    number: Number,
}

/// The whole state of the page.
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    editor: Editor,
    engine: EngineState,
    live: bool,
    answer: Option<Answer>,
    /// The user pressed Classify and the answer has not arrived.
    pending: bool,
    /// The user pressed Classify on a blank pad.
    show_blank_hint: bool,
    /// Answers to revisions before this one were dismissed and must not reappear.
    dismissed_before: Revision,
    tool: Tool,
    thresholds: Thresholds,
    history: History,
    grouping: GroupingOverrides,
    /// The digit of the number that the user selected.
    selected: Option<usize>,
}

impl Default for Session {
    fn default() -> Self {
        Self {
            editor: Editor::default(),
            engine: EngineState::default(),
            live: true,
            answer: None,
            pending: false,
            show_blank_hint: false,
            dismissed_before: 0,
            tool: Tool::default(),
            thresholds: Thresholds::default(),
            history: History::default(),
            grouping: GroupingOverrides::default(),
            selected: None,
        }
    }
}

/// Input from the user.
impl Session {
    /// Handles pointer input: draws, or erases if the eraser is selected. Returns whether anything changed.
    pub fn on_pointer(&mut self, input: PointerInput) -> bool {
        let input = match input {
            PointerInput::Down(pointer, Tool::Pen, sample) => {
                PointerInput::Down(pointer, self.tool, sample)
            }
            other => other,
        };
        let was_active = self.editor.is_pointer_active();
        self.edit(|editor| editor.on_pointer(input))
            || self.editor.is_pointer_active() != was_active
    }

    /// Restores the document saved before a reload.
    pub fn restore(&mut self, document: Document) {
        self.edit(|editor| editor.restore(document));
    }

    /// Restores the saved history.
    pub fn load_history(&mut self, history: History) {
        self.history = history.into_valid();
    }

    /// Replaces the document with an opened one.
    pub fn open(&mut self, document: Document) {
        self.save_to_history();
        self.edit(|editor| editor.replace(document));
    }

    /// Executes a command.
    pub fn dispatch(&mut self, command: Command) {
        match command {
            Command::Classify => self.classify(),
            Command::Erase => self.erase(),
            Command::Undo => drop(self.edit(Editor::undo)),
            Command::Redo => drop(self.edit(Editor::redo)),
            Command::ClearPrediction => self.clear_prediction(),
            Command::SetLive(live) => self.live = live,
            Command::SelectTool(tool) => self.tool = tool,
            Command::SetBrush(brush) => self.editor.set_brush(brush),
            Command::SelectDigit(digit) => self.selected = Some(digit),
            Command::MergeDigits(digit) => {
                self.change_grouping(|grouping, number| grouping.merge(number, digit));
            }
            Command::SplitDigit(digit) => {
                self.change_grouping(|grouping, number| grouping.split(number, digit));
            }
            Command::ResetGrouping => self.change_grouping(|grouping, _| grouping.reset()),
            Command::SetThresholds(thresholds) => self.thresholds = thresholds.clamped(),
            Command::RestoreFromHistory(id) => self.restore_from_history(id),
            Command::DeleteFromHistory(id) => self.history.remove(id),
            Command::ClearHistory => self.history.clear(),
        }
    }

    fn change_grouping(&mut self, change: impl FnOnce(&mut GroupingOverrides, &Number)) {
        if let Some(answer) = self.answer.as_ref().filter(|_| self.is_current()) {
            change(&mut self.grouping, &answer.number);
            self.pending = !self.is_current();
            self.selected = None;
        }
    }

    fn erase(&mut self) {
        self.save_to_history();
        self.tool = Tool::Pen;
        self.edit(Editor::erase);
    }

    fn restore_from_history(&mut self, id: EntryId) {
        if let Some(entry) = self.history.get(id) {
            self.open(entry.document.clone());
        }
    }

    /// Adds the current document to the history if it has been read.
    fn save_to_history(&mut self) {
        if let Some(answer) = self.answer.as_ref().filter(|_| self.is_current()) {
            let mut document = self.editor.document().clone();
            document.photo = document.photo.map(|photo| photo.thumbnail().into());
            self.history.add(document, answer.number.to_string());
        }
    }

    fn classify(&mut self) {
        self.show_blank_hint = self.editor.is_blank();
        self.pending = !self.show_blank_hint && !self.is_current();
        self.dismissed_before = self.dismissed_before.min(self.revision());
    }

    fn clear_prediction(&mut self) {
        self.answer = None;
        self.pending = false;
        self.show_blank_hint = false;
        self.dismissed_before = self.revision() + 1;
    }

    /// Applies an edit and returns whether the document changed.
    fn edit(&mut self, edit: impl FnOnce(&mut Editor)) -> bool {
        let (revision, starts) = (self.editor.revision(), self.document().ink.starts());
        edit(&mut self.editor);
        if self.editor.revision() == revision {
            return false;
        }
        self.show_blank_hint = false;
        self.selected = None;
        let mut same_strokes = starts.into_iter().zip(self.document().ink.starts());
        if self.is_blank() || same_strokes.any(|(before, after)| before != after) {
            self.grouping.reset();
        }
        if self.is_blank() {
            self.clear_prediction();
        }
        true
    }
}

/// Events from the engine.
impl Session {
    /// Handles an event of the recognise worker, which runs the engine.
    pub fn on_engine_event(&mut self, event: Event<Number, Revision>) {
        match event {
            Event::Starting => self.engine_started(),
            Event::Ready => self.engine_ready(),
            Event::Answered(revision, number) => self.on_answer(revision, number),
            Event::Failed(failure) => self.engine_failed((text::ERRORS.recogniser)(&failure)),
        }
    }

    /// Handles the start of the engine, for the first time or after a failure.
    pub fn engine_started(&mut self) {
        self.engine = EngineState::Loading;
    }

    /// Handles the engine becoming ready for requests.
    pub fn engine_ready(&mut self) {
        self.engine = EngineState::Ready;
    }

    /// Handles a failure of the engine, with the reason to show the user.
    pub fn engine_failed(&mut self, reason: String) {
        self.engine = EngineState::Failed(reason);
    }

    /// Handles an answer: shows it, unless it is outdated or no longer requested.
    pub fn on_answer(&mut self, revision: Revision, number: Number) {
        let is_newer = self
            .answer
            .as_ref()
            .is_none_or(|answer| answer.revision < revision);
        if is_newer && revision >= self.dismissed_before && (self.live || self.pending) {
            if revision == self.revision() {
                self.grouping.on_answer(&number);
            }
            self.answer = Some(Answer { revision, number });
            self.pending = false;
        }
    }
}

#[cfg(test)]
mod tests;
