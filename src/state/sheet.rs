//! The sheet on the pad: pen movements in, a [`Drawing`] out, with undo and redo.
//!
//! Points are in units of the pad's side, so that the ink keeps its place and proportion whatever
//! size the pad takes. One pointer draws at a time: a second finger, or a palm, leaves no ink.

use std::mem;

use ink::{Drawing, Point, Stroke};

/// The browser's name for a mouse, a finger or a pen.
pub type PointerId = i32;

/// Counts the changes of the ink, so that two states of it can be told apart and put in order.
pub type Revision = u32;

/// What a pointer does on the pad.
#[derive(Clone, Debug, PartialEq)]
pub enum PenEvent {
    /// Touches down.
    Down(PointerId, Point),
    /// Moves on, through these places.
    Move(PointerId, Vec<Point>),
    /// Lifts off, or is taken away by the system, which leaves its ink as it is.
    Up(PointerId),
}

/// The ink, how it came about, and which pointer is drawing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    drawing: Drawing,
    history: Vec<Edit>,
    undone: Vec<Undone>,
    pen: Option<PointerId>,
    revision: Revision,
}

/// What undo takes back.
#[derive(Clone, Debug, PartialEq)]
enum Edit {
    Stroke,
    Erasure(Drawing),
}

/// What redo does again.
#[derive(Clone, Debug, PartialEq)]
enum Undone {
    Stroke(Stroke),
    Erasure,
}

impl Sheet {
    /// The ink, in units of the pad's side, y downwards. It may reach beyond 0..1: a captured
    /// pointer is followed over the pad's edge, so that a tail which overshoots keeps its shape.
    #[must_use]
    pub fn drawing(&self) -> &Drawing {
        &self.drawing
    }

    /// Grows by one with each change of the ink.
    #[must_use]
    pub fn revision(&self) -> Revision {
        self.revision
    }

    /// Whether there is no ink at all.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.drawing.strokes.is_empty()
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

    /// Puts ink in the place of what there is, as if it had been drawn stroke by stroke.
    pub fn restore(&mut self, drawing: Drawing) {
        *self = Self {
            history: drawing.strokes.iter().map(|_| Edit::Stroke).collect(),
            drawing,
            revision: self.revision + 1,
            ..Self::default()
        };
    }

    /// Follows a pointer. Places that are no numbers are passed over.
    pub fn follow(&mut self, event: PenEvent) {
        match event {
            PenEvent::Down(pointer, at) if self.pen.is_none() && at.is_finite() => {
                self.pen = Some(pointer);
                self.undone.clear();
                self.history.push(Edit::Stroke);
                self.drawing.strokes.push(Stroke { points: vec![at] });
                self.revision += 1;
            }
            PenEvent::Move(pointer, places) if self.pen == Some(pointer) => self.extend(places),
            PenEvent::Up(pointer) if self.pen == Some(pointer) => self.pen = None,
            _ => {}
        }
    }

    /// Takes all ink away. Undo brings it back.
    pub fn erase(&mut self) {
        self.pen = None;
        if !self.is_blank() {
            self.undone.clear();
            self.take_all();
        }
    }

    /// Takes back the last stroke or erasure; a stroke that is still being drawn counts.
    pub fn undo(&mut self) {
        self.pen = None;
        match self.history.pop() {
            None => return,
            Some(Edit::Stroke) => {
                let stroke = self.drawing.strokes.pop();
                self.undone.extend(stroke.map(Undone::Stroke));
            }
            Some(Edit::Erasure(drawing)) => {
                self.drawing = drawing;
                self.undone.push(Undone::Erasure);
            }
        }
        self.revision += 1;
    }

    /// Does again what was taken back last.
    pub fn redo(&mut self) {
        self.pen = None;
        match self.undone.pop() {
            None => {}
            Some(Undone::Erasure) => self.take_all(),
            Some(Undone::Stroke(stroke)) => {
                self.history.push(Edit::Stroke);
                self.drawing.strokes.push(stroke);
                self.revision += 1;
            }
        }
    }

    fn take_all(&mut self) {
        let erased = mem::take(&mut self.drawing);
        self.history.push(Edit::Erasure(erased));
        self.revision += 1;
    }

