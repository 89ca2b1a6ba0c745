//! `cargo perf inspector-cost`: measures the cost of See inside, each figure with its target.
//!
//! [`measure`] times each query to the explain worker, as the page waits for its answer, and compares it with a plain
//! prediction. [`print_long_tasks`] measures how busy the main thread is while a user draws with every panel open.

use anyhow::{Context, Result, ensure};
use e2e::drawings::golden_drawing;
use e2e::scribble::{self, ScribbleReport};
use e2e::{BrowserSession, Page};
use recognition::explanation::UnitPosition;
use workers::explain::{Answer, OCCLUSION_BANDS, Query};
use workers::{Envelope, Reply, decode, encode};

use crate::build;
use crate::statistics::median;

/// The bundle of the explain worker.
const BUNDLE: &str = "explain";
/// The golden drawing that the queries are about.
const DIGIT: u8 = 4;
/// Queries that are timed together, because the browser's clock is coarse.
const BATCH_LEN: u32 = 10;
/// Batches per query. The median batch counts.
const BATCH_COUNT: u32 = 30;

/// Builds the site and prints every cost.
///
/// # Errors
/// If the site cannot be built.
pub(crate) fn run() -> Result<()> {
    build::site()?;
    BrowserSession::default().run(async |page| {
        measure(page).await?.print();
        Ok(())
    });
    BrowserSession::default().run(print_long_tasks);
    Ok(())
}

/// Draws with every panel open and prints how long the main thread is blocked.
async fn print_long_tasks(page: &Page) -> Result<()> {
    page.wait_for_state("ready").await?;
    page.draw(&golden_drawing(DIGIT)).await?;
    page.wait_for_prediction(&DIGIT.to_string()).await?;
    let panel_count = open_all_panels(page).await?;
    page.settle().await;
    let report = scribble::measure(page, 1).await?;
    let longest = report.tasks.iter().max().copied().unwrap_or_default();
    println!(
        "main-thread tasks over {} ms while drawing with {panel_count} panels open: {}, longest {} ms (target: 0)",
        ScribbleReport::LONG_TASK.as_millis(),
        report.long_tasks().count(),
        longest.as_millis()
    );
    Ok(())
}

/// The time per query, in milliseconds.
#[derive(Clone, Copy, Debug)]
struct InspectorCost {
    /// A query that needs no computation: the overhead of every query.
    round_trip_ms: f64,
    /// A plain prediction.
    prediction_ms: f64,
    /// The outputs of all layers.
    layers_ms: f64,
    /// Integrated gradients for one class.
    gradients_ms: f64,
    /// A whole occlusion map.
    occlusion_ms: f64,
    /// The slowest band of that map: the longest time that a new drawing has to wait.
    occlusion_band_ms: f64,
}

impl InspectorCost {
    fn print(self) {
        let Self {
            round_trip_ms,
            prediction_ms,
            layers_ms,
            gradients_ms,
            occlusion_ms,
            occlusion_band_ms,
        } = self;
        let ratio = |ms: f64| ms / prediction_ms;
        println!(
            "round trip without computation: {round_trip_ms:.2} ms, part of every figure below"
        );
        println!("plain prediction: {prediction_ms:.2} ms");
        println!(
            "all feature maps: {layers_ms:.2} ms, {:.1} times a prediction (target: 3)",
            ratio(layers_ms)
        );
        println!(
            "integrated gradients: {gradients_ms:.2} ms, {:.1} times a prediction (target: 10)",
            ratio(gradients_ms)
        );
        println!(
            "whole occlusion map: {occlusion_ms:.1} ms (target: 250), in bands of at most {occlusion_band_ms:.1} ms; a \
             new drawing is answered after the current band"
        );
    }
}

/// Measures all queries.
///
/// # Errors
/// When the worker does not start or does not answer.
async fn measure(page: &Page) -> Result<InspectorCost> {
    page.wait_for_state("ready").await?;
    page.start_worker(BUNDLE).await?;
    let raster = || {
        let raster = golden_drawing(DIGIT).raster();
        raster.context("a golden drawing has ink")
    };
    let (mut occlusion_ms, mut occlusion_band_ms) = (0.0, 0.0_f64);
    for band in 0..OCCLUSION_BANDS {
        let query = Query::Occlusion {
            raster: raster()?,
            class: DIGIT,
            band,
        };
        let band_ms = time_query(page, query).await?;
        occlusion_ms += band_ms;
        occlusion_band_ms = occlusion_band_ms.max(band_ms);
    }
    let no_such_unit = UnitPosition {
        block: 99,
        map: 0,
        x: 0,
        y: 0,
    };
    Ok(InspectorCost {
        round_trip_ms: time_query(page, Query::ReceptiveField(raster()?, no_such_unit)).await?,
        prediction_ms: time_query(page, Query::Classify(vec![raster()?])).await?,
        layers_ms: time_query(page, Query::Layers(raster()?)).await?,
        gradients_ms: time_query(page, Query::IntegratedGradients(raster()?, DIGIT)).await?,
        occlusion_ms,
        occlusion_band_ms,
    })
}

/// Returns the median time of a query in milliseconds, and checks that it is answered.
async fn time_query(page: &Page, question: Query) -> Result<f64> {
    let message = encode(&Envelope { id: 1, question });
    let reply: Reply<Answer> = decode(&page.ask_worker(BUNDLE, &message).await?)?;
    ensure!(
        matches!(reply, Reply::Answer { id: 1, .. }),
        "the worker did not answer: {reply:?}"
    );
    let script = format!(
        "return (async () => {{
            const worker = testWorkers.{BUNDLE}, query = Uint8Array.from({message:?}), times = [];
            const send = () => new Promise((resolve) => {{
                worker.onmessage = resolve;
                worker.postMessage(query);
            }});
            for (let batch = 0; batch < {BATCH_COUNT}; batch++) {{
                const start = performance.now();
                for (let i = 0; i < {BATCH_LEN}; i++) await send();
                times.push((performance.now() - start) / {BATCH_LEN});
            }}
            return times;
        }})()"
    );
    let times: Vec<f64> = page.evaluate(&script).await?;
    Ok(median(&times))
}

/// Opens every panel and returns how many there are.
///
/// # Errors
/// When there is no panel.
async fn open_all_panels(page: &Page) -> Result<usize> {
    page.open_inspector().await?;
    let opened = page
        .evaluate(
            "const panels = [...document.querySelectorAll('summary[data-testid^=inside-]')];
            panels.forEach((panel) => panel.click());
            return panels.length",
        )
        .await?;
    ensure!(opened > 0, "there is no panel to open");
    Ok(opened)
}
