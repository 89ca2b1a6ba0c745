//! The session: what a person does and what the engine says in, what the page shows out.
//!
//! A plain type with methods, tested natively; the page wraps it in one signal and derives the
//! rest. The rules that it keeps:
//! - a blank sheet never has an answer;
//! - live, every change of the ink asks for an answer; otherwise only Classify does, and an answer
//!   whose ink has changed since is called an earlier one;
//! - a cleared answer stays away until the ink changes or Classify is pressed;
//! - what is drawn or asked while the network loads is answered when it is ready.

pub mod caution;
pub mod content;
pub mod fragment;
pub mod history;
pub mod inside;
pub mod key_pen;
pub mod marks;
pub mod mending;
pub mod nib;
pub mod notice;
pub mod offline;
pub mod pen;
pub mod photo;
pub mod reading;
pub mod rubber;
pub mod sheet;
mod show;

use number::Number;

use caution::Caution;
use content::Content;
use history::{EntryId, History};
use mending::Mending;
use pen::{Brush, PenEvent, Tip};
use sheet::{Revision, Sheet};

use crate::protocol::Ask;

/// Whether the network can answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum EngineState {
    /// On its way.
    #[default]
    Loading,
    /// Answers.
    Ready,
    /// Never started, or died; with the reason for a person to read.
    Failed(String),
}

/// What the controls say.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Command {
    /// Asks about the ink as it is, live or not.
    Classify,
    /// Takes ink and answer away.
    Erase,
    /// Takes back the last stroke or erasure.
    Undo,
    /// Does again what was taken back last.
    Redo,
    /// Takes the answer away and leaves the ink.
    ClearPrediction,
    /// Turns Live on or off.
    Live(bool),
    /// Takes the pen or the eraser.
    Take(Tip),
    /// Takes a brush of another width.
    Dip(Brush),
    /// Looks at one digit of the number more closely.
    Choose(usize),
    /// Joins a digit of the number with the next.
    Join(usize),
    /// Parts a digit of the number into two.
    Part(usize),
    /// Leaves the split into digits to the network again.
    Unmend,
    /// Moves the limits of doubt.
    Heed(Caution),
    /// Brings a drawing of the history back.
    Recall(EntryId),
    /// Takes a drawing out of the history.
    Forget(EntryId),
    /// Empties the history.
    ForgetAll,
}

/// What the network is to be asked at this moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// The state of the ink that it is about.
    pub revision: Revision,
    /// What is to be read.
    pub ask: Ask,
}

/// What the network said, and about which state of the ink.
#[derive(Clone, Debug, PartialEq)]
struct Answer {
    revision: Revision,
    number: Number,
}

/// All that the page knows.
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    sheet: Sheet,
    engine: EngineState,
    live: bool,
    answer: Option<Answer>,
    /// Classify was pressed and is not answered yet.
    asked: bool,
    /// Classify was pressed with nothing drawn.
    hinting: bool,
    /// Answers about earlier ink than this have been cleared and are not to come back.
    since: Revision,
    tip: Tip,
    caution: Caution,
    history: History,
    mending: Mending,
    /// The digit of the number that a person looks at.
    chosen: Option<usize>,
}

impl Default for Session {
    fn default() -> Self {
        Self {
            sheet: Sheet::default(),
            engine: EngineState::default(),
            live: true,
            answer: None,
            asked: false,
            hinting: false,
            since: 0,
            tip: Tip::default(),
            caution: Caution::default(),
            history: History::default(),
            mending: Mending::default(),
            chosen: None,
        }
    }
}

/// What a person does.
impl Session {
    /// Draws, or erases where the eraser is in hand. True where anything has changed.
    pub fn follow(&mut self, event: PenEvent) -> bool {
        let event = match event {
            PenEvent::Down(pointer, Tip::Ink, touch) => PenEvent::Down(pointer, self.tip, touch),
            other => other,
        };
        let was_busy = self.sheet.is_busy();
        self.change(|sheet| sheet.follow(event)) || self.sheet.is_busy() != was_busy
    }

    /// Puts back what was kept over a reload.
    pub fn restore(&mut self, content: Content) {
        self.change(|sheet| sheet.restore(content));
    }

