//! `cargo perf latency`: measures the time from the pen's last move to the updated answer on the screen, as the page
//! itself sees it.
//!
//! The ten golden digits are drawn with real mouse events, sent over the DevTools protocol, in a browser that draws
//! 60 frames per second. The clock starts at the browser's timestamp of the last move of a stroke. It stops when the
//! frame with the answer for exactly that ink has been drawn.
//!
//! A slow device is emulated in two parts, because the browser's CPU throttling slows down the main thread but no
//! worker. Each reply of the worker is therefore delayed by three times the 95th percentile of the round trips measured
//! without throttling. Scaling each round trip individually would slow the page down twice, because a busy page already
//! receives replies late.

use std::fmt::Write;

use anyhow::{Context, Result};
use e2e::drawings::golden_drawing;
use e2e::{BrowserSession, Page, Placement, PointerType};

use crate::build;
use crate::statistics::quantile;

/// The shortest duration that the Event Timing API reports. Shorter presses are not recorded.
const MIN_EVENT_DURATION_MS: f64 = 16.0;

/// The slowdown factor of the slow device.
const SLOWDOWN: u32 = 4;

/// Records the round trips to the worker in `window.roundTrips`, and delays its replies by `window.replyDelay`, both in
/// milliseconds.
const DELAY_REPLIES: &str = "
    window.replyDelay = 0;
    window.roundTrips = [];
    const { postMessage, addEventListener } = Worker.prototype;
    Worker.prototype.postMessage = function (...message) {
        this.sentAt = performance.now();
        return postMessage.apply(this, message);
    };
    Worker.prototype.addEventListener = function (type, listener, ...options) {
        const delayed = (event) => {
            window.roundTrips.push(performance.now() - this.sentAt);
            if (window.replyDelay > 0) setTimeout(() => listener.call(this, event), window.replyDelay);
            else listener.call(this, event);
        };
        return addEventListener.call(this, type, type === 'message' ? delayed : listener, ...options);
    };";

/// Records two latencies in `window.latencies`: from the last pointer move to the frame that shows the answer for the
/// current ink (the pad's label never describes older ink), and from each press to its next frame, as the Event Timing
/// API reports it.
const RECORD_LATENCIES: &str = "
    window.latencies = { answers: [], presses: [] };
    const pad = document.querySelector('[data-testid=pad]');
    let moved = null, last = 0;
    const onMove = (event) => {
        if (event.buttons === 1 && event.timeStamp > last) last = moved = event.timeStamp;
    };
    // A browser may report a move twice: before the frame, and in it.
    for (const type of ['pointerrawupdate', 'pointermove']) addEventListener(type, onMove, { capture: true });
    new MutationObserver(() => {
        if (moved === null || !pad.getAttribute('aria-label').includes('read as')) return;
        const start = moved;
        moved = null;
        // A message sent in an animation frame callback arrives after that frame has been drawn.
        requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => window.latencies.answers.push(performance.now() - start);
            port2.postMessage(null);
        });
    }).observe(pad, { attributeFilter: ['aria-label'] });
    new PerformanceObserver((list) => {
        for (const { name, duration } of list.getEntries()) {
            if (name === 'pointerdown') window.latencies.presses.push(duration);
        }
    }).observe({ type: 'event', durationThreshold: 16 });";

/// Arguments of `cargo perf latency`.
#[derive(Clone, Copy, Debug, clap::Args)]
pub(crate) struct Arguments {
    /// How many times each digit is drawn on each device.
    #[arg(long, default_value_t = 10)]
    rounds: usize,
}

/// Builds the site and prints the latencies on this machine and on a slow device.
///
/// # Errors
/// If the site cannot be built.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    build::site()?;
    BrowserSession::default().at_60_fps().run(async |page| {
        let measured = measure(page, arguments.rounds).await?;
        print!("{}", table(&measured));
        Ok(())
    });
    Ok(())
}

