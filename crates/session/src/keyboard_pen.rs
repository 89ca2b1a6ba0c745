//! The keyboard pen: draws on the pad with keys instead of a pointer.
//!
//! The directions of arrow keys held together are added, so two of them draw a diagonal line.

use ink::Point;

use super::pointer::{Pointer, PointerId, PointerInput, PointerSample, PointerType, Tool};

/// Id of the keyboard pen. No browser assigns it to a pointer.
const POINTER_ID: PointerId = PointerId::MIN;

/// Length of a normal step in units of the pad's side.
const NORMAL_STEP: f32 = 1.0 / 32.0;
/// Length of a small step.
const SMALL_STEP: f32 = NORMAL_STEP / 4.0;

/// Direction of a step. Each component is -1, 0 or 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Direction {
    /// Positive to the right.
    pub x: i8,
    /// Positive downwards.
    pub y: i8,
}

/// A key event for the pen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PenKey {
    /// An arrow key is pressed or repeats.
    Move(Direction, StepSize),
    /// An arrow key is released.
    Release(Direction),
    /// The key that puts the pen down or lifts it is pressed.
    Toggle,
    /// The key that lifts the pen is pressed.
    Lift,
}

/// Length of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepSize {
    /// 1/32 of the pad's side.
    Normal,
    /// A quarter of a normal step.
    Small,
}

/// The state of the pen.
#[derive(Clone, Debug, PartialEq)]
pub struct KeyboardPen {
    position: Point,
    is_down: bool,
    held: Vec<Direction>,
}

impl Default for KeyboardPen {
    /// Returns a lifted pen in the centre of the pad.
    fn default() -> Self {
        Self {
            position: Point { x: 0.5, y: 0.5 },
            is_down: false,
            held: Vec::new(),
        }
    }
}

impl KeyboardPen {
    /// Returns the position in units of the pad's side. Always on the pad.
    #[must_use]
    pub fn position(&self) -> Point {
        self.position
    }

    /// Returns whether the pen is down.
    #[must_use]
    pub fn is_down(&self) -> bool {
        self.is_down
    }

    /// Handles a key and returns the pointer input that results.
    pub fn press(&mut self, key: PenKey) -> Option<PointerInput> {
        match key {
            PenKey::Move(direction, size) => {
                if !self.held.contains(&direction) {
                    self.held.push(direction);
                }
                self.step(size)
            }
            PenKey::Release(direction) => {
                self.held.retain(|held| *held != direction);
                None
            }
            PenKey::Toggle if !self.is_down => {
                self.is_down = true;
                Some(PointerInput::Down(POINTER, Tool::Pen, self.position.into()))
            }
            PenKey::Toggle | PenKey::Lift => {
                self.held.clear();
                std::mem::take(&mut self.is_down).then_some(PointerInput::Up(POINTER_ID))
            }
        }
    }

    fn step(&mut self, size: StepSize) -> Option<PointerInput> {
        let length = match size {
            StepSize::Normal => NORMAL_STEP,
            StepSize::Small => SMALL_STEP,
        };
        let sum = |component: fn(&Direction) -> i8| -> f32 {
            let components = self.held.iter().map(component).map(f32::from);
            components.sum::<f32>().clamp(-1.0, 1.0)
        };
        let moved = |from: f32, direction: f32| (from + direction * length).clamp(0.0, 1.0);
        self.position = Point {
            x: moved(self.position.x, sum(|direction| direction.x)),
            y: moved(self.position.y, sum(|direction| direction.y)),
        };
        let sample = PointerSample::from(self.position);
        self.is_down
            .then(|| PointerInput::Move(POINTER_ID, vec![sample]))
    }
}

const POINTER: Pointer = Pointer {
    id: POINTER_ID,
    pointer_type: PointerType::Mouse,
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::editor::Editor;

    const RIGHT: Direction = Direction { x: 1, y: 0 };
    const DOWN: Direction = Direction { x: 0, y: 1 };

    fn move_key(direction: Direction) -> PenKey {
        PenKey::Move(direction, StepSize::Normal)
    }

    /// Presses the keys and returns the points of each stroke.
    fn draw(keys: &[PenKey]) -> Vec<Vec<Point>> {
        let (mut pen, mut editor) = (KeyboardPen::default(), Editor::default());
        let inputs = keys.iter().filter_map(|key| pen.press(*key));
        inputs.for_each(|input| editor.on_pointer(input));
        let strokes = editor.drawing().strokes.into_iter();
        strokes.map(|stroke| stroke.points).collect()
    }

    fn steps_from_centre(steps: [f32; 2]) -> Point {
        let [x, y] = steps.map(|steps| 0.5 + steps * NORMAL_STEP);
        Point { x, y }
    }

    #[test]
    fn a_lifted_pen_moves_without_drawing() {
        let keys = [
            move_key(RIGHT),
            PenKey::Toggle,
            move_key(RIGHT),
            PenKey::Toggle,
            move_key(RIGHT),
        ];
        let line = [steps_from_centre([1.0, 0.0]), steps_from_centre([2.0, 0.0])];
        assert_eq!(draw(&keys), [line]);
    }

    #[test]
    fn keys_held_together_draw_a_diagonal_line() {
        let keys = [
            PenKey::Toggle,
            move_key(RIGHT),
            move_key(DOWN),
            PenKey::Release(RIGHT),
            move_key(DOWN),
        ];
        let steps = [[0.0, 0.0], [1.0, 0.0], [2.0, 1.0], [2.0, 2.0]];
        assert_eq!(draw(&keys), [steps.map(steps_from_centre)]);
    }

    #[test]
    fn the_pen_stays_on_the_pad() {
        let mut pen = KeyboardPen::default();
        (0..100).for_each(|_| drop(pen.press(move_key(RIGHT))));
        assert_eq!(pen.position(), Point { x: 1.0, y: 0.5 });
    }

    #[test]
    fn lifting_a_lifted_pen_does_nothing() {
        let mut pen = KeyboardPen::default();
        assert_eq!(pen.press(PenKey::Lift), None);
        pen.press(PenKey::Toggle);
        assert!(pen.is_down());
        assert_eq!(pen.press(PenKey::Lift), Some(PointerInput::Up(POINTER_ID)));
        assert!(!pen.is_down());
    }

    #[test]
    fn a_small_step_is_a_quarter_of_a_normal_one() {
        let mut pen = KeyboardPen::default();
        (0..4).for_each(|_| drop(pen.press(PenKey::Move(RIGHT, StepSize::Small))));
        assert_eq!(pen.position(), steps_from_centre([1.0, 0.0]));
    }
}
