//! Pointer input on the pad, independent of the browser's event types.

use ink::Point;

/// The browser's id of a pointer.
pub type PointerId = i32;

/// A pointer event on the pad.
#[derive(Clone, Debug, PartialEq)]
pub enum PointerInput {
    /// The pointer touches the pad.
    Down(Pointer, Tool, PointerSample),
    /// The pointer moves through these samples.
    Move(PointerId, Vec<PointerSample>),
    /// The pointer is lifted, or the system cancels it. Its ink stays.
    Up(PointerId),
}

/// A pointer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pointer {
    /// Identifies the pointer among those on the screen.
    pub id: PointerId,
    /// The kind of device.
    pub pointer_type: PointerType,
}

/// The kind of device, as in `PointerEvent.pointerType`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PointerType {
    /// A mouse, or the keyboard pen.
    Mouse,
    /// A finger or a palm.
    Touch,
    /// A stylus.
    Pen,
}

/// The tool that a pointer applies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tool {
    /// Draws.
    #[default]
    Pen,
    /// Removes the strokes it crosses.
    Eraser,
}

/// The displayed width of the pen. The network reads all ink at one width.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Brush {
    /// Half the medium width.
    Fine,
    /// The width that the network reads.
    #[default]
    Medium,
    /// One and a half times the medium width.
    Broad,
}

impl Brush {
    /// All brushes, from fine to broad.
    pub const ALL: [Self; 3] = [Self::Fine, Self::Medium, Self::Broad];

    /// Returns the width relative to the medium brush.
    #[must_use]
    pub fn width(self) -> f32 {
        match self {
            Self::Fine => 0.5,
            Self::Medium => 1.0,
            Self::Broad => 1.5,
        }
    }
}

/// The state of a pointer at one moment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PointerSample {
    /// Position in units of the pad's side, y down.
    pub position: Point,
    /// Time in milliseconds since an arbitrary origin.
    pub time_ms: f64,
    /// Pressure, 0..1, if the device measures it.
    pub pressure: Option<f32>,
}

impl From<Point> for PointerSample {
    /// Creates a sample at time 0 without pressure.
    fn from(position: Point) -> Self {
        Self {
            position,
            time_ms: 0.0,
            pressure: None,
        }
    }
}

/// Touch input for tests, at time 0.
#[cfg(test)]
pub(super) mod touch {
    use super::*;

    pub(crate) fn touch_pointer(id: PointerId) -> Pointer {
        Pointer {
            id,
            pointer_type: PointerType::Touch,
        }
    }

    pub(crate) fn down(id: PointerId, position: Point) -> PointerInput {
        PointerInput::Down(touch_pointer(id), Tool::Pen, position.into())
    }

    pub(crate) fn moved(id: PointerId, positions: Vec<Point>) -> PointerInput {
        PointerInput::Move(id, positions.into_iter().map(PointerSample::from).collect())
    }
}
