//! From the pen's last move to the changed answer on the screen, as the page itself sees it.
//!
//! The ten golden digits are drawn with a real mouse's events, as the DevTools protocol sends them, in a browser
//! that shows 60 frames a second. The clock starts at the timestamp that the browser gave the last move of each
//! stroke, and stops when the frame with the answer about that very ink has been drawn.
//!
//! A slow device is emulated in two parts, since the browser's own emulation slows the page's thread and no worker:
//! each of the worker's replies is held back by three times what nineteen of twenty took at most while nothing was slowed.
//! To take as many times what each one takes would slow the page twice: a page that is busy hears of a reply late.

use std::fmt::Write;

use anyhow::{Context, Result};

use crate::bench::statistics::quantile;
use crate::drawings::golden;
use crate::{Page, Place, Pointer};

/// What the Event Timing API tells at least: a press that took no longer is not told of.
const LEAST_TIMED_MS: f64 = 16.0;

/// How many times as slow the slow device is.
const SLOWDOWN: u32 = 4;

/// Notes in `window.took` how long after they were asked workers are heard, and holds back what they say by
/// `window.held` milliseconds.
const HOLD_BACK: &str = "
    window.held = 0;
    window.took = [];
    const { postMessage, addEventListener } = Worker.prototype;
    Worker.prototype.postMessage = function (...message) {
        this.asked = performance.now();
        return postMessage.apply(this, message);
    };
    Worker.prototype.addEventListener = function (kind, hear, ...options) {
        const late = (event) => {
            window.took.push(performance.now() - this.asked);
            if (window.held > 0) setTimeout(() => hear.call(this, event), window.held); else hear.call(this, event);
        };
        return addEventListener.call(this, kind, kind === 'message' ? late : hear, ...options);
    };";

/// Notes when an answer about the ink as it is has been drawn (the pad's name tells it of no other ink), counted
/// from the last move of the pointer; and how long each press took to its next frame, as the Event Timing API says.
const WATCH: &str = "
    window.lags = { moves: [], presses: [] };
    const pad = document.querySelector('[data-testid=pad]');
    let moved = null, last = 0;
    const move = (event) => {
        if (event.buttons === 1 && event.timeStamp > last) last = moved = event.timeStamp;
    };
    // A browser may tell of a move twice: before the frame, and in it.
    for (const kind of ['pointerrawupdate', 'pointermove']) addEventListener(kind, move, { capture: true });
    new MutationObserver(() => {
        if (moved === null || !pad.getAttribute('aria-label').includes('read as')) return;
        const since = moved;
        moved = null;
        // A message that is sent in a frame's callback is received when that frame has been drawn.
        requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => window.lags.moves.push(performance.now() - since);
            port2.postMessage(null);
        });
    }).observe(pad, { attributeFilter: ['aria-label'] });
    new PerformanceObserver((list) => {
        for (const { name, duration } of list.getEntries()) {
            if (name === 'pointerdown') window.lags.presses.push(duration);
        }
    }).observe({ type: 'event', durationThreshold: 16 });";

/// What was measured on one device.
#[derive(Clone, Debug)]
pub struct Lags {
    /// From the last move of a stroke to its answer on the screen, in milliseconds.
    pub answers_ms: Vec<f64>,
    /// From a press of the pointer to its next frame, in milliseconds, in steps of 8: where that was 16 or more.
    pub presses_ms: Vec<f64>,
}

/// Draws each golden digit so many times, first as the machine is and then on the slow device.
///
/// # Errors
/// When the page does not answer.
pub async fn measure(page: &Page, rounds: usize) -> Result<[(u32, Lags); 2]> {
    page.before_any_code(HOLD_BACK).await?;
    page.client().refresh().await?;
    page.wait_for_state("ready").await?;
    page.evaluate::<()>(WATCH).await?;
    let unhindered = draw_all(page, rounds, 1, 0.0).await?;
    let took_ms: Vec<f64> = page.evaluate("return window.took").await?;
    let held_ms = f64::from(SLOWDOWN - 1) * quantile(&took_ms, 0.95);
    let slowed = draw_all(page, rounds, SLOWDOWN, held_ms).await?;
    Ok([(1, unhindered), (SLOWDOWN, slowed)])
}

/// A table in Markdown, a row for each device.
#[must_use]
pub fn table(measured: &[(u32, Lags)]) -> String {
    let mut table = String::from(
        "| device | strokes | last move to the answer on the screen, ms: median, 95 %, longest | longest press to the next frame, ms |\n\
         | --- | --- | --- | --- |\n",
    );
    for (slowdown, lags) in measured {
        let device = if *slowdown == 1 {
            "this machine".to_owned()
        } else {
            format!("{slowdown} times as slow")
        };
        let [median, tail, longest] =
            [0.5, 0.95, 1.0].map(|share| quantile(&lags.answers_ms, share));
        let strokes = lags.answers_ms.len();
        let press = lags
            .presses_ms
            .iter()
            .copied()
            .fold(LEAST_TIMED_MS, f64::max);
        writeln!(
            table,
            "| {device} | {strokes} | {median:.1}, {tail:.1}, {longest:.1} | {press:.0} |"
        )
        .expect("text can be written to");
    }
    table
}

async fn draw_all(page: &Page, rounds: usize, slowdown: u32, held_ms: f64) -> Result<Lags> {
    page.slow_down(slowdown).await?;
    page.evaluate::<()>(&format!(
        "window.held = {held_ms}; window.took = []; window.lags.moves = []; window.lags.presses = []"
    ))
    .await?;
    let mut answers_ms = Vec::new();
    for digit in (0..10).cycle().take(10 * rounds) {
        draw(page, digit, &mut answers_ms).await?;
    }
    page.slow_down(1).await?;
    Ok(Lags {
        answers_ms,
        presses_ms: page.evaluate("return window.lags.presses").await?,
    })
}

/// Draws a digit at the pace of the frames and waits, before lifting the pen, for the answer to each stroke.
async fn draw(page: &Page, digit: u8, answers_ms: &mut Vec<f64>) -> Result<()> {
    let drawing = page
        .bring("pad")
        .await?
        .place(&golden(digit), Place::MIDDLE);
    for stroke in drawing
        .strokes
        .iter()
        .filter(|stroke| stroke.points.len() > 1)
    {
        let last = stroke.points.last().context("a stroke has points")?;
        page.begin_stroke(Pointer::Mouse, &stroke.points).await?;
        page.linger().await;
        page.wait_until("the answer to a stroke", async || {
            let script = "return document.querySelector('[data-testid=pad]').getAttribute('aria-label').includes('read as')";
            page.evaluate(script).await
        })
        .await?;
        answers_ms.push(page.evaluate("return window.lags.moves.at(-1)").await?);
        page.end_stroke(Pointer::Mouse, &[*last]).await?;
    }
    page.erase().await
}
