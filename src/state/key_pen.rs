//! A pen for those who use no pointer: keys move it over the pad and set it down.
//!
//! Keys that are held together add up, so that two arrows draw a slanted line.

use ink::Point;

use super::pen::{Device, PenEvent, Pointer, PointerId, Tip, Touch};

/// No browser gives a pointer this name.
const KEYBOARD: PointerId = PointerId::MIN;

/// How far a key moves the pen, in units of the pad's side.
const STEP: f32 = 1.0 / 32.0;
/// The same for small steps.
const SMALL_STEP: f32 = STEP / 4.0;

/// One step's way: rightwards and downwards, each -1, 0 or 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Direction {
    /// Rightwards.
    pub x: i8,
    /// Downwards.
    pub y: i8,
}

/// What a key does to the pen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PenKey {
    /// Pressed, or repeated, to move; in small steps or not.
    Move(Direction, Pace),
    /// Let go.
    Release(Direction),
    /// Sets the pen down, or lifts it.
    Toggle,
    /// Lifts the pen.
    Lift,
}

/// How far a step goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// A thirty-second of the pad's side.
    Usual,
    /// A quarter of it.
    Small,
}

/// The pen.
#[derive(Clone, Debug, PartialEq)]
pub struct KeyPen {
    at: Point,
    is_down: bool,
    held: Vec<Direction>,
}

impl Default for KeyPen {
    /// Lifted, over the middle of the pad.
    fn default() -> Self {
        Self {
            at: Point { x: 0.5, y: 0.5 },
            is_down: false,
            held: Vec::new(),
        }
    }
}

impl KeyPen {
    /// Where it is, in units of the pad's side; always on the pad.
    #[must_use]
    pub fn at(&self) -> Point {
        self.at
    }

    /// Whether it draws.
    #[must_use]
    pub fn is_down(&self) -> bool {
        self.is_down
    }

    /// Follows a key, and tells what the pad is to follow.
    pub fn press(&mut self, key: PenKey) -> Option<PenEvent> {
        match key {
            PenKey::Move(direction, pace) => {
                if !self.held.contains(&direction) {
                    self.held.push(direction);
                }
                self.step(pace)
            }
            PenKey::Release(direction) => {
                self.held.retain(|held| *held != direction);
                None
            }
            PenKey::Toggle if !self.is_down => {
                self.is_down = true;
                Some(PenEvent::Down(POINTER, Tip::Ink, self.at.into()))
            }
            PenKey::Toggle | PenKey::Lift => {
                self.held.clear();
                std::mem::take(&mut self.is_down).then_some(PenEvent::Up(KEYBOARD))
            }
        }
    }

    fn step(&mut self, pace: Pace) -> Option<PenEvent> {
        let step = match pace {
            Pace::Usual => STEP,
            Pace::Small => SMALL_STEP,
        };
        let sum = |along: fn(&Direction) -> i8| -> f32 {
            let ways = self.held.iter().map(along).map(f32::from);
            ways.sum::<f32>().clamp(-1.0, 1.0)
        };
        let moved = |at: f32, way: f32| (at + way * step).clamp(0.0, 1.0);
        self.at = Point {
            x: moved(self.at.x, sum(|way| way.x)),
            y: moved(self.at.y, sum(|way| way.y)),
        };
        let touch = Touch::from(self.at);
        self.is_down.then(|| PenEvent::Move(KEYBOARD, vec![touch]))
    }
}

const POINTER: Pointer = Pointer {
    id: KEYBOARD,
    device: Device::Mouse,
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::sheet::Sheet;

    const RIGHT: Direction = Direction { x: 1, y: 0 };
    const DOWN: Direction = Direction { x: 0, y: 1 };

    fn go(direction: Direction) -> PenKey {
        PenKey::Move(direction, Pace::Usual)
    }

    /// The strokes that come of pressing these keys.
    fn drawn(keys: &[PenKey]) -> Vec<Vec<Point>> {
        let (mut pen, mut sheet) = (KeyPen::default(), Sheet::default());
        let events = keys.iter().filter_map(|key| pen.press(*key));
        events.for_each(|event| sheet.follow(event));
        let strokes = sheet.drawing().strokes.iter();
        strokes.map(|stroke| stroke.points.clone()).collect()
    }

    fn from_the_middle(steps: [f32; 2]) -> Point {
        let [x, y] = steps.map(|steps| 0.5 + steps * STEP);
        Point { x, y }
    }

    #[test]
    fn a_lifted_pen_moves_without_ink_and_draws_from_where_it_is_set_down() {
        let keys = [
            go(RIGHT),
            PenKey::Toggle,
            go(RIGHT),
            PenKey::Toggle,
            go(RIGHT),
        ];
        let line = [from_the_middle([1.0, 0.0]), from_the_middle([2.0, 0.0])];
        assert_eq!(drawn(&keys), [line]);
    }

    #[test]
    fn keys_held_together_draw_a_slanted_line() {
        let keys = [
            PenKey::Toggle,
            go(RIGHT),
            go(DOWN),
            PenKey::Release(RIGHT),
            go(DOWN),
        ];
        let steps = [[0.0, 0.0], [1.0, 0.0], [2.0, 1.0], [2.0, 2.0]];
        assert_eq!(drawn(&keys), [steps.map(from_the_middle)]);
    }

    #[test]
    fn the_pen_stays_on_the_pad() {
        let mut pen = KeyPen::default();
        (0..100).for_each(|_| drop(pen.press(go(RIGHT))));
        assert_eq!(pen.at(), Point { x: 1.0, y: 0.5 });
    }

    #[test]
    fn lifting_a_lifted_pen_is_nothing() {
        let mut pen = KeyPen::default();
        assert_eq!(pen.press(PenKey::Lift), None);
        pen.press(PenKey::Toggle);
        assert!(pen.is_down());
        assert_eq!(pen.press(PenKey::Lift), Some(PenEvent::Up(KEYBOARD)));
        assert!(!pen.is_down());
    }

    #[test]
    fn a_small_step_is_a_quarter() {
        let mut pen = KeyPen::default();
        (0..4).for_each(|_| drop(pen.press(PenKey::Move(RIGHT, Pace::Small))));
        assert_eq!(pen.at(), from_the_middle([1.0, 0.0]));
    }
}