    /// Puts back the drawings that were kept.
    pub fn remember(&mut self, history: History) {
        self.history = history.whole();
    }

    /// Puts what was opened in the place of what there is.
    pub fn open(&mut self, content: Content) {
        self.note_in_history();
        self.change(|sheet| sheet.replace(content));
    }

    /// Does what a control, or its key, says.
    pub fn obey(&mut self, command: Command) {
        match command {
            Command::Classify => self.classify(),
            Command::Erase => self.erase(),
            Command::Undo => drop(self.change(Sheet::undo)),
            Command::Redo => drop(self.change(Sheet::redo)),
            Command::ClearPrediction => self.clear_prediction(),
            Command::Live(live) => self.live = live,
            Command::Take(tip) => self.tip = tip,
            Command::Dip(brush) => self.sheet.dip(brush),
            Command::Choose(digit) => self.chosen = Some(digit),
            Command::Join(digit) => self.mend(|mending, number| mending.join(number, digit)),
            Command::Part(digit) => self.mend(|mending, number| mending.part(number, digit)),
            Command::Unmend => self.mend(|mending, _| mending.forget()),
            Command::Heed(caution) => self.caution = caution.within_range(),
            Command::Recall(id) => self.recall(id),
            Command::Forget(id) => self.history.remove(id),
            Command::ForgetAll => self.history.clear(),
        }
    }

    fn mend(&mut self, change: impl FnOnce(&mut Mending, &Number)) {
        if let Some(answer) = self.answer.as_ref().filter(|_| self.is_current()) {
            change(&mut self.mending, &answer.number);
            self.asked = !self.is_current();
            self.chosen = None;
        }
    }

    fn erase(&mut self) {
        self.note_in_history();
        self.tip = Tip::Ink;
        self.change(Sheet::erase);
    }

    fn recall(&mut self, id: EntryId) {
        if let Some(entry) = self.history.get(id) {
            self.open(entry.content.clone());
        }
    }

    /// Keeps what is about to go, if it has been read.
    fn note_in_history(&mut self) {
        if let Some(answer) = self.answer.as_ref().filter(|_| self.is_current()) {
            let mut content = self.sheet.content().clone();
            content.photo = content.photo.map(|photo| photo.small().into());
            self.history.add(content, answer.number.to_string());
        }
    }

    fn classify(&mut self) {
        self.hinting = self.sheet.is_blank();
        self.asked = !self.hinting && !self.is_current();
        self.since = self.since.min(self.revision());
    }

    fn clear_prediction(&mut self) {
        self.answer = None;
        self.asked = false;
        self.hinting = false;
        self.since = self.revision() + 1;
    }

    fn change(&mut self, change: impl FnOnce(&mut Sheet)) -> bool {
        let before = (self.sheet.revision(), self.sheet.order());
        change(&mut self.sheet);
        if self.sheet.revision() == before.0 {
            return false;
        }
        self.hinting = false;
        self.chosen = None;
        if self.sheet.order() != before.1 {
            self.mending.forget();
        }
        if self.sheet.is_blank() {
            self.clear_prediction();
        }
        true
    }
}

/// What the engine says.
impl Session {
    /// The engine is being started, for the first time or again.
    pub fn engine_started(&mut self) {
        self.engine = EngineState::Loading;
    }

    /// The engine can answer.
    pub fn engine_ready(&mut self) {
        self.engine = EngineState::Ready;
    }

    /// The engine is gone.
    pub fn engine_failed(&mut self, why: String) {
        self.engine = EngineState::Failed(why);
    }

    /// An answer has come. One that is out of date or no longer wanted is dropped.
    pub fn answered(&mut self, revision: Revision, number: Number) {
        let newer = self
            .answer
            .as_ref()
            .is_none_or(|answer| answer.revision < revision);
        if newer && revision >= self.since && (self.live || self.asked) {
            if revision == self.revision() {
                self.mending.learn(&number);
            }
            self.answer = Some(Answer { revision, number });
            self.asked = false;
        }
    }
}

#[cfg(test)]
mod tests;
