//! Runs all rounds. Each round opens every engine once.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use e2e::drawings::golden_records;
use e2e::{Browser, BrowserKind, FrameRate};
use fantoccini::Client;

use super::engine_page::{self, Origins, Throttling};
use super::{Arguments, ENGINES, Engine, EngineMeasurements, memory};
use crate::server;
use crate::statistics::median;

/// The largest allowed difference between the logits of two engines.
const TOLERANCE: f64 = 1e-3;

/// Calls before the measured ones, until the browser has optimised the code.
const WARM_UP_CALLS: usize = 300;

/// Number of browsers in which the memory of each engine is measured. The browser's own memory varies by up to 20 MB.
const MEMORY_ROUNDS: usize = 7;

/// Measures every engine and returns the measurements in the order of [`ENGINES`].
///
/// # Errors
/// When an engine fails, or when its logits differ from those of the first callable engine.
pub(super) async fn measure(
    site: &Path,
    engines: &Path,
    counts: Arguments,
) -> Result<Vec<EngineMeasurements>> {
    let mut measured = Vec::new();
    for engine in ENGINES {
        let files = engine
            .folder
            .map_or(site.to_owned(), |folder| engines.join(folder));
        measured.push(EngineMeasurements {
            title: engine.title.to_owned(),
            bytes: server::compress(&files)?,
            ..EngineMeasurements::default()
        });
    }
    let origins = Origins {
        site: server::start(site).await?,
        engines: server::start(engines).await?,
    };
    let browser = launch().await?;
    let outcome = run_rounds(&browser.client, &origins, counts, &mut measured).await;
    browser.close(&origins.site).await?;
    outcome?;
    let mut empty_page = Vec::new();
    for round in 1..=MEMORY_ROUNDS.min(counts.rounds) {
        eprintln!("memory, round {round}");
        empty_page.push(peak_memory(&origins, None, 0).await?);
        for (engine, measured) in ENGINES.iter().zip(&mut measured) {
            let peak = peak_memory(&origins, Some(engine), counts.calls).await?;
            measured.peak_memory_bytes.push(peak);
        }
    }
    let empty_page = median(&empty_page);
    for peak in measured
        .iter_mut()
        .flat_map(|engine| &mut engine.peak_memory_bytes)
    {
        *peak -= empty_page;
    }
    Ok(measured)
}

async fn launch() -> Result<Browser> {
    Browser::launch(BrowserKind::Chromium, FrameRate::default()).await
}

/// Returns the peak memory of a fresh browser that opens one engine, or an empty page.
async fn peak_memory(origins: &Origins, engine: Option<&Engine>, calls: usize) -> Result<f64> {
    let browser = launch().await?;
    let client = &browser.client;
    engine_page::prepare_browser(client).await?;
    match engine {
        None => client.goto("about:blank").await?,
        Some(engine) => {
            engine_page::open(client, origins, engine).await?;
            if engine.is_callable() {
                measure_calls(client, calls, &mut EngineMeasurements::default()).await?;
            }
        }
    }
    let peak = memory::peak_renderer_memory(browser.process_id()?)?;
    browser.close(&origins.site).await?;
    Ok(peak as f64)
}

async fn run_rounds(
    client: &Client,
    origins: &Origins,
    counts: Arguments,
    measured: &mut [EngineMeasurements],
) -> Result<()> {
    engine_page::prepare_browser(client).await?;
    check_logits(client, origins).await?;
    engine_page::set_throttling(client, Throttling::Off).await?;
    for round in 1..=counts.rounds {
        eprintln!("round {round} of {}", counts.rounds);
        for (engine, measured) in ENGINES.iter().zip(&mut *measured) {
            measured
                .cold_ms
                .push(engine_page::open(client, origins, engine).await?);
            if engine.is_callable() {
                measure_calls(client, counts.calls, measured).await?;
            }
        }
    }
    for throttling in [Throttling::SlowCpu, Throttling::SlowLink] {
        engine_page::set_throttling(client, throttling).await?;
        for round in 1..=counts.rounds {
            eprintln!("{throttling:?}, round {round} of {}", counts.rounds);
            for (engine, measured) in ENGINES.iter().zip(&mut *measured) {
                let first_answer_ms = engine_page::open(client, origins, engine).await?;
                match throttling {
                    Throttling::SlowCpu => measured.cold_slow_cpu_ms.push(first_answer_ms),
                    _ => measured.cold_slow_link_ms.push(first_answer_ms),
                }
            }
        }
    }
    Ok(())
}

/// Warms an engine up and measures the calls of one round.
async fn measure_calls(
    client: &Client,
    calls: usize,
    measured: &mut EngineMeasurements,
) -> Result<()> {
    engine_page::time_calls(client, WARM_UP_CALLS, 1).await?;
    let single = engine_page::time_calls(client, calls, 1).await?;
    measured.single_ms.extend(single);
    engine_page::time_calls(client, WARM_UP_CALLS / 10, 10).await?;
    let ten = engine_page::time_calls(client, calls.div_ceil(5), 10).await?;
    measured.ten_ms.extend(ten);
    Ok(())
}

/// Checks that every engine computes the same logits for the golden drawings.
async fn check_logits(client: &Client, origins: &Origins) -> Result<()> {
    let mut images = Vec::new();
    for record in golden_records() {
        let raster = record
            .drawing
            .raster()
            .context("a golden drawing has ink")?;
        images.push(raster.pixels().to_vec());
    }
    let mut first: Option<Vec<f64>> = None;
    for engine in ENGINES.iter().filter(|engine| engine.is_callable()) {
        engine_page::open(client, origins, engine).await?;
        let logits = engine_page::logits(client, &images).await?;
        let expected = first.get_or_insert_with(|| logits.clone());
        check_close(engine, expected, &logits)?;
    }
    Ok(())
}

fn check_close(engine: &Engine, expected: &[f64], logits: &[f64]) -> Result<()> {
    let title = engine.title;
    ensure!(
        expected.len() == logits.len(),
        "{title}: {} logits, expected {}",
        logits.len(),
        expected.len()
    );
    let differences = expected.iter().zip(logits).map(|(a, b)| (a - b).abs());
    let largest = differences.fold(0.0, f64::max);
    eprintln!("{title}: logits differ from the first engine's by at most {largest:.1e}");
    ensure!(
        largest <= TOLERANCE,
        "{title}: logits differ by {largest}, more than {TOLERANCE}"
    );
    Ok(())
}
