//! Measures the frames that the page drops while a user continues to draw on more and more ink.

use anyhow::Result;
use e2e::{Page, PointerType};
use ink::Point;
use serde::Deserialize;

use super::POINTS;
use crate::statistics::quantile;

/// The slowdown factor of the slow device.
const SLOWDOWN: u32 = 4;
/// The time between two frames of a 60 Hz screen, in milliseconds.
const FRAME_MS: f64 = 1000.0 / 60.0;
/// Pointer moves in the measured stroke.
const MOVES: usize = 60;

/// Draws a stroke of `POINTS` points as a pen would: ten revolutions of an ellipse, with many coalesced points per
/// event.
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

/// Records the start of each frame in `window.frames` until `window.done` is set.
const RECORD_FRAMES: &str = "
    window.frames = [];
    window.done = false;
    const record = (time) => { window.frames.push(time); if (!window.done) requestAnimationFrame(record); };
    requestAnimationFrame(record);";

/// The result for ink of one size.
#[derive(Clone, Debug)]
pub(crate) struct PageFrames {
    /// Points in the page's drawing.
    pub(crate) recorded_points: usize,
    /// The frames at full speed.
    pub(crate) full_speed: FrameTimes,
    /// The frames with the page's main thread slowed down.
    pub(crate) slow: FrameTimes,
}

/// The frames during one stroke.
#[derive(Clone, Debug, Deserialize)]
#[serde(transparent)]
pub(crate) struct FrameTimes {
    /// The start of each frame, in milliseconds.
    starts_ms: Vec<f64>,
}

impl FrameTimes {
    fn intervals_ms(&self) -> Vec<f64> {
        self.starts_ms
            .windows(2)
            .map(|pair| pair[1] - pair[0])
            .collect()
    }

    /// Counts the screen's frames in which the page drew nothing.
    fn dropped(&self) -> usize {
        let dropped = |ms: f64| (ms / FRAME_MS).round().max(1.0) as usize - 1;
        self.intervals_ms().into_iter().map(dropped).sum()
    }

    /// Formats the number of dropped frames, the total number, and the longest interval in milliseconds.
    pub(super) fn summary(&self) -> String {
        let intervals = self.intervals_ms();
        let longest = quantile(&intervals, 1.0);
        format!(
            "{} of {}, {longest:.0}",
            self.dropped(),
            intervals.len() + self.dropped()
        )
    }
}

/// Measures the frames on ink of each size in [`POINTS`].
///
/// # Errors
/// When the page cannot be controlled or saves no drawing.
pub(crate) async fn measure(page: &Page) -> Result<Vec<PageFrames>> {
    page.wait_for_state("ready").await?;
    page.capture_downloads().await?;
    page.click("exchange").await?;
    let mut measured = Vec::new();
    for points in POINTS {
        let scribble = SCRIBBLE.replace("POINTS", &points.to_string());
        page.evaluate::<()>(&format!("return (async () => {{ {scribble} }})()"))
            .await?;
        let recorded_points = page.saved_point_count().await?;
        let full_speed = measure_stroke(page).await?;
        page.throttle_cpu(SLOWDOWN).await?;
        let slow = measure_stroke(page).await?;
        page.throttle_cpu(1).await?;
        page.erase().await?;
        measured.push(PageFrames {
            recorded_points,
            full_speed,
            slow,
        });
    }
    Ok(measured)
}

/// Draws a stroke with a real pointer and records the frames.
async fn measure_stroke(page: &Page) -> Result<FrameTimes> {
    let pad = page.scroll_into_view("pad").await?;
    let point = |i: usize| Point {
        x: pad.left + pad.width * (0.2 + 0.6 * i as f32 / MOVES as f32),
        y: pad.top + pad.height * 0.5,
    };
    page.evaluate::<()>(RECORD_FRAMES).await?;
    page.begin_stroke(PointerType::Mouse, &[point(0)]).await?;
    for i in 1..MOVES {
        page.continue_stroke(PointerType::Mouse, point(i)).await?;
    }
    page.evaluate::<()>("window.done = true").await?;
    page.end_stroke(PointerType::Mouse, &[point(MOVES)]).await?;
    page.evaluate("return window.frames").await
}
