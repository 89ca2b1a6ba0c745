//! Numbers of several digits, made of single drawings from a seed.
//!
//! A stroke file's drawings go in, numbers with their right answer come out. For each number a writer is drawn, for
//! each of its digits a label of those in the
//! file and then one of that writer's drawings of it (anyone's, if there is none), all with equal
//! chances. Then, with `h` the median height of the number's drawings:
//!
//! - **size**: as filed, except that a drawing lower than 0.75 `h` or taller than 1.33 `h` is scaled to that height;
//! - **baseline**: all drawings stand on one line, each up to 0.06 `h` above or below it;
//! - **spacing**: between the boxes of neighbours, by [`Spacing`], each gap of its own.
//!
//! Whatever is said to vary does so evenly. Strokes stand in the order of writing, digit by digit.
//!
//! Limits: the drawings were made one at a time, so nothing here is written as people write next to what is already
//! there: no ligatures, no digit that makes room for another.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use ink::{Affine, Bounds, Drawing, Stroke};
use rand::Rng;
use rand::seq::IndexedRandom;
use serde::Serialize;

use super::strokes::Written;
use super::{Ink, Sample};
use crate::augment::{self, Random};

/// A digit's height in heights of the number.
const HEIGHTS: Range<f32> = 0.75..1.33;

/// How far a digit stands off the baseline, in heights of the number.
const OFF_BASELINE: Range<f32> = -0.06..0.06;

/// White before the stroke that is moved away, in heights of its digit.
const DETACHED: Range<f32> = 0.0..0.2;

/// The digits of which a stroke may stand apart: an open 4, a 5 without its bar.
const IN_PARTS: [u8; 2] = [4, 5];

/// How neighbours stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Spacing {
    /// White of 0.1 to 0.4 heights between the boxes.
    Natural,
    /// White of 0.02 to 0.1 heights.
    Tight,
    /// Boxes that overlap by up to 0.12 heights or are up to 0.02 apart.
    Touching,
}

/// A number and what it was meant to be.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Composed {
    /// From left to right.
    pub labels: Vec<u8>,
    /// The strokes of each digit, as indices in the drawing.
    pub groups: Vec<Vec<usize>>,
    /// All digits.
    pub drawing: Drawing,
}

/// The drawings to compose from.
pub struct Composer<'a> {
    /// Those that occur, rising.
    labels: Vec<u8>,
    all: Vec<&'a Sample>,
    writers: Vec<Vec<&'a Sample>>,
}

impl Spacing {
    /// All, the easiest first.
    pub const ALL: [Self; 3] = [Self::Natural, Self::Tight, Self::Touching];

    /// In heights of the number.
    fn gaps(self) -> Range<f32> {
        match self {
            Self::Natural => 0.1..0.4,
            Self::Tight => 0.02..0.1,
            Self::Touching => -0.12..0.02,
        }
    }

    /// In a word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Natural => "natural",
            Self::Tight => "tight",
            Self::Touching => "touching",
        }
    }
}

impl<'a> Composer<'a> {
    /// Of labelled drawings.
    pub fn new(written: &'a [Written]) -> Self {
        let mut writers: BTreeMap<Option<u32>, Vec<&Sample>> = BTreeMap::new();
        for written in written {
            let of_writer = writers.entry(written.writer).or_default();
            of_writer.push(&written.sample);
        }
        let labels: BTreeSet<u8> = written.iter().map(|w| w.sample.label).collect();
        Self {
            labels: labels.into_iter().collect(),
            all: written.iter().map(|written| &written.sample).collect(),
            writers: writers.into_values().collect(),
        }
    }

    /// The number that belongs to this seed and place, always the same; without a digit where there are no drawings.
    pub fn number(&self, digits: usize, spacing: Spacing, seed: u64, place: usize) -> Composed {
        let mut random = augment::random(seed, digits, place);
        let writer = self.writers.choose(&mut random).unwrap_or(&self.all);
        let samples = (0..digits).filter_map(|_| self.digit(writer, &mut random));
        let samples: Vec<&Sample> = samples.collect();
        compose(&samples, spacing, &mut random)
    }

