//! What pens, fingers, mice and keys do on the pad, free of the browser's own types.

use ink::Point;

/// The browser's name for a mouse, a finger or a pen.
pub type PointerId = i32;

/// What a pointer does on the pad.
#[derive(Clone, Debug, PartialEq)]
pub enum PenEvent {
    /// Touches down.
    Down(Pointer, Tip, Touch),
    /// Moves on, through these places.
    Move(PointerId, Vec<Touch>),
    /// Lifts off, or is taken away by the system, which leaves its ink as it is.
    Up(PointerId),
}

/// One pointer among those that touch the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pointer {
    /// Its name.
    pub id: PointerId,
    /// What it is.
    pub device: Device,
}

/// What a hand draws with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Device {
    /// A mouse, or the keyboard's pen.
    Mouse,
    /// A finger, or the palm of a hand.
    Finger,
    /// A stylus.
    Pen,
}

/// What a pointer does where it touches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tip {
    /// Leaves ink.
    #[default]
    Ink,
    /// Takes away the strokes that it crosses.
    Eraser,
}

/// How broad the ink looks; what the network reads has one width.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Brush {
    /// Half as broad.
    Fine,
    /// As broad as the network reads it.
    #[default]
    Medium,
    /// Half as broad again.
    Broad,
}

impl Brush {
    /// From fine to broad.
    pub const ALL: [Self; 3] = [Self::Fine, Self::Medium, Self::Broad];

    /// The width, 1 being the medium one's.
    #[must_use]
    pub fn width(self) -> f32 {
        match self {
            Self::Fine => 0.5,
            Self::Medium => 1.0,
            Self::Broad => 1.5,
        }
    }
}

/// A place that a pointer passed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Touch {
    /// In units of the pad's side, y downwards.
    pub at: Point,
    /// When, in milliseconds from any beginning.
    pub time_ms: f64,
    /// How hard, 0..1, where the device can tell.
    pub pressure: Option<f32>,
}

impl From<Point> for Touch {
    /// At no time in particular.
    fn from(at: Point) -> Self {
        Self {
            at,
            time_ms: 0.0,
            pressure: None,
        }
    }
}

/// Events as a test writes them: a finger, at no time in particular.
#[cfg(test)]
pub(super) mod by_finger {
    use super::*;

    pub(crate) fn finger(id: PointerId) -> Pointer {
        Pointer {
            id,
            device: Device::Finger,
        }
    }

    pub(crate) fn down(id: PointerId, at: Point) -> PenEvent {
        PenEvent::Down(finger(id), Tip::Ink, at.into())
    }

    pub(crate) fn moved(id: PointerId, places: Vec<Point>) -> PenEvent {
        PenEvent::Move(id, places.into_iter().map(Touch::from).collect())
    }
}
