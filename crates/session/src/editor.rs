//! Edits the document: turns pointer input into ink, with undo and redo.
//!
//! Undo keeps a copy of the document from before each edit; the copies share their strokes. Points are in units of the
//! pad's side, so ink keeps its position and shape when the pad is resized. Only one pointer draws at a time. Palm
//! rejection: touches are ignored while a pen is in use, and a stroke that a touch started just before the pen is
//! undone.

use std::mem;

use ink::{Drawing, Point};

use super::document::Document;
use super::eraser;
use super::pointer::{Brush, Pointer, PointerId, PointerInput, PointerSample, PointerType, Tool};
use super::width_model::WidthModel;

/// A counter of changes, to compare and order the states of the ink.
pub type Revision = u32;

/// Time after the last pen event during which touches are ignored.
const PALM_REJECTION_MS: f64 = 1500.0;

/// The document with its undo and redo stacks and the active pointer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Editor {
    document: Document,
    undo_stack: Vec<Document>,
    redo_stack: Vec<Document>,
    /// The pointer that draws or erases.
    active: Option<(Pointer, Gesture)>,
    brush: Brush,
    last_pen_ms: Option<f64>,
    revision: Revision,
}

#[derive(Clone, Debug, PartialEq)]
enum Gesture {
    Draw(WidthModel),
    Erase { from: Point, has_erased: bool },
}

/// Getters.
impl Editor {
    /// Returns the document.
    #[must_use]
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// Returns the ink in units of the pad's side, y down. Coordinates may lie outside 0..1: the pad captures the
    /// pointer, so a stroke that leaves the pad keeps its shape.
    #[must_use]
    pub fn drawing(&self) -> Drawing {
        self.document.ink.drawing()
    }

    /// Returns a counter that grows with each change of the ink.
    #[must_use]
    pub fn revision(&self) -> Revision {
        self.revision
    }

    /// Returns whether the document is blank.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.document.is_blank()
    }

    /// Returns whether a pointer is drawing or erasing.
    #[must_use]
    pub fn is_pointer_active(&self) -> bool {
        self.active.is_some()
    }

    /// Returns the brush.
    #[must_use]
    pub fn brush(&self) -> Brush {
        self.brush
    }

    /// Returns whether there is an edit to undo.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        !self.undo_stack.is_empty()
    }

    /// Returns whether there is an edit to redo.
    #[must_use]
    pub fn can_redo(&self) -> bool {
        !self.redo_stack.is_empty()
    }
}

/// Edits.
impl Editor {
    /// Resets the editor to a document. Each of its strokes can be undone.
    pub fn restore(&mut self, document: Document) {
        let before_stroke = |i| Document {
            ink: document.ink.filtered(|index, _| index < i),
            ..document.clone()
        };
        let undo_stack = (0..document.ink.len()).map(before_stroke).collect();
        *self = Self {
            undo_stack,
            document,
            revision: self.revision + 1,
            brush: self.brush,
            ..Self::default()
        };
    }

    /// Sets the brush for new strokes.
    pub fn set_brush(&mut self, brush: Brush) {
        self.brush = brush;
    }

    /// Replaces the document. Undo restores the previous one.
    pub fn replace(&mut self, document: Document) {
        self.active = None;
        if !(document.is_blank() && self.is_blank()) {
            self.begin_edit();
            self.document = document;
        }
    }

    /// Clears the document. Undo restores it.
    pub fn erase(&mut self) {
        self.replace(Document::default());
    }

    /// Undoes the last edit, even one that is still in progress.
    pub fn undo(&mut self) {
        self.active = None;
        if let Some(before) = self.undo_stack.pop() {
            self.redo_stack
                .push(mem::replace(&mut self.document, before));
            self.revision += 1;
        }
    }

    /// Redoes the last undone edit.
    pub fn redo(&mut self) {
        self.active = None;
        if let Some(after) = self.redo_stack.pop() {
            self.undo_stack
                .push(mem::replace(&mut self.document, after));
            self.revision += 1;
        }
    }

