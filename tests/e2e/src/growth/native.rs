//! The worker's code, timed natively on one core.

use std::hint::black_box;
use std::time::{Duration, Instant};

use ink::{Drawing, Point, Raster, Stroke};
use net::Classifier;

use super::{IMAGES, POINTS};
use crate::bench::statistics::median;
use crate::drawings::golden;

const WEIGHTS: &[u8] = include_bytes!("../../../../assets/model.bin");

/// How long each size is measured, and how often at least.
const AT_LEAST: (Duration, usize) = (Duration::from_millis(400), 7);

/// What something of a size costs.
#[derive(Clone, Copy, Debug)]
pub struct Timed {
    /// Images, or points.
    pub size: usize,
    /// The median, in milliseconds.
    pub ms: f64,
}

/// Batches of images to their predictions.
///
/// # Panics
/// When the shipped weights are none.
#[must_use]
pub fn images() -> Vec<Timed> {
    let classifier = classifier();
    let rasters: Vec<Raster> = (0..10)
        .map(|digit| golden(digit).raster().expect("a golden has ink"))
        .cycle()
        .take(*IMAGES.last().expect("there are sizes"))
        .collect();
    let timed = |size| {
        time(size, || {
            drop(black_box(classifier.classify_batch(&rasters[..size])))
        })
    };
    IMAGES.map(timed).into()
}

/// Drawings to their numbers.
///
/// # Panics
/// When the shipped weights are none.
#[must_use]
pub fn points() -> Vec<Timed> {
    let classifier = classifier();
    let timed = |size| {
        let drawing = scribble(size);
        time(size, || {
            drop(black_box(number::read(&classifier, &drawing)))
        })
    };
    POINTS.map(timed).into()
}

fn classifier() -> Classifier {
    Classifier::from_bytes(WEIGHTS).expect("the shipped weights fit the network")
}

/// One stroke of so many points: a ring that is gone round ten times, on the pad.
fn scribble(points: usize) -> Drawing {
    let place = |i: usize| {
        let angle = 10.0 * std::f32::consts::TAU * i as f32 / points as f32;
        Point {
            x: 0.5 + 0.3 * angle.cos(),
            y: 0.5 + 0.4 * angle.sin(),
        }
    };
    let points = (0..points).map(place).collect();
    Drawing {
        strokes: vec![Stroke { points }],
    }
}

fn time(size: usize, mut work: impl FnMut()) -> Timed {
    let (duration, times) = AT_LEAST;
    let (start, mut took) = (Instant::now(), Vec::new());
    work();
    while start.elapsed() < duration || took.len() < times {
        let start = Instant::now();
        work();
        took.push(1e3 * start.elapsed().as_secs_f64());
    }
    Timed {
        size,
        ms: median(&took),
    }
}