/// The latencies on one device.
#[derive(Clone, Debug)]
struct Latencies {
    /// From the last move of a stroke to its answer on the screen, in milliseconds.
    answers_ms: Vec<f64>,
    /// From a press of the pointer to the next frame, in milliseconds. The browser rounds to multiples of 8 and omits
    /// values below [`MIN_EVENT_DURATION_MS`].
    presses_ms: Vec<f64>,
}

/// Draws each golden digit `rounds` times, first at full speed and then on the slow device. Returns the latencies with
/// the slowdown factor of each device.
///
/// # Errors
/// When the page shows no answer.
async fn measure(page: &Page, rounds: usize) -> Result<[(u32, Latencies); 2]> {
    page.add_init_script(DELAY_REPLIES).await?;
    page.client().refresh().await?;
    page.wait_for_state("ready").await?;
    page.evaluate::<()>(RECORD_LATENCIES).await?;
    let full_speed = draw_all(page, rounds, 1, 0.0).await?;
    let round_trips_ms: Vec<f64> = page.evaluate("return window.roundTrips").await?;
    let delay_ms = f64::from(SLOWDOWN - 1) * quantile(&round_trips_ms, 0.95);
    let slow = draw_all(page, rounds, SLOWDOWN, delay_ms).await?;
    Ok([(1, full_speed), (SLOWDOWN, slow)])
}

/// Formats the latencies as a Markdown table with one row per device.
fn table(measured: &[(u32, Latencies)]) -> String {
    let mut table = String::from(
        "| device | strokes | last move to answer on screen, ms: median, p95, max | press to next frame, ms: max |\n\
         | --- | --- | --- | --- |\n",
    );
    for (slowdown, latencies) in measured {
        let device = if *slowdown == 1 {
            "this machine".to_owned()
        } else {
            format!("{slowdown} times as slow")
        };
        let [median, p95, max] =
            [0.5, 0.95, 1.0].map(|fraction| quantile(&latencies.answers_ms, fraction));
        let strokes = latencies.answers_ms.len();
        let press = latencies
            .presses_ms
            .iter()
            .copied()
            .fold(MIN_EVENT_DURATION_MS, f64::max);
        writeln!(
            table,
            "| {device} | {strokes} | {median:.1}, {p95:.1}, {max:.1} | {press:.0} |"
        )
        .expect("writing to a string cannot fail");
    }
    table
}

async fn draw_all(page: &Page, rounds: usize, slowdown: u32, delay_ms: f64) -> Result<Latencies> {
    page.throttle_cpu(slowdown).await?;
    page.evaluate::<()>(&format!(
        "window.replyDelay = {delay_ms}; window.roundTrips = [];
        window.latencies.answers = []; window.latencies.presses = []"
    ))
    .await?;
    let mut answers_ms = Vec::new();
    for digit in (0..10).cycle().take(10 * rounds) {
        draw(page, digit, &mut answers_ms).await?;
    }
    page.throttle_cpu(1).await?;
    Ok(Latencies {
        answers_ms,
        presses_ms: page.evaluate("return window.latencies.presses").await?,
    })
}

/// Draws a digit with one move per frame. Waits for the answer to each stroke before it lifts the pen.
async fn draw(page: &Page, digit: u8, answers_ms: &mut Vec<f64>) -> Result<()> {
    let drawing = page
        .scroll_into_view("pad")
        .await?
        .place(&golden_drawing(digit), Placement::CENTRED);
    for stroke in drawing
        .strokes
        .iter()
        .filter(|stroke| stroke.points.len() > 1)
    {
        let last = stroke.points.last().context("a stroke has points")?;
        page.begin_stroke(PointerType::Mouse, &stroke.points)
            .await?;
        page.settle().await;
        page.wait_until("the answer to a stroke", async || {
            let script = "return document.querySelector('[data-testid=pad]').getAttribute('aria-label').includes('read as')";
            page.evaluate(script).await
        })
        .await?;
        answers_ms.push(
            page.evaluate("return window.latencies.answers.at(-1)")
                .await?,
        );
        page.end_stroke(PointerType::Mouse, &[*last]).await?;
    }
    page.erase().await
}
