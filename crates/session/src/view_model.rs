//! The session's getters: everything that the page's components show.

use ink::{Drawing, Raster};
use recognition::{Digit, Number, Prediction};
use workers::host::Selection;
use workers::recognise::Target;

use super::answer_text::{AnswerText, Status};
use super::document::Document;
use super::editor::Revision;
use super::history::History;
use super::pointer::{Brush, Tool};
use super::thresholds::Thresholds;
use super::{EngineState, ReadRequest, Session};

/// The document and the tools.
impl Session {
    /// Returns the ink.
    #[must_use]
    pub fn drawing(&self) -> Drawing {
        self.editor.drawing()
    }

    /// Returns the document on the pad.
    #[must_use]
    pub fn document(&self) -> &Document {
        self.editor.document()
    }

    /// Returns the selected tool.
    #[must_use]
    pub fn tool(&self) -> Tool {
        self.tool
    }

    /// Returns the width of the pen.
    #[must_use]
    pub fn brush(&self) -> Brush {
        self.editor.brush()
    }

    /// Returns whether a pointer is drawing or erasing.
    #[must_use]
    pub fn is_pointer_active(&self) -> bool {
        self.editor.is_pointer_active()
    }

    /// Returns the decision thresholds.
    #[must_use]
    pub fn thresholds(&self) -> Thresholds {
        self.thresholds
    }

    /// Returns the recent drawings.
    #[must_use]
    pub fn history(&self) -> &History {
        &self.history
    }

    /// Returns a counter that grows with each change of the ink or its grouping.
    #[must_use]
    pub fn revision(&self) -> Revision {
        self.editor.revision() + self.grouping.revision
    }

    /// Returns whether there is an edit to undo.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        self.editor.can_undo()
    }

    /// Returns whether there is an edit to redo.
    #[must_use]
    pub fn can_redo(&self) -> bool {
        self.editor.can_redo()
    }

    /// Returns whether the pad is blank.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.editor.is_blank()
    }

    /// Returns whether Live is on.
    #[must_use]
    pub fn is_live(&self) -> bool {
        self.live
    }

    /// Returns a description of the pad for screen readers.
    #[must_use]
    pub fn description(&self) -> String {
        let number = self.number().filter(|_| self.is_current());
        let number = number.map(Number::to_string);
        let (photo, strokes) = (&self.document().photo, self.document().ink.len());
        match (photo, strokes) {
            (Some(_), _) => (text::ANSWER.pad.picture)(number.as_deref()),
            (None, 0) => text::ANSWER.pad.blank.into(),
            (None, strokes) => (text::ANSWER.pad.strokes)(strokes, number.as_deref()),
        }
    }
}

/// The request to the engine.
impl Session {
    /// Returns the state of the engine.
    #[must_use]
    pub fn engine(&self) -> &EngineState {
        &self.engine
    }

    /// Returns the request to send now. `None` if the pad is blank, the answer is up to date, no answer is requested,
    /// or the engine has failed.
    #[must_use]
    pub fn read_request(&self) -> Option<ReadRequest> {
        let has_failed = matches!(self.engine, EngineState::Failed(_));
        let should_send = !has_failed && self.is_answer_requested() && !self.is_current();
        (should_send && !self.is_blank()).then(|| ReadRequest {
            revision: self.revision(),
            target: self.target(),
        })
    }

    fn target(&self) -> Target {
        let (drawing, groups) = (self.drawing(), self.grouping.groups.clone());
        match (&self.document().photo, self.grouping.split_digit) {
            (Some(photo), _) => Target::Raster(Box::new(photo.raster.clone())),
            (None, None) => Target::Drawing { drawing, groups },
            (None, Some(digit)) => Target::SplitDigit {
                drawing,
                groups,
                digit,
            },
        }
    }
}

/// The answer.
impl Session {
    /// Returns the number that was read.
    #[must_use]
    pub fn number(&self) -> Option<&Number> {
        let number = self.answer.as_ref().map(|answer| &answer.number);
        number.filter(|number| !number.digits.is_empty())
    }

    /// Returns the index of the selected digit: the one that the user selected, or by default the digit drawn last.
    #[must_use]
    pub fn selected_digit(&self) -> Option<usize> {
        let digits = &self.number()?.digits;
        let last_stroke = |i: &usize| digits[*i].strokes.iter().max();
        let selected = self.selected.filter(|selected| *selected < digits.len());
        selected.or_else(|| (0..digits.len()).max_by_key(last_stroke))
    }

    /// Returns the prediction for the selected digit.
    #[must_use]
    pub fn prediction(&self) -> Option<&Prediction> {
        let digit = self.number()?.digits.get(self.selected_digit()?)?;
        Some(&digit.prediction)
    }

