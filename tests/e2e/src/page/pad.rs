//! The page's pad: drawing on it with a pointer, and reading what it shows.

use anyhow::{Context, Result};
use ink::{Drawing, Point};
use serde::Deserialize;

use super::Page;
use crate::devtools;
use crate::drawings::golden_drawing;
use crate::pointer::{self, Placement, PointerType};

/// Returns the bounding box of the ink from the canvas pixels, or null. Only tests read pixels; the page never does.
const INK_BOX: &str = "
    const pad = document.querySelector('[data-testid=pad]');
    const { width, height } = pad;
    const rgba = pad.getContext('2d').getImageData(0, 0, width, height).data;
    const xs = [], ys = [];
    for (let i = 0; i < width * height; i++) {
        if (rgba[4 * i + 3] > 127) { xs.push(i % width); ys.push(Math.floor(i / width)); }
    }
    const min = (list) => list.reduce((a, b) => Math.min(a, b));
    const max = (list) => list.reduce((a, b) => Math.max(a, b));
    return xs.length === 0 ? null : {
        left: min(xs) / width, top: min(ys) / height,
        right: max(xs) / width, bottom: max(ys) / height,
    }";

/// The bounding box of all ink, in fractions of the pad's width and height.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
pub struct InkBox {
    /// Left edge.
    pub left: f32,
    /// Top edge.
    pub top: f32,
    /// Right edge.
    pub right: f32,
    /// Bottom edge.
    pub bottom: f32,
}

impl InkBox {
    /// Returns whether the edges of both boxes differ by no more than rounding to pixels explains.
    pub fn is_close_to(&self, other: &Self) -> bool {
        let edges = |ink: &Self| [ink.left, ink.top, ink.right, ink.bottom];
        edges(self)
            .iter()
            .zip(edges(other))
            .all(|(own, other)| (own - other).abs() < 0.02)
    }
}

impl Page {
    /// Draws small golden digits side by side and waits until they are read as a number.
    pub async fn draw_number(&self, digits: &[u8]) -> Result<()> {
        for (i, digit) in digits.iter().enumerate() {
            let placement = Placement {
                centre: [0.16 + 0.225 * i as f32, 0.5],
                size: 0.25,
            };
            self.draw_with(PointerType::Mouse, &golden_drawing(*digit), placement)
                .await?;
        }
        let number: String = digits.iter().map(u8::to_string).collect();
        self.wait_for_prediction(&number).await?;
        // The same digits may have been read before the last stroke ended. The boxes appear with the answer to all ink.
        let boxes = "return document.querySelectorAll('.digit-box').length";
        let expected = if digits.len() > 1 { digits.len() } else { 0 };
        self.wait_until("the boxes around the digits", async || {
            Ok(self.evaluate::<usize>(boxes).await? == expected)
        })
        .await
    }

    /// Returns the number of strokes according to the pad's label.
    pub async fn stroke_count(&self) -> Result<usize> {
        let label = self.element("pad").await?.attr("aria-label").await?;
        let label = label.context("the pad has a label")?;
        let words: Vec<&str> = label.split_whitespace().collect();
        match words.iter().position(|word| word.starts_with("stroke")) {
            None => Ok(0),
            Some(i) => Ok(words[i - 1].parse()?),
        }
    }

    /// Draws with a mouse, large and centred.
    pub async fn draw(&self, drawing: &Drawing) -> Result<()> {
        self.draw_with(PointerType::Mouse, drawing, Placement::CENTRED)
            .await
            .map(drop)
    }

    /// Draws with a pointer and returns the drawing in viewport coordinates.
    pub async fn draw_with(
        &self,
        pointer: PointerType,
        drawing: &Drawing,
        placement: Placement,
    ) -> Result<Drawing> {
        let placed = self
            .scroll_into_view("pad")
            .await?
            .place(drawing, placement);
        pointer::draw(&self.client, pointer, &placed).await?;
        Ok(placed)
    }

    /// Presses the pointer at the first point and moves it through the others, in viewport coordinates.
    pub async fn begin_stroke(&self, pointer: PointerType, points: &[Point]) -> Result<()> {
        pointer::begin(&self.client, pointer, points).await
    }

    /// Moves the pressed pointer to a point in viewport coordinates.
    pub async fn continue_stroke(&self, pointer: PointerType, point: Point) -> Result<()> {
        let event = devtools::PointerEvent::Move(point);
        devtools::dispatch_pointer_event(&self.client, pointer, event).await
    }

    /// Moves the pressed pointer through these points and releases it at the last.
    pub async fn end_stroke(&self, pointer: PointerType, points: &[Point]) -> Result<()> {
        pointer::end(&self.client, pointer, points).await
    }

    /// Returns the bounding box of the ink, or `None` if the pad is blank.
    pub async fn ink_box(&self) -> Result<Option<InkBox>> {
        self.evaluate(INK_BOX).await
    }
}
