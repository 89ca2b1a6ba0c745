//! The page, while somebody draws on over ink of more and more points: the frames that it loses.

use anyhow::Result;
use ink::Point;
use serde::Deserialize;

use super::POINTS;
use crate::bench::statistics::quantile;
use crate::{Page, Pointer};

/// How many times as slow the slow device is.
const SLOWDOWN: u32 = 4;
/// Between two frames of a screen, in milliseconds.
const FRAME_MS: f64 = 1000.0 / 60.0;
/// Moves of the pen that are watched.
const MOVES: usize = 60;

/// Leaves a stroke of `POINTS` points on the pad, as a pen does: a ring that is gone round ten times, many places to
/// an event.
const SCRIBBLE: &str = "
    const pad = document.querySelector('[data-testid=pad]');
    const { left, top, width, height } = pad.getBoundingClientRect();
    const event = (type, i, rest) => new PointerEvent(type, {
        bubbles: true, isPrimary: true, pointerId: 7, pointerType: 'mouse', button: 0, buttons: 1,
        clientX: left + width * (0.5 + 0.3 * Math.cos(20 * Math.PI * i / POINTS)),
        clientY: top + height * (0.5 + 0.4 * Math.sin(20 * Math.PI * i / POINTS)), ...rest,
    });
    pad.dispatchEvent(event('pointerdown', 0));
    for (let first = 1; first < POINTS; first += 5000) {
        const coalescedEvents = [];
        for (let i = first; i < Math.min(first + 5000, POINTS); i++) coalescedEvents.push(event('pointermove', i));
        pad.dispatchEvent(event('pointermove', first, { coalescedEvents }));
        await new Promise((resolve) => setTimeout(resolve));
    }
    pad.dispatchEvent(event('pointerup', POINTS, { buttons: 0 }));";

/// Notes when each frame begins, until `window.done`.
const WATCH: &str = "
    window.frames = [];
    window.done = false;
    const note = (time) => { window.frames.push(time); if (!window.done) requestAnimationFrame(note); };
    requestAnimationFrame(note);";

/// What came of ink of one size.
#[derive(Clone, Debug)]
pub struct Drawn {
    /// Points that the page kept.
    pub kept: usize,
    /// On this machine.
    pub usual: Frames,
    /// With the page's thread slowed.
    pub slow: Frames,
}

/// Frames while a pen moved on.
#[derive(Clone, Debug, Deserialize)]
#[serde(transparent)]
pub struct Frames {
    /// When each began, in milliseconds.
    starts_ms: Vec<f64>,
}

impl Frames {
    fn between(&self) -> Vec<f64> {
        self.starts_ms
            .windows(2)
            .map(|pair| pair[1] - pair[0])
            .collect()
    }

    /// How many frames of the screen passed without one of the page's.
    fn lost(&self) -> usize {
        let lost = |ms: f64| (ms / FRAME_MS).round().max(1.0) as usize - 1;
        self.between().into_iter().map(lost).sum()
    }

    /// Lost, of all; and the longest.
    pub(super) fn words(&self) -> String {
        let between = self.between();
        let longest = quantile(&between, 1.0);
        format!(
            "{} of {}, {longest:.0}",
            self.lost(),
            between.len() + self.lost()
        )
    }
}

/// Draws ink of each size and then goes on.
///
/// # Errors
/// When the page does not do what it is asked for.
pub async fn measure(page: &Page) -> Result<Vec<Drawn>> {
    page.wait_for_state("ready").await?;
    page.catch_files().await?;
    page.click("exchange").await?;
    let mut drawn = Vec::new();
    for points in POINTS {
        let scribble = SCRIBBLE.replace("POINTS", &points.to_string());
        page.evaluate::<()>(&format!("return (async () => {{ {scribble} }})()"))
            .await?;
        let kept = page.saved_points().await?;
        let usual = draw_on(page).await?;
        page.slow_down(SLOWDOWN).await?;
        let slow = draw_on(page).await?;
        page.slow_down(1).await?;
        page.erase().await?;
        drawn.push(Drawn { kept, usual, slow });
    }
    Ok(drawn)
}

/// Draws a stroke with a real pointer and watches the frames.
async fn draw_on(page: &Page) -> Result<Frames> {
    let pad = page.bring("pad").await?;
    let place = |i: usize| Point {
        x: pad.left + pad.width * (0.2 + 0.6 * i as f32 / MOVES as f32),
        y: pad.top + pad.height * 0.5,
    };
    page.evaluate::<()>(WATCH).await?;
    page.begin_stroke(Pointer::Mouse, &[place(0)]).await?;
    for i in 1..MOVES {
        page.go_on(Pointer::Mouse, place(i)).await?;
    }
    page.evaluate::<()>("window.done = true").await?;
    page.end_stroke(Pointer::Mouse, &[place(MOVES)]).await?;
    page.evaluate("return window.frames").await
}
