//! Compares the page's predictions with those of `cargo classify --json` for the same strokes.
//!
//! Each drawing is placed on the pad in whole CSS pixels and drawn there by pointer events. The command line classifies
//! the same strokes, in the units in which the page stores them. Only rounding differences between native and wasm
//! arithmetic remain.

use anyhow::{Context, Result};
use ink::{Drawing, Record};

use crate::classify_command::{self, Classification};
use crate::page::Page;
use crate::pointer::{self, Placement, PointerType, Rect};

/// The longer sides at which real handwriting is compared, in CSS pixels: small, natural and large.
pub const SIDES_PX: [f32; 3] = [60.0, 140.0, 280.0];

/// How many drawings of each digit are compared at each size.
pub const DRAWINGS_PER_DIGIT: usize = 20;

/// The largest allowed difference between the probabilities of a drawing.
pub const TOLERANCE: f32 = 1e-4;

/// Clicks Classify, waits for the prediction, and erases.
const CLASSIFY: &str = "return (async () => {
    const element = (testId) => document.querySelector(`[data-testid=${testId}]`);
    const digit = () => element('prediction').textContent;
    const bar = (_, digit) => Number(element(`probability-${digit}`).dataset.value);
    const until = async (condition) => {
        while (!condition()) { await new Promise((resolve) => setTimeout(resolve)); }
    };
    element('classify').click();
    await until(() => digit() !== '');
    const classification = { digit: Number(digit()), probabilities: Array.from({ length: 10 }, bar) };
    element('erase').click();
    await until(() => digit() === '');
    return classification;
})()";

/// A drawing with both classifications.
struct ComparedDrawing {
    /// In pad units, as the page stores it.
    drawing: Drawing,
    label: Option<u8>,
    page: Classification,
    native: Classification,
}

/// Drawings, each classified by the page and by the command line.
pub struct Comparison {
    drawings: Vec<ComparedDrawing>,
}

impl Comparison {
    /// Draws all records on an open page, one after another, where `placement` puts them on the pad. Turns Live off, so
    /// that each prediction is the result of one click on Classify.
    ///
    /// # Errors
    /// When the page or the command line returns no prediction.
    pub async fn run(
        page: &Page,
        records: &[Record],
        placement: impl Fn(&Rect) -> Placement,
    ) -> Result<Self> {
        page.wait_for_state("ready").await?;
        page.turn_live_off().await?;
        let (mut drawings, mut page_classifications) = (Vec::new(), Vec::new());
        for record in records {
            let (drawing, classification) =
                classify_on_page(page, &record.drawing, &placement).await?;
            drawings.push(drawing);
            page_classifications.push(classification);
        }
        let native_classifications = classify_command::classify(&drawings)?;
        let compared = records
            .iter()
            .zip(drawings)
            .zip(page_classifications.into_iter().zip(native_classifications))
            .map(|((record, drawing), (page, native))| ComparedDrawing {
                drawing,
                label: record.label,
                page,
                native,
            });
        Ok(Self {
            drawings: compared.collect(),
        })
    }

    /// Asserts that both predict the same digits and, within [`TOLERANCE`], the same probabilities.
    pub fn assert_equal(&self) {
        for compared in &self.drawings {
            let drawing = &compared.drawing;
            assert_eq!(compared.page.digit, compared.native.digit, "{drawing:?}");
            let difference = compared.max_difference();
            assert!(difference < TOLERANCE, "{difference} for {drawing:?}");
        }
    }

    /// Returns the number of compared drawings.
    pub fn drawing_count(&self) -> usize {
        self.drawings.len()
    }

    /// Returns the fraction of the drawings that the page classifies correctly, 0..1.
    pub fn page_accuracy(&self) -> f64 {
        self.fraction(|compared| Some(compared.page.digit) == compared.label)
    }

    /// Returns the fraction of the drawings that the command line classifies correctly, 0..1.
    pub fn native_accuracy(&self) -> f64 {
        self.fraction(|compared| Some(compared.native.digit) == compared.label)
    }

    /// Returns the number of drawings for which the two predict different digits.
    pub fn mismatch_count(&self) -> usize {
        self.count(|compared| compared.page.digit != compared.native.digit)
    }

    /// Returns the largest difference between the two probabilities of any digit of any drawing.
    pub fn max_difference(&self) -> f32 {
        let differences = self.drawings.iter().map(ComparedDrawing::max_difference);
        differences.fold(0.0, f32::max)
    }

    fn fraction(&self, predicate: impl Fn(&ComparedDrawing) -> bool) -> f64 {
        self.count(predicate) as f64 / self.drawings.len() as f64
    }

    fn count(&self, predicate: impl Fn(&ComparedDrawing) -> bool) -> usize {
        self.drawings
            .iter()
            .filter(|compared| predicate(compared))
            .count()
    }
}

impl ComparedDrawing {
    fn max_difference(&self) -> f32 {
        self.native.max_difference(&self.page.probabilities)
    }
}

/// Draws and classifies a drawing on the page. Returns it as the page stores it, with the page's classification.
async fn classify_on_page(
    page: &Page,
    drawing: &Drawing,
    placement: impl Fn(&Rect) -> Placement,
) -> Result<(Drawing, Classification)> {
    let pad = page.scroll_into_view("pad").await?;
    let placed = pad.place(drawing, placement(&pad));
    pointer::draw(page.client(), PointerType::Mouse, &placed).await?;
    let classification = page.evaluate(CLASSIFY).await;
    let classification =
        classification.with_context(|| format!("the page did not classify {placed:?}"))?;
    Ok((pad.to_pad_units(&placed), classification))
}
