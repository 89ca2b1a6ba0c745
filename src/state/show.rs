//! What the page shows of a session.

use ink::{Drawing, Raster};
use net::Prediction;
use number::{Digit, Number};

use super::caution::Caution;
use super::content::Content;
use super::history::History;
use super::pen::{Brush, Tip};
use super::reading::{Reading, Trust};
use super::sheet::Revision;
use super::{EngineState, Question, Session};
use crate::protocol::Ask;
use crate::protocol::panels::Subject;

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

    /// Whether a pointer is drawing or erasing.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.sheet.is_busy()
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
        self.sheet.revision() + self.mending.count
    }

    /// What the network sees, of several digits the one that is looked at; `None` of a blank sheet.
    #[must_use]
    pub fn raster(&self) -> Option<Raster> {
        match self.looked_at() {
            Some(strokes) => strokes_of(self.drawing(), strokes).raster(),
            None => self.content().raster(),
        }
    }

    /// The digit that is looked at, with its strokes; `None` of a blank sheet.
    #[must_use]
    pub fn subject(&self) -> Option<Subject> {
        let drawing = match self.looked_at() {
            Some(strokes) => strokes_of(self.drawing(), strokes),
            None => self.drawing().clone(),
        };
        Some(Subject {
            raster: self.raster()?,
            drawing,
            digit: self.prediction().map(Prediction::digit),
            probabilities: self
                .prediction()
                .filter(|_| self.is_current())
                .map(|prediction| prediction.probabilities),
        })
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
        let has_failed = matches!(self.engine, EngineState::Failed(_));
        let open = !has_failed && self.is_wanted() && !self.is_current();
        (open && !self.is_blank()).then(|| Question {
            revision: self.revision(),
            ask: self.ask(),
        })
    }

    fn ask(&self) -> Ask {
        let (drawing, split) = (self.drawing().clone(), self.mending.split.clone());
        match (&self.content().photo, self.mending.part) {
            (Some(photo), _) => Ask::Raster(Box::new(photo.raster.clone())),
            (None, None) => Ask::Drawing { drawing, split },
            (None, Some(digit)) => Ask::Parted {
                drawing,
                split,
                digit,
            },
        }
    }

    /// The answer on show.
    #[must_use]
    pub fn number(&self) -> Option<&Number> {
        let number = self.answer.as_ref().map(|answer| &answer.number);
        number.filter(|number| !number.digits.is_empty())
    }

    /// The digit that is looked at: the one chosen, or else the one that was drawn last.
    #[must_use]
    pub fn chosen(&self) -> Option<usize> {
        let digits = &self.number()?.digits;
        let newest = |i: &usize| digits[*i].strokes.iter().max();
        let chosen = self.chosen.filter(|chosen| *chosen < digits.len());
        chosen.or_else(|| (0..digits.len()).max_by_key(newest))
    }

    /// What was read of that digit.
    #[must_use]
    pub fn prediction(&self) -> Option<&Prediction> {
        let digit = self.number()?.digits.get(self.chosen()?)?;
        Some(&digit.prediction)
    }

    /// Whether a person has changed the split into digits.
    #[must_use]
    pub fn is_mended(&self) -> bool {
        !self.mending.split.groups.is_empty()
    }

    /// The digits of the answer with their boxes, where there are several and it is about the ink as it is.
    #[must_use]
    pub fn boxes(&self) -> &[Digit] {
        let number = self.number().filter(|_| self.is_current());
        let digits = number.map_or(&[][..], |number| &number.digits);
        if digits.len() > 1 { digits } else { &[] }
    }

    /// The strokes of the digit that is looked at, where there are several digits: those of the newest answer and
    /// strokes drawn since.
    fn looked_at(&self) -> Option<&[usize]> {
        let digits = &self
            .number()
            .filter(|number| number.digits.len() > 1)?
            .digits;
        let strokes = self.drawing().strokes.len();
        let chosen = &digits[self.chosen()?].strokes;
        let known = digits.iter().flat_map(|digit| &digit.strokes).max()?;
        let is_there = chosen.iter().all(|stroke| *stroke < strokes);
        (is_there && known + 1 == strokes).then_some(chosen)
    }

    /// How far the answer on show is to be trusted.
    #[must_use]
    pub fn trust(&self) -> Option<Trust> {
        let earlier = !self.is_current() && !self.is_following();
        self.number().map(|number| {
            if earlier {
                Trust::Earlier
            } else {
                Trust::of(number, &self.caution)
            }
        })
    }

    /// What stands beside the digit.
    #[must_use]
    pub fn reading(&self) -> Reading {
        if self.hinting {
            return Reading::message("Draw a digit first", "The pad is still blank.");
        }
        match (self.number(), self.trust()) {
            (Some(_), Some(Trust::Earlier)) => {
                Reading::message("Earlier answer", "The ink has changed: Classify again.")
            }
            (Some(number), _) => Reading::of(number, &self.caution),
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
        let number = self.number()?;
        let settled = self.is_current() && !self.sheet.is_busy();
        settled.then(|| {
            let Reading { headline, detail } = self.reading();
            format!("{number}. {headline}. {detail}")
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
        let read = self.number().filter(|_| self.is_current());
        let read = read.map_or(String::new(), |number| format!(", read as {number}"));
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
    pub(super) fn is_wanted(&self) -> bool {
        self.asked || (self.live && self.revision() >= self.since)
    }

    /// Whether the answer on show is about the ink as it is.
    pub(super) fn is_current(&self) -> bool {
        self.answer
            .as_ref()
            .is_some_and(|answer| answer.revision == self.revision())
    }

    /// Whether an answer about the ink as it is will come by itself in a moment.
    pub(super) fn is_following(&self) -> bool {
        self.live && self.engine == EngineState::Ready
    }
}

/// Some of a drawing's strokes.
fn strokes_of(drawing: &Drawing, places: &[usize]) -> Drawing {
    let strokes = places
        .iter()
        .filter_map(|place| drawing.strokes.get(*place));
    Drawing {
        strokes: strokes.cloned().collect(),
    }
}
