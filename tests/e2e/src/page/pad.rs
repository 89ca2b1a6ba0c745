//! The page's pad: drawing on it by pointers, and what is on it then.

use anyhow::{Context, Result};
use ink::{Drawing, Point};
use serde::Deserialize;

use super::Page;
use crate::devtools;
use crate::drawings::golden;
use crate::pen::{self, Place, Pointer};

/// Looks at the pad's pixels: the test may, the page itself never does.
const INK_BOX: &str = "
    const pad = document.querySelector('[data-testid=pad]');
    const { width, height } = pad;
    const rgba = pad.getContext('2d').getImageData(0, 0, width, height).data;
    const xs = [], ys = [];
    for (let i = 0; i < width * height; i++) {
        if (rgba[4 * i + 3] > 127) { xs.push(i % width); ys.push(Math.floor(i / width)); }
    }
    const least = (list) => list.reduce((a, b) => Math.min(a, b));
    const most = (list) => list.reduce((a, b) => Math.max(a, b));
    return xs.length === 0 ? null : {
        left: least(xs) / width, top: least(ys) / height,
        right: most(xs) / width, bottom: most(ys) / height,
    }";

/// The box around all ink, as shares of the pad's width and height.
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
    /// Whether no edge is further from the other's than the pixels' rounding explains.
    pub fn is_close_to(&self, other: &Self) -> bool {
        let edges = |ink: &Self| [ink.left, ink.top, ink.right, ink.bottom];
        edges(self)
            .iter()
            .zip(edges(other))
            .all(|(mine, other)| (mine - other).abs() < 0.02)
    }
}

impl Page {
    /// Draws these digits side by side, small, and waits for the number.
    pub async fn draw_number(&self, digits: &[u8]) -> Result<()> {
        for (i, digit) in digits.iter().enumerate() {
            let place = Place {
                centre: [0.16 + 0.225 * i as f32, 0.5],
                size: 0.25,
            };
            self.draw_with(Pointer::Mouse, &golden(*digit), place)
                .await?;
        }
        let number: String = digits.iter().map(u8::to_string).collect();
        self.wait_for_prediction(&number).await
    }

    /// How many strokes the pad says that it holds.
    pub async fn ink_strokes(&self) -> Result<usize> {
        let label = self.part("pad").await?.attr("aria-label").await?;
        let label = label.context("the pad has a name")?;
        let words: Vec<&str> = label.split_whitespace().collect();
        match words.iter().position(|word| word.starts_with("stroke")) {
            None => Ok(0),
            Some(i) if words[i - 1] == "one" => Ok(1),
            Some(i) => Ok(words[i - 1].parse()?),
        }
    }

    /// Draws with a mouse, large and in the middle.
    pub async fn draw(&self, drawing: &Drawing) -> Result<()> {
        self.draw_with(Pointer::Mouse, drawing, Place::MIDDLE)
            .await
            .map(drop)
    }

    /// Draws so, and returns the drawing as it was drawn, in CSS pixels.
    pub async fn draw_with(
        &self,
        pointer: Pointer,
        drawing: &Drawing,
        place: Place,
    ) -> Result<Drawing> {
        let placed = self.bring("pad").await?.place(drawing, place);
        pen::draw(&self.client, pointer, &placed).await?;
        Ok(placed)
    }

    /// Presses the pointer and leads it through these points of the viewport.
    pub async fn begin_stroke(&self, pointer: Pointer, points: &[Point]) -> Result<()> {
        pen::begin(&self.client, pointer, points).await
    }

    /// Leads the pressed pointer on to a point of the viewport.
    pub async fn go_on(&self, pointer: Pointer, point: Point) -> Result<()> {
        devtools::point(&self.client, pointer, devtools::Motion::Move(point)).await
    }

    /// Leads the pressed pointer on and lifts it.
    pub async fn end_stroke(&self, pointer: Pointer, points: &[Point]) -> Result<()> {
        pen::end(&self.client, pointer, points).await
    }

    /// What is on the pad; `None` when it is blank.
    pub async fn ink(&self) -> Result<Option<InkBox>> {
        self.evaluate(INK_BOX).await
    }
}
