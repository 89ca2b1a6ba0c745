//! All rounds: each visits every engine once.

use anyhow::{Context, Result, ensure};
use fantoccini::Client;
use xtask::bench::folder;

use super::statistics::median;
use super::visit::{self, Condition};
use super::{ENGINES, Engine, Measured, memory, server};
use crate::browser::{Browser, Frames};
use crate::drawings::goldens;

/// By how much logits of two engines may differ.
pub const TOLERANCE: f64 = 1e-3;

/// Calls before those that count: the browser compiles again what is called often.
const WARM_UP: usize = 300;

/// So many browsers see each engine alone; what one takes for itself is now and then 20 MB more or less.
const MEMORY_ROUNDS: usize = 7;

/// How much is measured.
#[derive(Clone, Copy, Debug)]
pub struct Amount {
    /// Visits to each engine under each condition.
    pub rounds: usize,
    /// Calls with one image in each round.
    pub calls: usize,
}

/// Measures every engine; the figures come in the order of [`ENGINES`].
///
/// # Errors
/// When an engine fails or disagrees with the first that answers calls.
pub async fn measure(amount: Amount) -> Result<Vec<Measured>> {
    let site = folder().join("site");
    let mut measured = Vec::new();
    for engine in ENGINES {
        measured.push(Measured {
            title: engine.title.to_owned(),
            bytes: server::compress(&site.join(engine.folder))?,
            ..Measured::default()
        });
    }
    let origin = server::start(&site).await?;
    let browser = Browser::open(Frames::default()).await?;
    let outcome = all_rounds(&browser.client, &origin, amount, &mut measured).await;
    browser.close(&origin).await?;
    outcome?;
    let mut empty = Vec::new();
    for round in 1..=MEMORY_ROUNDS.min(amount.rounds) {
        eprintln!("memory, round {round}");
        empty.push(peak_memory(&origin, None, 0).await?);
        for (engine, measured) in ENGINES.iter().zip(&mut measured) {
            let peak = peak_memory(&origin, Some(engine), amount.calls).await?;
            measured.peak_memory_bytes.push(peak);
        }
    }
    let empty = median(&empty);
    for peak in measured.iter_mut().flat_map(|of| &mut of.peak_memory_bytes) {
        *peak -= empty;
    }
    Ok(measured)
}

/// The peak of a browser that sees one engine, or an empty page, and nothing else.
async fn peak_memory(origin: &str, engine: Option<&Engine>, calls: usize) -> Result<f64> {
    let browser = Browser::open(Frames::default()).await?;
    let client = &browser.client;
    visit::prepare(client).await?;
    match engine {
        None => client.goto("about:blank").await?,
        Some(engine) => {
            visit::open(client, origin, engine).await?;
            if engine.answers_calls {
                call(client, calls, &mut Measured::default()).await?;
            }
        }
    }
    let peak = memory::peak_of_renderers(browser.process()?)?;
    browser.close(origin).await?;
    Ok(peak as f64)
}

async fn all_rounds(
    client: &Client,
    origin: &str,
    amount: Amount,
    measured: &mut [Measured],
) -> Result<()> {
    visit::prepare(client).await?;
    check_agreement(client, origin).await?;
    visit::set(client, Condition::Unhindered).await?;
    for round in 1..=amount.rounds {
        eprintln!("round {round} of {}", amount.rounds);
        for (engine, measured) in ENGINES.iter().zip(&mut *measured) {
            measured
                .cold_ms
                .push(visit::open(client, origin, engine).await?);
            if engine.answers_calls {
                call(client, amount.calls, measured).await?;
            }
        }
    }
    for condition in [Condition::SlowCpu, Condition::SlowLink] {
        visit::set(client, condition).await?;
        for round in 1..=amount.rounds {
            eprintln!("{condition:?}, round {round} of {}", amount.rounds);
            for (engine, measured) in ENGINES.iter().zip(&mut *measured) {
                let took = visit::open(client, origin, engine).await?;
                match condition {
                    Condition::SlowCpu => measured.cold_slow_cpu_ms.push(took),
                    _ => measured.cold_slow_link_ms.push(took),
                }
            }
        }
    }
    Ok(())
}

/// The warm calls of one round.
async fn call(client: &Client, calls: usize, measured: &mut Measured) -> Result<()> {
    visit::time(client, WARM_UP, 1).await?;
    let single = visit::time(client, calls, 1).await?;
    measured.single_ms.extend(single);
    visit::time(client, WARM_UP / 10, 10).await?;
    let ten = visit::time(client, calls.div_ceil(5), 10).await?;
    measured.ten_ms.extend(ten);
    Ok(())
}

/// Every engine gives the golden drawings the same logits.
async fn check_agreement(client: &Client, origin: &str) -> Result<()> {
    let mut images = Vec::new();
    for golden in goldens() {
        let raster = golden.drawing.raster().context("a golden has ink")?;
        images.push(raster.pixels().to_vec());
    }
    let mut first: Option<Vec<f64>> = None;
    for engine in ENGINES.iter().filter(|engine| engine.answers_calls) {
        visit::open(client, origin, engine).await?;
        let logits = visit::logits(client, &images).await?;
        let expected = first.get_or_insert_with(|| logits.clone());
        check_equal(engine, expected, &logits)?;
    }
    Ok(())
}

fn check_equal(engine: &Engine, expected: &[f64], logits: &[f64]) -> Result<()> {
    let title = engine.title;
    ensure!(
        expected.len() == logits.len(),
        "{title}: {} logits",
        logits.len()
    );
    let differences = expected.iter().zip(logits).map(|(a, b)| (a - b).abs());
    let largest = differences.fold(0.0, f64::max);
    eprintln!("{title}: at most {largest:.1e} from the first engine's logits");
    ensure!(largest <= TOLERANCE, "{title} differs by {largest}");
    Ok(())
}
