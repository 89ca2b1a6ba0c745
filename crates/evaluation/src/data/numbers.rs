//! Numbers of several digits, composed at random from single drawings.
//!
//! Input: the drawings of a stroke file. Output: drawings of numbers with their labels and stroke groups.
//!
//! For each number, the composer picks a random writer. For each digit, it picks a random label that occurs in the file
//! and a random drawing of that label by the writer, or by any writer if the writer has none. `h` is the median height
//! of the picked drawings:
//!
//! - **size**: unchanged, except that a drawing shorter than 0.75 `h` or taller than 1.33 `h` is scaled to that height;
//! - **baseline**: all drawings have the same baseline, except for a shift of up to 0.06 `h` up or down;
//! - **spacing**: a random gap between neighbouring bounding boxes, in the range of [`Spacing`].
//!
//! All random values are uniform. Strokes are in writing order, digit by digit.
//!
//! Limitations: each drawing was made in isolation. Real numbers also contain ligatures and digits that adapt to their
//! neighbours.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use ink::{Affine, Bounds, Drawing, Stroke};
use rand::Rng;
use rand::seq::IndexedRandom;
use serde::Serialize;
use training::random::{SeededRng, seeded_rng};
use training::{Sample, SampleData};

/// Allowed height of a digit, relative to the height of the number.
const HEIGHT_RATIOS: Range<f32> = 0.75..1.33;

/// Range of a digit's vertical offset from the baseline, relative to the height of the number.
const BASELINE_OFFSETS: Range<f32> = -0.06..0.06;

/// Range of the gap before a detached stroke, relative to the height of its digit.
const DETACHED_GAPS: Range<f32> = 0.0..0.2;

/// The digits that are often drawn with several strokes: an open 4, a 5 with its bar drawn last.
const MULTI_STROKE_DIGITS: [u8; 2] = [4, 5];

/// Spacing between neighbouring digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Spacing {
    /// Gaps of 0.1 to 0.4 heights between bounding boxes.
    Natural,
    /// Gaps of 0.02 to 0.1 heights.
    Tight,
    /// Overlaps of up to 0.12 heights, or gaps of up to 0.02.
    Touching,
}

/// A drawing of a number with its labels.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ComposedNumber {
    /// The digits from left to right.
    pub labels: Vec<u8>,
    /// Indices of the strokes of each digit.
    pub groups: Vec<Vec<usize>>,
    /// The strokes of all digits.
    pub drawing: Drawing,
}

/// Composes numbers from labelled drawings.
pub struct NumberComposer<'a> {
    /// The labels that occur, in ascending order.
    labels: Vec<u8>,
    all: Vec<&'a Sample>,
    writers: Vec<Vec<&'a Sample>>,
}

impl Spacing {
    /// All variants, from the easiest to the hardest.
    pub const ALL: [Self; 3] = [Self::Natural, Self::Tight, Self::Touching];

    /// Returns the range of gaps, relative to the height of the number.
    fn gaps(self) -> Range<f32> {
        match self {
            Self::Natural => 0.1..0.4,
            Self::Tight => 0.02..0.1,
            Self::Touching => -0.12..0.02,
        }
    }

    /// Returns the name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Natural => "natural",
            Self::Tight => "tight",
            Self::Touching => "touching",
        }
    }
}

impl<'a> NumberComposer<'a> {
    /// Creates a composer of labelled drawings.
    pub fn new(samples: &'a [Sample]) -> Self {
        let mut writers: BTreeMap<Option<u32>, Vec<&Sample>> = BTreeMap::new();
        for sample in samples {
            let writer_samples = writers.entry(sample.writer).or_default();
            writer_samples.push(sample);
        }
        let labels: BTreeSet<u8> = samples.iter().map(|sample| sample.label).collect();
        Self {
            labels: labels.into_iter().collect(),
            all: samples.iter().collect(),
            writers: writers.into_values().collect(),
        }
    }

    /// Composes the number for a seed and an index, deterministically. It is empty if there are no drawings.
    pub fn compose(
        &self,
        digit_count: usize,
        spacing: Spacing,
        seed: u64,
        index: usize,
    ) -> ComposedNumber {
        let mut rng = seeded_rng(seed, digit_count, index);
        let writer = self.writers.choose(&mut rng).unwrap_or(&self.all);
        let samples = (0..digit_count).filter_map(|_| self.random_digit(writer, &mut rng));
        let samples: Vec<&Sample> = samples.collect();
        compose(&samples, spacing, &mut rng)
    }

