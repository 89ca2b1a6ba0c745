//! Draws on the pad with a mouse, a finger or a pen, by W3C pointer actions.

use std::time::Duration;

use anyhow::Result;
use fantoccini::Client;
use fantoccini::actions::{
    ActionSequence, InputSource, MOUSE_BUTTON_LEFT, MouseActions, PenActions, PointerAction,
    TouchActions,
};
use ink::{Affine, Drawing, Point, Stroke};
use serde::Deserialize;

use crate::devtools::{PointerEvent, dispatch_pointer_event};

/// The device that a test draws with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PointerType {
    /// A mouse with its left button.
    Mouse,
    /// A finger on a touch screen.
    Touch,
    /// A stylus.
    Pen,
}

/// The position and size of a drawing on the pad.
#[derive(Clone, Copy, Debug)]
pub struct Placement {
    /// The centre of the drawing, in fractions of the pad's width and height.
    pub centre: [f32; 2],
    /// The longer side of the drawing, as a fraction of the pad's shorter side.
    pub size: f32,
}

impl Placement {
    /// Large and centred, as most users draw.
    pub const CENTRED: Self = Self {
        centre: [0.5, 0.5],
        size: 0.75,
    };

    /// Centred on a pad, with a longer side of this length in CSS pixels.
    pub fn centred_with_side(side_px: f32, pad: &Rect) -> Self {
        Self {
            size: side_px / pad.shorter_side(),
            ..Self::CENTRED
        }
    }
}

/// The rectangle of an element in the viewport, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
pub struct Rect {
    /// Left edge.
    pub left: f32,
    /// Top edge.
    pub top: f32,
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
}

impl Rect {
    /// Places a drawing on the pad with this rectangle. Returns it in viewport coordinates, in whole CSS pixels.
    pub fn place(&self, drawing: &Drawing, placement: Placement) -> Drawing {
        let bounds = drawing.bounds().expect("a test's drawing has a point");
        let centre = Point {
            x: self.left + placement.centre[0] * self.width,
            y: self.top + placement.centre[1] * self.height,
        };
        let transform = Affine::fit(bounds, placement.size * self.shorter_side(), centre);
        round_to_pixels(&drawing.transformed(&transform))
    }

    /// Converts a drawing from viewport coordinates to pad units, in which the page stores it: the origin is the pad's
    /// top left corner, and the unit is the pad's width.
    pub fn to_pad_units(&self, drawing: &Drawing) -> Drawing {
        map_points(drawing, |point| Point {
            x: (point.x - self.left) / self.width,
            y: (point.y - self.top) / self.width,
        })
    }

    fn shorter_side(&self) -> f32 {
        self.width.min(self.height)
    }
}

/// Rounds to whole pixels and drops repeated points, because a pointer that does not move sends no event.
fn round_to_pixels(drawing: &Drawing) -> Drawing {
    let mut rounded = map_points(drawing, |point| Point {
        x: point.x.round(),
        y: point.y.round(),
    });
    let strokes = rounded.strokes.iter_mut();
    strokes.for_each(|stroke| stroke.points.dedup());
    rounded
}

fn map_points(drawing: &Drawing, map: impl Fn(&Point) -> Point) -> Drawing {
    let strokes = drawing.strokes.iter().map(|stroke| Stroke {
        points: stroke.points.iter().map(&map).collect(),
    });
    Drawing {
        strokes: strokes.collect(),
    }
}

/// Draws each stroke of a drawing in viewport coordinates, from pointer down to pointer up.
pub(crate) async fn draw(client: &Client, pointer: PointerType, drawing: &Drawing) -> Result<()> {
    for stroke in &drawing.strokes {
        let Some((first, rest)) = stroke.points.split_first() else {
            continue;
        };
        let down = PointerAction::Down {
            button: MOUSE_BUTTON_LEFT,
        };
        let up = PointerAction::Up {
            button: MOUSE_BUTTON_LEFT,
        };
        let moves = rest.iter().map(|point| move_to(*point));
        let actions = [move_to(*first), down].into_iter().chain(moves).chain([up]);
        perform(client, pointer, actions).await?;
    }
    Ok(())
}

/// Presses the pointer at the first point and moves it through the others, without releasing it.
///
/// This cannot use WebDriver's actions, because ChromeDriver releases the pointer at the end of a list of actions.
pub(crate) async fn begin(client: &Client, pointer: PointerType, points: &[Point]) -> Result<()> {
    let (first, rest) = points.split_first().expect("a stroke has a first point");
    dispatch_pointer_event(client, pointer, PointerEvent::Down(*first)).await?;
    move_through(client, pointer, rest).await
}

/// Moves a pressed pointer through the points and releases it at the last.
pub(crate) async fn end(client: &Client, pointer: PointerType, points: &[Point]) -> Result<()> {
    move_through(client, pointer, points).await?;
    let last = points.last().expect("a stroke has a last point");
    dispatch_pointer_event(client, pointer, PointerEvent::Up(*last)).await
}

async fn move_through(client: &Client, pointer: PointerType, points: &[Point]) -> Result<()> {
    for point in points {
        dispatch_pointer_event(client, pointer, PointerEvent::Move(*point)).await?;
    }
    Ok(())
}

fn move_to(point: Point) -> PointerAction {
    PointerAction::MoveTo {
        duration: Some(Duration::ZERO),
        x: point.x.into(),
        y: point.y.into(),
    }
}

async fn perform(
    client: &Client,
    pointer: PointerType,
    actions: impl Iterator<Item = PointerAction>,
) -> Result<()> {
    let sequence: ActionSequence = match pointer {
        PointerType::Mouse => actions
            .fold(MouseActions::new("mouse".into()), InputSource::then)
            .into(),
        PointerType::Touch => actions
            .fold(TouchActions::new("finger".into()), InputSource::then)
            .into(),
        PointerType::Pen => actions
            .fold(PenActions::new("pen".into()), InputSource::then)
            .into(),
    };
    Ok(client.perform_actions(sequence).await?)
}
