//! Edits the document: turns pointer input into ink, with undo and redo.
//!
//! Points are in units of the pad's side, so ink keeps its position and shape when the pad is resized. Only one pointer
//! draws at a time. Palm rejection: touches are ignored while a pen is in use, and a stroke that a touch started just
//! before the pen is undone.

use std::mem;

use ink::{Drawing, Stroke};

use super::document::Document;
use super::eraser;
use super::pointer::{Brush, Pointer, PointerId, PointerInput, PointerSample, PointerType, Tool};
use super::strokes::InkStroke;
use super::width_model::WidthModel;

/// A counter of changes, to compare and order the states of the ink.
pub type Revision = u32;

/// Time after the last pen event during which touches are ignored.
const PALM_REJECTION_MS: f64 = 1500.0;

/// The document with its undo and redo stacks and the active pointer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Editor {
    document: Document,
    undo_stack: Vec<Edit>,
    redo_stack: Vec<UndoneEdit>,
    active: Option<ActivePointer>,
    brush: Brush,
    last_pen_ms: Option<f64>,
    revision: Revision,
    index_revision: Revision,
}

/// The pointer that draws or erases.
#[derive(Clone, Debug, PartialEq)]
struct ActivePointer {
    pointer: Pointer,
    gesture: Gesture,
}

#[derive(Clone, Debug, PartialEq)]
enum Gesture {
    Draw(WidthModel),
    Erase {
        from: PointerSample,
        has_erased: bool,
    },
}

/// An edit that can be undone.
#[derive(Clone, Debug, PartialEq)]
enum Edit {
    /// Added the last stroke.
    Draw,
    /// Removed these strokes, each from its index, in this order.
    Erase(Vec<(usize, InkStroke)>),
    /// Replaced this document.
    Replace(Document),
}

/// An edit that can be redone.
#[derive(Clone, Debug, PartialEq)]
enum UndoneEdit {
    Draw(InkStroke),
    Erase(Vec<usize>),
    Replace(Document),
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
    pub fn drawing(&self) -> &Drawing {
        self.document.ink.drawing()
    }

    /// Returns a counter that grows with each change of the ink.
    #[must_use]
    pub fn revision(&self) -> Revision {
        self.revision
    }

    /// Returns a counter that grows with each change after which a stroke index may refer to a different stroke.
    #[must_use]
    pub fn index_revision(&self) -> Revision {
        self.index_revision
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
        *self = Self {
            undo_stack: document.ink.iter().map(|_| Edit::Draw).collect(),
            document,
            revision: self.revision + 1,
            index_revision: self.index_revision + 1,
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
            self.redo_stack.clear();
            self.swap_document(document);
        }
    }

    /// Clears the document. Undo restores it.
    pub fn erase(&mut self) {
        self.replace(Document::default());
    }

    /// Undoes the last edit, even one that is still in progress.
    pub fn undo(&mut self) {
        self.active = None;
        let undone = match self.undo_stack.pop() {
            None => return,
            Some(Edit::Draw) => self.document.ink.pop().map(UndoneEdit::Draw),
            Some(Edit::Erase(erased)) => {
                self.index_revision += 1;
                let indices = erased.iter().map(|(index, _)| *index).collect();
                for (index, stroke) in erased.into_iter().rev() {
                    self.document.ink.insert(index, stroke);
                }
                Some(UndoneEdit::Erase(indices))
            }
            Some(Edit::Replace(before)) => {
                self.index_revision += 1;
                let after = mem::replace(&mut self.document, before);
                Some(UndoneEdit::Replace(after))
            }
        };
        self.redo_stack.extend(undone);
        self.revision += 1;
    }

    /// Redoes the last undone edit.
    pub fn redo(&mut self) {
        self.active = None;
        match self.redo_stack.pop() {
            None => {}
            Some(UndoneEdit::Draw(stroke)) => self.push_stroke(stroke),
            Some(UndoneEdit::Erase(indices)) => {
                let ink = &mut self.document.ink;
                let remove = |index| (index, ink.remove(index));
                let erased = indices.into_iter().map(remove).collect();
                self.undo_stack.push(Edit::Erase(erased));
                self.index_revision += 1;
                self.revision += 1;
            }
            Some(UndoneEdit::Replace(document)) => self.swap_document(document),
        }
    }

