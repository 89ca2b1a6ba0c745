//! Five seconds of scribbling as fast as a good tablet reports it, on a device four times as slow: whether a place of
//! the pen is lost, and how long the page's thread is ever busy at a stretch.

use std::f32::consts::TAU;
use std::time::Duration;

use anyhow::{Context, Result};
use ink::{Point, record};
use tokio::time::{Instant, sleep_until};

use crate::Page;
use crate::pen::{Frame, Pointer};

/// How often the pointer moves.
const MOVES_A_SECOND: u32 = 240;
/// How long it is led.
const SECONDS: u32 = 5;
/// How many times as slow the device is as this one.
const SLOWDOWN: u32 = 4;
/// How many times a second the scribble goes round.
const TURNS_A_SECOND: f32 = 2.0;

/// Notes every stretch of work that the browser calls long (50 ms), and each file that the page hands out.
const WATCH: &str = "
    window.long = [];
    new PerformanceObserver((list) => {
        for (const task of list.getEntries()) window.long.push(task.duration);
    }).observe({ type: 'longtask', buffered: false });
    window.caught = [];
    const make = URL.createObjectURL;
    URL.createObjectURL = (blob) => { window.caught.push(blob); return make(blob); };";

/// What was seen.
#[derive(Clone, Debug)]
pub struct Frames {
    /// Places that the pointer was led to.
    pub sent: usize,
    /// How many of them are points of the ink.
    pub kept: usize,
    /// How many a second were sent.
    pub rate: f32,
    /// Each stretch of more than 50 ms in which the page's thread was busy, in milliseconds.
    pub long_ms: Vec<f32>,
}

/// Scribbles on the pad, and reads back, from the file that the page saves, what has become of it.
///
/// # Errors
/// When the page does not do what it is asked for.
pub async fn scribble(page: &Page) -> Result<Frames> {
    page.wait_for_state("ready").await?;
    let pad = page.bring("pad").await?;
    page.evaluate::<()>(WATCH).await?;
    page.slow_down(SLOWDOWN).await?;
    let places: Vec<Point> = (0..MOVES_A_SECOND * SECONDS)
        .map(|i| place(&pad, i))
        .collect();
    let start = Instant::now();
    for (i, place) in (0..).zip(&places) {
        sleep_until(start + Duration::from_secs(1) * i / MOVES_A_SECOND).await;
        if i == 0 {
            page.begin_stroke(Pointer::Mouse, &[*place]).await?;
        } else {
            page.go_on(Pointer::Mouse, *place).await?;
        }
    }
    let seconds = start.elapsed().as_secs_f32();
    let last = places.last().context("there is a last place")?;
    page.end_stroke(Pointer::Mouse, &[*last]).await?;
    page.linger().await;
    let long_ms = page.evaluate("return window.long").await?;
    page.slow_down(1).await?;
    Ok(Frames {
        sent: places.len(),
        kept: points(page).await?,
        rate: places.len() as f32 / seconds,
        long_ms,
    })
}

/// A ring whose middle wanders from left to right.
fn place(pad: &Frame, i: u32) -> Point {
    let seconds = i as f32 / MOVES_A_SECOND as f32;
    let angle = TAU * TURNS_A_SECOND * seconds;
    let share = seconds / SECONDS as f32;
    Point {
        x: pad.left + pad.width * (0.3 + 0.4 * share + 0.22 * angle.cos()),
        y: pad.top + pad.height * (0.5 + 0.3 * angle.sin()),
    }
}

async fn points(page: &Page) -> Result<usize> {
    page.click("exchange").await?;
    page.click("save-json").await?;
    page.wait_until("the saved drawing", async || {
        page.evaluate("return window.caught.length > 0").await
    })
    .await?;
    let json: String = page.evaluate("return window.caught.pop().text()").await?;
    let records = record::parse(&json)?;
    let strokes = records.iter().flat_map(|record| &record.drawing.strokes);
    Ok(strokes.map(|stroke| stroke.points.len()).sum())
}