    /// Returns the network's input: the selected digit's raster. `None` if the pad is blank.
    #[must_use]
    pub fn raster(&self) -> Option<Raster> {
        match self.selected_strokes() {
            Some(strokes) => select_strokes(&self.drawing(), strokes).raster(),
            None => self.document().raster(),
        }
    }

    /// Returns the selected digit with its strokes. `None` if the pad is blank.
    #[must_use]
    pub fn selection(&self) -> Option<Selection> {
        let drawing = match self.selected_strokes() {
            Some(strokes) => select_strokes(&self.drawing(), strokes),
            None => self.drawing(),
        };
        Some(Selection {
            raster: self.raster()?,
            drawing,
            digit: self.prediction().map(Prediction::digit),
            probabilities: self
                .prediction()
                .filter(|_| self.is_current())
                .map(|prediction| prediction.probabilities),
        })
    }

    /// Returns whether the user has changed how the strokes are grouped into digits.
    #[must_use]
    pub fn has_grouping_overrides(&self) -> bool {
        !self.grouping.groups.groups.is_empty()
    }

    /// Returns the digits that get a box. Empty unless there are several and the answer belongs to the current ink.
    #[must_use]
    pub fn digit_boxes(&self) -> &[Digit] {
        let number = self.number().filter(|_| self.is_current());
        let digits = number.map_or(&[][..], |number| &number.digits);
        if digits.len() > 1 { digits } else { &[] }
    }

    /// Returns the selected digit's strokes. `None` unless there are several digits and the answer covers every stroke
    /// on the pad.
    fn selected_strokes(&self) -> Option<&[usize]> {
        let digits = &self
            .number()
            .filter(|number| number.digits.len() > 1)?
            .digits;
        let stroke_count = self.document().ink.len();
        let selected = &digits[self.selected_digit()?].strokes;
        let last_read = digits.iter().flat_map(|digit| &digit.strokes).max()?;
        let all_exist = selected.iter().all(|stroke| *stroke < stroke_count);
        (all_exist && last_read + 1 == stroke_count).then_some(selected)
    }

    /// Returns the status of the answer.
    #[must_use]
    pub fn status(&self) -> Option<Status> {
        let is_stale = !self.is_current() && !self.is_answer_expected();
        self.number().map(|number| {
            if is_stale {
                Status::Stale
            } else {
                Status::for_number(number, &self.thresholds)
            }
        })
    }

    /// Returns the text beside the digit.
    #[must_use]
    pub fn answer_text(&self) -> AnswerText {
        if self.show_blank_hint {
            return AnswerText::from_message(&text::ANSWER.state.blank_hint);
        }
        match (self.number(), self.status()) {
            (Some(_), Some(Status::Stale)) => AnswerText::from_message(&text::ANSWER.state.stale),
            (Some(number), _) => AnswerText::for_number(number, &self.thresholds),
            (None, _) => self.text_without_answer(),
        }
    }

    /// Returns the announcement for screen readers. `None` until there is an answer to the current ink and the pen is
    /// lifted. Empty if the pad is blank.
    #[must_use]
    pub fn announcement(&self) -> Option<String> {
        if self.show_blank_hint {
            return Some(text::ANSWER.pad.blank_hint.into());
        }
        if self.is_blank() {
            return Some(String::new());
        }
        let number = self.number()?;
        let is_settled = self.is_current() && !self.editor.is_pointer_active();
        is_settled.then(|| {
            let AnswerText { headline, detail } = self.answer_text();
            (text::ANSWER.announcement)(&number.to_string(), &headline, &detail)
        })
    }

    fn text_without_answer(&self) -> AnswerText {
        let state = &text::ANSWER.state;
        AnswerText::from_message(match (&self.engine, self.is_answer_requested()) {
            _ if self.is_blank() => &state.blank,
            (EngineState::Failed(_), _) => &state.engine_failed,
            (_, false) if self.live => &state.cleared,
            (_, false) => &state.not_read,
            (EngineState::Loading, true) => &state.loading,
            (EngineState::Ready, true) => &state.reading,
        })
    }

    /// Returns whether Classify or Live requests an answer for the current ink.
    pub(super) fn is_answer_requested(&self) -> bool {
        self.pending || (self.live && self.revision() >= self.dismissed_before)
    }

    /// Returns whether the answer belongs to the current ink.
    pub(super) fn is_current(&self) -> bool {
        self.answer
            .as_ref()
            .is_some_and(|answer| answer.revision == self.revision())
    }

    /// Returns whether an answer for the current ink will arrive without further input.
    pub(super) fn is_answer_expected(&self) -> bool {
        self.live && self.engine == EngineState::Ready
    }
}

/// Returns the part of a drawing that consists of the strokes with these indices.
fn select_strokes(drawing: &Drawing, indices: &[usize]) -> Drawing {
    let strokes = indices
        .iter()
        .filter_map(|index| drawing.strokes.get(*index));
    Drawing {
        strokes: strokes.cloned().collect(),
    }
}
