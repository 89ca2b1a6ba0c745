//! Drawing as a person does: W3C pointer actions of a mouse, a finger or a pen on the pad.

use std::time::Duration;

use anyhow::Result;
use fantoccini::Client;
use fantoccini::actions::{
    ActionSequence, InputSource, MOUSE_BUTTON_LEFT, MouseActions, PenActions, PointerAction,
    TouchActions,
};
use ink::{Affine, Bounds, Drawing, Point, Stroke};
use serde::Deserialize;

use crate::devtools::{self, Motion};

/// What a person draws with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pointer {
    /// A mouse with its left button.
    Mouse,
    /// A finger on a touch screen.
    Touch,
    /// A stylus.
    Pen,
}

/// Where on the pad a drawing goes, and how large.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// The middle of the drawing, as a share of the pad's width and height.
    pub centre: [f32; 2],
    /// The longer side of the drawing, as a share of the pad's shorter side.
    pub size: f32,
}

impl Place {
    /// Large, in the middle: how most people draw.
    pub const MIDDLE: Self = Self {
        centre: [0.5, 0.5],
        size: 0.75,
    };

    /// In the middle of a pad, with a longer side of so many CSS pixels.
    pub fn with_side(side_px: f32, pad: &Frame) -> Self {
        Self {
            size: side_px / pad.shorter_side(),
            ..Self::MIDDLE
        }
    }
}

/// A part of the page on the screen, in CSS pixels of the viewport.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
pub struct Frame {
    /// Left edge.
    pub left: f32,
    /// Top edge.
    pub top: f32,
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
}

impl Frame {
    /// The drawing moved to its place on this pad, in whole CSS pixels of the viewport.
    pub fn place(&self, drawing: &Drawing, place: Place) -> Drawing {
        let Bounds { min, max } = drawing.bounds().expect("what a test draws has a point");
        let side = (max.x - min.x).max(max.y - min.y).max(1.0);
        let scale = place.size * self.shorter_side() / side;
        let centre_x = self.left + place.centre[0] * self.width;
        let centre_y = self.top + place.centre[1] * self.height;
        let map = Affine::translate(-f32::midpoint(min.x, max.x), -f32::midpoint(min.y, max.y))
            .then(Affine::scale(scale, scale))
            .then(Affine::translate(centre_x, centre_y));
        rounded(&drawing.transformed(&map))
    }

    /// A drawing of the viewport's pixels as the page keeps it: from the pad's corner, in units of its width.
    pub fn kept(&self, drawn: &Drawing) -> Drawing {
        mapped(drawn, |point| Point {
            x: (point.x - self.left) / self.width,
            y: (point.y - self.top) / self.width,
        })
    }

    fn shorter_side(&self) -> f32 {
        self.width.min(self.height)
    }
}

/// In whole pixels, without the points that fall on the pixel before: a pointer that rests sends no event.
fn rounded(drawing: &Drawing) -> Drawing {
    let mut rounded = mapped(drawing, |point| Point {
        x: point.x.round(),
        y: point.y.round(),
    });
    let strokes = rounded.strokes.iter_mut();
    strokes.for_each(|stroke| stroke.points.dedup());
    rounded
}

fn mapped(drawing: &Drawing, map: impl Fn(&Point) -> Point) -> Drawing {
    let strokes = drawing.strokes.iter().map(|stroke| Stroke {
        points: stroke.points.iter().map(&map).collect(),
    });
    Drawing {
        strokes: strokes.collect(),
    }
}

/// Draws every stroke of a drawing in viewport pixels, from pen down to pen up.
pub(crate) async fn draw(client: &Client, pointer: Pointer, drawing: &Drawing) -> Result<()> {
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
        let moves = rest.iter().map(|point| to(*point));
        let actions = [to(*first), down].into_iter().chain(moves).chain([up]);
        perform(client, pointer, actions).await?;
    }
    Ok(())
}

/// Presses the pointer at the first point and leads it through the others, without lifting it.
///
/// In WebDriver's actions, ChromeDriver lets go of the pointer at the end of the list.
pub(crate) async fn begin(client: &Client, pointer: Pointer, points: &[Point]) -> Result<()> {
    let (first, rest) = points.split_first().expect("a stroke begins at a point");
    devtools::point(client, pointer, Motion::Down(*first)).await?;
    lead(client, pointer, rest).await
}

/// Leads a pressed pointer through the points and lifts it at the last.
pub(crate) async fn end(client: &Client, pointer: Pointer, points: &[Point]) -> Result<()> {
    lead(client, pointer, points).await?;
    let last = points.last().expect("a stroke ends at a point");
    devtools::point(client, pointer, Motion::Up(*last)).await
}

async fn lead(client: &Client, pointer: Pointer, points: &[Point]) -> Result<()> {
    for point in points {
        devtools::point(client, pointer, Motion::Move(*point)).await?;
    }
    Ok(())
}

fn to(point: Point) -> PointerAction {
    PointerAction::MoveTo {
        duration: Some(Duration::ZERO),
        x: point.x.into(),
        y: point.y.into(),
    }
}

async fn perform(
    client: &Client,
    pointer: Pointer,
    actions: impl Iterator<Item = PointerAction>,
) -> Result<()> {
    let sequence: ActionSequence = match pointer {
        Pointer::Mouse => actions
            .fold(MouseActions::new("mouse".into()), InputSource::then)
            .into(),
        Pointer::Touch => actions
            .fold(TouchActions::new("finger".into()), InputSource::then)
            .into(),
        Pointer::Pen => actions
            .fold(PenActions::new("pen".into()), InputSource::then)
            .into(),
    };
    Ok(client.perform_actions(sequence).await?)
}
