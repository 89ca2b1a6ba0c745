//! Five seconds of scribbling as fast as a good tablet reports it, on this device or on a slower one: whether a place of
//! the pen is lost, and how long the page's thread is ever busy at a stretch.

use std::f32::consts::TAU;
use std::time::Duration;

use anyhow::{Context, Result};
use ink::Point;
use serde_json::{Value, json};
use tokio::time::{Instant, sleep_until};

use crate::pen::Frame;
use crate::wire::Wire;
use crate::{Page, trace};

/// How often the pointer moves.
const MOVES_A_SECOND: u32 = 240;
/// How long it is led.
const SECONDS: u32 = 5;
/// How many times a second the scribble goes round.
const TURNS_A_SECOND: f32 = 2.0;

/// What was seen.
#[derive(Clone, Debug)]
pub struct Frames {
    /// Places that the pointer was led to.
    pub sent: usize,
    /// How many of them are points of the ink.
    pub kept: usize,
    /// How many a second were sent.
    pub rate: f32,
    /// How long each task of the page's thread took.
    pub tasks: Vec<Duration>,
}

impl Frames {
    /// From this length on, a task makes the page late for a person.
    pub const LONG: Duration = Duration::from_millis(50);

    /// The tasks that were longer than that.
    pub fn long(&self) -> impl Iterator<Item = Duration> {
        self.tasks.iter().copied().filter(|task| *task > Self::LONG)
    }
}

/// Scribbles on the pad with the page's thread made so many times as slow, and reads back, from the file that the page saves, what has become of it.
///
/// # Errors
/// When the page does not do what it is asked for.
pub async fn scribble(page: &Page, slowdown: u32) -> Result<Frames> {
    page.wait_for_state("ready").await?;
    let pad = page.bring("pad").await?;
    let mut wire = Wire::open(page.client()).await?;
    page.slow_down(slowdown).await?;
    trace::start(&mut wire).await?;
    let places: Vec<Point> = (0..MOVES_A_SECOND * SECONDS)
        .map(|i| place(&pad, i))
        .collect();
    let seconds = lead(&mut wire, &places).await?;
    page.linger().await;
    let tasks = trace::end(&mut wire).await?;
    page.slow_down(1).await?;
    Ok(Frames {
        sent: places.len(),
        kept: points(page).await?,
        rate: places.len() as f32 / seconds,
        tasks,
    })
}

/// Leads a mouse with its button down through the places, each in its time; returns how many seconds that took.
async fn lead(wire: &mut Wire, places: &[Point]) -> Result<f32> {
    let (first, last) = places.first().zip(places.last()).context("some places")?;
    wire.send(MOUSE, mouse("mousePressed", first)).await?;
    let start = Instant::now();
    for (i, place) in (0..).zip(places) {
        sleep_until(start + Duration::from_secs(1) * i / MOVES_A_SECOND).await;
        wire.send(MOUSE, mouse("mouseMoved", place)).await?;
    }
    let seconds = start.elapsed().as_secs_f32();
    wire.ask(MOUSE, mouse("mouseReleased", last)).await?;
    Ok(seconds)
}

const MOUSE: &str = "Input.dispatchMouseEvent";

fn mouse(kind: &str, Point { x, y }: &Point) -> Value {
    let buttons = u8::from(kind != "mouseReleased");
    json!({ "type": kind, "x": x, "y": y, "button": "left", "buttons": buttons, "clickCount": 1 })
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
    page.catch_files().await?;
    page.click("exchange").await?;
    page.saved_points().await
}