    /// Starts an undo step: keeps a copy of the document, and discards what was undone.
    fn begin_edit(&mut self) {
        self.undo_stack.push(self.document.clone());
        self.redo_stack.clear();
        self.revision += 1;
    }
}

/// Pointer input.
impl Editor {
    /// Handles pointer input. Ignores samples at non-finite positions.
    pub fn on_pointer(&mut self, input: PointerInput) {
        match input {
            PointerInput::Down(pointer, tool, sample) => self.start_gesture(pointer, tool, sample),
            PointerInput::Move(id, samples) if self.is_active(id) => {
                let samples = samples.into_iter();
                let samples = samples.filter(|sample| sample.position.is_finite());
                samples.for_each(|sample| self.continue_gesture(sample));
            }
            PointerInput::Up(id) if self.is_active(id) => self.active = None,
            _ => {}
        }
    }

    fn is_active(&self, id: PointerId) -> bool {
        matches!(&self.active, Some((pointer, _)) if pointer.id == id)
    }

    /// Returns whether a new pointer may draw: it is the only pointer and not a palm, or it is a pen that replaces a
    /// touch. In the latter case, undoes the stroke of the touch.
    fn accepts(&mut self, pointer: Pointer, sample: PointerSample) -> bool {
        self.record_pen_activity(pointer, sample);
        let active = self.active.as_ref().map(|(active, _)| active.pointer_type);
        match (active, pointer.pointer_type) {
            (Some(PointerType::Touch), PointerType::Pen) => {
                self.undo();
                self.redo_stack.clear();
                true
            }
            (None, PointerType::Touch) => self
                .last_pen_ms
                .is_none_or(|last| sample.time_ms - last >= PALM_REJECTION_MS),
            (active, _) => active.is_none(),
        }
    }

    fn record_pen_activity(&mut self, pointer: Pointer, sample: PointerSample) {
        if pointer.pointer_type == PointerType::Pen {
            self.last_pen_ms = Some(sample.time_ms);
        }
    }

    fn start_gesture(&mut self, pointer: Pointer, tool: Tool, sample: PointerSample) {
        if !(sample.position.is_finite() && self.accepts(pointer, sample)) {
            return;
        }
        let gesture = match tool {
            Tool::Pen => Gesture::Draw(self.start_stroke(sample)),
            Tool::Eraser => Gesture::Erase {
                from: sample.position,
                has_erased: self.erase_crossed([sample.position; 2], false),
            },
        };
        self.active = Some((pointer, gesture));
    }

    /// Starts a stroke. On a picture, starts a new drawing, which is an undo step before the stroke's.
    fn start_stroke(&mut self, sample: PointerSample) -> WidthModel {
        if self.document.photo.is_some() {
            self.erase();
        }
        let model = WidthModel::new(sample);
        self.begin_edit();
        let width = model.width() * self.brush.width();
        self.document.ink.start_stroke(sample.position, width);
        model
    }

    fn continue_gesture(&mut self, sample: PointerSample) {
        let Some((pointer, mut gesture)) = self.active.take() else {
            return;
        };
        match &mut gesture {
            Gesture::Draw(model) => {
                let width = model.advance(sample) * self.brush.width();
                if self.document.ink.extend(sample.position, width) {
                    self.revision += 1;
                }
            }
            Gesture::Erase { from, has_erased } => {
                let path = [mem::replace(from, sample.position), sample.position];
                *has_erased = self.erase_crossed(path, *has_erased);
            }
        }
        self.record_pen_activity(pointer, sample);
        self.active = Some((pointer, gesture));
    }

    /// Removes the strokes that the eraser crosses. One eraser gesture is one undo step. `has_erased` tells whether the
    /// gesture has removed a stroke before; the result tells whether it has now.
    fn erase_crossed(&mut self, [from, to]: [Point; 2], has_erased: bool) -> bool {
        let ink = &self.document.ink;
        let ink = ink.filtered(|_, stroke| !eraser::crosses(stroke, from, to));
        if ink.len() == self.document.ink.len() {
            return has_erased;
        }
        if has_erased {
            self.revision += 1;
        } else {
            self.begin_edit();
        }
        self.document.ink = ink;
        true
    }
}

#[cfg(test)]
mod tests;
