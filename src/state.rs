//! The session: what a person does and what the engine says in, what the page shows out.
//!
//! A plain type with methods, tested natively; the page wraps it in one signal and derives the
//! rest. The rules that it keeps:
//! - a blank sheet never has an answer;
//! - live, every change of the ink asks for an answer; otherwise only Classify does, and an answer
//!   whose ink has changed since is called an earlier one;
//! - a cleared answer stays away until the ink changes or Classify is pressed;
//! - what is drawn or asked while the network loads is answered when it is ready.

pub mod reading;
pub mod sheet;

use ink::{Drawing, Raster};
use net::Prediction;

use reading::{Reading, Trust};
use sheet::{PenEvent, Revision, Sheet};

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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
}

/// What the network is to be asked at this moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// The state of the ink that it is about.
    pub revision: Revision,
    /// That ink.
    pub raster: Raster,
}

/// What the network said, and about which state of the ink.
#[derive(Clone, Debug, PartialEq)]
struct Answer {
    revision: Revision,
    prediction: Prediction,
}

/// All that the page knows.
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    sheet: Sheet,
    /// The ink as the network sees it, drawn once for each change.
    raster: Option<Raster>,
    engine: EngineState,
    live: bool,
    answer: Option<Answer>,
    /// Classify was pressed and is not answered yet.
    asked: bool,
    /// Classify was pressed with nothing drawn.
    hinting: bool,
    /// Answers about earlier ink than this have been cleared and are not to come back.
    since: Revision,
}

impl Default for Session {
    fn default() -> Self {
        Self {
            sheet: Sheet::default(),
            raster: None,
            engine: EngineState::default(),
            live: true,
            answer: None,
            asked: false,
            hinting: false,
            since: 0,
        }
    }
}

/// What a person does.
impl Session {
    /// Draws. True where the ink has changed.
    pub fn follow(&mut self, event: PenEvent) -> bool {
        self.change(|sheet| sheet.follow(event))
    }

    /// Puts back ink that was kept.
    pub fn restore(&mut self, drawing: Drawing) {
        self.change(|sheet| sheet.restore(drawing));
    }

    /// Does what a control, or its key, says.
    pub fn obey(&mut self, command: Command) {
        match command {
            Command::Classify => self.classify(),
            Command::Erase => drop(self.change(Sheet::erase)),
            Command::Undo => drop(self.change(Sheet::undo)),
            Command::Redo => drop(self.change(Sheet::redo)),
            Command::ClearPrediction => self.clear_prediction(),
            Command::Live(live) => self.live = live,
        }
    }

    fn classify(&mut self) {
        self.hinting = self.sheet.is_blank();
        self.asked = !self.hinting && !self.is_current();
        self.since = self.since.min(self.sheet.revision());
    }

    fn clear_prediction(&mut self) {
        self.answer = None;
        self.asked = false;
        self.hinting = false;
        self.since = self.sheet.revision() + 1;
    }

    fn change(&mut self, change: impl FnOnce(&mut Sheet)) -> bool {
        let before = self.sheet.revision();
        change(&mut self.sheet);
        if self.sheet.revision() == before {
            return false;
        }
        self.hinting = false;
        self.raster = self.sheet.drawing().raster();
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
    pub fn answered(&mut self, revision: Revision, prediction: Prediction) {
        let newer = self
            .answer
            .as_ref()
            .is_none_or(|answer| answer.revision < revision);
        if newer && revision >= self.since && (self.live || self.asked) {
            self.answer = Some(Answer {
                revision,
                prediction,
            });
            self.asked = false;
        }
    }
}

/// What the page shows.
impl Session {
    /// The ink.
    #[must_use]
    pub fn drawing(&self) -> &Drawing {
        self.sheet.drawing()
    }

    /// The state of the ink: changes when the ink does.
    #[must_use]
    pub fn revision(&self) -> Revision {
        self.sheet.revision()
    }

    /// What the network sees; `None` of a blank sheet.
    #[must_use]
    pub fn raster(&self) -> Option<&Raster> {
        self.raster.as_ref()
    }

    /// Whether Undo has anything to take back.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        self.sheet.can_undo()
    }

    /// Whether Redo has anything to do again.
    #[must_use]
    pub fn can_redo(&self) -> bool {
        self.sheet.can_redo()
    }

    /// Whether there is no ink.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.sheet.is_blank()
    }

    /// Whether answers follow the ink.
    #[must_use]
    pub fn is_live(&self) -> bool {
        self.live
    }

    /// Whether the network can answer.
    #[must_use]
    pub fn engine(&self) -> &EngineState {
        &self.engine
    }

    /// What the network is to be asked now; `None` where nothing is wanted or nobody is there.
    #[must_use]
    pub fn question(&self) -> Option<Question> {
        let open = self.engine == EngineState::Ready && self.is_wanted() && !self.is_current();
        let raster = self.raster().filter(|_| open)?;
        Some(Question {
            revision: self.revision(),
            raster: raster.clone(),
        })
    }

    /// The answer on show.
    #[must_use]
    pub fn prediction(&self) -> Option<&Prediction> {
        self.answer.as_ref().map(|answer| &answer.prediction)
    }

    /// How far the answer on show is to be trusted.
    #[must_use]
    pub fn trust(&self) -> Option<Trust> {
        let earlier = !self.is_current() && !self.is_following();
        self.prediction().map(|shown| {
            if earlier {
                Trust::Earlier
            } else {
                Trust::of(shown)
            }
        })
    }

    /// What stands beside the digit.
    #[must_use]
    pub fn reading(&self) -> Reading {
        if self.hinting {
            return Reading::message("Draw a digit first", "The pad is still blank.");
        }
        match (self.prediction(), self.trust()) {
            (Some(_), Some(Trust::Earlier)) => {
                Reading::message("Earlier answer", "The ink has changed: Classify again.")
            }
            (Some(prediction), _) => Reading::of(prediction),
            (None, _) => self.reading_without_answer(),
        }
    }

    fn reading_without_answer(&self) -> Reading {
        let (headline, detail) = match (&self.engine, self.is_wanted()) {
            _ if self.is_blank() => ("Nothing drawn yet", "The answer appears here."),
            (EngineState::Failed(_), _) => ("No answer", "Retry to have it read."),
            (_, false) if self.live => ("Prediction cleared", "Draw on, or press Classify."),
            (_, false) => ("Not read yet", "Press Classify."),
            (EngineState::Loading, true) => ("Getting ready", "Your drawing will be read."),
            (EngineState::Ready, true) => ("Reading", ""),
        };
        Reading::message(headline, detail)
    }

    /// Whether an answer about the ink as it is has been asked for, by Classify or by Live.
    fn is_wanted(&self) -> bool {
        self.asked || (self.live && self.revision() >= self.since)
    }

    /// Whether the answer on show is about the ink as it is.
    fn is_current(&self) -> bool {
        self.answer
            .as_ref()
            .is_some_and(|answer| answer.revision == self.revision())
    }

    /// Whether an answer about the ink as it is will come by itself in a moment.
    fn is_following(&self) -> bool {
        self.live && self.engine == EngineState::Ready
    }
}

#[cfg(test)]
mod tests;