    fn digit(&self, writer: &[&'a Sample], random: &mut Random) -> Option<&'a Sample> {
        let label = *self.labels.choose(random)?;
        let of_label = |samples: &[&'a Sample]| -> Vec<&'a Sample> {
            let all = samples.iter().filter(|sample| sample.label == label);
            all.copied().collect()
        };
        let by_writer = of_label(writer);
        if by_writer.is_empty() {
            of_label(&self.all).choose(random).copied()
        } else {
            by_writer.choose(random).copied()
        }
    }
}

/// The drawings of a 4 or 5 in several strokes, the one furthest right moved until white of up to 0.2 heights lies
/// before it; the same for the same seed.
pub fn detached(written: &[Written], seed: u64) -> Vec<Sample> {
    let in_parts = written.iter().map(|written| &written.sample).enumerate();
    let moved = |(place, sample): (usize, &Sample)| {
        let Ink::Pen(drawing) = &sample.ink else {
            return None;
        };
        let gap = augment::random(seed, 0, place).random_range(DETACHED);
        let ink = Ink::Pen(parted(drawing, gap)?);
        let label = sample.label;
        IN_PARTS.contains(&label).then_some(Sample { label, ink })
    };
    in_parts.filter_map(moved).collect()
}

/// The drawing with its rightmost stroke, by the middle, moved to leave this white before it; `None` where it has one.
fn parted(drawing: &Drawing, gap: f32) -> Option<Drawing> {
    let mut strokes = drawing.strokes.clone();
    let middle = |stroke: &Stroke| {
        let bounds = stroke.bounds();
        bounds.map_or(f32::NEG_INFINITY, |bounds| bounds.min.x + bounds.max.x)
    };
    strokes.sort_by(|a, b| middle(a).total_cmp(&middle(b)));
    let last = Drawing {
        strokes: vec![strokes.pop()?],
    };
    let rest = Drawing { strokes };
    let white = last.bounds()?.min.x - rest.bounds()?.max.x;
    let by = gap * height(drawing.bounds()?) - white;
    let last = last.transformed(&Affine::translate(by, 0.0));
    Some(Drawing {
        strokes: [rest.strokes, last.strokes].concat(),
    })
}

fn compose(samples: &[&Sample], spacing: Spacing, random: &mut Random) -> Composed {
    let drawn = samples.iter().filter_map(|sample| match &sample.ink {
        Ink::Pen(drawing) => Some((sample.label, drawing, drawing.bounds()?)),
        Ink::Image(_) => None,
    });
    let drawn: Vec<(u8, &Drawing, Bounds)> = drawn.collect();
    let height = median(drawn.iter().map(|(.., bounds)| height(*bounds)));
    let mut number = Composed::default();
    let mut right = 0.0;
    for (label, drawing, bounds) in drawn {
        let scale = scale(self::height(bounds), height);
        let down = random.random_range(OFF_BASELINE) * height - bounds.max.y * scale;
        let map =
            Affine::scale(scale, scale).then(Affine::translate(right - bounds.min.x * scale, down));
        number.push(label, drawing.transformed(&map));
        let width = (bounds.max.x - bounds.min.x) * scale;
        right += width + random.random_range(spacing.gaps()) * height;
    }
    number
}

impl Composed {
    fn push(&mut self, label: u8, digit: Drawing) {
        let first = self.drawing.strokes.len();
        self.drawing.strokes.extend(digit.strokes);
        self.labels.push(label);
        self.groups
            .push((first..self.drawing.strokes.len()).collect());
    }
}

/// The factor that brings a drawing of this height to within [`HEIGHTS`] of the number's; 1 where it has none.
fn scale(own: f32, number: f32) -> f32 {
    let wanted = own.clamp(HEIGHTS.start * number, HEIGHTS.end * number);
    if own > 0.0 { wanted / own } else { 1.0 }
}

fn height(bounds: Bounds) -> f32 {
    bounds.max.y - bounds.min.y
}

/// The greater of the two middle ones; 0 of none.
fn median(heights: impl Iterator<Item = f32>) -> f32 {
    let mut heights: Vec<f32> = heights.collect();
    heights.sort_by(f32::total_cmp);
    heights.get(heights.len() / 2).copied().unwrap_or_default()
}
