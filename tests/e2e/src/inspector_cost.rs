//! Measures the cost of See inside.
//!
//! [`measure`] times each query to the explain worker, as the page waits for its answer, and compares it with a plain
//! prediction. [`open_all_panels`] opens every panel, so that a caller can measure how busy the main thread is while a
//! user draws.

use anyhow::{Context, Result, ensure};
use ink::Raster;

use crate::Page;
use crate::drawings::golden_drawing;

/// The golden drawing that the queries are about.
const DIGIT: u8 = 4;
/// Queries that are timed together, because the browser's clock is coarse.
const BATCH_LEN: u32 = 10;
/// Batches per query. The median batch counts.
const BATCH_COUNT: u32 = 30;

/// Starts the worker as the page does and stores it in `window.explainWorker`.
const START_WORKER: &str = r#"
    const bundles = [...document.querySelectorAll("meta[name=bundle]")];
    const { js, wasm } = bundles.find(({ dataset }) => /explain_bg/.test(dataset.wasm)).dataset;
    window.explainWorker = new Worker(document.getElementById("boot").src, { type: "module", name: js });
    return (async () => {
        const ready = new Promise((resolve) => { explainWorker.onmessage = resolve; });
        explainWorker.postMessage(await WebAssembly.compileStreaming(fetch(wasm)));
        await ready;
    })()"#;

/// The time per query, in milliseconds.
#[derive(Clone, Copy, Debug)]
pub struct InspectorCost {
    /// A query that needs no computation: the overhead of every query.
    pub round_trip_ms: f64,
    /// A plain prediction.
    pub prediction_ms: f64,
    /// The outputs of all layers.
    pub layers_ms: f64,
    /// Integrated gradients for one class.
    pub gradients_ms: f64,
    /// A whole occlusion map.
    pub occlusion_ms: f64,
    /// The slowest band of that map: the longest time that a new drawing has to wait.
    pub occlusion_band_ms: f64,
}

/// Measures all queries.
///
/// # Errors
/// When the worker does not start or does not answer.
pub async fn measure(page: &Page) -> Result<InspectorCost> {
    page.wait_for_state("ready").await?;
    page.evaluate::<()>(START_WORKER).await?;
    let raster = golden_drawing(DIGIT)
        .raster()
        .context("a golden drawing has ink")?;
    let (mut occlusion_ms, mut occlusion_band_ms) = (0.0, 0.0_f64);
    for band in 0..OCCLUSION_BANDS {
        let query = encode_query(OCCLUSION, &raster, &[DIGIT, band]);
        let band_ms = time_query(page, PIXEL_ATTRIBUTIONS, &query).await?;
        occlusion_ms += band_ms;
        occlusion_band_ms = occlusion_band_ms.max(band_ms);
    }
    // The receptive field of a unit in a block that the network does not have.
    let no_such_unit = encode_query(RECEPTIVE_FIELD, &raster, &[99, 0, 0, 0]);
    // A list with one raster.
    let classify = [
        &[CLASSIFY, 1][..],
        &encode_query(CLASSIFY, &raster, &[])[1..],
    ]
    .concat();
    let layers = encode_query(LAYERS, &raster, &[]);
    let gradients = encode_query(INTEGRATED_GRADIENTS, &raster, &[DIGIT]);
    Ok(InspectorCost {
        round_trip_ms: time_query(page, RECEPTIVE_FIELD, &no_such_unit).await?,
        prediction_ms: time_query(page, CLASSIFY, &classify).await?,
        layers_ms: time_query(page, LAYERS, &layers).await?,
        gradients_ms: time_query(page, PIXEL_ATTRIBUTIONS, &gradients).await?,
        occlusion_ms,
        occlusion_band_ms,
    })
}

/// Indices of the variants of `Query` in `src/protocol/explain.rs`. Those up to `RECEPTIVE_FIELD` are the indices of
/// their answers too.
const CLASSIFY: u8 = 0;
const LAYERS: u8 = 1;
const RECEPTIVE_FIELD: u8 = 2;
const INTEGRATED_GRADIENTS: u8 = 3;
const OCCLUSION: u8 = 4;
/// The index of the answer to the last two.
const PIXEL_ATTRIBUTIONS: u8 = 3;
/// The number of queries for a whole occlusion map.
const OCCLUSION_BANDS: u8 = 4;
/// The index of `Reply::Answer`.
const ANSWER: u8 = 2;

/// Encodes a query about a raster as postcard does: the variant, the number of pixels as a varint, the pixels, and the
/// other fields.
fn encode_query(variant: u8, raster: &Raster, fields: &[u8]) -> Vec<u8> {
    let pixels = raster.pixels();
    let length = [pixels.len() as u8 | 128, (pixels.len() >> 7) as u8];
    [&[variant], &length[..], pixels, fields].concat()
}

/// Returns the median time of a query in milliseconds, and checks that its answer has the expected variant.
async fn time_query(page: &Page, answer: u8, query: &[u8]) -> Result<f64> {
    let script = format!(
        "return (async () => {{
            const query = Uint8Array.from({query:?}), times = [];
            const send = () => new Promise((resolve) => {{
                explainWorker.onmessage = ({{ data }}) => resolve(data);
                explainWorker.postMessage(query);
            }});
            const variants = [...(await send()).slice(0, 2)];
            for (let batch = 0; batch < {BATCH_COUNT}; batch++) {{
                const start = performance.now();
                for (let i = 0; i < {BATCH_LEN}; i++) await send();
                times.push((performance.now() - start) / {BATCH_LEN});
            }}
            return [times.sort((a, b) => a - b)[{BATCH_COUNT} / 2], variants];
        }})()"
    );
    let (median, variants): (f64, [u8; 2]) = page.evaluate(&script).await?;
    ensure!(
        variants == [ANSWER, answer],
        "expected an answer with variant {answer}, got a reply with variants {variants:?}"
    );
    Ok(median)
}

/// Opens every panel and returns how many there are.
///
/// # Errors
/// When there is no panel.
pub async fn open_all_panels(page: &Page) -> Result<usize> {
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