    fn random_digit(
        &self,
        writer_samples: &[&'a Sample],
        rng: &mut SeededRng,
    ) -> Option<&'a Sample> {
        let label = *self.labels.choose(rng)?;
        let of_label = |samples: &[&'a Sample]| -> Vec<&'a Sample> {
            let matching = samples.iter().filter(|sample| sample.label == label);
            matching.copied().collect()
        };
        let of_writer = of_label(writer_samples);
        if of_writer.is_empty() {
            of_label(&self.all).choose(rng).copied()
        } else {
            of_writer.choose(rng).copied()
        }
    }
}

/// Returns all drawings of a 4 or 5 with several strokes, with the rightmost stroke moved away from the others by a
/// random gap of up to 0.2 heights. The same seed gives the same samples.
pub fn detached_samples(samples: &[Sample], seed: u64) -> Vec<Sample> {
    let samples = samples.iter().enumerate();
    let detached = |(index, sample): (usize, &Sample)| {
        let SampleData::Drawing(drawing) = &sample.data else {
            return None;
        };
        let gap = seeded_rng(seed, 0, index).random_range(DETACHED_GAPS);
        let detached = detach_rightmost_stroke(drawing, gap)?;
        let label = sample.label;
        MULTI_STROKE_DIGITS
            .contains(&label)
            .then_some(Sample::drawing(label, detached))
    };
    samples.filter_map(detached).collect()
}

/// Moves the stroke with the rightmost centre to the given gap from the other strokes; `None` for a single stroke.
fn detach_rightmost_stroke(drawing: &Drawing, gap: f32) -> Option<Drawing> {
    let mut strokes = drawing.strokes.clone();
    let centre = |stroke: &Stroke| {
        let bounds = stroke.bounds();
        bounds.map_or(f32::NEG_INFINITY, |bounds| bounds.min.x + bounds.max.x)
    };
    strokes.sort_by(|a, b| centre(a).total_cmp(&centre(b)));
    let rightmost = Drawing {
        strokes: vec![strokes.pop()?],
    };
    let rest = Drawing { strokes };
    let current_gap = rightmost.bounds()?.min.x - rest.bounds()?.max.x;
    let shift = gap * height(drawing.bounds()?) - current_gap;
    let rightmost = rightmost.transformed(&Affine::translate(shift, 0.0));
    Some(Drawing {
        strokes: [rest.strokes, rightmost.strokes].concat(),
    })
}

fn compose(samples: &[&Sample], spacing: Spacing, rng: &mut SeededRng) -> ComposedNumber {
    let drawings = samples.iter().filter_map(|sample| match &sample.data {
        SampleData::Drawing(drawing) => Some((sample.label, drawing, drawing.bounds()?)),
        SampleData::Image(_) => None,
    });
    let drawings: Vec<(u8, &Drawing, Bounds)> = drawings.collect();
    let height = median(drawings.iter().map(|(.., bounds)| height(*bounds)));
    let mut number = ComposedNumber::default();
    let mut x = 0.0;
    for (label, drawing, bounds) in drawings {
        let scale = scale_to_fit(self::height(bounds), height);
        let dy = rng.random_range(BASELINE_OFFSETS) * height - bounds.max.y * scale;
        let transform =
            Affine::scale(scale, scale).then(Affine::translate(x - bounds.min.x * scale, dy));
        number.push_digit(label, drawing.transformed(&transform));
        let width = (bounds.max.x - bounds.min.x) * scale;
        x += width + rng.random_range(spacing.gaps()) * height;
    }
    number
}

impl ComposedNumber {
    fn push_digit(&mut self, label: u8, digit: Drawing) {
        let first = self.drawing.strokes.len();
        self.drawing.strokes.extend(digit.strokes);
        self.labels.push(label);
        self.groups
            .push((first..self.drawing.strokes.len()).collect());
    }
}

/// Returns the factor that scales a digit's height into [`HEIGHT_RATIOS`] of the number's; 1 for a height of zero.
fn scale_to_fit(digit_height: f32, number_height: f32) -> f32 {
    let target_height = digit_height.clamp(
        HEIGHT_RATIOS.start * number_height,
        HEIGHT_RATIOS.end * number_height,
    );
    if digit_height > 0.0 {
        target_height / digit_height
    } else {
        1.0
    }
}

fn height(bounds: Bounds) -> f32 {
    bounds.max.y - bounds.min.y
}

/// Returns the upper median, or 0 for an empty iterator.
fn median(heights: impl Iterator<Item = f32>) -> f32 {
    let mut heights: Vec<f32> = heights.collect();
    heights.sort_by(f32::total_cmp);
    heights.get(heights.len() / 2).copied().unwrap_or_default()
}
