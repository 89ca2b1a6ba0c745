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
pub mod history;
pub mod key_pen;
pub mod marks;
pub mod nib;
pub mod pen;
pub mod photo;
pub mod reading;
pub mod rubber;
pub mod sheet;

use ink::{Drawing, Raster};
use net::Prediction;

use caution::Caution;
use history::{EntryId, History};
use pen::{Brush, PenEvent, Tip};
use reading::{Reading, Trust};
use sheet::{Content, Revision, Sheet};

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
    tip: Tip,
    caution: Caution,
    history: History,
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
            tip: Tip::default(),
            caution: Caution::default(),
            history: History::default(),
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
            Command::Heed(caution) => self.caution = caution.within_range(),
            Command::Recall(id) => self.recall(id),
            Command::Forget(id) => self.history.remove(id),
            Command::ForgetAll => self.history.clear(),
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
            content.photo = content.photo.map(|photo| photo.small());
            self.history
                .add(content, answer.prediction.digit().to_string());
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
        self.raster = self.sheet.content().raster();
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

    /// What is on the sheet.
    #[must_use]
    pub fn content(&self) -> &Content {
        self.sheet.content()
    }

    /// What the pointer does.
    #[must_use]
    pub fn tip(&self) -> Tip {
        self.tip
    }

    /// The brush in use.
    #[must_use]
    pub fn brush(&self) -> Brush {
        self.sheet.brush()
    }

    /// The limits of doubt.
    #[must_use]
    pub fn caution(&self) -> Caution {
        self.caution
    }

    /// The last drawings.
    #[must_use]
    pub fn history(&self) -> &History {
        &self.history
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
                Trust::of(shown, &self.caution)
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
            (Some(prediction), _) => Reading::of(prediction, &self.caution),
            (None, _) => self.reading_without_answer(),
        }
    }

    /// What to say aloud: once for each answer, when the pen has been lifted and the answer is about the ink as it
    /// is; nothing new in between.
    #[must_use]
    pub fn announcement(&self) -> Option<String> {
        if self.hinting {
            return Some("Draw a digit first. The pad is blank.".into());
        }
        if self.is_blank() {
            return Some(String::new());
        }
        let prediction = self.prediction()?;
        let settled = self.is_current() && !self.sheet.is_busy();
        settled.then(|| {
            let Reading { headline, detail } = self.reading();
            format!("{}. {headline}. {detail}", prediction.digit())
        })
    }

    /// What is on the pad and what it was read as, in words.
    #[must_use]
    pub fn description(&self) -> String {
        let strokes = self.drawing().strokes.len();
        let ink = match (&self.content().photo, strokes) {
            (Some(_), _) => "a picture".into(),
            (None, 0) => return "Drawing pad, blank. Draw a digit, 0 to 9.".into(),
            (None, 1) => "one stroke".into(),
            (None, strokes) => format!("{strokes} strokes"),
        };
        let read = self.prediction().filter(|_| self.is_current());
        let read = read.map_or(String::new(), |read| format!(", read as {}", read.digit()));
        format!("Drawing pad with {ink}{read}.")
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
