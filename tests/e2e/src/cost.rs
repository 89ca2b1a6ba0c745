//! What See inside costs: how long the worker that explains takes for each question, as the page waits for it, beside
//! a plain prediction; and how long the page's thread is busy while somebody draws with every panel open.

use anyhow::{Context, Result, ensure};
use ink::Raster;

use crate::Page;
use crate::drawings::golden;

/// Which of the golden drawings is explained.
const DIGIT: u8 = 4;
/// A browser's clock is coarse: so many questions are timed together.
const BATCH: u32 = 10;
/// Of so many batches the median counts.
const BATCHES: u32 = 30;

/// Starts the worker as the page does, in `window.guide`.
const START: &str = r#"
    const bundles = [...document.querySelectorAll("meta[name=bundle]")];
    const { js, wasm } = bundles.find(({ dataset }) => /inside_bg/.test(dataset.wasm)).dataset;
    window.guide = new Worker(document.getElementById("boot").src, { type: "module", name: js });
    return (async () => {
        const ready = new Promise((done) => { guide.onmessage = done; });
        guide.postMessage(await WebAssembly.compileStreaming(fetch(wasm)));
        await ready;
    })()"#;

/// How long answers take, in milliseconds.
#[derive(Clone, Copy, Debug)]
pub struct Cost {
    /// A question that needs no arithmetic: what every one costs on its way.
    pub empty_ms: f64,
    /// A plain prediction.
    pub predict_ms: f64,
    /// All feature maps.
    pub layers_ms: f64,
    /// Integrated gradients for one digit.
    pub saliency_ms: f64,
    /// Covering every place of the raster.
    pub occlusion_ms: f64,
    /// The longest of the parts in which it is asked for: so long a newer drawing waits at most.
    pub occlusion_part_ms: f64,
}

/// Measures all questions.
///
/// # Errors
/// When the worker does not start or does not answer.
pub async fn measure(page: &Page) -> Result<Cost> {
    page.wait_for_state("ready").await?;
    page.evaluate::<()>(START).await?;
    let raster = golden(DIGIT).raster().context("a golden has ink")?;
    let (mut occlusion_ms, mut occlusion_part_ms) = (0.0, 0.0_f64);
    for part in 0..PARTS {
        let took = time(page, MAP, &question(COVER, &raster, &[DIGIT, part])).await?;
        occlusion_ms += took;
        occlusion_part_ms = occlusion_part_ms.max(took);
    }
    // A window at a place that no block of the network has.
    let nowhere = question(WINDOW, &raster, &[99, 0, 0, 0]);
    let read = [&[READ, 1][..], &question(READ, &raster, &[])[1..]].concat();
    Ok(Cost {
        empty_ms: time(page, WINDOW, &nowhere).await?,
        predict_ms: time(page, READ, &read).await?,
        layers_ms: time(page, LAYERS, &question(LAYERS, &raster, &[])).await?,
        saliency_ms: time(page, MAP, &question(GRADIENT, &raster, &[DIGIT])).await?,
        occlusion_ms,
        occlusion_part_ms,
    })
}

/// The kinds of questions and, where they have the same number, of answers, as `src/protocol/inside.rs` lists them.
const READ: u8 = 0;
const LAYERS: u8 = 1;
const WINDOW: u8 = 2;
const GRADIENT: u8 = 3;
const COVER: u8 = 4;
/// The answer to either of the last two.
const MAP: u8 = 3;
/// The parts in which covering is asked for.
const PARTS: u8 = 4;
/// The kind of a reply that is an answer.
const ANSWERED: u8 = 2;

/// A question about a raster as postcard writes it: the kind, the length in groups of seven bits, the pixels, the rest.
fn question(kind: u8, raster: &Raster, rest: &[u8]) -> Vec<u8> {
    let pixels = raster.pixels();
    let length = [pixels.len() as u8 | 128, (pixels.len() >> 7) as u8];
    [&[kind], &length[..], pixels, rest].concat()
}

/// The median time of a question, whose answer is to be of this kind.
async fn time(page: &Page, answer: u8, question: &[u8]) -> Result<f64> {
    let script = format!(
        "return (async () => {{
            const question = Uint8Array.from({question:?}), took = [];
            const ask = () => new Promise((done) => {{
                guide.onmessage = ({{ data }}) => done(data);
                guide.postMessage(question);
            }});
            const kind = [...(await ask()).slice(0, 2)];
            for (let batch = 0; batch < {BATCHES}; batch++) {{
                const start = performance.now();
                for (let i = 0; i < {BATCH}; i++) await ask();
                took.push((performance.now() - start) / {BATCH});
            }}
            return [took.sort((a, b) => a - b)[{BATCHES} / 2], kind];
        }})()"
    );
    let (median, kind): (f64, [u8; 2]) = page.evaluate(&script).await?;
    ensure!(
        kind == [ANSWERED, answer],
        "a question was answered by {kind:?}"
    );
    Ok(median)
}

/// Opens every panel.
///
/// # Errors
/// When there is none.
pub async fn open_all(page: &Page) -> Result<usize> {
    page.see_inside().await?;
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