    /// Handles pointer input. Ignores samples at non-finite positions.
    pub fn on_pointer(&mut self, input: PointerInput) {
        match input {
            PointerInput::Down(pointer, tool, sample) if sample.position.is_finite() => {
                self.record_pen_activity(pointer.pointer_type, sample);
                if self.accepts(pointer, sample) {
                    self.start_gesture(pointer, tool, sample);
                }
            }
            PointerInput::Move(id, samples) if self.is_active(id) => {
                let samples = samples
                    .into_iter()
                    .filter(|sample| sample.position.is_finite());
                samples.for_each(|sample| self.continue_gesture(sample));
            }
            PointerInput::Up(id) if self.is_active(id) => self.active = None,
            _ => {}
        }
    }

    fn is_active(&self, id: PointerId) -> bool {
        self.active
            .as_ref()
            .is_some_and(|active| active.pointer.id == id)
    }

    fn record_pen_activity(&mut self, pointer_type: PointerType, sample: PointerSample) {
        if pointer_type == PointerType::Pen {
            self.last_pen_ms = Some(sample.time_ms);
        }
    }

    /// Returns whether a new pointer may draw: it is the only pointer and not a palm, or it is a pen that replaces a
    /// touch. In the latter case, undoes the stroke of the touch.
    fn accepts(&mut self, pointer: Pointer, sample: PointerSample) -> bool {
        let is_palm = pointer.pointer_type == PointerType::Touch
            && self
                .last_pen_ms
                .is_some_and(|last| sample.time_ms - last < PALM_REJECTION_MS);
        let is_pen = pointer.pointer_type == PointerType::Pen;
        match &self.active {
            Some(active) if active.pointer.pointer_type == PointerType::Touch && is_pen => {
                self.undo();
                self.redo_stack.clear();
                true
            }
            Some(_) => false,
            None => !is_palm,
        }
    }

    fn start_gesture(&mut self, pointer: Pointer, tool: Tool, sample: PointerSample) {
        let gesture = match tool {
            Tool::Pen => Gesture::Draw(WidthModel::new(sample)),
            Tool::Eraser => Gesture::Erase {
                from: sample,
                has_erased: false,
            },
        };
        self.active = Some(ActivePointer { pointer, gesture });
        match tool {
            Tool::Pen => self.start_stroke(sample),
            Tool::Eraser => self.continue_gesture(sample),
        }
    }

    fn start_stroke(&mut self, sample: PointerSample) {
        self.redo_stack.clear();
        if self.document.photo.is_some() {
            self.swap_document(Document::default());
        }
        self.push_stroke(InkStroke {
            stroke: Stroke {
                points: vec![sample.position],
            },
            widths: vec![WidthModel::new(sample).width() * self.brush.width()],
        });
    }

    fn continue_gesture(&mut self, sample: PointerSample) {
        let Some(active) = &mut self.active else {
            return;
        };
        let pointer_type = active.pointer.pointer_type;
        match &mut active.gesture {
            Gesture::Draw(model) => {
                let width = model.advance(sample) * self.brush.width();
                if self.document.ink.extend(sample.position, width) {
                    self.revision += 1;
                }
            }
            Gesture::Erase { from, .. } => {
                let from = mem::replace(from, sample);
                self.erase_crossed(from, sample);
            }
        }
        self.record_pen_activity(pointer_type, sample);
    }

    /// Removes the strokes that the eraser crosses. One eraser gesture is one edit.
    fn erase_crossed(&mut self, from: PointerSample, to: PointerSample) {
        let strokes = &self.drawing().strokes;
        let is_crossed =
            |index: &usize| eraser::crosses(&strokes[*index], from.position, to.position);
        let crossed: Vec<usize> = (0..strokes.len()).rev().filter(is_crossed).collect();
        if crossed.is_empty() {
            return;
        }
        let ink = &mut self.document.ink;
        let erased = crossed.into_iter().map(|index| (index, ink.remove(index)));
        let erased: Vec<(usize, InkStroke)> = erased.collect();
        let is_continued = match &mut self.active {
            Some(ActivePointer {
                gesture: Gesture::Erase { has_erased, .. },
                ..
            }) => mem::replace(has_erased, true),
            _ => false,
        };
        match self.undo_stack.last_mut() {
            Some(Edit::Erase(before)) if is_continued => before.extend(erased),
            _ => self.undo_stack.push(Edit::Erase(erased)),
        }
        self.redo_stack.clear();
        self.index_revision += 1;
        self.revision += 1;
    }

    fn push_stroke(&mut self, stroke: InkStroke) {
        self.undo_stack.push(Edit::Draw);
        self.document.ink.push(stroke);
        self.revision += 1;
    }

    fn swap_document(&mut self, document: Document) {
        let before = mem::replace(&mut self.document, document);
        self.undo_stack.push(Edit::Replace(before));
        self.index_revision += 1;
        self.revision += 1;
    }
}

#[cfg(test)]
mod tests;