    fn extend(&mut self, places: Vec<Point>) {
        let Some(stroke) = self.drawing.strokes.last_mut() else {
            return;
        };
        let before = stroke.points.len();
        for place in places.into_iter().filter(|place| place.is_finite()) {
            if stroke.points.last() != Some(&place) {
                stroke.points.push(place);
            }
        }
        if stroke.points.len() > before {
            self.revision += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use PenEvent::{Down, Move, Up};

    fn at(x: f32, y: f32) -> Point {
        Point { x, y }
    }

    fn sheet(events: impl IntoIterator<Item = PenEvent>) -> Sheet {
        let mut sheet = Sheet::default();
        events.into_iter().for_each(|event| sheet.follow(event));
        sheet
    }

    fn strokes(sheet: &Sheet) -> Vec<usize> {
        sheet
            .drawing()
            .strokes
            .iter()
            .map(|stroke| stroke.points.len())
            .collect()
    }

    #[test]
    fn a_touch_is_a_stroke_and_moving_makes_it_longer() {
        let sheet = sheet([
            Down(1, at(0.1, 0.1)),
            Move(1, vec![at(0.2, 0.2), at(0.3, 0.3)]),
            Up(1),
        ]);
        assert_eq!(strokes(&sheet), [3]);
        assert!(!sheet.is_blank());
    }

    #[test]
    fn a_second_finger_leaves_no_ink() {
        let sheet = sheet([
            Down(1, at(0.1, 0.1)),
            Down(2, at(0.9, 0.9)),
            Move(2, vec![at(0.8, 0.8)]),
            Up(2),
            Move(1, vec![at(0.2, 0.2)]),
        ]);
        assert_eq!(
            sheet.drawing().strokes,
            [Stroke {
                points: vec![at(0.1, 0.1), at(0.2, 0.2)]
            }]
        );
    }

    #[test]
    fn a_pointer_that_hovers_leaves_no_ink() {
        let sheet = sheet([Move(1, vec![at(0.1, 0.1)]), Up(1)]);
        assert!(sheet.is_blank() && sheet.revision() == 0);
    }

    #[test]
    fn places_that_are_no_numbers_and_places_repeated_are_passed_over() {
        let nowhere = at(f32::NAN, 0.5);
        let sheet = sheet([
            Down(1, nowhere),
            Down(1, at(0.1, 0.1)),
            Move(1, vec![nowhere, at(0.1, 0.1), at(0.2, 0.2), at(0.2, 0.2)]),
        ]);
        assert_eq!((strokes(&sheet), sheet.revision()), (vec![2], 2));
    }

    #[test]
    fn undo_takes_back_stroke_by_stroke_and_then_nothing() {
        let mut sheet = sheet([Down(1, at(0.1, 0.1)), Up(1), Down(1, at(0.2, 0.2)), Up(1)]);
        sheet.undo();
        assert_eq!(strokes(&sheet), [1]);
        sheet.undo();
        assert!(sheet.is_blank() && !sheet.can_undo());
        let revision = sheet.revision();
        sheet.undo();
        assert_eq!(sheet.revision(), revision);
    }

    #[test]
    fn undo_brings_erased_ink_back() {
        let mut sheet = sheet([Down(1, at(0.1, 0.1)), Up(1)]);
        let before = sheet.drawing().clone();
        sheet.erase();
        assert!(sheet.is_blank());
        sheet.undo();
        assert_eq!(sheet.drawing(), &before);
    }

    #[test]
    fn redo_does_again_what_undo_took_back_step_by_step() {
        let mut sheet = sheet([Down(1, at(0.1, 0.1)), Up(1), Down(1, at(0.2, 0.2)), Up(1)]);
        sheet.erase();
        let mut states = vec![sheet.drawing().clone()];
        while sheet.can_undo() {
            sheet.undo();
            states.push(sheet.drawing().clone());
        }
        assert_eq!(states.len(), 4);
        for expected in states.iter().rev().skip(1) {
            assert!(sheet.can_redo());
            sheet.redo();
            assert_eq!(sheet.drawing(), expected);
        }
        assert!(!sheet.can_redo());
        let whole = sheet.clone();
        sheet.redo();
        assert_eq!(sheet, whole);
    }

    #[test]
    fn what_was_taken_back_is_gone_once_something_else_is_drawn_or_erased() {
        let strokes = [Down(1, at(0.1, 0.1)), Up(1), Down(1, at(0.2, 0.2)), Up(1)];
        for change in [
            |sheet: &mut Sheet| sheet.follow(Down(1, at(0.3, 0.3))),
            Sheet::erase,
        ] {
            let mut sheet = sheet(strokes.clone());
            sheet.undo();
            change(&mut sheet);
            assert!(!sheet.can_redo());
        }
    }

    #[test]
    fn ink_put_back_can_be_taken_back_stroke_by_stroke() {
        let drawn = sheet([Down(1, at(0.1, 0.1)), Up(1), Down(1, at(0.2, 0.2)), Up(1)]);
        let mut restored = Sheet::default();
        restored.restore(drawn.drawing().clone());
        assert_eq!((strokes(&restored), restored.revision()), (vec![1, 1], 1));
        restored.undo();
        restored.undo();
        assert!(restored.is_blank() && !restored.can_undo());
    }

    #[test]
    fn erasing_a_blank_sheet_changes_nothing() {
        let mut sheet = Sheet::default();
        sheet.erase();
        assert_eq!(sheet, Sheet::default());
    }

    #[test]
    fn after_erase_or_undo_in_mid_stroke_the_pointer_draws_no_more_until_it_touches_again() {
        for clear in [Sheet::erase, Sheet::undo] {
            let mut sheet = sheet([Down(1, at(0.1, 0.1))]);
            clear(&mut sheet);
            sheet.follow(Move(1, vec![at(0.2, 0.2)]));
            assert!(sheet.is_blank());
            sheet.follow(Down(1, at(0.3, 0.3)));
            assert_eq!(strokes(&sheet), [1]);
        }
    }

    #[test]
    fn every_change_of_the_ink_has_a_revision_of_its_own() {
        let mut sheet = sheet([Down(1, at(0.1, 0.1))]);
        let mut seen = vec![sheet.revision()];
        for change in [
            |sheet: &mut Sheet| sheet.follow(Move(1, vec![at(0.2, 0.2)])),
            Sheet::erase,
            Sheet::undo,
            Sheet::undo,
            Sheet::redo,
        ] {
            change(&mut sheet);
            seen.push(sheet.revision());
        }
        assert!(seen.is_sorted_by(|a, b| a < b), "{seen:?}");
    }
}
