//! The sheet on the pad: pen movements in, ink out, with undo and redo.
//!
//! Points are in units of the pad's side, so that the ink keeps its place and proportion whatever
//! size the pad takes. One pointer draws at a time: a second finger leaves no ink. Nor does a palm: while
//! a pen is in use, fingers are passed over, and what a finger began just before is taken back.

use std::mem;

use ink::{Drawing, Stroke};

use super::content::Content;
use super::marks::Mark;
use super::nib::Nib;
use super::pen::{Brush, Device, PenEvent, Pointer, PointerId, Tip, Touch};
use super::rubber;

/// Counts the changes of the ink, so that two states of it can be told apart and put in order.
pub type Revision = u32;

/// For so long after a pen's last move a finger is taken for the hand that holds it.
const PALM_MS: f64 = 1500.0;

/// What is there, how it came about, and which pointer is at work.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    content: Content,
    history: Vec<Edit>,
    undone: Vec<Undone>,
    pen: Option<Pen>,
    brush: Brush,
    last_pen_ms: Option<f64>,
    revision: Revision,
    order: Revision,
}

/// The pointer at work.
#[derive(Clone, Debug, PartialEq)]
struct Pen {
    pointer: Pointer,
    work: Work,
}

#[derive(Clone, Debug, PartialEq)]
enum Work {
    Drawing(Nib),
    /// Erasing, from this place on; and whether anything has been taken yet.
    Erasing(Touch, bool),
}

/// What undo takes back.
#[derive(Clone, Debug, PartialEq)]
enum Edit {
    /// The last stroke was drawn.
    Drawn,
    /// These were taken, in this order, from these places.
    Taken(Vec<(usize, Mark)>),
    /// This was there before.
    Replaced(Content),
}

/// What redo does again.
#[derive(Clone, Debug, PartialEq)]
enum Undone {
    Drawn(Mark),
    Taken(Vec<usize>),
    Replaced(Content),
}

/// What is there.
impl Sheet {
    /// Ink or picture.
    #[must_use]
    pub fn content(&self) -> &Content {
        &self.content
    }

    /// The ink, in units of the pad's side, y downwards. It may reach beyond 0..1: a captured
    /// pointer is followed over the pad's edge, so that a tail which overshoots keeps its shape.
    #[must_use]
    pub fn drawing(&self) -> &Drawing {
        self.content.marks.drawing()
    }

    /// Grows by one with each change of the ink.
    #[must_use]
    pub fn revision(&self) -> Revision {
        self.revision
    }

    /// Changes when a stroke's place among the others does, or they are others altogether.
    #[must_use]
    pub fn order(&self) -> Revision {
        self.order
    }

    /// Whether there is nothing at all.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.content.is_blank()
    }

    /// Whether a pointer is drawing or erasing.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.pen.is_some()
    }

    /// The brush in use.
    #[must_use]
    pub fn brush(&self) -> Brush {
        self.brush
    }

    /// Whether there is anything to take back.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        !self.history.is_empty()
    }

    /// Whether there is anything to do again: undone, and nothing drawn or erased since.
    #[must_use]
    pub fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }
}

/// What happens to it.
impl Sheet {
    /// Begins anew with this, ink as if it had been drawn stroke by stroke.
    pub fn restore(&mut self, content: Content) {
        *self = Self {
            history: content.marks.iter().map(|_| Edit::Drawn).collect(),
            content,
            revision: self.revision + 1,
            order: self.order + 1,
            brush: self.brush,
            ..Self::default()
        };
    }

    /// Takes a brush of another width for the strokes to come.
    pub fn dip(&mut self, brush: Brush) {
        self.brush = brush;
    }

    /// Puts something else in the place of what there is. Undo brings that back.
    pub fn replace(&mut self, content: Content) {
        self.pen = None;
        if !(content.is_blank() && self.is_blank()) {
            self.undone.clear();
            self.exchange(content);
        }
    }

    /// Takes everything away. Undo brings it back.
    pub fn erase(&mut self) {
        self.replace(Content::default());
    }

    /// Takes back the last stroke or erasure; one that is still going on counts.
    pub fn undo(&mut self) {
        self.pen = None;
        let undone = match self.history.pop() {
            None => return,
            Some(Edit::Drawn) => self.content.marks.pop().map(Undone::Drawn),
            Some(Edit::Taken(taken)) => {
                self.order += 1;
                let places = taken.iter().map(|(place, _)| *place).collect();
                for (place, mark) in taken.into_iter().rev() {
                    self.content.marks.insert(place, mark);
                }
                Some(Undone::Taken(places))
            }
            Some(Edit::Replaced(before)) => {
                self.order += 1;
                let after = mem::replace(&mut self.content, before);
                Some(Undone::Replaced(after))
            }
        };
        self.undone.extend(undone);
        self.revision += 1;
    }

