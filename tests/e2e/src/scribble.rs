//! Scribbles on the pad for five seconds, as fast as a good tablet reports its pen, optionally on a slow device.
//!
//! Measures whether the page loses any point of the pen, and how long its main thread is blocked at a time.

use std::f32::consts::TAU;
use std::time::Duration;

use anyhow::{Context, Result};
use ink::Point;
use serde_json::{Value, json};
use tokio::time::{Instant, sleep_until};

use crate::cdp::CdpConnection;
use crate::pointer::Rect;
use crate::{Page, trace};

const MOVES_PER_SECOND: u32 = 240;
/// The duration of the scribble in seconds.
const SECONDS: u32 = 5;
/// Revolutions of the scribble per second.
const TURNS_PER_SECOND: f32 = 2.0;

/// The result of a scribble.
#[derive(Clone, Debug)]
pub struct ScribbleReport {
    /// Points that the pointer was moved to.
    pub sent_points: usize,
    /// Points in the page's drawing.
    pub recorded_points: usize,
    /// How many points were sent per second.
    pub points_per_second: f32,
    /// The duration of each task of the page's main thread.
    pub tasks: Vec<Duration>,
}

impl ScribbleReport {
    /// The limit above which a task delays the page noticeably, as in the Long Tasks API.
    pub const LONG_TASK: Duration = Duration::from_millis(50);

    /// Returns the tasks above that limit.
    pub fn long_tasks(&self) -> impl Iterator<Item = Duration> {
        self.tasks
            .iter()
            .copied()
            .filter(|task| *task > Self::LONG_TASK)
    }
}

/// Scribbles on the pad with the page's main thread slowed down by this factor, and reads the recorded points from the
/// file that the page saves.
///
/// # Errors
/// When the page cannot be controlled or saves no drawing.
pub async fn measure(page: &Page, slowdown: u32) -> Result<ScribbleReport> {
    page.wait_for_state("ready").await?;
    let pad = page.scroll_into_view("pad").await?;
    let mut connection = CdpConnection::open(page.client()).await?;
    page.throttle_cpu(slowdown).await?;
    trace::start(&mut connection).await?;
    let points: Vec<Point> = (0..MOVES_PER_SECOND * SECONDS)
        .map(|i| point_on_scribble(&pad, i))
        .collect();
    let seconds = drag_mouse(&mut connection, &points).await?;
    page.settle().await;
    let tasks = trace::end(&mut connection).await?;
    page.throttle_cpu(1).await?;
    Ok(ScribbleReport {
        sent_points: points.len(),
        recorded_points: recorded_point_count(page).await?,
        points_per_second: points.len() as f32 / seconds,
        tasks,
    })
}

/// Drags a mouse through the points at a steady rate. Returns how many seconds that took.
async fn drag_mouse(connection: &mut CdpConnection, points: &[Point]) -> Result<f32> {
    let (first, last) = points.first().zip(points.last()).context("no points")?;
    connection
        .send(DISPATCH_MOUSE_EVENT, mouse_event("mousePressed", first))
        .await?;
    let start = Instant::now();
    for (i, point) in (0..).zip(points) {
        sleep_until(start + Duration::from_secs(1) * i / MOVES_PER_SECOND).await;
        connection
            .send(DISPATCH_MOUSE_EVENT, mouse_event("mouseMoved", point))
            .await?;
    }
    let seconds = start.elapsed().as_secs_f32();
    connection
        .call(DISPATCH_MOUSE_EVENT, mouse_event("mouseReleased", last))
        .await?;
    Ok(seconds)
}

const DISPATCH_MOUSE_EVENT: &str = "Input.dispatchMouseEvent";

fn mouse_event(kind: &str, Point { x, y }: &Point) -> Value {
    let buttons = u8::from(kind != "mouseReleased");
    json!({ "type": kind, "x": x, "y": y, "button": "left", "buttons": buttons, "clickCount": 1 })
}

/// Returns the i-th point of a circle whose centre moves from left to right.
fn point_on_scribble(pad: &Rect, i: u32) -> Point {
    let seconds = i as f32 / MOVES_PER_SECOND as f32;
    let angle = TAU * TURNS_PER_SECOND * seconds;
    let progress = seconds / SECONDS as f32;
    Point {
        x: pad.left + pad.width * (0.3 + 0.4 * progress + 0.22 * angle.cos()),
        y: pad.top + pad.height * (0.5 + 0.3 * angle.sin()),
    }
}

async fn recorded_point_count(page: &Page) -> Result<usize> {
    page.capture_downloads().await?;
    page.click("exchange").await?;
    page.saved_point_count().await
}
