//! The page's answers beside those of `cargo classify --json` for the very same strokes.
//!
//! Each drawing is placed on the pad in whole CSS pixels and drawn there by pointer events, and the strokes
//! so drawn are given to the command line, in the units in which the page keeps them. What is left is
//! arithmetic: f32 on another machine.

use anyhow::{Context, Result};
use ink::{Drawing, Record};

use crate::native::{self, Answer};
use crate::page::Page;
use crate::pen::{self, Frame, Place, Pointer};

/// The longer sides at which real handwriting is compared, in CSS pixels: small, natural and large.
pub const SIDES_PX: [f32; 3] = [60.0, 140.0, 280.0];

/// How many drawings of each digit are compared at each size.
pub const OF_EACH_DIGIT: usize = 20;

/// By how much the probabilities of one drawing may differ.
pub const TOLERANCE: f32 = 1e-4;

/// Presses Classify, waits for the answer, and erases.
const ASK: &str = "return (async () => {
    const part = (name) => document.querySelector(`[data-testid=${name}]`);
    const digit = () => part('prediction').textContent;
    const bar = (_, digit) => Number(part(`probability-${digit}`).dataset.value);
    const until = async (holds) => {
        while (!holds()) { await new Promise((resolve) => setTimeout(resolve)); }
    };
    part('classify').click();
    await until(() => digit() !== '');
    const answer = { digit: Number(digit()), probabilities: Array.from({ length: 10 }, bar) };
    part('erase').click();
    await until(() => digit() === '');
    return answer;
})()";

/// One drawing, answered by both.
struct Pair {
    /// As the page keeps it.
    drawing: Drawing,
    label: Option<u8>,
    page: Answer,
    native: Answer,
}

/// Drawings, each answered by both.
pub struct Comparison {
    pairs: Vec<Pair>,
}

impl Comparison {
    /// Draws everything on an open page, one after the other, where `place` says on its pad. Turns Live off:
    /// each answer is one press of Classify.
    ///
    /// # Errors
    /// When the page or the command line fails to answer.
    pub async fn make(
        page: &Page,
        records: &[Record],
        place: impl Fn(&Frame) -> Place,
    ) -> Result<Self> {
        page.wait_for_state("ready").await?;
        page.turn_live_off().await?;
        let (mut drawn, mut shown) = (Vec::new(), Vec::new());
        for record in records {
            let (drawing, answer) = ask(page, &record.drawing, &place).await?;
            drawn.push(drawing);
            shown.push(answer);
        }
        let answers = native::classify(&drawn)?;
        let each = records
            .iter()
            .zip(drawn)
            .zip(shown.into_iter().zip(answers));
        let pairs = each.map(|((record, drawing), (page, native))| Pair {
            drawing,
            label: record.label,
            page,
            native,
        });
        Ok(Self {
            pairs: pairs.collect(),
        })
    }

    /// Asserts that both gave the same digits and, within [`TOLERANCE`], the same probabilities.
    pub fn expect_equal(&self) {
        for pair in &self.pairs {
            assert_eq!(pair.page.digit, pair.native.digit, "{:?}", pair.drawing);
            let distance = pair.distance();
            assert!(distance < TOLERANCE, "{distance} in {:?}", pair.drawing);
        }
    }

    /// How many drawings were compared.
    pub fn drawings(&self) -> usize {
        self.pairs.len()
    }

    /// The share of the drawings that the page reads right, 0..1.
    pub fn page_accuracy(&self) -> f64 {
        self.share(|pair| Some(pair.page.digit) == pair.label)
    }

    /// The same of the command line.
    pub fn native_accuracy(&self) -> f64 {
        self.share(|pair| Some(pair.native.digit) == pair.label)
    }

    /// How many drawings are other digits on the page than on the command line.
    pub fn other_digits(&self) -> usize {
        self.count(|pair| pair.page.digit != pair.native.digit)
    }

    /// The largest difference between two probabilities of the same digit of the same drawing.
    pub fn distance(&self) -> f32 {
        self.pairs.iter().map(Pair::distance).fold(0.0, f32::max)
    }

    fn share(&self, holds: impl Fn(&Pair) -> bool) -> f64 {
        self.count(holds) as f64 / self.pairs.len() as f64
    }

    fn count(&self, holds: impl Fn(&Pair) -> bool) -> usize {
        self.pairs.iter().filter(|pair| holds(pair)).count()
    }
}

impl Pair {
    fn distance(&self) -> f32 {
        self.native.distance(&self.page.probabilities)
    }
}

/// Draws and asks: the drawing as the page keeps it, and what the page answered.
async fn ask(
    page: &Page,
    drawing: &Drawing,
    place: impl Fn(&Frame) -> Place,
) -> Result<(Drawing, Answer)> {
    let pad = page.bring("pad").await?;
    let drawn = pad.place(drawing, place(&pad));
    pen::draw(page.client(), Pointer::Mouse, &drawn).await?;
    let answer = page.evaluate(ASK).await;
    let answer = answer.with_context(|| format!("the page did not answer {drawn:?}"))?;
    Ok((pad.kept(&drawn), answer))
}