    /// Does again what was taken back last.
    pub fn redo(&mut self) {
        self.pen = None;
        match self.undone.pop() {
            None => {}
            Some(Undone::Drawn(mark)) => self.put(mark),
            Some(Undone::Taken(places)) => {
                let marks = &mut self.content.marks;
                let take = |place| (place, marks.remove(place));
                let taken = places.into_iter().map(take).collect();
                self.history.push(Edit::Taken(taken));
                self.order += 1;
                self.revision += 1;
            }
            Some(Undone::Replaced(content)) => self.exchange(content),
        }
    }

    /// Follows a pointer. Places that are no numbers are passed over.
    pub fn follow(&mut self, event: PenEvent) {
        match event {
            PenEvent::Down(pointer, tip, touch) if touch.at.is_finite() => {
                self.notice(pointer.device, touch);
                if self.yields_to(pointer, touch) {
                    self.begin(pointer, tip, touch);
                }
            }
            PenEvent::Move(id, touches) if self.holds(id) => {
                let touches = touches.into_iter().filter(|touch| touch.at.is_finite());
                touches.for_each(|touch| self.go_on(touch));
            }
            PenEvent::Up(id) if self.holds(id) => self.pen = None,
            _ => {}
        }
    }

    fn holds(&self, id: PointerId) -> bool {
        self.pen.as_ref().is_some_and(|pen| pen.pointer.id == id)
    }

    fn notice(&mut self, device: Device, touch: Touch) {
        if device == Device::Pen {
            self.last_pen_ms = Some(touch.time_ms);
        }
    }

    /// Whether a pointer that touches down is to work: it is the first, or a pen where only a finger was before.
    fn yields_to(&mut self, pointer: Pointer, touch: Touch) -> bool {
        let is_palm = pointer.device == Device::Finger
            && self
                .last_pen_ms
                .is_some_and(|last| touch.time_ms - last < PALM_MS);
        match &self.pen {
            Some(pen) if pen.pointer.device == Device::Finger && pointer.device == Device::Pen => {
                self.undo();
                self.undone.clear();
                true
            }
            Some(_) => false,
            None => !is_palm,
        }
    }

    fn begin(&mut self, pointer: Pointer, tip: Tip, touch: Touch) {
        let work = match tip {
            Tip::Ink => Work::Drawing(Nib::down(touch)),
            Tip::Eraser => Work::Erasing(touch, false),
        };
        self.pen = Some(Pen { pointer, work });
        match tip {
            Tip::Ink => self.touch_down(touch),
            Tip::Eraser => self.go_on(touch),
        }
    }

    fn touch_down(&mut self, touch: Touch) {
        self.undone.clear();
        if self.content.photo.is_some() {
            self.exchange(Content::default());
        }
        self.put(Mark {
            stroke: Stroke {
                points: vec![touch.at],
            },
            weights: vec![Nib::down(touch).weight() * self.brush.width()],
        });
    }

    fn go_on(&mut self, touch: Touch) {
        let Some(pen) = &mut self.pen else { return };
        let device = pen.pointer.device;
        match &mut pen.work {
            Work::Drawing(nib) => {
                let weight = nib.follow(touch) * self.brush.width();
                if self.content.marks.extend(touch.at, weight) {
                    self.revision += 1;
                }
            }
            Work::Erasing(from, _) => {
                let before = mem::replace(from, touch);
                self.rub(before, touch);
            }
        }
        self.notice(device, touch);
    }

    /// Takes the strokes that the eraser crosses; all of one pass of it are one edit.
    fn rub(&mut self, from: Touch, to: Touch) {
        let strokes = &self.drawing().strokes;
        let crossed = |place: &usize| rubber::crosses(&strokes[*place], from.at, to.at);
        let crossed: Vec<usize> = (0..strokes.len()).rev().filter(crossed).collect();
        if crossed.is_empty() {
            return;
        }
        let marks = &mut self.content.marks;
        let taken = crossed
            .into_iter()
            .map(|place| (place, marks.remove(place)));
        let taken: Vec<(usize, Mark)> = taken.collect();
        let again = matches!(
            &self.pen,
            Some(Pen {
                work: Work::Erasing(_, true),
                ..
            })
        );
        match self.history.last_mut() {
            Some(Edit::Taken(before)) if again => before.extend(taken),
            _ => self.history.push(Edit::Taken(taken)),
        }
        if let Some(Pen {
            work: Work::Erasing(_, has_taken),
            ..
        }) = &mut self.pen
        {
            *has_taken = true;
        }
        self.undone.clear();
        self.order += 1;
        self.revision += 1;
    }

    fn put(&mut self, mark: Mark) {
        self.history.push(Edit::Drawn);
        self.content.marks.push(mark);
        self.revision += 1;
    }

    fn exchange(&mut self, content: Content) {
        let before = mem::replace(&mut self.content, content);
        self.history.push(Edit::Replaced(before));
        self.order += 1;
        self.revision += 1;
    }
}

#[cfg(test)]
mod tests;
